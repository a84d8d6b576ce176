#pragma once
// What was wrong with a part of a feed, for the administrator's log. One bad event never spoils the others: it is
// skipped, or read with a fallback that the reason names. Any thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::calendar {

// An event that was skipped or read with a fallback.
struct FeedProblem {
  std::string uid;      // printable, cut to kMaxProblemText; empty when it is not about one event
  std::string reason;   // in words, printable, cut to kMaxProblemText
  std::size_t line{0};  // of the feed, where its component begins, from 1; 0 when it is not about one component
  bool operator==(const FeedProblem&) const = default;
};

inline constexpr std::size_t kMaxFeedProblems = 100;
inline constexpr std::size_t kMaxProblemText = 200;

// Appends while fewer than kMaxFeedProblems are kept. Text from the feed is made printable: a log line stays one line.
void report(std::vector<FeedProblem>& problems, std::string_view uid, std::string_view reason, std::size_t line = 0);
void report(std::vector<FeedProblem>& problems, const FeedProblem& problem);

// "line 12, meeting@tandem.example: the event is skipped: it has no END", as much of it as is known.
[[nodiscard]] std::string text_of(const FeedProblem& problem);

}  // namespace tandem::calendar
