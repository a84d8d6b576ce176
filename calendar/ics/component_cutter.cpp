#include "calendar/ics/component_cutter.h"

#include <algorithm>
#include <array>
#include <utility>

#include "calendar/ics/parse.h"

namespace tandem::calendar {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// What says when, and whether it holds anybody. Everything else, titles first of all, stays outside.
constexpr std::array<std::string_view, 21> kKeptProperties = {
    "UID",    "SEQUENCE", "DTSTAMP",      "DTSTART",    "DTEND",          "DURATION", "RRULE",
    "EXRULE", "RDATE",    "EXDATE",       "STATUS",     "RECURRENCE-ID",  "TRANSP",   "X-MICROSOFT-CDO-BUSYSTATUS",
    "TZID",   "FREEBUSY", "TZOFFSETFROM", "TZOFFSETTO", "X-LIC-LOCATION", "ATTENDEE", "TZNAME"};
constexpr std::string_view kDefaultZoneProperty = "X-WR-TIMEZONE";

char upper(char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; }

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return upper(x) == upper(y); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return text;
}

std::string_view name_of(std::string_view line) { return trimmed(line.substr(0, line.find_first_of(":;"))); }

std::string_view value_of(std::string_view line) {
  const std::size_t colon = line.find(':');
  return colon == std::string_view::npos ? std::string_view{} : trimmed(line.substr(colon + 1));
}

bool is_kept(std::string_view name) {
  return std::any_of(kKeptProperties.begin(), kKeptProperties.end(),
                     [name](std::string_view kept) { return same_word(kept, name); });
}

std::optional<Component::Kind> kind_of(std::string_view name) {
  if (same_word(name, "VEVENT")) return Component::Kind::Event;
  if (same_word(name, "VTIMEZONE")) return Component::Kind::Zone;
  if (same_word(name, "VFREEBUSY")) return Component::Kind::FreeBusy;
  return std::nullopt;
}

}  // namespace

std::string_view uid_of(const Component& component) {
  std::string_view rest = component.text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find("\r\n"));
    if (name_of(line) == "UID") return value_of(line);
    rest.remove_prefix(std::min(rest.size(), line.size() + 2));
  }
  return {};
}

ComponentCutter::ComponentCutter(std::string_view text) : rest_(text) {
  if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
}

std::optional<Component> ComponentCutter::next() {
  while (!ready_ && read_physical_line()) take_line(physical_);
  if (!ready_ && open_) finish("the feed ends inside it");
  return std::exchange(ready_, std::nullopt);
}

// CRLF, LF and CR all end a line; empty lines are passed over.
bool ComponentCutter::read_physical_line() {
  while (!rest_.empty()) {
    const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
    physical_ = rest_.substr(0, end);
    const bool crlf = rest_.substr(end, 2) == "\r\n";
    rest_.remove_prefix(std::min(rest_.size(), end + (crlf ? 2U : 1U)));
    ++line_;
    if (!physical_.empty()) return true;
  }
  return false;
}

void ComponentCutter::take_line(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t') {  // a fold: the line before goes on
    if (continues_kept_line_) keep(line.substr(1));
    if (continues_default_tzid_) default_tzid_ += line.substr(1);
    return;
  }
  if (continues_kept_line_ && open_) open_->text += "\r\n";
  continues_kept_line_ = continues_default_tzid_ = false;
  const std::string_view name = name_of(line);
  if (same_word(name, "BEGIN")) return take_begin(value_of(line));
  if (same_word(name, "END")) return take_end(value_of(line));
  if (!open_ && same_word(name, kDefaultZoneProperty)) {
    default_tzid_ = value_of(line);
    continues_default_tzid_ = true;
  }
  if (open_ && (inner_depth_ == 0 || inner_kept_) && is_kept(name)) {
    continues_kept_line_ = true;
    keep_named(line, name.size());
  }
}

// libical knows the names of extensions in capitals only. Rules go past it as extensions, for rule_reader.h.
void ComponentCutter::keep_named(std::string_view line, std::size_t name_length) {
  const std::string_view name = line.substr(0, name_length);
  if (same_word(name, "RRULE") || same_word(name, "EXRULE")) keep("X-");
  keep(line);
  if (!open_->defect.empty()) return;
  const auto start = open_->text.end() - static_cast<std::ptrdiff_t>(line.size());
  std::transform(start, start + static_cast<std::ptrdiff_t>(name_length), start, upper);
}

void ComponentCutter::take_begin(std::string_view name) {
  const auto kind = kind_of(name);
  if (kind || same_word(name, "VCALENDAR")) {
    if (open_) finish("it has no END");
    inner_depth_ = 0;
    if (kind) {
      open_ = Component{*kind, line_, "BEGIN:" + std::string(name) + "\r\n", {}};
    } else {
      saw_calendar_ = true;
      calendar_closed_ = false;
    }
    return;
  }
  if (!open_) return;
  ++inner_depth_;
  inner_kept_ = open_->kind == Component::Kind::Zone && inner_depth_ == 1;
  if (inner_kept_) keep("BEGIN:" + std::string(name) + "\r\n");
}

void ComponentCutter::take_end(std::string_view name) {
  if (same_word(name, "VCALENDAR")) {
    if (open_) finish("it has no END");
    calendar_closed_ = true;
  } else if (open_ && kind_of(name) == open_->kind) {
    keep("END:" + std::string(name) + "\r\n");
    finish({});
  } else if (open_ && inner_depth_ > 0) {
    if (inner_kept_) keep("END:" + std::string(name) + "\r\n");
    --inner_depth_;
    inner_kept_ = false;
  }
}

void ComponentCutter::keep(std::string_view line) {
  if (!open_->defect.empty()) return;
  if (open_->text.size() + line.size() > kMaxComponentBytes) {
    open_->defect = "it holds more than " + std::to_string(kMaxComponentBytes) + " bytes of dates and attendees";
    return;
  }
  open_->text += line;
}

void ComponentCutter::finish(std::string defect) {
  if (open_->defect.empty()) open_->defect = std::move(defect);
  ready_ = std::move(open_);
  open_.reset();
  continues_kept_line_ = false;
}

}  // namespace tandem::calendar
