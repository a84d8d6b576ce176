#include "calendar/ics/parser_limits.h"

#include <algorithm>
#include <array>

#include "calendar/ics/line_names.h"

namespace tandem::calendar {
namespace {

// libical 3.0.16 reads 500 values of a list.
constexpr std::size_t kMostValues = 400;
// A shorter line holds neither as many values nor too many parameters.
constexpr std::size_t kShortLine = kMaxParameters;

constexpr std::array<std::string_view, 3> kLists = {"EXDATE", "RDATE", "FREEBUSY"};

// All that may be parameters: what quotes hide from one reader another one sees.
std::string_view parameters_of(std::string_view line) {
  const bool quoted = line.find('"') != std::string_view::npos;
  return quoted ? line : line.substr(0, line.find(':'));
}

platform::Status check_parameters(std::string_view line) {
  const std::string_view parameters = parameters_of(line);
  const auto count = static_cast<std::size_t>(std::count(parameters.begin(), parameters.end(), ';'));
  if (count <= kMaxParameters && parameters.size() <= kMaxParameterBytes) return {};
  return platform::fail(platform::ErrorKind::Invalid, "a line of it has more than " + std::to_string(kMaxParameters) +
                                                          " parameters or " + std::to_string(kMaxParameterBytes) +
                                                          " bytes of them");
}

// The part before the values of a list, with its ':'; empty for any other line. Dates hold no ':', zone names may.
std::string_view list_head_of(std::string_view line) {
  const bool is_list = std::find(kLists.begin(), kLists.end(), name_of_line(line).name) != kLists.end();
  return is_list ? line.substr(0, line.rfind(':') + 1) : std::string_view{};
}

// Where the first kMostValues end.
std::size_t some_values(std::string_view values) {
  std::size_t end = values.find(',');
  for (std::size_t count = 1; count < kMostValues && end != std::string_view::npos; ++count) {
    end = values.find(',', end + 1);
  }
  return std::min(end, values.size());
}

void append_list(std::string_view head, std::string_view values, std::string& out) {
  for (;;) {
    const std::size_t end = some_values(values);
    (out += head) += values.substr(0, end);
    if (end == values.size()) return;
    out += "\r\n";
    values.remove_prefix(end + 1);
  }
}

platform::Status append_line(std::string_view line, std::string& out) {
  if (line.size() <= kShortLine) {
    out += line;
    return {};
  }
  const std::string_view head = list_head_of(line);
  if (head.empty()) {
    out += line;
    return check_parameters(line);
  }
  append_list(head, line.substr(head.size()), out);
  return check_parameters(head);
}

}  // namespace

platform::Result<std::string> within_parser_limits(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (const auto appended = append_line(text.substr(0, end), out); !appended) {
      return tl::unexpected(appended.error());
    }
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace tandem::calendar
