#include "calendar/ics/component_reader.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "calendar/ics/line_names.h"
#include "calendar/ics/parse.h"
#include "calendar/ics/rule_reader.h"
#include "calendar/ics/value_reader.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using OwnedComponent = std::unique_ptr<icalcomponent, FreeComponent>;

// libical's parser answers what it cannot read with X-LIC-ERROR properties, which on_error() below reports.
OwnedComponent parse_component(const Component& component) {
  return OwnedComponent(icalparser_parse_string(component.text.c_str()));
}

template <class Visit>
void for_each_property(icalcomponent* component, Visit&& visit) {
  for (icalproperty* property = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY); property != nullptr;
       property = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)) {
    visit(property);
  }
}

// "MAILTO:anna@tandem.example" without its scheme.
std::string_view address_in(std::string_view address) {
  constexpr std::string_view kScheme = "MAILTO:";
  if (same_word(address.substr(0, kScheme.size()), kScheme)) address.remove_prefix(kScheme.size());
  return address;
}

// By its value, or by the EMAIL that RFC 7986 puts beside a value that is no address.
bool is_attendee(icalproperty* property, std::string_view address) {
  const char* value = icalproperty_get_attendee(property);
  if (value != nullptr && same_word(address_in(value), address)) return true;
  icalparameter* email = icalproperty_get_first_parameter(property, ICAL_EMAIL_PARAMETER);
  const char* written = email == nullptr ? nullptr : icalparameter_get_email(email);
  return written != nullptr && same_word(address_in(written), address);
}

// Reads the properties of one VEVENT one after the other.
class EventReader {
 public:
  EventReader(const Component& component, std::string_view owner, std::vector<FeedProblem>& problems)
      : owner_(address_in(owner)), problems_(problems) {
    event_.line = component.line;
    event_.stamp = component.stamp;
  }

  void take(icalproperty* property) {
    switch (icalproperty_isa(property)) {
      case ICAL_UID_PROPERTY: event_.uid = read_text(property); return;
      case ICAL_SEQUENCE_PROPERTY: event_.sequence = icalproperty_get_sequence(property); return;
      case ICAL_DTSTAMP_PROPERTY: take_stamp(property); return;
      case ICAL_DTSTART_PROPERTY: start_ = read_time(property); return;
      case ICAL_DTEND_PROPERTY: event_.end = expect(read_time(property), "DTEND"); return;
      case ICAL_DURATION_PROPERTY: event_.duration = expect(read_duration(property), "DURATION"); return;
      case ICAL_RECURRENCEID_PROPERTY: take_recurrence_id(property); return;
      case ICAL_RDATE_PROPERTY: take_into(event_.extra_dates, expect(read_extra_date(property), "RDATE")); return;
      case ICAL_EXDATE_PROPERTY: take_into(event_.excluded_dates, expect(read_time(property), "EXDATE")); return;
      case ICAL_STATUS_PROPERTY: take_status(property); return;
      case ICAL_TRANSP_PROPERTY: take_transparency(property); return;
      case ICAL_ATTENDEE_PROPERTY: take_attendee(property); return;
      case ICAL_XLICERROR_PROPERTY: complaints_.push_back(read_text(property)); return;
      case ICAL_X_PROPERTY: take_extension(property); return;
      default: return;
    }
  }

  platform::Result<Event> finish() {
    if (!start_) return fail(ErrorKind::Invalid, "it has no DTSTART that can be read");
    if (event_.extra_dates.size() + event_.excluded_dates.size() > kMaxEventDates) {
      return fail(ErrorKind::Invalid, "it has more than " + std::to_string(kMaxEventDates) + " dates");
    }
    if (bad_recurrence_id_) return fail(ErrorKind::Invalid, "its RECURRENCE-ID cannot be read");
    event_.start = *start_;
    event_.declined = owner_declined_.value_or(attendees_ > 0 && attendees_ == declined_);
    for (const std::string& complaint : complaints_) report(problems_, event_.uid, complaint, event_.line);
    return std::move(event_);
  }

 private:
  template <class T>
  std::optional<T> expect(std::optional<T> value, const char* name) {
    if (!value) complaints_.push_back(std::string(name) + " cannot be read and is ignored");
    return value;
  }

  template <class T>
  static void take_into(std::vector<T>& list, std::optional<T> value) {
    if (value) list.push_back(std::move(*value));
  }

  void take_stamp(icalproperty* property) {
    if (const auto stamp = read_time(property)) event_.stamp = Instant{stamp->local.time_since_epoch()};
  }

  void take_rule(icalproperty* property, std::vector<RecurrenceRule>& rules) {
    auto rule = read_rule(read_text(property));
    if (rule) {
      rules.push_back(std::move(*rule));
    } else {
      complaints_.push_back("its rule is ignored: " + rule.error().message);
    }
  }

  void take_recurrence_id(icalproperty* property) {
    event_.recurrence_id = read_time(property);
    bad_recurrence_id_ = !event_.recurrence_id;
    icalparameter* range = icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER);
    event_.this_and_future = range != nullptr && icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
  }

  void take_status(icalproperty* property) {
    const icalproperty_status status = icalproperty_get_status(property);
    if (status == ICAL_STATUS_CANCELLED) event_.status = EventStatus::Cancelled;
    if (status == ICAL_STATUS_TENTATIVE) event_.status = EventStatus::Tentative;
  }

  void take_transparency(icalproperty* property) {
    const icalproperty_transp transparency = icalproperty_get_transp(property);
    if (transparency == ICAL_TRANSP_TRANSPARENT || transparency == ICAL_TRANSP_TRANSPARENTNOCONFLICT) {
      event_.free = true;
    }
  }

  void take_attendee(icalproperty* property) {
    ++attendees_;
    icalparameter* parameter = icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER);
    const auto answer = parameter == nullptr ? ICAL_PARTSTAT_NEEDSACTION : icalparameter_get_partstat(parameter);
    if (answer == ICAL_PARTSTAT_DECLINED) ++declined_;
    if (owner_.empty() || !is_attendee(property, owner_)) return;
    // RFC 5545 section 3.2.12: who delegated does not go.
    owner_declined_ = answer == ICAL_PARTSTAT_DECLINED || answer == ICAL_PARTSTAT_DELEGATED;
  }

  void take_extension(icalproperty* property) {
    const char* name = icalproperty_get_x_name(property);
    if (name == nullptr) return;
    if (same_word(name, "X-RRULE")) return take_rule(property, event_.rules);
    if (same_word(name, "X-EXRULE")) return take_rule(property, event_.excluded_rules);
    if (!same_word(name, "X-MICROSOFT-CDO-BUSYSTATUS")) return;
    const std::string value = read_text(property);
    if (same_word(value, "FREE") || same_word(value, "WORKINGELSEWHERE")) event_.free = true;
  }

  std::string_view owner_;
  std::vector<FeedProblem>& problems_;
  Event event_;
  std::optional<EventTime> start_;
  std::vector<std::string> complaints_;
  bool bad_recurrence_id_{false};
  int attendees_{0};
  int declined_{0};
  std::optional<bool> owner_declined_;  // once the owner was seen among the attendees
};

std::optional<ZoneObservance> read_observance(icalcomponent* component) {
  ZoneObservance observance;
  observance.daylight = icalcomponent_isa(component) == ICAL_XDAYLIGHT_COMPONENT;
  bool has_start = false;
  bool has_offsets = true;
  for_each_property(component, [&](icalproperty* property) {
    switch (icalproperty_isa(property)) {
      case ICAL_TZNAME_PROPERTY: observance.name = read_text(property); break;
      case ICAL_DTSTART_PROPERTY:
        if (const auto start = read_time(property)) {
          observance.start = start->local;
          has_start = true;
        }
        break;
      case ICAL_TZOFFSETFROM_PROPERTY:
      case ICAL_TZOFFSETTO_PROPERTY: {
        const auto offset = read_offset(property);
        has_offsets = has_offsets && offset;
        if (!offset) break;
        (icalproperty_isa(property) == ICAL_TZOFFSETTO_PROPERTY ? observance.offset_to : observance.offset_from) =
            *offset;
        break;
      }
      case ICAL_X_PROPERTY:  // X-RRULE is the only one kept
        if (auto rule = read_rule(read_text(property))) observance.rules.push_back(std::move(*rule));
        break;
      case ICAL_RDATE_PROPERTY:
        if (const auto date = read_extra_date(property)) observance.extra_dates.push_back(date->start.local);
        break;
      default: break;
    }
  });
  if (!has_start || !has_offsets) return std::nullopt;
  return observance;
}

void take_period(icalproperty* property, std::vector<Interval>& busy) {
  icalparameter* type = icalproperty_get_first_parameter(property, ICAL_FBTYPE_PARAMETER);
  if (type != nullptr && icalparameter_get_fbtype(type) == ICAL_FBTYPE_FREE) return;
  const auto period = read_extra_date(property);
  // RFC 5545 section 3.8.2.6: FREEBUSY is always in UTC.
  if (!period || period->start.kind != EventTime::Kind::Utc) return;
  const Instant start{period->start.local.time_since_epoch()};
  if (period->end) busy.push_back({start, Instant{period->end->local.time_since_epoch()}});
  if (period->duration) busy.push_back({start, start + period->duration->days + period->duration->exact});
}

}  // namespace

platform::Result<Event> read_event(const Component& component, std::string_view owner,
                                   std::vector<FeedProblem>& problems) {
  const OwnedComponent parsed = parse_component(component);
  if (!parsed) return fail(ErrorKind::Invalid, "it cannot be parsed");
  EventReader reader(component, owner, problems);
  for_each_property(parsed.get(), [&reader](icalproperty* property) { reader.take(property); });
  return reader.finish();
}

platform::Result<ZoneDefinition> read_zone(const Component& component) {
  const OwnedComponent parsed = parse_component(component);
  if (!parsed) return fail(ErrorKind::Invalid, "it cannot be parsed");
  ZoneDefinition zone;
  for_each_property(parsed.get(), [&zone](icalproperty* property) {
    if (icalproperty_isa(property) == ICAL_TZID_PROPERTY) zone.tzid = read_text(property);
    const char* name = icalproperty_isa(property) == ICAL_X_PROPERTY ? icalproperty_get_x_name(property) : nullptr;
    if (name != nullptr && same_word(name, "X-LIC-LOCATION")) zone.location = read_text(property);
  });
  for (icalcomponent* inner = icalcomponent_get_first_component(parsed.get(), ICAL_ANY_COMPONENT); inner != nullptr;
       inner = icalcomponent_get_next_component(parsed.get(), ICAL_ANY_COMPONENT)) {
    if (auto observance = read_observance(inner)) zone.observances.push_back(std::move(*observance));
  }
  if (zone.tzid.empty()) return fail(ErrorKind::Invalid, "it has no TZID");
  if (zone.observances.empty() && zone.location.empty()) return fail(ErrorKind::Invalid, "it says no offset");
  return zone;
}

platform::Result<std::vector<Interval>> read_free_busy(const Component& component) {
  const OwnedComponent parsed = parse_component(component);
  if (!parsed) return fail(ErrorKind::Invalid, "it cannot be parsed");
  std::vector<Interval> busy;
  for_each_property(parsed.get(), [&busy](icalproperty* property) {
    if (icalproperty_isa(property) == ICAL_FREEBUSY_PROPERTY) take_period(property, busy);
  });
  return busy;
}

}  // namespace tandem::calendar
