#include "calendar/ics/feed_problem.h"

namespace tandem::calendar {
namespace {

std::string printable(std::string_view text) {
  std::string out(text.substr(0, kMaxProblemText));
  for (char& letter : out) {
    if (letter < ' ' || letter > '~') letter = '?';
  }
  return out;
}

}  // namespace

void report(std::vector<FeedProblem>& problems, std::string_view uid, std::string_view reason) {
  if (problems.size() < kMaxFeedProblems) problems.push_back({printable(uid), printable(reason)});
}

}  // namespace tandem::calendar
