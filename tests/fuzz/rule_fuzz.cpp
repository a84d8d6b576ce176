// Any bytes as a start, a zone and a rule, one a line, as tandem-ics rrule takes them: never a crash, a leak or a
// second of work; at most as many starts as were asked for, in order.
#include <cstdint>
#include <sstream>
#include <string>

#include "calendar/tool/rule_command.h"
#include "tests/fuzz/cpu_limit.h"

namespace {

using namespace tandem::calendar;

constexpr std::size_t kLimit = 500;

RuleQuestion question_in(std::string text) {
  std::istringstream lines(std::move(text));
  RuleQuestion question;
  std::getline(lines, question.start);
  std::getline(lines, question.tzid);
  std::getline(lines, question.rule);
  question.limit = kLimit;
  return question;
}

// Local text with an offset falls back an hour when summer time ends; everything else grows as text does.
void check_starts(std::istringstream starts, bool zoned) {
  std::string line, before;
  std::size_t count = 0;
  for (; std::getline(starts, line); before = line, ++count) TANDEM_CHECK(zoned || before < line);
  TANDEM_CHECK(count <= kLimit);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const RuleQuestion question = question_in({reinterpret_cast<const char*>(data), size});
  std::ostringstream starts, complaints;
  const auto exit = tandem::fuzz::within_a_second([&] { return run_rule(question, {starts, complaints}); });
  if (exit == IcsExit::Fine) {
    check_starts(std::istringstream(starts.str()), !question.tzid.empty());
  } else {
    TANDEM_CHECK(starts.str().empty() && !complaints.str().empty());
  }
  return 0;
}
