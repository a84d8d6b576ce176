#include "kiosk/app/embedded_site.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <fstream>
#include <sstream>
#include <utility>

namespace tandem::kiosk {
namespace {

namespace json = boost::json;
using platform::ErrorKind;
using platform::fail;
using platform::Result;
using platform::Status;

constexpr std::array<std::pair<const char*, const char*>, 5> kFiles{{{"site", "site.toml"},
                                                                     {"people", "people.csv"},
                                                                     {"pairs", "pairs.csv"},
                                                                     {"rooms", "rooms.csv"},
                                                                     {"topics", "topics.csv"}}};

Result<json::object> ask(const Administer& administer, const json::object& request) {
  const auto answer = administer(json::serialize(request));
  if (!answer) return tl::unexpected(answer.error());
  boost::system::error_code bad;
  json::value value = json::parse(*answer, bad);
  if (bad || !value.is_object()) return fail(ErrorKind::Corrupt, "the server's answer is not a JSON object");
  return std::move(value.as_object());
}

std::int64_t number(const json::object& answer, const char* name) {
  const json::value* const value = answer.if_contains(name);
  boost::system::error_code none;
  return value != nullptr ? value->to_number<std::int64_t>(none) : 0;
}

Result<json::object> import_request(const std::filesystem::path& folder) {
  json::object request{{"do", "import"}, {"folder", std::filesystem::absolute(folder).string()}};
  bool any = false;
  for (const auto& [field, name] : kFiles) {
    const std::filesystem::path path = folder / name;
    std::error_code none;
    const auto size = std::filesystem::file_size(path, none);
    if (none) continue;
    if (size > kMaxSiteFile) return fail(ErrorKind::TooLarge, path.string() + " has more than 8 MiB");
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    request[field] = text.str();
    any = true;
  }
  if (!any) return fail(ErrorKind::NotFound, folder.string() + ": no site to import there (site.toml, rooms.csv, ...)");
  return request;
}

std::string first_problem(const json::object& answer) {
  const json::value* const problems = answer.if_contains("problems");
  if (problems == nullptr || !problems->is_array() || problems->as_array().empty()) return "refused";
  const json::value& first = problems->as_array().front();
  const json::value* const text = first.is_object() ? first.as_object().if_contains("text") : nullptr;
  return text != nullptr && text->is_string() ? std::string{text->as_string()} : "refused";
}

bool was_tried(const json::value& feed) {
  if (!feed.is_object()) return true;
  const json::value* const confirmed = feed.as_object().if_contains("confirmed_at");
  const json::value* const failing = feed.as_object().if_contains("failing");
  return (confirmed != nullptr && !confirmed->is_null()) ||
         (failing != nullptr && failing->is_bool() && failing->as_bool());
}

}  // namespace

Status import_site_once(const Administer& administer, const std::filesystem::path& folder) {
  const auto status = ask(administer, {{"do", "status"}});
  if (!status) return tl::unexpected(status.error());
  if (number(*status, "rooms") > 0) return {};
  const auto request = import_request(folder);
  if (!request) return tl::unexpected(request.error());
  const auto answer = ask(administer, *request);
  if (!answer) return tl::unexpected(answer.error());
  const json::value* const good = answer->if_contains("ok");
  if (good == nullptr || !good->is_bool() || !good->as_bool()) {
    return fail(ErrorKind::Invalid, folder.string() + ": " + first_problem(*answer));
  }
  return {};
}

Result<bool> feeds_read(const Administer& administer) {
  const auto answer = ask(administer, {{"do", "feeds"}});
  if (!answer) return tl::unexpected(answer.error());
  const json::value* const feeds = answer->if_contains("feeds");
  return feeds == nullptr || !feeds->is_array() || std::ranges::all_of(feeds->as_array(), was_tried);
}

Status plan_today(const Administer& administer) {
  const auto answer = ask(administer, {{"do", "plan"}, {"at_most", kSessionsPlanned}});
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

}  // namespace tandem::kiosk
