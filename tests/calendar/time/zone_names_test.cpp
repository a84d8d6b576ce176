#include "calendar/time/zone_names.h"

#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

std::string name_of(std::string_view tzid) {
  const auto zone = zone_of_tzid(tzid);
  return zone ? zone->name() : "none";
}

TEST(ZoneNames, ReadsIanaWindowsNumberedQuotedAndPrefixedNames) {
  EXPECT_EQ(name_of("Europe/Paris"), "Europe/Paris");
  EXPECT_EQ(name_of("Romance Standard Time"), "Europe/Paris");
  EXPECT_EQ(name_of("GMT Standard Time 1"), "Europe/London");
  EXPECT_EQ(name_of("\"Europe/Paris\""), "Europe/Paris");
  EXPECT_EQ(name_of("/freeassociation.sourceforge.net/Europe/Paris"), "Europe/Paris");
  EXPECT_EQ(name_of("/citadel.org/20190914_1/America/Argentina/Ushuaia"), "America/Argentina/Ushuaia");
  EXPECT_EQ(zone_of_tzid("tzone://Microsoft/Utc").value(), Zone());
}

TEST(ZoneNames, WhatNamesNoZoneIsNotFound) {
  EXPECT_EQ(name_of(""), "none");
  EXPECT_EQ(name_of("tzone://Microsoft/Custom"), "none");
  EXPECT_EQ(name_of("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris"), "none");
  EXPECT_EQ(name_of(std::string(100'000, 'x')), "none");
}

}  // namespace
}  // namespace tandem::calendar
