// Random feeds edited at random: what a stored feed says after reading only the changes is what one reading of the
// whole text from the start says.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "calendar/busy/feed_ingest.h"

using namespace tandem::calendar;
using namespace std::chrono;

namespace {

const Interval kQuarter{sys_days{2026y / January / 1}, sys_days{2026y / April / 1}};

class RandomFeed {
 public:
  explicit RandomFeed(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }

  void edit() {
    switch (below(8)) {
      case 0:
      case 1: components_.insert(components_.begin() + place(1), component()); return;
      case 2:
        if (!components_.empty()) components_.erase(components_.begin() + place(0));
        return;
      case 3:
      case 4:
        if (!components_.empty()) components_[below(components_.size())] = component();
        return;
      case 5:
        if (components_.empty()) return;
        std::swap(components_[below(components_.size())], components_[below(components_.size())]);
        return;
      case 6: all_stamps_ = below(3) == 0 ? "" : stamp(); return;
      default: default_zone_ = below(3) == 0 ? "X-WR-TIMEZONE:Asia/Tokyo\r\n" : ""; return;
    }
  }
  void grow(std::size_t size) {
    while (components_.size() < size) components_.push_back(component());
  }

  [[nodiscard]] std::string text() const {
    std::string text = "BEGIN:VCALENDAR\r\n" + default_zone_;
    for (const std::string& component : components_) {
      const auto at = component.find("DTSTAMP:");
      text += component;
      if (at == std::string::npos || all_stamps_.empty()) continue;
      text.replace(text.size() - component.size() + at, all_stamps_.size(), all_stamps_);
    }
    return text + "END:VCALENDAR\r\n";
  }

 private:
  std::ptrdiff_t place(std::size_t behind) { return static_cast<std::ptrdiff_t>(below(components_.size() + behind)); }
  std::string two(std::size_t value) { return (value < 10 ? "0" : "") + std::to_string(value); }
  std::string stamp() { return "DTSTAMP:202512" + two(1 + below(3)) + "T000000Z\r\n"; }
  std::string day() { return "2026" + two(1 + below(3)) + two(1 + below(28)); }
  std::string time() { return day() + "T" + two(8 + below(3)) + "0000"; }
  std::string when(const std::string& name) {
    static constexpr const char* kZones[] = {";TZID=Ours:", ";TZID=Europe/Paris:", ";TZID=Nowhere:"};
    switch (below(5)) {
      case 0: return name + ";VALUE=DATE:" + day() + "\r\n";
      case 1: return name + ":" + time() + "\r\n";
      case 2: return name + kZones[below(3)] + time() + "\r\n";
      default: return name + ":" + time() + "Z\r\n";
    }
  }

  std::string component() {
    if (below(12) == 0) return part();
    std::string lines = "BEGIN:VEVENT\r\n";
    if (below(20) != 0) lines += "UID:uid" + std::to_string(below(8)) + (below(15) == 0 ? "@tandem" : "") + "\r\n";
    if (below(6) != 0) lines += stamp();
    if (below(4) == 0) lines += "SEQUENCE:" + std::to_string(below(3)) + "\r\n";
    if (below(4) == 0) lines += "SUMMARY:" + std::to_string(below(5)) + "\r\n";
    if (below(25) != 0) lines += when("DTSTART");
    lines += below(12) == 0 ? "DTEND:20250101T000000Z\r\n" : "DURATION:PT" + std::to_string(1 + below(3)) + "H\r\n";
    if (below(3) == 0) lines += when("RECURRENCE-ID");
    static constexpr const char* kRules[] = {"FREQ=DAILY;COUNT=40", "FREQ=WEEKLY", "FREQ=SECONDLY", "FREQ=NEVER",
                                             "FREQ=WEEKLY;BYDAY=MO,FR;INTERVAL=2"};
    if (below(3) == 0) lines += std::string("RRULE:") + kRules[below(std::size(kRules))] + "\r\n";
    if (below(5) == 0) lines += when("EXDATE");
    if (below(8) == 0) lines += when("RDATE");
    if (below(10) == 0) lines += "STATUS:CANCELLED\r\n";
    if (below(10) == 0) lines += "TRANSP:TRANSPARENT\r\n";
    return below(40) == 0 ? lines : lines + "END:VEVENT\r\n";
  }

  std::string part() {
    const std::string offset = below(2) == 0 ? "+0200" : "-0500";
    switch (below(3)) {
      case 0:
        return "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:" + offset +
               "\r\nTZOFFSETTO:" + offset + "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
      case 1: return "BEGIN:VFREEBUSY\r\n" + stamp() + "FREEBUSY:" + time() + "Z/PT90M\r\nEND:VFREEBUSY\r\n";
      default:
        return "BEGIN:VAVAILABILITY\r\nUID:hours\r\n" + stamp() + "DTSTART:20260201T000000Z\r\nDTEND:20260203T000000Z" +
               "\r\nBEGIN:AVAILABLE\r\nUID:h\r\nDTSTART:20260201T090000Z\r\nDURATION:PT" +
               std::to_string(1 + below(8)) + "H\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY\r\n";
    }
  }

  std::mt19937 random_;
  std::vector<std::string> components_;
  std::string all_stamps_;
  std::string default_zone_;
};

std::vector<std::string> in_words(const std::vector<FeedProblem>& problems) {
  std::vector<std::string> words;
  for (const FeedProblem& problem : problems) words.push_back(text_of(problem));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

void read_in_chunks(StoredFeed& stored, const FeedScope& scope, RandomFeed& random, const std::string& text) {
  FeedIngest reading(stored, scope);
  const std::size_t most = std::size_t{1} << random.below(14);
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t length = std::min(rest.size(), 1 + random.below(most));
    ASSERT_TRUE(reading.push(rest.substr(0, length)));
    rest.remove_prefix(length);
  }
  const auto finished = reading.finish();
  ASSERT_TRUE(finished) << finished.error().message;
}

class EditedFeed : public testing::TestWithParam<unsigned> {};

TEST_P(EditedFeed, SaysWhatAReadingFromScratchSays) {
  RandomFeed random(GetParam());
  random.grow(1 + random.below(40));
  StoredFeed stored;
  FeedScope scope{kQuarter, Zone::locate("Europe/Paris").value(), {}};
  for (int round = 0; round < 12; ++round) {
    for (std::size_t edits = random.below(4); edits > 0; --edits) random.edit();
    const std::string text = random.text();
    if (random.below(4) == 0) {
      FeedIngest broken_off(stored, scope);
      ASSERT_TRUE(broken_off.push(std::string_view(text).substr(0, random.below(text.size()))));
    }
    if (random.below(6) == 0) scope.window.start += days{1};
    read_in_chunks(stored, scope, random, text);
    const auto expected = busy_of_feed(text, scope.window, scope.zone);
    ASSERT_TRUE(expected);
    ASSERT_EQ(stored.known().busy, expected->busy) << "round " << round << "\n" << text;
    ASSERT_EQ(stored.known().events, expected->events) << text;
    ASSERT_EQ(in_words(stored.known().problems), in_words(expected->problems)) << text;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, EditedFeed, testing::Range(0U, 80U));

}  // namespace
