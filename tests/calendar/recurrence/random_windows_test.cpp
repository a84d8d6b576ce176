// Properties of expand() on random feeds with rules, exclusions, extra dates, overrides and ranges of overrides:
//
//   a window    [---------------)
//   two parts   [------)             give together what the whole gives,
//                    [----------)    whether they touch or overlap
//   inside         [---)             gives what of the whole overlaps it

#include <gtest/gtest.h>

#include <set>

#include "calendar/recurrence/expand.h"
#include "platform/base/random.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

const Interval kWhole{sys_days{2025y / October / 1}, sys_days{2026y / December / 1}};
constexpr int kFeeds = 400;
constexpr int kWindowsPerFeed = 12;

class RandomFeed {
 public:
  explicit RandomFeed(std::uint64_t seed) : random_(platform::make_seeded_random(seed)) {}

  std::string text() {
    kind_ = random_->below(4);
    std::string events = master();
    for (std::uint64_t count = random_->below(5); count > 0; --count) events += override_event();
    return "BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n";
  }

  std::uint64_t below(std::uint64_t bound) { return random_->below(bound); }

 private:
  std::string pick(std::initializer_list<const char*> choices) {
    return *(choices.begin() + static_cast<std::ptrdiff_t>(random_->below(choices.size())));
  }

  // "20260105", within the whole window and some months around it.
  std::string date() {
    const year_month_day date{floor<days>(kWhole.start) + days{random_->below(500)} - days{60}};
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02u", int{date.year()}, unsigned{date.month()},
                  unsigned{date.day()});
    return text.data();
  }

  // ";TZID=Europe/Paris:20260105T090000" in the form of this feed.
  std::string time() {
    if (kind_ == 0) return ";VALUE=DATE:" + date();
    const std::string clock = date() + "T" + pick({"090000", "023000", "000000", "233000"});
    if (kind_ == 1) return ":" + clock + "Z";
    return (kind_ == 2 ? ";TZID=" + pick({"Europe/Paris", "America/New_York"}) : std::string{}) + ":" + clock;
  }

  std::string length() {
    return kind_ == 0 ? pick({"", "DURATION:P2D\r\n"}) : pick({"", "DURATION:PT1H\r\n", "DURATION:P1DT2H\r\n"});
  }

  std::string rule() {
    return "RRULE:" +
           pick({"FREQ=DAILY", "FREQ=DAILY;INTERVAL=3;COUNT=40", "FREQ=WEEKLY;BYDAY=MO,WE,FR",
                 "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU", "FREQ=MONTHLY;BYDAY=-1FR,2TU", "FREQ=MONTHLY;COUNT=7",
                 "FREQ=MONTHLY;BYMONTHDAY=-1,15;BYSETPOS=1", "FREQ=YEARLY;BYMONTH=3,11;BYDAY=1SU",
                 "FREQ=YEARLY;BYWEEKNO=1,20,53", "FREQ=DAILY;UNTIL=20260310", "FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD",
                 "RSCALE=HEBREW;FREQ=MONTHLY;BYMONTHDAY=1,30;SKIP=BACKWARD"}) +
           "\r\n";
  }

  std::string master() {
    std::string event = "BEGIN:VEVENT\r\nUID:e\r\nDTSTART" + time() + "\r\n" + length();
    if (random_->below(8) != 0) event += rule();
    if (random_->below(6) == 0) event += rule();
    for (std::uint64_t count = random_->below(3); count > 0; --count) event += "EXDATE" + time() + "\r\n";
    for (std::uint64_t count = random_->below(3); count > 0; --count) event += "RDATE" + time() + "\r\n";
    if (random_->below(4) == 0) event += "RDATE;VALUE=PERIOD:" + date() + "T100000Z/PT26H\r\n";
    return event + "END:VEVENT\r\n";
  }

  std::string override_event() {
    const bool range = random_->below(2) == 0;
    std::string event = "BEGIN:VEVENT\r\nUID:e\r\nRECURRENCE-ID" + std::string(range ? ";RANGE=THISANDFUTURE" : "") +
                        time() + "\r\nDTSTART" + time() + "\r\n" + length();
    if (range && random_->below(3) == 0) event += rule() + "EXDATE" + time() + "\r\n";
    return event + "END:VEVENT\r\n";
  }

  std::unique_ptr<platform::Random> random_;
  std::uint64_t kind_{0};
};

using Occurrences = std::multiset<Occurrence>;

Occurrences occurrences_in(const Feed& feed, const Interval& window) {
  const Expansion expansion = expand(feed, window, Zone::locate("Europe/Paris").value()).value();
  return {expansion.occurrences.begin(), expansion.occurrences.end()};
}

bool is_in(const Occurrence& occurrence, const Interval& window) {
  return occurrence.when.empty() ? window.contains(occurrence.when.start) : overlaps(occurrence.when, window);
}

Occurrences those_in(const Occurrences& all, const Interval& window) {
  Occurrences some;
  std::copy_if(all.begin(), all.end(), std::inserter(some, some.end()),
               [&window](const Occurrence& occurrence) { return is_in(occurrence, window); });
  return some;
}

Instant moment(RandomFeed& random) {
  const auto span = static_cast<std::uint64_t>(kWhole.length() / minutes{30});
  return kWhole.start + minutes{30} * static_cast<std::int64_t>(random.below(span));
}

TEST(RandomWindows, AWindowInsideGivesWhatOfTheWholeOverlapsIt) {
  std::size_t seen = 0;
  for (std::uint64_t seed = 1; seed <= kFeeds; ++seed) {
    RandomFeed random(seed);
    const std::string text = random.text();
    const Feed feed = parse(text).value();
    const Occurrences whole = occurrences_in(feed, kWhole);
    seen += whole.size();
    for (int round = 0; round < kWindowsPerFeed; ++round) {
      const Instant from = moment(random);
      const Interval window{from, std::min(kWhole.end, from + hours{1 + random.below(24 * 40)})};
      ASSERT_EQ(occurrences_in(feed, window), those_in(whole, window)) << "seed " << seed << "\n" << text;
    }
  }
  EXPECT_GT(seen, std::size_t{kFeeds} * 20);  // or the property says nothing
}

TEST(RandomWindows, TwoWindowsGiveTogetherWhatTheirUnionGives) {
  for (std::uint64_t seed = 1; seed <= kFeeds; ++seed) {
    RandomFeed random(seed + kFeeds);
    const std::string text = random.text();
    const Feed feed = parse(text).value();
    const Instant middle = moment(random);
    const Instant reach = std::min(kWhole.end, middle + hours{random.below(24 * 30)});
    const Interval first{kWhole.start, reach};
    const Interval second{middle, kWhole.end};
    if (first.empty() || second.empty()) continue;
    const Occurrences a = occurrences_in(feed, first);
    const Occurrences b = occurrences_in(feed, second);
    // What lies in both windows is there twice: once is enough.
    Occurrences together = a;
    for (const Occurrence& occurrence : b) {
      if (!is_in(occurrence, first)) together.insert(occurrence);
    }
    ASSERT_EQ(together, occurrences_in(feed, kWhole)) << "seed " << seed + kFeeds << "\n" << text;
    ASSERT_EQ(those_in(a, second), those_in(b, first)) << "seed " << seed + kFeeds << "\n" << text;
  }
}

}  // namespace
}  // namespace tandem::calendar
