#pragma once
// What became of a tap, in words: saving, awaiting confirmation, confirmed, or refused with what could be had instead.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct AlternativeModel {
  std::size_t index{0};
  std::string when;   // "Today, 14:00 – 15:00"
  std::string where;  // "Room A · Floor 2"
};

struct NoticeModel {
  std::uint64_t ticket{0};
  NoticeProgress progress{NoticeProgress::Saving};
  bool neutral{false};  // says to everybody only that somebody has something to be told
  std::string headline;
  std::string reason;               // why it was refused, a sentence; empty otherwise
  std::string detail;               // what it is about
  std::string missed_title;         // over what a series could not have
  std::vector<std::string> missed;  // a date and why, each; at most kMissedShown and how many more
  std::string alternatives_title;
  std::vector<AlternativeModel> alternatives;
  std::string dismiss_word;
};

inline constexpr std::size_t kMissedShown = 5;

// nullopt when there is nothing to say now.
[[nodiscard]] std::optional<NoticeModel> notice_model(const AppState& state, const Texts& texts);

}  // namespace tandem::kiosk
