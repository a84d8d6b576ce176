#pragma once
// Flow "a tap becomes truth", second step: Action + state → state, Effects. Pure: no clock, no network, no hashing;
// time comes in by ClockTicked. The only place where the kiosk's state changes. UI thread.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/core/effect.h"
#include "kiosk/core/state.h"

namespace tandem::kiosk {

// Limits and delays.
inline constexpr std::chrono::seconds kIdentifiedFor{20};
inline constexpr std::chrono::seconds kEntryIdle{30};          // half a PIN is forgotten after this
inline constexpr std::chrono::seconds kBrowseIdle{60};         // any other screen goes home
inline constexpr std::chrono::seconds kWallAfter{60};          // a lobby where nobody is shows its wall
inline constexpr std::chrono::seconds kNoticeShown{6};         // a confirmed one
inline constexpr std::chrono::seconds kRefusalShown{60};       // a refusal at a door, to nobody in particular
inline constexpr std::chrono::minutes kRefusalAnnounced{15};   // to a person who has gone; without the name
inline constexpr std::chrono::milliseconds kBadgeKeyGap{80};   // between two keys of a badge reader
inline constexpr std::chrono::milliseconds kBadgeSettle{160};  // without a key after which held keys were typing
inline constexpr int kBadgeMinLength = 4;
inline constexpr int kBadgeMaxLength = 128;
inline constexpr int kNameLetters = 3;
inline constexpr int kPinMinLength = 4;
inline constexpr int kPinMaxLength = 8;
inline constexpr int kPinTries = 5;
inline constexpr std::chrono::seconds kFirstPinLock{30};  // doubles with every further wrong PIN
inline constexpr std::chrono::seconds kLongestPinLock{900};
inline constexpr std::size_t kMaxPinCandidates = 16;
inline constexpr std::size_t kMaxNotices = 64;

struct KioskOptions {
  Place place;
  int floor{0};
  std::string language{"fr"};
  calendar::Zone zone{};  // the device's own, until the site's is known
  HomeDisplay display{};
  std::string service_pin_hash{};               // argon2id; empty: no service screen
  std::chrono::seconds wall_after{kWallAfter};  // 0: never
};

// The home screen of its place. `snapshot` must not be null.
[[nodiscard]] AppState initial_state(const KioskOptions& options, std::shared_ptr<const sync::Snapshot> snapshot,
                                     platform::WallTime wall, platform::SteadyTime steady);

// Something that a screen could show is different, other than the age of what is known: that one is drawn every minute.
[[nodiscard]] bool changes_the_screen(const sync::Snapshot& before, const sync::Snapshot& now);

struct Step {
  AppState state;
  std::vector<Effect> effects;
};
[[nodiscard]] Step reduce(AppState state, const Action& action);

// When reduce(ClockTicked) has something to do next: the next minute on the clock, the next second of a visible
// countdown, the end of a notice, an idle time or a burst of keys. Always after state.steady.
[[nodiscard]] platform::SteadyTime next_deadline(const AppState& state);

}  // namespace tandem::kiosk
