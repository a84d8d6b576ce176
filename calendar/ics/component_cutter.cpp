#include "calendar/ics/component_cutter.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "calendar/ics/line_names.h"
#include "calendar/ics/parse.h"
#include "calendar/ics/plain_stamp.h"

namespace tandem::calendar {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kMaxBeginning = 40;
constexpr std::size_t kMaxDefaultTzid = 200;

std::optional<Component::Kind> kind_of(std::string_view name) {
  if (same_word(name, "VEVENT")) return Component::Kind::Event;
  if (same_word(name, "VTIMEZONE")) return Component::Kind::Zone;
  if (same_word(name, "VFREEBUSY")) return Component::Kind::FreeBusy;
  if (same_word(name, "VAVAILABILITY")) return Component::Kind::WorkingHours;
  return std::nullopt;
}

// Where each line ends: LF, CR or CRLF. Both are looked for at once by the machine's fastest search, each only when the
// one found last is used up.
class LineEnds {
 public:
  explicit LineEnds(std::string_view bytes)
      : end_(bytes.data() + bytes.size()), feed_(find(bytes.data(), '\n')), return_(find(bytes.data(), '\r')) {}

  // The first at or after `from`; the end of the bytes when there is none.
  const char* after(const char* from) {
    if (feed_ < from) feed_ = find(from, '\n');
    if (return_ < from) return_ = find(from, '\r');
    return std::min(feed_, return_);
  }

 private:
  [[nodiscard]] const char* find(const char* from, char what) const {
    const void* found = from == end_ ? nullptr : std::memchr(from, what, static_cast<std::size_t>(end_ - from));
    return found == nullptr ? end_ : static_cast<const char*>(found);
  }

  const char* end_;
  const char* feed_;
  const char* return_;
};

}  // namespace

std::string_view uid_of(const Component& component) {
  std::string_view rest = component.text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find(kLineEnd));
    if (name_of_line(line).name == "UID") return value_of_line(line);
    rest.remove_prefix(std::min(rest.size(), line.size() + kLineEnd.size()));
  }
  return {};
}

void ComponentCutter::push(std::string_view bytes) {
  if (bytes.empty()) return;
  if (after_cr_ && bytes.front() == '\n') bytes.remove_prefix(1);
  after_cr_ = false;
  component_start_ = stamp_start_ = nullptr;
  LineEnds ends(bytes);
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  while (from != end) {
    if (const std::size_t known = skip_known({from, static_cast<std::size_t>(end - from)}); known != 0) {
      from += known;
      continue;
    }
    const char* const line_end = ends.after(from);
    const std::string_view line(from, static_cast<std::size_t>(line_end - from));
    if (line_end == end) return hold(line);
    const char* next = line_end + 1;
    after_cr_ = *line_end == '\r' && next == end;
    if (*line_end == '\r' && next != end && *next == '\n') ++next;
    next_line_ = next;
    end_line(line);
    from = next;
  }
}

// Components that the sink knows byte by byte are passed over whole.
std::size_t ComponentCutter::skip_known(std::string_view rest) {
  if (open_ || !saw_calendar_ || !unfinished_.empty() || rest.front() != 'B') return 0;
  const auto [bytes, lines] = sink_.skip(rest, line_ + 1);
  line_ += lines;
  if (bytes != 0) continues_ = Continues::Nobody;
  return bytes;
}

void ComponentCutter::finish() {
  if (!unfinished_.empty()) end_line({});
  if (open_) close_component("the feed ends inside it");
}

// No line is longer than a component may be: what is over it is no loss, because it makes its component too large.
void ComponentCutter::hold(std::string_view bytes) {
  unfinished_ += bytes.substr(0, kMaxComponentBytes - std::min(kMaxComponentBytes, unfinished_.size()));
}

// `bytes` end the line.
void ComponentCutter::end_line(std::string_view bytes) {
  ++line_;
  if (!unfinished_.empty()) {
    hold(bytes);
    take_line(unfinished_);
    unfinished_.clear();
  } else if (!bytes.empty()) {
    line_start_ = bytes.data();
    take_line(bytes.substr(0, kMaxComponentBytes));
  }
}

void ComponentCutter::take_line(std::string_view line) {
  if (beginning_.empty()) {
    if (line_ == 1 && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
    beginning_ = line.substr(0, kMaxBeginning);
    if (line.empty()) return;
  }
  if (line.front() == ' ' || line.front() == '\t') return take_fold(line.substr(1));
  if (continues_ == Continues::KeptLine && open_) component_.text += kLineEnd;
  continues_ = Continues::Nobody;
  const auto [kind, name] = name_of_line(line);
  switch (kind) {
    case LineKind::Other: return;
    case LineKind::Begin: return take_begin(value_of_line(line));
    case LineKind::End: return take_end(value_of_line(line));
    case LineKind::Stamp:
    case LineKind::Kept:
      if (!open_ || (inner_depth_ > 0 && !inner_kept_)) return;
      return kind == LineKind::Stamp && inner_depth_ == 0 ? take_stamp(line) : take_kept(line, name);
    case LineKind::DefaultZone:
      if (open_) return;
      default_tzid_ = value_of_line(line).substr(0, kMaxDefaultTzid);
      continues_ = Continues::DefaultZone;
      return;
  }
}

// RFC 5545 section 3.1: a line that begins with a space or a tab goes on the line before.
void ComponentCutter::take_fold(std::string_view rest) {
  if (continues_ == Continues::Stamp) put_stamp_back();
  if (continues_ == Continues::KeptLine && open_) keep(rest);
  if (continues_ == Continues::DefaultZone) {
    default_tzid_ += rest.substr(0, kMaxDefaultTzid - std::min(kMaxDefaultTzid, default_tzid_.size()));
  }
}

// libical knows the names of extensions in capitals only. Rules go past it as extensions, for rule_reader.h.
void ComponentCutter::take_kept(std::string_view line, std::string_view name) {
  continues_ = Continues::KeptLine;
  if (name == "RRULE" || name == "EXRULE") keep("X-");
  keep(line);
  if (component_.defect.empty()) std::copy(name.begin(), name.end(), component_.text.end() - std::ssize(line));
}

void ComponentCutter::take_stamp(std::string_view line) {
  const auto stamp = stamps_++ == 0 ? plain_stamp(line) : std::nullopt;
  if (!stamp) {
    if (component_.stamp) {
      put_stamp_back();
      component_.text += kLineEnd;
    }
    return take_kept(line, "DTSTAMP");
  }
  component_.stamp = stamp;
  stamp_start_ = unfinished_.empty() ? line.data() : nullptr;
  stamp_line_ = line;
  continues_ = Continues::Stamp;
}

// It was not plain after all: it is folded, or not the only one.
void ComponentCutter::put_stamp_back() {
  component_.stamp.reset();
  keep(stamp_line_);
  continues_ = Continues::KeptLine;
}

void ComponentCutter::take_begin(std::string_view name) {
  const auto kind = kind_of(name);
  if (kind || same_word(name, "VCALENDAR")) {
    if (open_) close_component("it has no END");
    inner_depth_ = 0;
    if (!kind) {
      saw_calendar_ = true;
      calendar_closed_ = false;
      return;
    }
    open_ = true;
    component_.kind = *kind;
    component_.line = line_;
    component_start_ = unfinished_.empty() ? line_start_ : nullptr;
    ((component_.text = "BEGIN:") += name) += kLineEnd;
    component_.stamp.reset();
    component_.defect.clear();
    stamps_ = 0;
    return;
  }
  if (!open_) return;
  ++inner_depth_;
  inner_kept_ = in_kept_part();
  if (inner_kept_) keep("BEGIN:" + std::string(name) + "\r\n");
}

void ComponentCutter::take_end(std::string_view name) {
  if (open_ && kind_of(name) == component_.kind) {
    keep("END:");
    keep(name);
    keep(kLineEnd);
    component_.raw = raw_component();
    close_component({});
  } else if (same_word(name, "VCALENDAR")) {
    if (open_) close_component("it has no END");
    calendar_closed_ = true;
  } else if (open_ && inner_depth_ > 0) {
    if (inner_kept_) keep("END:" + std::string(name) + "\r\n");
    --inner_depth_;
    inner_kept_ = in_kept_part();
  }
}

bool ComponentCutter::in_kept_part() const {
  const bool has_parts = component_.kind == Component::Kind::Zone || component_.kind == Component::Kind::WorkingHours;
  return has_parts && inner_depth_ == 1;
}

// Only what ends in a LF: after a CR that is the last byte so far, a LF may come that belongs to it.
RawComponent ComponentCutter::raw_component() const {
  if (component_start_ == nullptr || !unfinished_.empty() || next_line_[-1] != '\n') return {};
  RawComponent raw{{component_start_, static_cast<std::size_t>(next_line_ - component_start_)}};
  raw.lines = line_ - component_.line + 1;
  if (!component_.stamp) return raw;
  if (stamp_start_ == nullptr) return {};
  raw.stamp_offset = static_cast<std::size_t>(stamp_start_ - component_start_) + kStampNameLength;
  return raw;
}

void ComponentCutter::keep(std::string_view line) {
  if (!component_.defect.empty()) return;
  if (component_.text.size() + line.size() > kMaxComponentBytes) {
    component_.defect = "it holds more than " + std::to_string(kMaxComponentBytes) + " bytes of dates and attendees";
    return;
  }
  component_.text += line;
}

void ComponentCutter::close_component(std::string defect) {
  if (component_.defect.empty()) component_.defect = std::move(defect);
  open_ = false;
  continues_ = Continues::Nobody;
  sink_.take(component_);
  component_.raw = {};
}

}  // namespace tandem::calendar
