#pragma once
// What decoding accepts at most. Whoever lets data in (imports, administration) holds it to the same limits, so that
// nothing is ever stored that a device would refuse to read.

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace tandem::sync {

// Bytes of a name, a department, a piece of equipment, a zone.
inline constexpr std::size_t kMaxTextLength = 200;
// Bytes of a token, a key or a hash.
inline constexpr std::size_t kMaxSecretLength = 256;
// Bytes of the words in Denied.
inline constexpr std::size_t kMaxMessageLength = 512;
// Bytes of the name of a scope: "site:" and an id.
inline constexpr std::size_t kMaxScopeLength = 80;
inline constexpr std::size_t kMaxEquipment = 32;
inline constexpr std::size_t kMaxTopicsOfPair = 64;
inline constexpr std::size_t kMaxSpansOfDay = 16;
inline constexpr std::size_t kMaxClosedDates = 2000;
// Busy intervals of one feed.
inline constexpr std::size_t kMaxIntervals = 20'000;
// Of one import.
inline constexpr std::size_t kMaxChangesInEntry = 20'000;
inline constexpr std::size_t kMaxFeedAges = 5'000;

inline constexpr std::uint32_t kMaxSeats = 10'000;
inline constexpr std::int32_t kMaxFloor = 1'000;  // either way
inline constexpr std::uint32_t kMaxCadenceWeeks = 520;
inline constexpr std::uint32_t kMaxPlannedSessions = 1'000;
// Of one pair, over all years.
inline constexpr std::uint32_t kMaxHeldSessions = 1'000'000;
// Any length of time in a policy.
inline constexpr std::chrono::seconds kMaxPolicyTime = std::chrono::days{3660};
// What a server may ask a device to wait before it pushes again.
inline constexpr std::chrono::minutes kMaxRetryAfter{5};
// Times lie in [1970, 2200), so that sums of them never overflow.
inline constexpr std::chrono::sys_days kEndOfTime = std::chrono::sys_days{std::chrono::year{2200} / 1 / 1};

}  // namespace tandem::sync
