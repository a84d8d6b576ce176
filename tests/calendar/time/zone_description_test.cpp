#include "calendar/time/zone_description.h"

#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

std::string zone_described(std::string_view text) {
  const auto zone = zone_of_description(text);
  return zone ? zone->name() : "none";
}

TEST(ZoneDescription, IsTheFirstPlaceThatKeepsTheOffset) {
  EXPECT_EQ(zone_described("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris"), "Europe/Brussels");
  EXPECT_EQ(zone_described("(UTC+10:00) Canberra, Melbourne, Sydney"), "Australia/Canberra");
  EXPECT_EQ(zone_described("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi"), "Asia/Kolkata");
  EXPECT_EQ(zone_described("(UTC+00:00) Dublin, Edinburgh, Lisbon, London"), "Europe/Dublin");
}

TEST(ZoneDescription, OneKnownPlaceIsEnoughInAnyLanguage) {
  EXPECT_EQ(zone_described("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris"), "Europe/Madrid");
  EXPECT_EQ(zone_described("(UTC+02:00) Athen, Bukarest, Sofia"), "Europe/Sofia");
}

TEST(ZoneDescription, NorthAmericanClocksAreFoundByTheirNames) {
  EXPECT_EQ(zone_of_description("(GMT-05.00) Eastern Time (US & Canada)")->offset_at(Instant{}),
            Zone::locate("America/New_York")->offset_at(Instant{}));
  EXPECT_EQ(zone_described("(UTC-10:00) Hawaii"), "US/Hawaii");
  EXPECT_EQ(zone_described("(UTC-03:30) Newfoundland"), "Canada/Newfoundland");
}

TEST(ZoneDescription, APlaceWithAnotherOffsetIsAnotherPlace) {
  EXPECT_EQ(zone_described("(UTC+03:00) Paris"), "none");
  EXPECT_EQ(zone_described("(UTC+08:00) Beijing, Urumqi, Hong Kong"), "Asia/Hong_Kong");
}

TEST(ZoneDescription, AnOffsetAloneIsKeptAllYear) {
  EXPECT_EQ(zone_described("GMT+0200"), "UTC+02:00");
  EXPECT_EQ(zone_described("UTC+1"), "UTC+01:00");
  EXPECT_EQ(zone_described("utc-03:30"), "UTC-03:30");
  EXPECT_EQ(zone_described("(UTC+05:45)"), "UTC+05:45");
  EXPECT_EQ(zone_described("(UTC-11:00) Coordinated Universal Time-11"), "UTC-11:00");
  EXPECT_EQ(zone_of_description("(UTC) Coordinated Universal Time").value(), Zone());
}

TEST(ZoneDescription, EastIsPlus) {
  EXPECT_EQ(zone_of_description("UTC+2")->offset_at(Instant{}), std::chrono::hours{2});
  EXPECT_EQ(zone_of_description("UTC-2")->to_instant(LocalTime{}), Instant{std::chrono::hours{2}});
}

TEST(ZoneDescription, WhatDescribesNoZoneIsNotFound) {
  for (const char* text : {"", "(", "UTC", "(UTC", "UTC+", "UTC+25", "GMT+5:3", "UTC+12345", "UTC+01:00 Paris", "Paris",
                           "(UTC+01:00) Nowhere", "(UTC+01:60)", "(UTC+99999999999999999999)"}) {
    EXPECT_EQ(zone_described(text), "none") << text;
  }
  EXPECT_EQ(zone_described("(UTC+01:00) " + std::string(100'000, ',')), "none");
}

}  // namespace
}  // namespace tandem::calendar
