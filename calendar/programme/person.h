#pragma once
// Who takes part. What a public screen may show of a person is the person's own choice (NameVisibility), and
// shown_name() is the only way a name reaches such a screen.

#include <cstdint>
#include <string>

#include "calendar/programme/ids.h"

namespace tandem::calendar {

enum class NameVisibility : std::uint8_t { Full, Initials, Hidden };

struct Person {
  PersonId id;
  std::string given_name;
  std::string family_name;
  std::string department;
  std::string language;  // "fr" or "en": the screen turns to it once the person is identified
  NameVisibility visibility{NameVisibility::Initials};
  std::string badge_hash;  // keyed hash, hex; empty when the person has no badge. platform/device/credentials.h
  std::string pin_hash;    // argon2id string; empty when no PIN is set
  SiteId site{};           // where the person works; empty: the company's first site
  bool operator==(const Person&) const = default;
};

// "Chloé Lefèvre", "C. L.", or "" when hidden (the screen then shows its own word for it).
[[nodiscard]] std::string shown_name(const Person& person);
// The full name, for the person's own screen after identification.
[[nodiscard]] std::string full_name(const Person& person);

}  // namespace tandem::calendar
