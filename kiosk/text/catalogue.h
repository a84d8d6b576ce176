#pragma once
// One compiled gettext catalogue (.mo) in memory. gettext's own reader translates into the locale of the whole process,
// and a kiosk shows French and English side by side on a machine that has neither locale installed; boost::locale would
// drag a second Boost in. The format is three tables (GNU gettext manual, "The Format of GNU MO Files"), so we read it
// here. Immutable; any thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/base/result.h"

namespace tandem::kiosk {

// What a hostile or damaged file may cost us.
inline constexpr std::size_t kMaxCatalogueBytes = std::size_t{4} * 1024 * 1024;
inline constexpr std::size_t kMaxCatalogueMessages = 20'000;

class Catalogue {
 public:
  // No messages, English plurals.
  Catalogue() = default;

  // Corrupt when the bytes are not a little-endian .mo file of revision 0 or point outside themselves; TooLarge over
  // the limits; Invalid for a plural rule we do not know (catalogue.cpp lists them).
  [[nodiscard]] static platform::Result<Catalogue> parse(std::string_view bytes);

  // nullptr when the catalogue does not have the message.
  [[nodiscard]] const std::string* find(std::string_view message) const;
  // The form for `n`; nullptr when the catalogue does not have the message.
  [[nodiscard]] const std::string* find_plural(std::string_view one, long n) const;
  // The form for `n` by the catalogue's Plural-Forms, 0 first.
  [[nodiscard]] std::size_t plural_form(long n) const;

 private:
  std::unordered_map<std::string, std::vector<std::string>> forms_;  // by the singular English text
  std::size_t (*plural_)(long n) = nullptr;
};

}  // namespace tandem::kiosk
