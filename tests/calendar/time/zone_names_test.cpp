#include "calendar/time/zone_names.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <vector>

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

TEST(ZoneNames, ReadsIanaNamesInAnyCaseAndWithSpaces) {
  EXPECT_EQ(name_of("europe/PARIS"), "Europe/Paris");
  EXPECT_EQ(name_of("America/New York"), "America/New_York");
}

struct WindowsZone {
  std::string name;
  std::string territory;  // "001" for the world
  std::string iana;       // for a territory there may be several, with spaces between
};

std::string attribute(const std::string& line, const std::string& name) {
  const std::size_t start = line.find(name + "=\"") + name.size() + 2;
  return line.substr(start, line.find('"', start) - start);
}

std::vector<WindowsZone> cldr_windows_zones() {
  std::ifstream file("/usr/share/unicode/cldr/common/supplemental/windowsZones.xml");
  std::vector<WindowsZone> zones;
  for (std::string line; std::getline(file, line);) {
    if (line.find("<mapZone ") == std::string::npos) continue;
    zones.push_back({attribute(line, "other"), attribute(line, "territory"), attribute(line, "type")});
  }
  return zones;
}

// The clocks of both show the same all through these years, whichever of several names they have.
bool same_clocks(const Zone& a, const Zone& b) {
  using namespace std::chrono;
  for (Instant at = sys_days{year{2024} / January / 1}; at < sys_days{year{2030} / January / 1}; at += days{7}) {
    if (a.offset_at(at) != b.offset_at(at)) return false;
  }
  return true;
}

TEST(ZoneNames, EveryWindowsNameOfCldrIsTheZoneItStandsForInTheWorld) {
  std::size_t tested = 0;
  for (const WindowsZone& windows : cldr_windows_zones()) {
    if (windows.territory != "001") continue;
    ++tested;
    const auto zone = zone_of_tzid(windows.name);
    const auto expected = Zone::locate(windows.iana);
    ASSERT_TRUE(zone) << windows.name;
    ASSERT_TRUE(expected) << windows.iana;
    EXPECT_TRUE(zone->name() == windows.iana || same_clocks(*zone, *expected)) << windows.name << " " << zone->name();
  }
  EXPECT_GE(tested, 130U);
}

TEST(ZoneNames, EveryZoneOfATerritoryOfAWindowsNameIsKnown) {
  std::size_t tested = 0;
  for (const WindowsZone& windows : cldr_windows_zones()) {
    std::istringstream names(windows.iana);
    for (std::string name; names >> name; ++tested) EXPECT_TRUE(zone_of_tzid(name)) << windows.name << " " << name;
  }
  EXPECT_GE(tested, 400U);
}

TEST(ZoneNames, WhatNamesNoZoneIsNotFound) {
  EXPECT_EQ(name_of(""), "none");
  EXPECT_EQ(name_of("tzone://Microsoft/Custom"), "none");
  EXPECT_EQ(name_of("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris"), "none");  // words, zone_description.h
  EXPECT_EQ(name_of(std::string(100'000, 'x')), "none");
}

}  // namespace
}  // namespace tandem::calendar
