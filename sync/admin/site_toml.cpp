#include "sync/admin/site_toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>
#include <sstream>
#include <utility>

#include "calendar/time/zone.h"

namespace tandem::sync {
namespace {

using calendar::BookingPolicy;
using calendar::DaySpan;
using calendar::Site;
using std::chrono::minutes;

constexpr std::array<const char*, 7> kDays{"monday", "tuesday",  "wednesday", "thursday",
                                           "friday", "saturday", "sunday"};
constexpr std::array<const char*, 6> kKeys{"name", "zone", "closed", "opening_hours", "policy", "site"};
// Of a [[site]].
constexpr std::array<const char*, 6> kOtherKeys{"id", "name", "zone", "closed", "opening_hours", "policy"};
constexpr std::size_t kMostOtherSites = 2'000;
constexpr std::size_t kLongestSiteId = 40;
constexpr std::array<const char*, 13> kPolicyKeys{
    "check_in_opens_before", "warn_after",     "release_after",   "session_length", "shortest_booking",
    "longest_booking",       "furthest_ahead", "clock_tolerance", "late_check_in",  "room_gap",
    "walking_time",          "past_kept",      "lease_length"};
constexpr std::size_t kMostSpans = 8;
constexpr std::size_t kMostClosedDays = 1000;
constexpr std::int64_t kDayMinutes = 1440;
constexpr std::int64_t kMostDaysAhead = 366;

// A value of the policy that is minutes, and the least it may be.
struct PolicyMinutes {
  const char* key;
  minutes BookingPolicy::*value;
  std::int64_t least;
};
constexpr std::array<PolicyMinutes, 10> kPolicyMinutes{
    {{"check_in_opens_before", &BookingPolicy::check_in_opens_before, 0},
     {"warn_after", &BookingPolicy::warn_after, 0},
     {"release_after", &BookingPolicy::release_after, 1},
     {"session_length", &BookingPolicy::session_length, 5},
     {"shortest_booking", &BookingPolicy::shortest_booking, 1},
     {"longest_booking", &BookingPolicy::longest_booking, 5},
     {"clock_tolerance", &BookingPolicy::clock_tolerance, 0},
     {"room_gap", &BookingPolicy::room_gap, 0},
     {"walking_time", &BookingPolicy::walking_time, 0},
     {"lease_length", &BookingPolicy::lease_length, 0}}};

// "07:00-21:00"
std::optional<DaySpan> parse_span(const std::string& text) {
  int from_hour = 0;
  int from_minute = 0;
  int to_hour = 0;
  int to_minute = 0;
  char rest = 0;
  const int read =
      std::sscanf(text.c_str(), "%2d:%2d-%2d:%2d%c", &from_hour, &from_minute, &to_hour, &to_minute, &rest);
  if (read != 4 || from_hour < 0 || from_minute < 0 || to_hour < 0 || to_minute < 0) return std::nullopt;
  constexpr int kHourMinutes = 60;
  const DaySpan span{minutes(from_hour * kHourMinutes + from_minute), minutes(to_hour * kHourMinutes + to_minute)};
  const bool in_day = from_minute < kHourMinutes && to_minute < kHourMinutes && span.to <= minutes(kDayMinutes);
  return in_day && span.from < span.to ? std::optional(span) : std::nullopt;
}

std::optional<calendar::LocalDate> parse_day(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) != 3) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return date.ok() ? std::optional(calendar::LocalDate(date)) : std::nullopt;
}

class SiteReader {
 public:
  SiteReader(const std::string& file, Problems& problems) : file_(file), problems_(problems) {}

  std::vector<Site> read_all(const toml::table& root) {
    refuse_unknown(root, kKeys);
    std::vector<Site> sites{read(root)};
    const toml::array* others = array(root, "site", kMostOtherSites);
    if (others == nullptr) return sites;
    for (const toml::node& node : *others) {
      const toml::table* other = node.as_table();
      if (other == nullptr) {
        problem(node, "site", "must be a section: [[site]]");
        continue;
      }
      refuse_unknown(*other, kOtherKeys);
      sites.push_back(read(*other));
      sites.back().id = other_id(*other, sites);
    }
    return sites;
  }

 private:
  Site read(const toml::table& root) {
    Site site;
    site.name = text(root, "name", "");
    if (site.name.empty()) problem(root, "name", "is missing: give the site a name");
    read_zone(root, site);
    if (const toml::table* hours = table(root, "opening_hours")) read_hours(*hours, site);
    if (root.contains("closed")) read_closed(root, site);
    if (const toml::table* policy = table(root, "policy")) read_policy(*policy, site.policy);
    return site;
  }
  // "lyon": short, and no other site's.
  calendar::SiteId other_id(const toml::table& table, const std::vector<Site>& before) {
    const std::string id = text(table, "id", "");
    const bool same = std::any_of(before.begin(), before.end(), [&](const Site& site) { return site.id.text() == id; });
    if (id.empty() || id.size() > kLongestSiteId) {
      problem(table, "id", "is missing or longer than " + std::to_string(kLongestSiteId) + " characters");
    } else if (same) {
      problem(table, "id", "is another site's too");
    }
    return calendar::SiteId{id};
  }
  void problem(const toml::node& node, const std::string& key, std::string message) {
    problems_.add({file_, node.source().begin.line, key, std::move(message)});
  }
  void refuse_unknown(const toml::table& table, std::span<const char* const> known) {
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) == known.end()) problem(value, name, "is not a key we know");
    }
  }
  std::string text(const toml::table& table, const char* key, std::string fallback) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return fallback;
    if (!node->is_string()) problem(*node, key, "must be text in quotation marks");
    return node->value_or(std::move(fallback));
  }
  const toml::table* table(const toml::table& root, const char* key) {
    const toml::node* node = root.get(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) problem(*node, key, std::string("must be a section: [") + key + "]");
    return node->as_table();
  }
  const toml::array* array(const toml::table& root, const char* key, std::size_t most) {
    const toml::node* node = root.get(key);
    if (node == nullptr) return nullptr;
    const toml::array* items = node->as_array();
    if (items == nullptr) problem(*node, key, "must be a list: [\"...\"]");
    if (items != nullptr && items->size() > most)
      problem(*node, key, "has more than " + std::to_string(most) + " items");
    return items;
  }

  void read_zone(const toml::table& root, Site& site) {
    site.zone = text(root, "zone", "UTC");
    if (!calendar::Zone::locate(site.zone)) {
      problem(*root.get("zone"), "zone", "\"" + site.zone + "\" is no time zone; a name is like Europe/Paris");
    }
  }
  void read_hours(const toml::table& hours, Site& site) {
    refuse_unknown(hours, kDays);
    for (std::size_t day = 0; day < kDays.size(); ++day) {
      site.opening_hours.week[day].clear();
      if (const toml::array* spans = array(hours, kDays[day], kMostSpans)) {
        site.opening_hours.week[day] = read_spans(*spans, kDays[day]);
      }
    }
  }
  std::vector<DaySpan> read_spans(const toml::array& items, const char* day) {
    std::vector<DaySpan> spans;
    for (const toml::node& item : items) {
      const std::optional<DaySpan> span = parse_span(item.value_or(std::string()));
      if (!span) problem(item, day, "write each span as \"08:00-19:00\"");
      if (span) spans.push_back(*span);
    }
    std::sort(spans.begin(), spans.end());
    for (std::size_t i = 1; i < spans.size(); ++i) {
      if (spans[i].from < spans[i - 1].to) problem(items, day, "has spans that overlap: join them");
    }
    return spans;
  }
  void read_closed(const toml::table& root, Site& site) {
    const toml::array* days = array(root, "closed", kMostClosedDays);
    if (days == nullptr) return;
    for (const toml::node& item : *days) {
      const std::optional<calendar::LocalDate> day = parse_day(item.value_or(std::string()));
      if (!day) problem(item, "closed", "write each day as \"2026-12-25\"");
      if (day) site.opening_hours.closed.insert(*day);
    }
  }
  void read_policy(const toml::table& table, BookingPolicy& policy) {
    refuse_unknown(table, kPolicyKeys);
    for (const PolicyMinutes& entry : kPolicyMinutes) {
      const std::int64_t fallback = (policy.*entry.value).count();
      policy.*entry.value = minutes(number(table, entry.key, entry.least, fallback, kDayMinutes));
    }
    policy.furthest_ahead =
        std::chrono::days(number(table, "furthest_ahead", 1, policy.furthest_ahead.count(), kMostDaysAhead));
    policy.late_check_in =
        std::chrono::days(number(table, "late_check_in", 0, policy.late_check_in.count(), kMostDaysAhead));
    policy.past_kept = std::chrono::days(
        number(table, "past_kept", calendar::kShortestPastKept.count(), policy.past_kept.count(), kMostDaysAhead));
    const bool fits =
        policy.shortest_booking <= policy.session_length && policy.session_length <= policy.longest_booking;
    if (!fits) problem(table, "policy", "must keep shortest_booking <= session_length <= longest_booking");
    if (policy.warn_after > policy.release_after) problem(table, "warn_after", "must not be later than release_after");
  }
  std::int64_t number(const toml::table& table, const char* key, std::int64_t least, std::int64_t fallback,
                      std::int64_t most) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return fallback;
    const std::int64_t value = node->is_integer() ? node->value_or(least - 1) : least - 1;
    if (least <= value && value <= most) return value;
    problem(*node, key, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return fallback;
  }

  std::string file_;
  Problems& problems_;
};

std::string clock_text(minutes at) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", static_cast<int>(at.count() / 60),
                static_cast<int>(at.count() % 60));
  return text.data();
}

std::string date_text(calendar::LocalDate day) {
  const std::chrono::year_month_day date{day};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

}  // namespace

std::optional<std::vector<Site>> read_sites(const std::string& file, std::string_view text, Problems& problems) {
  constexpr std::size_t kMaxSiteBytes = std::size_t{1024} * 1024;
  if (text.size() > kMaxSiteBytes) {
    problems.add({file, 0, "", "is larger than 1 MiB"});
    return std::nullopt;
  }
  const std::size_t before = problems.total();
  try {
    const toml::table root = toml::parse(text, std::string_view(file));
    std::vector<Site> sites = SiteReader(file, problems).read_all(root);
    if (problems.total() == before) return sites;
  } catch (const toml::parse_error& error) {
    problems.add({file, error.source().begin.line, "", std::string(error.description())});
  }
  return std::nullopt;
}

std::optional<Site> read_site(const std::string& file, std::string_view text, Problems& problems) {
  auto sites = read_sites(file, text, problems);
  return sites ? std::optional{std::move(sites->front())} : std::nullopt;
}

namespace {

toml::table table_of(const Site& site) {
  toml::array closed;
  for (const calendar::LocalDate day : site.opening_hours.closed) closed.push_back(date_text(day));
  toml::table hours;
  for (std::size_t day = 0; day < kDays.size(); ++day) {
    toml::array spans;
    for (const DaySpan& span : site.opening_hours.week[day]) {
      spans.push_back(clock_text(span.from) + "-" + clock_text(span.to));
    }
    hours.insert(kDays[day], std::move(spans));
  }
  toml::table policy;
  for (const PolicyMinutes& entry : kPolicyMinutes) {
    policy.insert(entry.key, static_cast<std::int64_t>((site.policy.*entry.value).count()));
  }
  policy.insert("furthest_ahead", static_cast<std::int64_t>(site.policy.furthest_ahead.count()));
  policy.insert("late_check_in", static_cast<std::int64_t>(site.policy.late_check_in.count()));
  policy.insert("past_kept", static_cast<std::int64_t>(site.policy.past_kept.count()));
  toml::table root;
  root.insert("name", site.name);
  root.insert("zone", site.zone);
  root.insert("closed", std::move(closed));
  root.insert("opening_hours", std::move(hours));
  root.insert("policy", std::move(policy));
  return root;
}

}  // namespace

std::string write_sites(const Site& first, const std::vector<Site>& others) {
  toml::table root = table_of(first);
  toml::array sites;
  for (const Site& site : others) {
    toml::table table = table_of(site);
    table.insert("id", site.id.text());
    sites.push_back(std::move(table));
  }
  if (!others.empty()) root.insert("site", std::move(sites));
  std::ostringstream out;
  out << root << "\n";
  return out.str();
}

std::string write_site(const Site& site) { return write_sites(site, {}); }

}  // namespace tandem::sync
