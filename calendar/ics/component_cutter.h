#pragma once
// Cuts the text of a feed into its components without understanding them. Only the lines that say when something is are
// kept, unfolded, so that a description of a megabyte is skipped, not copied. Internal to calendar/ics.
//
//   BEGIN:VCALENDAR … BEGIN:VEVENT … END:VEVENT …   →   one Component per VEVENT, VTIMEZONE, VFREEBUSY

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tandem::calendar {

struct Component {
  enum class Kind : std::uint8_t { Event, Zone, FreeBusy };
  Kind kind{Kind::Event};
  std::size_t line{0};  // of its BEGIN, from 1
  std::string text;     // whole lines with CRLF, from BEGIN to END, or to where the defect is
  std::string defect;   // why it cannot be read, in words; empty when it is whole
};

// As written, for messages; empty when the component has none.
[[nodiscard]] std::string_view uid_of(const Component& component);

// One pass over `text`, which must outlive it.
class ComponentCutter {
 public:
  explicit ComponentCutter(std::string_view text);

  // The next component, whole or with a defect; nullopt at the end of the text.
  [[nodiscard]] std::optional<Component> next();

  // After the end: whether there was a BEGIN:VCALENDAR, and whether the last one was closed.
  [[nodiscard]] bool saw_calendar() const { return saw_calendar_; }
  [[nodiscard]] bool calendar_closed() const { return calendar_closed_; }
  // X-WR-TIMEZONE, or empty.
  [[nodiscard]] const std::string& default_tzid() const { return default_tzid_; }

 private:
  bool read_physical_line();
  void take_line(std::string_view line);
  void take_begin(std::string_view name);
  void take_end(std::string_view name);
  void keep(std::string_view line);
  void keep_named(std::string_view line, std::size_t name_length);
  void finish(std::string defect);

  std::string_view rest_;
  std::string_view physical_;
  std::size_t line_{0};
  bool continues_kept_line_{false};
  bool continues_default_tzid_{false};
  bool saw_calendar_{false};
  bool calendar_closed_{true};
  std::string default_tzid_;
  std::optional<Component> open_;
  std::size_t inner_depth_{0};  // components inside the open one
  bool inner_kept_{false};      // STANDARD and DAYLIGHT are, VALARM is not
  std::optional<Component> ready_;
};

}  // namespace tandem::calendar
