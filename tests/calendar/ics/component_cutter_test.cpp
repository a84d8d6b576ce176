#include "calendar/ics/component_cutter.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "calendar/ics/parse.h"

using namespace tandem::calendar;

namespace {

struct Cut {
  Component::Kind kind;
  std::size_t line;
  std::string text;
  std::optional<Instant> stamp;
  std::string defect;
  bool operator==(const Cut&) const = default;
};

struct Answer {
  std::vector<Cut> components;
  bool saw_calendar{false};
  bool closed{false};
  std::string default_tzid;
  bool operator==(const Answer&) const = default;
};

class Collected final : public ComponentSink {
 public:
  void take(const Component& component) override {
    cuts.push_back({component.kind, component.line, component.text, component.stamp, component.defect});
  }
  std::vector<Cut> cuts;
};

// `next_length` says how long each chunk is.
template <class NextLength>
Answer cut_in_chunks(std::string_view text, NextLength next_length) {
  Collected collected;
  ComponentCutter cutter(collected);
  while (!text.empty()) {
    const std::size_t length = std::min<std::size_t>(text.size(), next_length());
    const std::string chunk(text.substr(0, length));  // of its own, so that a look past its end is found
    cutter.push(chunk);
    text.remove_prefix(length);
  }
  cutter.finish();
  return {collected.cuts, cutter.saw_calendar(), cutter.calendar_closed(), cutter.default_tzid()};
}

Answer cut(std::string_view text) {
  return cut_in_chunks(text, [text] { return text.size(); });
}

std::string event(const std::string& lines) { return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n"; }
std::string calendar(const std::string& lines) { return "BEGIN:VCALENDAR\r\n" + lines + "END:VCALENDAR\r\n"; }

std::vector<std::string> sloppy_feeds() {
  const std::string good = event("UID:a\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:x\r\nDTSTART:20260105T090000Z\r\n");
  std::string bare_cr = calendar("X-WR-TIMEZONE:Europe/Paris\r\n" + good);
  std::erase(bare_cr, '\n');
  std::string bare_lf = calendar(good + good);
  std::erase(bare_lf, '\r');
  return {
      calendar(good + good),
      "\xEF\xBB\xBF" + calendar(good),
      "\xEF\xBB\xBF\r\n" + calendar(good),
      bare_cr,
      bare_lf,
      "begin:vcalendar\r\nbegin:vevent\r\ndtstart :20260105T090000Z\r\nend : vevent \r\n",
      calendar(event("DTSTART;TZID=Europe/Pa\r\n ris:20260105T0900\r\n\t00\r\nUID:\xC3\r\n \xA9\r\n")),
      calendar(event("DTSTAMP:2026\r\n 0101T000000Z\r\nUID:a\r\n")),
      calendar(event("DTSTAMP:20260101T000000Z\r\n\r\n \r\nUID:a\r\n")),
      calendar(event("DTSTAMP:20260101T000000Z\r\nDTSTAMP:20270101T000000Z\r\nUID:a\r\n")),
      calendar("BEGIN:VEVENT\r\nUID:a\r\n" + good + "BEGIN:VEVENT\r\n"),
      calendar(calendar(good) + good) + calendar(good),
      calendar(event("UID:a\r\nBEGIN:VALARM\r\nDURATION:PT9H\r\nEND:VALARM\r\nDURATION:PT1H\r\n")),
      calendar(event("DESCRIPTION:" + std::string(100'000, 'x') + "\r\nUID:a\r\n")),
      calendar(event("EXDATE:" + std::string(kMaxComponentBytes, '0') + "\r\nUID:a\r\n") + good),
      calendar(event("UID:a\r\nEXDATE:" + std::string(kMaxComponentBytes, '0') + "\r\n") + good),
      "\r\r\n\n\r\n \r\nEND:VEVENT\r\nUID:a\r\n:\r\n;\r\n",
      "<html>",
      "",
  };
}

}  // namespace

TEST(ComponentCutter, KeepsWhatSaysWhenUnfoldedAndNothingElse) {
  const Answer answer = cut(calendar(event("UID:a\r\nSUMMARY:secret\r\nDTSTART:2026\r\n 0105\r\nATTACH:x\r\n y\r\n")));
  ASSERT_EQ(answer.components.size(), 1U);
  EXPECT_EQ(answer.components[0].text, "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260105\r\nEND:VEVENT\r\n");
  EXPECT_EQ(answer.components[0].line, 2U);
}

TEST(ComponentCutter, OneByteAtATimeGivesTheSameComponents) {
  for (const std::string& feed : sloppy_feeds()) {
    EXPECT_TRUE(cut_in_chunks(feed, [] { return 1U; }) == cut(feed)) << feed.substr(0, 200);
  }
}

TEST(ComponentCutter, ChunksOfRandomLengthsGiveTheSameComponents) {
  std::mt19937 random(20260105);
  for (const std::string& feed : sloppy_feeds()) {
    const Answer whole = cut(feed);
    for (int round = 0; round < 20; ++round) {
      const std::size_t most = std::size_t{1} << (random() % 12U);
      EXPECT_TRUE(cut_in_chunks(feed, [&] { return 1 + random() % most; }) == whole) << feed.substr(0, 200);
    }
  }
}

TEST(ComponentCutter, RandomTextGivesTheSameComponentsHoweverItIsCut) {
  const std::vector<std::string> words = {"BEGIN:",
                                          "END:",
                                          "VEVENT",
                                          "VCALENDAR",
                                          "VTIMEZONE",
                                          "STANDARD",
                                          "DTSTAMP:",
                                          "UID:",
                                          "\r\n",
                                          "\n",
                                          "\r",
                                          " ",
                                          "\t",
                                          "x",
                                          "\xC3",
                                          "DTSTAMP:20260101T000000Z",
                                          "X-WR-TIMEZONE:UTC",
                                          "DTSTART:",
                                          ":"};
  std::mt19937 random(5545);
  for (int round = 0; round < 3000; ++round) {
    std::string feed;
    for (auto length = random() % 60U; length > 0; --length) feed += words[random() % words.size()];
    EXPECT_TRUE(cut_in_chunks(feed, [&] { return 1 + random() % 7U; }) == cut(feed)) << feed;
  }
}

TEST(ComponentCutter, APlainStampIsASideAndAnyOtherIsText) {
  using namespace std::chrono;
  const auto plain = cut(calendar(event("UID:a\r\nDTSTAMP:20260105T093000Z\r\n"))).components.at(0);
  EXPECT_EQ(plain.stamp, Instant{sys_days{2026y / January / 5} + 9h + 30min});
  EXPECT_EQ(plain.text.find("DTSTAMP"), std::string::npos);
  for (const std::string stamp : {"DTSTAMP:20260105T093000", "DTSTAMP:20261305T093000Z", "DTSTAMP:20260105T243000Z",
                                  "DTSTAMP;X=Y:20260105T093000Z", "dtstamp:20260105T093000Z",
                                  "DTSTAMP:20260105 093000Z", "DTSTAMP:2026\r\n 0105T093000Z"}) {
    const auto other = cut(calendar(event(stamp + "\r\nUID:a\r\n"))).components.at(0);
    EXPECT_EQ(other.stamp, std::nullopt) << stamp;
    EXPECT_NE(other.text.find("DTSTAMP"), std::string::npos) << stamp;
  }
}

TEST(ComponentCutter, OfTwoStampsBothAreTextInTheirOrder) {
  const auto both = cut(calendar(event("DTSTAMP:20260105T093000Z\r\nDTSTAMP:20260106T093000Z\r\nUID:a\r\n")));
  EXPECT_EQ(both.components.at(0).text,
            "BEGIN:VEVENT\r\nDTSTAMP:20260105T093000Z\r\nDTSTAMP:20260106T093000Z\r\nUID:a\r\nEND:VEVENT\r\n");
  EXPECT_EQ(both.components.at(0).stamp, std::nullopt);
}

TEST(ComponentCutter, AComponentWithoutEndNamesItsUidAndLine) {
  Collected collected;
  ComponentCutter cutter(collected);
  cutter.push("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nUID: lost \nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR");
  cutter.finish();
  ASSERT_EQ(collected.cuts.size(), 2U);
  EXPECT_EQ(collected.cuts[0].defect, "it has no END");
  EXPECT_EQ(collected.cuts[0].line, 2U);
  Component lost;
  lost.text = collected.cuts[0].text;
  EXPECT_EQ(uid_of(lost), "lost");
  EXPECT_TRUE(cutter.calendar_closed());
}

TEST(ComponentCutter, AComponentOverItsLimitKeepsItsUidAndCostsNoOther) {
  const auto answer = cut(
      calendar(event("UID:big\r\nEXDATE:" + std::string(kMaxComponentBytes, '0') + "\r\n") + event("UID:good\r\n")));
  ASSERT_EQ(answer.components.size(), 2U);
  EXPECT_NE(answer.components[0].defect.find("holds more than"), std::string::npos);
  EXPECT_NE(answer.components[0].text.find("UID:big"), std::string::npos);
  EXPECT_LE(answer.components[0].text.size(), kMaxComponentBytes + 2);
  EXPECT_EQ(answer.components[1].defect, "");
}

TEST(ComponentCutter, ADefaultZoneOfAMegabyteIsCut) {
  const auto answer =
      cut("X-WR-TIMEZONE:" + std::string(1'000'000, 'z') + "\r\n " + std::string(1'000'000, 'z') + "\r\n");
  EXPECT_LE(answer.default_tzid.size(), 200U);
}
