#pragma once
// Cuts a feed into its components as it arrives, in chunks of any size, without understanding them. Only the lines that
// say when something is are kept, unfolded, so that a description of a megabyte is skipped, not copied. What it holds
// is bounded: one component of kMaxComponentBytes and one unfinished line of as much. Internal to calendar.
//
//   BEGIN:VCALENDAR … BEGIN:VEVENT … END:VEVENT …   →   one Component per VEVENT, VTIMEZONE, VFREEBUSY,
//                                                          VAVAILABILITY

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "calendar/time/instant.h"

namespace tandem::calendar {

// A component's bytes as they arrived, from its BEGIN to the line end after its END.
struct RawComponent {
  std::string_view bytes;  // empty when they did not arrive in one chunk
  std::size_t lines{0};
  std::size_t stamp_offset{0};  // of the value of Component::stamp in `bytes`; 0 without one
};

struct Component {
  enum class Kind : std::uint8_t { Event, Zone, FreeBusy, WorkingHours };
  Kind kind{Kind::Event};
  std::size_t line{0};  // of its BEGIN, from 1
  std::string text;     // whole lines with CRLF, from BEGIN to END, or to where the defect is
  // Of its one DTSTAMP when that is in UTC as RFC 5545 section 3.8.7.2 wants it; `text` is then without it, so that a
  // server that stamps every answer anew sends the same text. Any other DTSTAMP stays in the text.
  std::optional<Instant> stamp;
  std::string defect;  // why it cannot be read, in words; empty when it is whole
  RawComponent raw;    // of a whole one, during the call only
};

// How much of a text is known; nothing when `bytes` is 0.
struct KnownBytes {
  std::size_t bytes{0};
  std::size_t lines{0};
};

// As written, for messages; empty when the component has none.
[[nodiscard]] std::string_view uid_of(const Component& component);

class ComponentSink {
 public:
  virtual ~ComponentSink() = default;
  // The next component, whole or with a defect; it is gone after the call.
  virtual void take(const Component& component) = 0;
  // A component may begin with the first byte of `rest`, in line `line`. A sink that knows these bytes may take it now
  // and have it passed over: answer how many they are.
  [[nodiscard]] virtual KnownBytes skip(std::string_view /*rest*/, std::size_t /*line*/) { return {}; }
};

// One feed from its first byte to its last. The same components come out however the bytes are cut into chunks.
class ComponentCutter {
 public:
  // `sink` must outlive it and hears of each component during push() or finish().
  explicit ComponentCutter(ComponentSink& sink) : sink_(sink) {}

  void push(std::string_view bytes);
  // The last byte was pushed; call once.
  void finish();

  // Whether there was a BEGIN:VCALENDAR so far, and whether the last one was closed.
  [[nodiscard]] bool saw_calendar() const { return saw_calendar_; }
  [[nodiscard]] bool calendar_closed() const { return calendar_closed_; }
  // X-WR-TIMEZONE, or empty.
  [[nodiscard]] const std::string& default_tzid() const { return default_tzid_; }
  // The first characters of the first line, for messages about what is no calendar.
  [[nodiscard]] const std::string& beginning() const { return beginning_; }

 private:
  // Whom a folded line goes on.
  enum class Continues : std::uint8_t { Nobody, KeptLine, Stamp, DefaultZone };

  [[nodiscard]] std::size_t skip_known(std::string_view rest);
  void end_line(std::string_view bytes);
  void hold(std::string_view bytes);
  void take_line(std::string_view line);
  void take_fold(std::string_view rest);
  void take_kept(std::string_view line, std::string_view name);
  void take_stamp(std::string_view line);
  void take_begin(std::string_view name);
  void take_end(std::string_view name);
  void put_stamp_back();
  [[nodiscard]] bool in_kept_part() const;
  [[nodiscard]] RawComponent raw_component() const;
  void keep(std::string_view line);
  void close_component(std::string defect);

  ComponentSink& sink_;
  std::string unfinished_;  // the line whose end has not arrived
  bool after_cr_{false};    // a LF that comes next belongs to the line end before it
  std::size_t line_{0};
  // In the chunk being cut, null for what is not in it.
  const char* line_start_{nullptr};
  const char* next_line_{nullptr};
  const char* component_start_{nullptr};
  const char* stamp_start_{nullptr};
  Continues continues_{Continues::Nobody};
  bool saw_calendar_{false};
  bool calendar_closed_{true};
  std::string default_tzid_;
  std::string beginning_;
  bool open_{false};
  Component component_;  // the open one; its text is one buffer for all
  std::size_t stamps_{0};
  std::string stamp_line_;
  std::size_t inner_depth_{0};  // components inside the open one
  bool inner_kept_{false};      // STANDARD, DAYLIGHT and AVAILABLE are, VALARM is not
};

}  // namespace tandem::calendar
