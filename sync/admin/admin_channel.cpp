#include "sync/admin/admin_channel.h"

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <functional>
#include <utility>

#include "platform/net/asio_loop.h"
#include "platform/net/http_post.h"
#include "sync/admin/admin.h"
#include "sync/log/log_store.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;

// Hashing the PINs of the largest import (20,000 people, one thread) takes the server less.
constexpr std::chrono::seconds kAnswerTimeout{900};

class StoreChannel final : public AdminChannel {
 public:
  using OpenStore = std::function<Result<std::unique_ptr<LogStore>>(const platform::Clock&)>;

  static Result<std::unique_ptr<AdminChannel>> open(const OpenStore& open_store, const std::string& name,
                                                    const AuthorityOptions& authority) {
    auto channel = std::make_unique<StoreChannel>(name);
    auto store = open_store(channel->loop_->clock());
    if (!store) return tl::unexpected(store.error());
    // The loop is never run: requests are answered on this thread, and no timer has to fire.
    Result<std::unique_ptr<ServerCore>> core = ServerCore::open(*channel->loop_, *std::move(store));
    if (!core) return tl::unexpected(core.error());
    channel->core_ = *std::move(core);
    channel->core_->set_authority_options(authority);
    return channel;
  }
  explicit StoreChannel(std::string name) : name_(std::move(name)), loop_(platform::make_asio_loop()) {}

  Result<std::string> ask(const std::string& json) override { return answer_admin(*core_, json); }
  [[nodiscard]] std::string name() const override { return name_; }

 private:
  std::string name_;
  std::unique_ptr<platform::AsioLoop> loop_;
  std::unique_ptr<ServerCore> core_;
};

ErrorKind kind_of(unsigned status) {
  switch (status) {
    case 400: return ErrorKind::Invalid;
    case 401:
    case 403: return ErrorKind::Denied;
    case 404: return ErrorKind::NotFound;
    case 413: return ErrorKind::TooLarge;
    case 507: return ErrorKind::Full;
    default: return ErrorKind::Unavailable;
  }
}

// {"error": "..."}, or what a stranger answered instead.
std::string message_of(const std::string& body) {
  boost::system::error_code ignored;
  const boost::json::value value = boost::json::parse(body, ignored);
  const boost::json::value* error = value.is_object() ? value.get_object().if_contains("error") : nullptr;
  if (error != nullptr && error->is_string()) return std::string(error->get_string());
  constexpr std::size_t kShown = 200;
  return body.substr(0, std::min(body.find_last_not_of('\n') + 1, kShown));
}

class HttpChannel final : public AdminChannel {
 public:
  HttpChannel(std::string url, std::string token, std::string authority_file)
      : url_(std::move(url)), token_(std::move(token)), authority_file_(std::move(authority_file)) {}

  Result<std::string> ask(const std::string& json) override {
    platform::HttpPost post;
    post.url = url_ + "/admin";
    post.bearer_token = token_;
    post.content_type = "application/json";
    post.body = json;
    post.authority_file = authority_file_;
    post.total_timeout = kAnswerTimeout;
    Result<platform::HttpPosted> posted = platform::http_post(post);
    if (!posted) return tl::unexpected(posted.error());
    if (posted->status == 200) return std::move(posted->body);
    return platform::fail(kind_of(posted->status), message_of(posted->body));
  }
  [[nodiscard]] std::string name() const override { return "the server at " + url_; }

 private:
  std::string url_;
  std::string token_;
  std::string authority_file_;
};

Result<std::unique_ptr<AdminChannel>> open_http(const AdminTarget& target) {
  std::ifstream file(target.token_file);
  std::string token;
  if (!(file >> token)) {
    return platform::fail(ErrorKind::Denied, "cannot read the admin token in " + target.token_file.string() +
                                                 ": run this as the server's own user, or give --admin-token");
  }
  return std::make_unique<HttpChannel>(target.url, token, target.authority_file);
}

}  // namespace

Result<std::unique_ptr<AdminChannel>> open_admin_channel(const AdminTarget& target) {
  if (!target.shared_store.empty()) {
    const auto open_shared = [&](const platform::Clock& clock) {
      return open_shared_log_store({target.shared_store}, clock);
    };
    return StoreChannel::open(open_shared, "the shared store", target.authority);
  }
  if (target.data_directory.empty()) return open_http(target);
  std::error_code unreadable;  // then opening says why
  if (!target.make_store && !std::filesystem::exists(target.data_directory / kLogFile, unreadable) && !unreadable) {
    return platform::fail(ErrorKind::NotFound, "there is no store in " + target.data_directory.string() +
                                                   ": check --config or --data; importing a site makes one");
  }
  const auto open_file = [&](const platform::Clock&) { return open_log_store(target.data_directory / kLogFile); };
  Result<std::unique_ptr<AdminChannel>> store =
      StoreChannel::open(open_file, "the store in " + target.data_directory.string(), target.authority);
  const bool in_use = !store && store.error().kind == ErrorKind::Denied;
  if (!in_use || target.url.empty()) return store;
  return open_http(target);
}

}  // namespace tandem::sync
