#include "calendar/ics/packed_event.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

// What an Event holds beside the parts that are written one by one.
enum Flag : unsigned {
  kHasEnd = 1,
  kHasDuration = 2,
  kHasRecurrence = 4,  // any rule or date
  kIsOverride = 8,
  kThisAndFuture = 16,
  kFree = 32,
  kDeclined = 64,
  kHasSequence = 128,
};
constexpr unsigned kSameZone = 4;  // beside EventTime::Kind: zoned, in the zone named last

class Packer {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) bytes_.push_back(static_cast<char>(value | 0x80U));
    bytes_.push_back(static_cast<char>(value));
  }
  // Small magnitudes stay small: zigzag.
  void signed_number(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  // Times of one event are near its start.
  void local(LocalTime time) {
    signed_number((time - last_).count());
    last_ = time;
  }
  void time(const EventTime& value) {
    const auto& [kind, local_time, tzid] = value;
    const bool same_zone = kind == EventTime::Kind::Zoned && tzid == tzid_;
    number(same_zone ? kSameZone : static_cast<unsigned>(kind));
    local(local_time);
    if (kind != EventTime::Kind::Zoned || same_zone) return;
    text(tzid);
    tzid_ = tzid;
  }
  void duration(const EventDuration& value) {
    const auto& [whole_days, exact] = value;
    signed_number(whole_days.count());
    signed_number(exact.count());
  }
  void extra_date(const ExtraDate& value) {
    const auto& [start, end, length] = value;
    time(start);
    number((end ? 1U : 0U) + (length ? 2U : 0U));
    if (end) time(*end);
    if (length) duration(*length);
  }
  template <class Container, class One>
  void list(const Container& values, One one) {
    number(values.size());
    for (const auto& value : values) one(value);
  }
  [[nodiscard]] PackedEvent take() const {
    auto copy = std::make_unique_for_overwrite<char[]>(bytes_.size());
    std::copy(bytes_.begin(), bytes_.end(), copy.get());
    return copy;
  }

 private:
  std::string bytes_;
  std::string_view tzid_;
  LocalTime last_{};
};

class Unpacker {
 public:
  explicit Unpacker(const char* bytes) : next_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(*next_++);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
  }
  std::int64_t signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
  }
  std::string_view text() {
    const std::size_t size = number();
    return {std::exchange(next_, next_ + size), size};
  }
  LocalTime local() { return last_ += seconds{signed_number()}; }
  EventTime time() {
    const auto kind = static_cast<unsigned>(number());
    EventTime value{kind == kSameZone ? EventTime::Kind::Zoned : static_cast<EventTime::Kind>(kind), local(), {}};
    if (value.kind == EventTime::Kind::Zoned && kind != kSameZone) tzid_ = text();
    if (value.kind == EventTime::Kind::Zoned) value.tzid = tzid_;
    return value;
  }
  EventDuration duration() {
    const days whole_days{static_cast<int>(signed_number())};
    return {whole_days, seconds{signed_number()}};
  }
  ExtraDate extra_date() {
    ExtraDate value{time(), {}, {}};
    const auto parts = number();
    if ((parts & 1U) != 0) value.end = time();
    if ((parts & 2U) != 0) value.duration = duration();
    return value;
  }
  template <class T, class One>
  void list(std::vector<T>& values, One one) {
    const std::size_t size = number();
    values.reserve(size);
    for (std::size_t i = 0; i < size; ++i) values.push_back(one());
  }

 private:
  const char* next_;
  std::string_view tzid_;
  LocalTime last_{};
};

constexpr unsigned kHasCount = 1;
constexpr unsigned kHasUntil = 2;

void pack_rule(Packer& to, const RecurrenceRule& rule) {
  // Every member by name, so that a rule which says more does not compile until it is packed here.
  const auto& [frequency, interval, count, until, week_start, by_second, by_minute, by_hour, by_month_day, by_year_day,
               by_week_number, by_month, by_set_position, by_day, scale, by_leap_month, skip] = rule;
  to.number(static_cast<unsigned>(frequency));
  to.signed_number(interval);
  to.number((count ? kHasCount : 0U) + (until ? kHasUntil : 0U));
  if (count) to.signed_number(*count);
  if (until) {
    to.number(static_cast<unsigned>(until->kind));
    to.local(until->time);
  }
  to.number(week_start.c_encoding());
  to.text(scale);
  to.number(static_cast<unsigned>(skip));
  to.list(by_day, [&to](const WeekdayNumber& value) {
    to.number(value.day.c_encoding());
    to.signed_number(value.nth);
  });
  const std::array lists{&by_second,      &by_minute, &by_hour,         &by_month_day, &by_year_day,
                         &by_week_number, &by_month,  &by_set_position, &by_leap_month};
  unsigned present = 0;
  for (std::size_t i = 0; i < lists.size(); ++i) present |= lists[i]->empty() ? 0U : 1U << i;
  to.number(present);
  for (const auto* list : lists) {
    if (!list->empty()) to.list(*list, [&to](int value) { to.signed_number(value); });
  }
}

RecurrenceRule unpack_rule(Unpacker& from) {
  RecurrenceRule rule;
  rule.frequency = static_cast<Frequency>(from.number());
  rule.interval = from.signed_number();
  const auto parts = from.number();
  if ((parts & kHasCount) != 0) rule.count = from.signed_number();
  if ((parts & kHasUntil) != 0) {
    const auto kind = static_cast<RuleUntil::Kind>(from.number());
    rule.until = RuleUntil{kind, from.local()};
  }
  rule.week_start = weekday{static_cast<unsigned>(from.number())};
  rule.scale = from.text();
  rule.skip = static_cast<InvalidDate>(from.number());
  from.list(rule.by_day, [&from] {
    const weekday day{static_cast<unsigned>(from.number())};
    return WeekdayNumber{day, static_cast<int>(from.signed_number())};
  });
  const auto present = from.number();
  const std::array lists{&rule.by_second,    &rule.by_minute,       &rule.by_hour,
                         &rule.by_month_day, &rule.by_year_day,     &rule.by_week_number,
                         &rule.by_month,     &rule.by_set_position, &rule.by_leap_month};
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if ((present >> i & 1U) != 0) from.list(*lists[i], [&from] { return static_cast<int>(from.signed_number()); });
  }
  return rule;
}

}  // namespace

PackedEvent pack(const Event& event) {
  // Every member by name, so that an event which says more does not compile until it is packed here.
  const auto& [uid, line, sequence, stamp, start, end, duration, rules, excluded_rules, extra_dates, excluded_dates,
               recurrence_id, this_and_future, status, is_free, declined] = event;
  const bool recurs = !(rules.empty() && excluded_rules.empty() && extra_dates.empty() && excluded_dates.empty());
  Packer to;
  to.number((end ? kHasEnd : 0U) | (duration ? kHasDuration : 0U) | (recurs ? kHasRecurrence : 0U) |
            (recurrence_id ? kIsOverride : 0U) | (this_and_future ? kThisAndFuture : 0U) | (is_free ? kFree : 0U) |
            (declined ? kDeclined : 0U) | (sequence != 0 ? kHasSequence : 0U) | (static_cast<unsigned>(status) << 8U));
  to.text(uid);
  if (sequence != 0) to.signed_number(sequence);
  to.time(start);
  if (end) to.time(*end);
  if (duration) to.duration(*duration);
  if (recurrence_id) to.time(*recurrence_id);
  if (!recurs) return to.take();
  const auto rule = [&to](const RecurrenceRule& value) { pack_rule(to, value); };
  to.list(rules, rule);
  to.list(excluded_rules, rule);
  to.list(extra_dates, [&to](const ExtraDate& value) { to.extra_date(value); });
  to.list(excluded_dates, [&to](const EventTime& value) { to.time(value); });
  return to.take();
}

Event unpack(const char* packed) {
  Unpacker from(packed);
  Event event;
  const auto flags = static_cast<unsigned>(from.number());
  event.uid = from.text();
  if ((flags & kHasSequence) != 0) event.sequence = static_cast<int>(from.signed_number());
  event.start = from.time();
  if ((flags & kHasEnd) != 0) event.end = from.time();
  if ((flags & kHasDuration) != 0) event.duration = from.duration();
  if ((flags & kIsOverride) != 0) event.recurrence_id = from.time();
  event.this_and_future = (flags & kThisAndFuture) != 0;
  event.free = (flags & kFree) != 0;
  event.declined = (flags & kDeclined) != 0;
  event.status = static_cast<EventStatus>(flags >> 8U);
  if ((flags & kHasRecurrence) == 0) return event;
  const auto rule = [&from] { return unpack_rule(from); };
  from.list(event.rules, rule);
  from.list(event.excluded_rules, rule);
  from.list(event.extra_dates, [&from] { return from.extra_date(); });
  from.list(event.excluded_dates, [&from] { return from.time(); });
  return event;
}

}  // namespace tandem::calendar
