// One feed read by libical alone, as its documentation shows it: parsed whole, then each VEVENT expanded by itself.
//
//   bench_libical FILE       counts the occurrences that start in 2026
#include <libical/ical.h>

#include <cstdio>
#include <memory>

#include "tests/bench/phases.h"

namespace {

using namespace tandem::bench;

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
  void operator()(icalparser* parser) const { icalparser_free(parser); }
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Free>;
using OwnedComponent = std::unique_ptr<icalcomponent, Free>;

char* read_line(char* line, std::size_t size, void* file) {
  return std::fgets(line, static_cast<int>(size), static_cast<std::FILE*>(file));
}

OwnedComponent parse(const char* name) {
  const File file(std::fopen(name, "rb"));
  if (!file) return nullptr;
  const std::unique_ptr<icalparser, Free> parser(icalparser_new());
  icalparser_set_gen_data(parser.get(), file.get());
  return OwnedComponent(icalparser_parse(parser.get(), read_line));
}

void take_occurrence(icalcomponent*, icaltime_span*, void* counter) { ++*static_cast<std::size_t*>(counter); }

std::size_t expand(icalcomponent* calendar) {
  std::size_t occurrences = 0;
  const icaltimetype start = icaltime_from_string("20260101T000000Z");
  const icaltimetype end = icaltime_from_string("20270101T000000Z");
  for (icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event != nullptr;
       event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
    icalcomponent_foreach_recurrence(event, start, end, take_occurrence, &occurrences);
  }
  return occurrences;
}

}  // namespace

int main(int arguments, char** words) {
  if (arguments != 2) return 2;
  const OwnedComponent calendar = phase("parse", [words] { return parse(words[1]); });
  if (!calendar) return 1;
  count("occurrences", phase("expand", [&calendar] { return expand(calendar.get()); }));
  return 0;
}
