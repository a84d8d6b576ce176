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

void report(std::vector<FeedProblem>& problems, std::string_view uid, std::string_view reason, std::size_t line) {
  if (problems.size() < kMaxFeedProblems) problems.push_back({printable(uid), printable(reason), line});
}

void report(std::vector<FeedProblem>& problems, const FeedProblem& problem) {
  report(problems, problem.uid, problem.reason, problem.line);
}

std::string text_of(const FeedProblem& problem) {
  std::string place = problem.line == 0 ? "" : "line " + std::to_string(problem.line);
  if (!problem.uid.empty()) place += (place.empty() ? "" : ", ") + problem.uid;
  return place.empty() ? problem.reason : place + ": " + problem.reason;
}

}  // namespace tandem::calendar
