// What libical finds in a calendar, as JSON: read_libical FILE FROM TO, in seconds since 1970. Its zones are the file's
// own VTIMEZONEs.

#include <libical/ical.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

namespace {

namespace json = boost::json;

// The property's time as an instant, by the VTIMEZONE of its calendar; midnight in UTC for a date.
std::int64_t seconds(icalcomponent* event, icalproperty_kind kind) {
  const icaltimetype time = icalproperty_get_datetime_with_component(icalcomponent_get_first_property(event, kind),
                                                                     icalcomponent_get_parent(event));
  return icaltime_as_timet_with_zone(time, time.is_date ? nullptr : icaltime_get_timezone(time));
}

bool has(icalcomponent* event, icalproperty_kind kind) {
  return icalcomponent_get_first_property(event, kind) != nullptr;
}

json::object found_event(icalcomponent* event) {
  json::object out;
  out["uid"] = icalcomponent_get_uid(event);
  out["recurrence_id"] =
      has(event, ICAL_RECURRENCEID_PROPERTY) ? json::value(seconds(event, ICAL_RECURRENCEID_PROPERTY)) : json::value();
  out["all_day"] = icalcomponent_get_dtstart(event).is_date != 0;
  out["start"] = seconds(event, ICAL_DTSTART_PROPERTY);
  out["end"] = seconds(event, ICAL_DTEND_PROPERTY);
  out["stamp"] = seconds(event, ICAL_DTSTAMP_PROPERTY);
  out["sequence"] = icalcomponent_get_sequence(event);
  out["summary"] = icalcomponent_get_summary(event);
  out["location"] = icalcomponent_get_location(event);
  return out;
}

// What EXDATEs and the overrides of the same UID replace.
std::set<std::int64_t> replaced(icalcomponent* event) {
  std::set<std::int64_t> out;
  icalcomponent* calendar = icalcomponent_get_parent(event);
  for (icalproperty* date = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY); date != nullptr;
       date = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
    const icaltimetype time = icalproperty_get_datetime_with_component(date, calendar);
    out.insert(icaltime_as_timet_with_zone(time, icaltime_get_timezone(time)));
  }
  icalcompiter each = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
  for (icalcomponent* other = icalcompiter_deref(&each); other != nullptr; other = icalcompiter_next(&each)) {
    const bool overrides = has(other, ICAL_RECURRENCEID_PROPERTY) &&
                           std::string_view(icalcomponent_get_uid(other)) == icalcomponent_get_uid(event);
    if (overrides) out.insert(seconds(other, ICAL_RECURRENCEID_PROPERTY));
  }
  return out;
}

void add_instances(icalcomponent* event, std::int64_t from, std::int64_t to, json::array& out) {
  const std::int64_t length = seconds(event, ICAL_DTEND_PROPERTY) - seconds(event, ICAL_DTSTART_PROPERTY);
  const auto add = [&](std::int64_t start) {
    if (start < to && start + length > from) out.push_back({icalcomponent_get_uid(event), start, start + length});
  };
  icalproperty* rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
  if (rule == nullptr) return add(seconds(event, ICAL_DTSTART_PROPERTY));
  const std::set<std::int64_t> without = replaced(event);
  const icaltimetype first = icalproperty_get_datetime_with_component(
      icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY), icalcomponent_get_parent(event));
  icalrecur_iterator* each = icalrecur_iterator_new(icalproperty_get_rrule(rule), first);
  for (icaltimetype at = icalrecur_iterator_next(each); !icaltime_is_null_time(at);
       at = icalrecur_iterator_next(each)) {
    const std::int64_t start = icaltime_as_timet_with_zone(at, at.is_date ? nullptr : icaltime_get_timezone(first));
    if (start >= to) break;
    if (!without.contains(start)) add(start);
  }
  icalrecur_iterator_free(each);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  std::stringstream text;
  text << std::ifstream(argv[1]).rdbuf();
  icalcomponent* calendar = icalparser_parse_string(text.str().c_str());
  if (calendar == nullptr || icalcomponent_count_errors(calendar) > 0) return 1;
  json::array events;
  json::array instances;
  icalcompiter each = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
  for (icalcomponent* event = icalcompiter_deref(&each); event != nullptr; event = icalcompiter_next(&each)) {
    events.push_back(found_event(event));
    add_instances(event, std::stoll(argv[2]), std::stoll(argv[3]), instances);
  }
  std::cout << json::serialize(json::object{{"events", std::move(events)}, {"instances", std::move(instances)}});
  icalcomponent_free(calendar);
  return 0;
}
