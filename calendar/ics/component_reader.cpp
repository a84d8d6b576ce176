#include "calendar/ics/component_reader.h"

#include <libical/ical.h>

#include <algorithm>

#include "calendar/ics/event_reader.h"
#include "calendar/ics/line_names.h"
#include "calendar/ics/parsed_component.h"
#include "calendar/ics/rule_reader.h"
#include "calendar/ics/value_reader.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

// Reads the properties of one STANDARD or DAYLIGHT one after the other.
class ObservanceReader {
 public:
  explicit ObservanceReader(bool is_daylight) { observance_.daylight = is_daylight; }

  void take(icalproperty* property) {
    switch (icalproperty_isa(property)) {
      case ICAL_DTSTART_PROPERTY: start_ = read_time(property); return;
      case ICAL_TZOFFSETFROM_PROPERTY: from_ = read_offset(property); return;
      case ICAL_TZOFFSETTO_PROPERTY: to_ = read_offset(property); return;
      case ICAL_TZNAME_PROPERTY: observance_.name = read_text(property); return;
      case ICAL_X_PROPERTY:  // X-RRULE is the only one kept
        if (auto rule = read_rule(read_text(property))) observance_.rules.push_back(std::move(*rule));
        return;
      case ICAL_RDATE_PROPERTY:
        if (const auto date = read_extra_date(property)) observance_.extra_dates.push_back(date->start.local);
        return;
      default: return;
    }
  }

  std::optional<ZoneObservance> finish() {
    if (!start_ || !to_) return std::nullopt;
    observance_.start = start_->local;
    observance_.offset_to = *to_;
    observance_.offset_from = from_.value_or(*to_);
    return std::move(observance_);
  }

 private:
  ZoneObservance observance_;
  std::optional<EventTime> start_;
  std::optional<std::chrono::seconds> from_;
  std::optional<std::chrono::seconds> to_;
};

// RFC 5545 section 3.8.2.6: FREEBUSY is always in UTC, so a time without Z has lost it.
std::optional<Interval> read_period(icalproperty* property) {
  const auto period = read_extra_date(property);
  if (!period) return std::nullopt;
  const Instant start{period->start.local.time_since_epoch()};
  if (period->end) return Interval{start, Instant{period->end->local.time_since_epoch()}};
  if (period->duration) return Interval{start, start + period->duration->days + period->duration->exact};
  return std::nullopt;
}

// Everything but FREE blocks, also kinds that RFC 5545 section 3.2.9 does not name.
bool is_free_period(icalproperty* property) {
  icalparameter* type = icalproperty_get_first_parameter(property, ICAL_FBTYPE_PARAMETER);
  return type != nullptr && icalparameter_get_fbtype(type) == ICAL_FBTYPE_FREE;
}

// Reads what a VAVAILABILITY says of itself, one property after the other.
class WorkingHoursReader {
 public:
  explicit WorkingHoursReader(const Component& component) {
    hours_.line = component.line;
    hours_.stamp = component.stamp;
  }

  void take(icalproperty* property) {
    switch (icalproperty_isa(property)) {
      case ICAL_UID_PROPERTY: hours_.uid = read_text(property); return;
      case ICAL_SEQUENCE_PROPERTY: hours_.sequence = icalproperty_get_sequence(property); return;
      case ICAL_DTSTAMP_PROPERTY: hours_.stamp = read_stamp(property); return;
      case ICAL_PRIORITY_PROPERTY: take_priority(icalproperty_get_priority(property)); return;
      case ICAL_DTSTART_PROPERTY: take(read_time(property), hours_.start); return;
      case ICAL_DTEND_PROPERTY: take(read_time(property), hours_.end); return;
      case ICAL_DURATION_PROPERTY: take(read_duration(property), hours_.duration); return;
      case ICAL_XLICERROR_PROPERTY: take_error(read_text(property)); return;
      default: return;
    }
  }

  platform::Result<WorkingHours> finish() {
    if (!readable_) return fail(ErrorKind::Invalid, "its beginning or end cannot be read");
    return std::move(hours_);
  }

 private:
  // Half of its time would make a person busy for ever, or never.
  template <class T>
  void take(std::optional<T> value, std::optional<T>& into) {
    readable_ = readable_ && value;
    into = std::move(value);
  }
  // What libical cannot read it leaves out; a PRIORITY that is left out is none.
  void take_error(std::string_view error) {
    for (const std::string_view when : {"DTSTART property", "DTEND property", "DURATION property"}) {
      if (error.find(when) != std::string_view::npos) readable_ = false;
    }
  }
  void take_priority(int priority) { hours_.priority = priority >= 1 && priority <= 9 ? priority : 0; }

  WorkingHours hours_;
  bool readable_{true};
};

}  // namespace

platform::Result<Event> read_event(const Component& component, std::string_view owner,
                                   std::vector<FeedProblem>& problems) {
  const auto parsed = parse_component(component);
  if (!parsed) return tl::unexpected(parsed.error());
  return read_event_properties(parsed->get(), {component.line, component.stamp, owner}, problems);
}

platform::Result<ZoneDefinition> read_zone(const Component& component) {
  const auto parsed = parse_component(component);
  if (!parsed) return tl::unexpected(parsed.error());
  ZoneDefinition zone;
  for_each_property(parsed->get(), [&zone](icalproperty* property) {
    if (icalproperty_isa(property) == ICAL_TZID_PROPERTY) zone.tzid = plain_tzid(read_text(property));
    const char* name = icalproperty_isa(property) == ICAL_X_PROPERTY ? icalproperty_get_x_name(property) : nullptr;
    if (name != nullptr && same_word(name, "X-LIC-LOCATION")) zone.location = read_text(property);
  });
  for_each_part(parsed->get(), [&zone](icalcomponent* part) {
    ObservanceReader reader(icalcomponent_isa(part) == ICAL_XDAYLIGHT_COMPONENT);
    for_each_property(part, [&reader](icalproperty* property) { reader.take(property); });
    if (auto observance = reader.finish()) zone.observances.push_back(std::move(*observance));
  });
  if (zone.tzid.empty()) return fail(ErrorKind::Invalid, "it has no TZID");
  if (zone.observances.empty() && zone.location.empty()) return fail(ErrorKind::Invalid, "it says no offset");
  return zone;
}

platform::Result<std::vector<Interval>> read_free_busy(const Component& component, std::vector<FeedProblem>& problems) {
  const auto parsed = parse_component(component);
  if (!parsed) return tl::unexpected(parsed.error());
  std::vector<Interval> busy;
  std::size_t unreadable = 0;
  for_each_property(parsed->get(), [&](icalproperty* property) {
    unreadable += icalproperty_isa(property) == ICAL_XLICERROR_PROPERTY ? 1 : 0;
    if (icalproperty_isa(property) != ICAL_FREEBUSY_PROPERTY || is_free_period(property)) return;
    const auto period = read_period(property);
    if (period) busy.push_back(*period);
    unreadable += period ? 0 : 1;
  });
  if (unreadable > 0) {
    report(problems, uid_of(component), std::to_string(unreadable) + " of its parts cannot be read and are ignored",
           component.line);
  }
  return busy;
}

platform::Result<WorkingHours> read_working_hours(const Component& component, std::vector<FeedProblem>& problems) {
  const auto parsed = parse_component(component);
  if (!parsed) return tl::unexpected(parsed.error());
  WorkingHoursReader reader(component);
  for_each_property(parsed->get(), [&reader](icalproperty* property) { reader.take(property); });
  auto hours = reader.finish();
  if (!hours) return hours;
  for_each_part(parsed->get(), [&](icalcomponent* part) {
    if (icalcomponent_isa(part) != ICAL_XAVAILABLE_COMPONENT) return;
    auto available = read_event_properties(part, {component.line, {}, {}}, problems);
    if (available) {
      hours->available.push_back(std::move(*available));
    } else {
      report(problems, hours->uid, "a time of its working hours is skipped: " + available.error().message,
             component.line);
    }
  });
  return hours;
}

}  // namespace tandem::calendar
