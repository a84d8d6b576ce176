#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "platform/config/config_file.h"

namespace tandem::platform {
namespace {

using std::chrono::seconds;

constexpr std::array<std::pair<std::string_view, std::int64_t>, 9> kUnits{{{"", 1},
                                                                           {"s", 1},
                                                                           {"sec", 1},
                                                                           {"min", 60},
                                                                           {"m", 60},
                                                                           {"h", 3'600},
                                                                           {"d", 86'400},
                                                                           {"day", 86'400},
                                                                           {"days", 86'400}}};
// A hundred years: far beyond any setting, far below an overflow.
constexpr std::int64_t kMostSeconds = std::int64_t{100} * 366 * 86'400;

}  // namespace

Result<seconds> parse_duration(std::string_view text) {
  const auto wrong = [&] {
    return fail(ErrorKind::Invalid,
                "\"" + std::string(text) + "\" is not a duration: write 30 s, 10 min, 2 h or 7 days");
  };
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count < 0 || count > kMostSeconds) return wrong();
  std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
  for (const auto& [name, size] : kUnits) {
    if (unit == name && count <= kMostSeconds / size) return seconds(count * size);
  }
  return wrong();
}

}  // namespace tandem::platform
