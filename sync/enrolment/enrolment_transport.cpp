#include "sync/enrolment/enrolment_transport.h"

#include <pthread.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "platform/net/http_post.h"
#include "platform/net/listener.h"
#include "sync/enrolment/enrolment_messages.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;

constexpr std::chrono::seconds kConnectWithin{5};
constexpr std::chrono::seconds kAnswerWithin{15};

using Answer = std::function<void(Result<std::string>)>;

ErrorKind kind_of(unsigned status) {
  switch (status) {
    case 401:
    case 403: return ErrorKind::Denied;
    case 404: return ErrorKind::NotFound;
    case 413:
    case 429: return ErrorKind::TooLarge;
    default: return status < 500 ? ErrorKind::Invalid : ErrorKind::Unavailable;
  }
}

class HttpTransport final : public EnrolmentTransport {
 public:
  HttpTransport(platform::EventLoop& loop, ServerPlace place)
      : loop_(loop), place_(std::move(place)), thread_([this](const std::stop_token& stop) { work(stop); }) {}

  ~HttpTransport() override {
    *alive_ = false;
    thread_.request_stop();
  }
  HttpTransport(const HttpTransport&) = delete;
  HttpTransport& operator=(const HttpTransport&) = delete;

  void call(EnrolmentCall call, Answer answer) override {
    const std::lock_guard lock(mutex_);
    waiting_.emplace_back(std::move(call), std::move(answer));
    changed_.notify_all();
  }

 private:
  void work(const std::stop_token& stop) {
    ::pthread_setname_np(::pthread_self(), "enrolment");
    for (;;) {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      auto [call, answer] = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      auto said = post(std::move(call), stop);
      loop_.post([alive = alive_, answer = std::move(answer), said = std::move(said)]() mutable {
        if (*alive) answer(std::move(said));
      });
    }
  }

  [[nodiscard]] Result<std::string> post(EnrolmentCall call, const std::stop_token& stop) const {
    const std::string port = std::to_string(place_.port);
    platform::HttpPost request;
    request.connect_timeout = kConnectWithin;
    request.total_timeout = kAnswerWithin;
    request.max_bytes = kMaxEnrolmentAnswer;
    request.body = std::move(call.body);
    request.cancelled = [&stop] { return stop.stop_requested(); };
    const bool bracketed = place_.host.find(':') != std::string::npos;
    const std::string host = bracketed ? "[" + place_.host + "]" : place_.host;
    if (call.identity.authorities.empty()) {
      request.url = "https://" + host + ":" + port + call.path;
      request.authority_file = place_.authority_file;
      request.trust_anybody = place_.authority_file.empty();
    } else {
      request.url = std::string("https://") + platform::kDeviceServerName + ":" + port + call.path;
      request.connect_to = host + ":" + port;
      request.identity = std::move(call.identity);
    }
    auto said = platform::http_post(request);
    if (!said) return tl::unexpected(said.error());
    if (said->status == 200) return std::move(said->body);
    return platform::fail(kind_of(said->status), "the server answers " + std::to_string(said->status) + ": " +
                                                     said->body.substr(0, said->body.find('\n')));
  }

  platform::EventLoop& loop_;
  const ServerPlace place_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::pair<EnrolmentCall, Answer>> waiting_;
  std::shared_ptr<bool> alive_{std::make_shared<bool>(true)};  // loop thread
  std::jthread thread_;                                        // last: it uses everything above
};

}  // namespace

std::unique_ptr<EnrolmentTransport> make_enrolment_transport(platform::EventLoop& loop, ServerPlace place) {
  return std::make_unique<HttpTransport>(loop, std::move(place));
}

}  // namespace tandem::sync
