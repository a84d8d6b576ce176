// parse(write(e)) = e, for random events.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "calendar/ics/parse.h"
#include "random_event.h"

namespace tandem::calendar {
namespace {

constexpr std::uint32_t kEvents = 5'000;

void expect_lines_hold_the_limit(const std::string& text) {
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = text.find("\r\n", start);
    ASSERT_NE(end, std::string::npos);
    ASSERT_LE(end - start, 75U);
    ASSERT_EQ(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(start),
                            text.begin() + static_cast<std::ptrdiff_t>(end),
                            [](char letter) { return letter == '\r' || letter == '\n' || letter == '\0'; }),
              0);
    start = end + 2;
  }
}

bool uses(const Event& event, const std::string& tzid) {
  const auto is = [&tzid](const EventTime& time) { return time.tzid == tzid; };
  const auto may_be = [&is](const std::optional<EventTime>& time) { return time && is(*time); };
  return is(event.start) || may_be(event.end) || may_be(event.recurrence_id) ||
         std::any_of(event.excluded_dates.begin(), event.excluded_dates.end(), is) ||
         std::any_of(event.extra_dates.begin(), event.extra_dates.end(),
                     [&is](const ExtraDate& date) { return is(date.start); });
}

TEST(Write, ParseReadsEveryEventBackAsItWas) {
  for (std::uint32_t seed = 0; seed < kEvents; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    tests::RandomEvents random(seed);
    const auto made = random.event();
    const PublishedEvent published{made.given, random.text(8).given, random.text(8).given, seed % 2 == 0};
    const std::string text = write_object({published}, made.given_zones).value();
    ASSERT_NO_FATAL_FAILURE(expect_lines_hold_the_limit(text));
    const auto feed = parse(text);
    ASSERT_TRUE(feed) << feed.error().message;
    ASSERT_TRUE(feed->problems.empty()) << feed->problems.front().reason << '\n' << text;
    ASSERT_EQ(feed->events.size(), 1U) << text;
    Event read = feed->events.front();
    read.line = made.meant.line;
    ASSERT_EQ(read, made.meant) << text;
    for (const ZoneDefinition& zone : made.meant_zones) {
      const auto found = std::find(feed->zones.begin(), feed->zones.end(), zone);
      ASSERT_EQ(found != feed->zones.end(), uses(made.meant, zone.tzid)) << text;
    }
  }
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// What does not come out of parse() a second time as it did the first time.
void expect_survives(const Event& event, const std::vector<ZoneDefinition>& zones) {
  const auto text = write_object({PublishedEvent{event, "", "", false}}, zones);
  if (!text) {
    EXPECT_EQ(text.error().kind, platform::ErrorKind::NotFound);  // a TZID that only the feed's author knew
    return;
  }
  const Feed again = parse(*text).value();
  ASSERT_EQ(again.events.size(), 1U) << *text;
  Event read = again.events.front();
  read.line = event.line;
  EXPECT_EQ(read, event) << *text;
}

TEST(Write, WhatWasReadFromTheGoldenFeedsIsReadAgain) {
  std::size_t events = 0;
  for (const auto& entry : std::filesystem::directory_iterator(TANDEM_SOURCE_DIR "/tests/golden/ics")) {
    if (entry.path().extension() != ".ics") continue;
    SCOPED_TRACE(entry.path().filename().string());
    const auto feed = parse(text_of(entry.path()));
    if (!feed) continue;
    for (const Event& event : feed->events) expect_survives(event, feed->zones);
    events += feed->events.size();
  }
  EXPECT_GT(events, 300U);
}

TEST(Write, AUidOfAMegabyteIsFoldedInTimeThatGrowsWithIt) {
  PublishedEvent published;
  published.event.start.kind = EventTime::Kind::Utc;
  for (std::size_t i = 0; i < 250'000; ++i) published.event.uid += "🚪";
  const std::string text = write_object({published}).value();
  ASSERT_NO_FATAL_FAILURE(expect_lines_hold_the_limit(text));
  EXPECT_LT(text.size(), published.event.uid.size() * 11 / 10);
}

}  // namespace
}  // namespace tandem::calendar
