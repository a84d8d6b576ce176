#include "random_event.h"

#include <algorithm>
#include <array>
#include <limits>

namespace tandem::tests {
namespace {

using namespace std::chrono;
using namespace calendar;
using namespace std::string_literals;

const std::vector<RandomText>& pieces() {
  static const std::vector<RandomText> kPieces = {
      {"a", "a"},
      {"Réunion", "Réunion"},
      {"🚪", "🚪"},
      {"\u2028", "\u2028"},
      {":", ":"},
      {";", ";"},
      {",", ","},
      {"\"", "\""},
      {"\\", "\\"},
      {"\\n", "\\n"},
      {"^", "^"},
      {"^n", "^n"},
      {"^'", "^'"},
      {"=", "="},
      {"x y", "x y"},
      {"\n", "\n"},
      {"\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n", "\nEND:VEVENT\nBEGIN:VEVENT\n"},
      {"\x01\x1B[2J\x7F", "[2J"},
      {"\0"s, ""},
      {"\xFF", "\uFFFD"},
      {"\xC3", "\uFFFD"},
      {std::string(300, 'x'), std::string(300, 'x')},
      {"ééééééééééééééééééééééééééééééééééééééééé", "ééééééééééééééééééééééééééééééééééééééééé"},
  };
  return kPieces;
}

// A zone's name as feeds are read: quotes and backslashes around it are sloppy writers' own.
RandomText as_tzid(RandomText text) {
  const auto is_dropped = [](char letter) { return letter == '"' || letter == '\\'; };
  std::erase_if(text.given, is_dropped);
  std::erase_if(text.meant, is_dropped);
  return text;
}

// The same event with the TZIDs that are meant.
class WithMeantZones {
 public:
  explicit WithMeantZones(const std::vector<RandomText>& tzids) : tzids_(tzids) {}

  std::string of(const std::string& given) const {
    const auto found =
        std::find_if(tzids_.begin(), tzids_.end(), [&given](const RandomText& tzid) { return tzid.given == given; });
    return found == tzids_.end() ? given : found->meant;
  }
  void in(EventTime& time) const { time.tzid = of(time.tzid); }
  void in(std::optional<EventTime>& time) const {
    if (time) in(*time);
  }
  void in(Event& event) const {
    in(event.start);
    in(event.end);
    in(event.recurrence_id);
    for (EventTime& date : event.excluded_dates) in(date);
    for (ExtraDate& date : event.extra_dates) {
      in(date.start);
      in(date.end);
    }
  }

 private:
  const std::vector<RandomText>& tzids_;
};

}  // namespace

RandomText RandomEvents::text(int most_pieces) {
  RandomText text;
  for (int left = number(0, most_pieces); left > 0; --left) {
    const RandomText& piece = pieces()[static_cast<std::size_t>(number(0, static_cast<int>(pieces().size()) - 1))];
    text.given += piece.given;
    text.meant += piece.meant;
  }
  // What a carriage return leaves behind cannot join the halves of a character; spaces at the ends are not kept apart.
  return {"<" + text.given + ">", "<" + text.meant + ">"};
}

std::vector<int> RandomEvents::numbers(int least, int most, bool negative_too) {
  std::vector<int> values;
  if (!one_in(4)) return values;
  for (int left = number(1, 5); left > 0; --left) {
    const int value = number(least, most) * (negative_too && one_in(2) ? -1 : 1);
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
  return values;
}

LocalTime RandomEvents::local() {
  const int first = one_in(20) ? 1 : 1970;
  const local_days january{year{number(first, one_in(20) ? 9998 : 2100)} / January / 1};
  return january + days{number(0, 364)} + seconds{number(0, 24 * 60 * 60 - 1)};
}

EventTime RandomEvents::time() {
  switch (number(0, 3)) {
    case 0: return {EventTime::Kind::Date, floor<days>(local()), {}};
    case 1: return {EventTime::Kind::Floating, local(), {}};
    case 2: return {EventTime::Kind::Utc, local(), {}};
    default: break;
  }
  const auto which = static_cast<std::size_t>(number(0, static_cast<int>(tzids_.size()) - 1));
  return {EventTime::Kind::Zoned, local(), tzids_[which].given};
}

EventDuration RandomEvents::duration() {
  EventDuration duration;
  if (one_in(2)) duration.days = days{number(0, 3660)};
  if (one_in(2)) duration.exact = hours{number(0, 100)};
  if (one_in(3)) duration.exact += minutes{number(0, 100)};
  if (one_in(3)) duration.exact += seconds{number(0, 100)};
  return duration;
}

ExtraDate RandomEvents::extra_date() {
  ExtraDate date{time(), std::nullopt, std::nullopt};
  if (date.start.kind == EventTime::Kind::Date || one_in(2)) return date;
  if (one_in(2)) {
    date.duration = duration();
    date.duration->exact += 1s;  // RFC 5545 section 3.3.9: a period has a length
    return date;
  }
  date.end = date.start;
  date.end->local += seconds{number(1, 1'000'000)};
  if (date.start.kind == EventTime::Kind::Zoned && one_in(3)) {
    date.end = EventTime{EventTime::Kind::Utc, date.end->local, {}};
  }
  return date;
}

std::optional<RuleUntil> RandomEvents::until() {
  switch (number(0, 5)) {
    case 0: return RuleUntil{RuleUntil::Kind::Date, floor<days>(local())};
    case 1: return RuleUntil{RuleUntil::Kind::Local, local()};
    case 2: return RuleUntil{RuleUntil::Kind::Utc, local()};
    default: return std::nullopt;
  }
}

RecurrenceRule RandomEvents::rule() {
  RecurrenceRule rule;
  rule.frequency = static_cast<Frequency>(number(0, 6));
  if (one_in(2)) rule.interval = number(1, 100'000);
  if (one_in(3)) rule.count = number(1, 100'000);
  rule.until = until();
  rule.week_start = weekday{static_cast<unsigned>(number(0, 6))};
  rule.by_second = numbers(0, 60, false);
  rule.by_minute = numbers(0, 59, false);
  rule.by_hour = numbers(0, 23, false);
  rule.by_month_day = numbers(1, 31, true);
  rule.by_year_day = numbers(1, 366, true);
  rule.by_week_number = numbers(1, 53, true);
  rule.by_month = numbers(1, 12, false);
  rule.by_set_position = numbers(1, 366, true);
  if (one_in(6)) {
    constexpr std::array kScales = {"CHINESE", "HEBREW", "ETHIOPIC"};
    rule.scale = kScales[static_cast<std::size_t>(number(0, 2))];
    rule.by_leap_month = numbers(1, 12, false);
  }
  if (one_in(6)) rule.skip = one_in(2) ? InvalidDate::Backward : InvalidDate::Forward;
  for (const int nth : numbers(0, 53, true)) rule.by_day.push_back({weekday{static_cast<unsigned>(number(0, 6))}, nth});
  return rule;
}

ZoneObservance RandomEvents::observance() {
  ZoneObservance observance;
  observance.daylight = one_in(2);
  if (one_in(2)) observance.name = "X" + std::to_string(number(0, 99));
  observance.start = local();
  observance.offset_from = seconds{number(-14 * 3600, 14 * 3600)};
  observance.offset_to = minutes{number(-14 * 60, 14 * 60)};
  if (one_in(2)) observance.rules.push_back(rule());
  while (one_in(2)) observance.extra_dates.push_back(local());
  return observance;
}

RandomEvents::Made RandomEvents::event() {
  tzids_ = {as_tzid(text(3)), as_tzid(text(1))};
  tzids_[0].given = "1" + tzids_[0].given;  // two different ones
  tzids_[0].meant = "1" + tzids_[0].meant;
  Event event;
  event.sequence = number(0, one_in(4) ? std::numeric_limits<int>::max() : 5);
  if (!one_in(5)) event.stamp = Instant{local().time_since_epoch()};
  event.start = time();
  if (one_in(2)) event.end = time();
  if (one_in(3)) event.duration = duration();
  while (one_in(2)) event.rules.push_back(rule());
  while (one_in(5)) event.excluded_rules.push_back(rule());
  for (int left = number(0, one_in(5) ? 100 : 3); left > 0; --left) event.extra_dates.push_back(extra_date());
  for (int left = number(0, one_in(5) ? 100 : 3); left > 0; --left) event.excluded_dates.push_back(time());
  if (one_in(3)) event.recurrence_id = time();
  event.this_and_future = event.recurrence_id && one_in(3);
  event.status = static_cast<EventStatus>(number(0, 2));
  event.free = one_in(3);
  event.declined = one_in(4);

  const RandomText uid = text(8);
  const WithMeantZones meant(tzids_);
  Made made{event, event, {}, {}};
  made.given.uid = uid.given;
  made.meant.uid = uid.meant;
  meant.in(made.meant);
  for (const RandomText& tzid : tzids_) {
    ZoneDefinition zone{tzid.given, one_in(2) ? "Etc/UTC" : "", {observance()}};
    while (one_in(2)) zone.observances.push_back(observance());
    made.given_zones.push_back(zone);
    zone.tzid = tzid.meant;
    made.meant_zones.push_back(std::move(zone));
  }
  return made;
}

}  // namespace tandem::tests
