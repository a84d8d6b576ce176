// One feed, read once: by this engine or by libical alone, for calendar_figures.py to count instructions of.
//
//   calendar_ingest tandem|tandem-parse|libical|libical-parse FILE       prints the number of occurrences in 2026
#include <libical/ical.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "calendar/busy/feed_busy.h"

namespace {

using namespace tandem::calendar;

const Interval kYear{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1},
                     std::chrono::sys_days{std::chrono::year{2027} / 1 / 1}};

void count(icalcomponent*, icaltime_span*, void* counter) { ++*static_cast<std::size_t*>(counter); }

std::size_t by_libical(const std::string& text, bool parse_only) {
  icalcomponent* calendar = icalparser_parse_string(text.c_str());
  std::size_t occurrences = 0;
  const icaltimetype start = icaltime_from_string("20260101T000000Z");
  const icaltimetype end = icaltime_from_string("20270101T000000Z");
  for (icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
       event != nullptr && !parse_only; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
    icalcomponent_foreach_recurrence(event, start, end, count, &occurrences);
  }
  icalcomponent_free(calendar);
  return occurrences;
}

std::size_t by_us(const std::string& text, bool parse_only) {
  const auto feed = parse(text);
  if (!feed || parse_only) return 0;
  const auto expansion = expand(*feed, kYear, Zone());
  return expansion ? expansion->occurrences.size() : 0;
}

}  // namespace

int main(int arguments, char** words) {
  if (arguments != 3) {
    std::cerr << "calendar_ingest tandem|tandem-parse|libical|libical-parse FILE\n";
    return 2;
  }
  std::ifstream file(words[2], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string engine = words[1];
  const bool parse_only = engine.ends_with("-parse");
  std::cout << (engine.starts_with("libical") ? by_libical(text, parse_only) : by_us(text, parse_only)) << "\n";
  return 0;
}
