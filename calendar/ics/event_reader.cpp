#include "calendar/ics/event_reader.h"

#include <libical/ical.h>

#include <optional>
#include <string>

#include "calendar/ics/line_names.h"
#include "calendar/ics/parse.h"
#include "calendar/ics/parsed_component.h"
#include "calendar/ics/rule_reader.h"
#include "calendar/ics/value_reader.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

// "MAILTO:anna@tandem.example" without its scheme.
std::string_view address_in(std::string_view address) {
  constexpr std::string_view kScheme = "MAILTO:";
  if (same_word(address.substr(0, kScheme.size()), kScheme)) address.remove_prefix(kScheme.size());
  return address;
}

// An ATTENDEE or ORGANIZER by its value, or by the EMAIL that RFC 7986 puts beside a value that is no address.
bool is_about(icalproperty* property, std::string_view address) {
  const char* value = icalvalue_get_caladdress(icalproperty_get_value(property));
  if (value != nullptr && same_word(address_in(value), address)) return true;
  icalparameter* email = icalproperty_get_first_parameter(property, ICAL_EMAIL_PARAMETER);
  const char* written = email == nullptr ? nullptr : icalparameter_get_email(email);
  return written != nullptr && same_word(address_in(written), address);
}

// Microsoft's word for what an event does to its owner's time; nullopt for words that are not theirs.
std::optional<bool> is_free_word(std::string_view word) {
  if (same_word(word, "FREE") || same_word(word, "WORKINGELSEWHERE")) return true;
  for (const std::string_view busy : {"BUSY", "TENTATIVE", "OOF", "OUTOFOFFICE"}) {
    if (same_word(word, busy)) return false;
  }
  return std::nullopt;
}

// Reads the properties of one event one after the other.
class EventReader {
 public:
  EventReader(const EventSource& source, std::vector<FeedProblem>& problems)
      : owner_(address_in(source.owner)), problems_(problems) {
    event_.line = source.line;
    event_.stamp = source.stamp;
  }

  void take(icalproperty* property) {
    switch (icalproperty_isa(property)) {
      case ICAL_UID_PROPERTY: event_.uid = read_text(property); return;
      case ICAL_SEQUENCE_PROPERTY: event_.sequence = icalproperty_get_sequence(property); return;
      case ICAL_DTSTAMP_PROPERTY: event_.stamp = read_stamp(property); return;
      case ICAL_DTSTART_PROPERTY: start_ = read_time(property); return;
      case ICAL_DTEND_PROPERTY: event_.end = expect(read_time(property), "DTEND"); return;
      case ICAL_DURATION_PROPERTY: event_.duration = expect(read_duration(property), "DURATION"); return;
      case ICAL_RECURRENCEID_PROPERTY: take_recurrence_id(property); return;
      case ICAL_RDATE_PROPERTY: take_into(event_.extra_dates, expect(read_extra_date(property), "RDATE")); return;
      case ICAL_EXDATE_PROPERTY: take_into(event_.excluded_dates, expect(read_time(property), "EXDATE")); return;
      case ICAL_STATUS_PROPERTY: take_status(property); return;
      case ICAL_TRANSP_PROPERTY: take_transparency(property); return;
      case ICAL_ATTENDEE_PROPERTY: take_attendee(property); return;
      case ICAL_ORGANIZER_PROPERTY: owner_organizes_ = !owner_.empty() && is_about(property, owner_); return;
      case ICAL_XLICERROR_PROPERTY: take_error(read_text(property)); return;
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
    event_.free = transparent_.value_or(false) || busy_status_.value_or(false) ||
                  (!transparent_ && !busy_status_ && intended_status_.value_or(false));
    const bool all_declined = attendees_ > 0 && attendees_ == declined_ && !owner_organizes_;
    event_.declined = owner_declined_.value_or(all_declined);
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

  void take_rule(icalproperty* property, std::vector<RecurrenceRule>& rules) {
    auto rule = read_rule(read_text(property));
    if (rule) {
      rules.push_back(std::move(*rule));
    } else {
      complaints_.push_back("its rule is ignored: " + rule.error().message);
    }
  }

  // libical leaves out what it cannot read. An override without RECURRENCE-ID would take the place of its whole series.
  void take_error(std::string error) {
    if (error.find("RECURRENCE-ID property") != std::string::npos) bad_recurrence_id_ = true;
    complaints_.push_back(std::move(error));
  }

  void take_recurrence_id(icalproperty* property) {
    event_.recurrence_id = read_time(property);
    bad_recurrence_id_ = bad_recurrence_id_ || !event_.recurrence_id;
    icalparameter* range = icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER);
    event_.this_and_future = range != nullptr && icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
  }

  void take_status(icalproperty* property) {
    const icalproperty_status status = icalproperty_get_status(property);
    // With one L it is the American spelling, which programs write too.
    const bool is_cancelled = status == ICAL_STATUS_CANCELLED || same_word(read_text(property), "CANCELED");
    if (is_cancelled) event_.status = EventStatus::Cancelled;
    if (status == ICAL_STATUS_TENTATIVE) event_.status = EventStatus::Tentative;
  }

  void take_transparency(icalproperty* property) {
    const icalproperty_transp transparency = icalproperty_get_transp(property);
    if (transparency == ICAL_TRANSP_TRANSPARENT || transparency == ICAL_TRANSP_TRANSPARENTNOCONFLICT) {
      transparent_ = true;
    } else if (transparency == ICAL_TRANSP_OPAQUE || transparency == ICAL_TRANSP_OPAQUENOCONFLICT) {
      transparent_ = false;
    }
  }

  void take_attendee(icalproperty* property) {
    ++attendees_;
    icalparameter* parameter = icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER);
    const auto answer = parameter == nullptr ? ICAL_PARTSTAT_NEEDSACTION : icalparameter_get_partstat(parameter);
    if (answer == ICAL_PARTSTAT_DECLINED) ++declined_;
    if (owner_.empty() || !is_about(property, owner_)) return;
    // RFC 5545 section 3.2.12: who delegated does not go.
    owner_declined_ = answer == ICAL_PARTSTAT_DECLINED || answer == ICAL_PARTSTAT_DELEGATED;
  }

  void take_extension(icalproperty* property) {
    const char* written = icalproperty_get_x_name(property);
    if (written == nullptr) return;
    const std::string_view name = written;
    if (same_word(name, "X-RRULE")) {
      take_rule(property, event_.rules);
    } else if (same_word(name, "X-EXRULE")) {
      take_rule(property, event_.excluded_rules);
    } else if (same_word(name, "X-MICROSOFT-CDO-BUSYSTATUS")) {
      busy_status_ = is_free_word(read_text(property));
    } else if (same_word(name, "X-MICROSOFT-MSNCALENDAR-BUSYSTATUS") && !busy_status_) {
      busy_status_ = is_free_word(read_text(property));
    } else if (same_word(name, "X-MICROSOFT-CDO-INTENDEDSTATUS")) {
      intended_status_ = is_free_word(read_text(property));
    }
  }

  std::string_view owner_;
  std::vector<FeedProblem>& problems_;
  Event event_;
  std::optional<EventTime> start_;
  std::vector<std::string> complaints_;
  bool bad_recurrence_id_{false};
  int attendees_{0};
  int declined_{0};
  std::optional<bool> transparent_;
  std::optional<bool> busy_status_;      // of Microsoft: whether it says free
  std::optional<bool> intended_status_;  // what the organizer wishes it to become, so the least of the three
  bool owner_organizes_{false};
  std::optional<bool> owner_declined_;  // once the owner was seen among the attendees
};

}  // namespace

platform::Result<Event> read_event_properties(icalcomponent* component, const EventSource& source,
                                              std::vector<FeedProblem>& problems) {
  EventReader reader(source, problems);
  for_each_property(component, [&reader](icalproperty* property) { reader.take(property); });
  return reader.finish();
}

}  // namespace tandem::calendar
