#pragma once
// A subscribed calendar: whose it is, where it is read, and how the last tries went. Addresses and passwords stay on
// the server; a device only hears a FeedAge. Plain values, any thread.

#include <optional>
#include <string>
#include <variant>

#include "calendar/busy/busy_set.h"
#include "calendar/programme/ids.h"
#include "calendar/time/instant.h"

namespace tandem::sync {

using FeedOwner = std::variant<calendar::RoomId, calendar::PersonId>;

// "room A101", "person p17": for logs and messages.
[[nodiscard]] std::string name_of(const FeedOwner& owner);

struct FeedSource {
  FeedOwner owner;
  std::string url;  // http, https, webcal, file:, or a path; empty: the owner has no feed any more
  std::string user;
  std::string password;
  // What invitations call the owner; empty: not known.
  std::string email{};
  bool operator==(const FeedSource&) const = default;
};

struct FeedState {
  FeedSource source;
  std::string etag;
  std::string last_modified;
  std::optional<calendar::Instant> confirmed_at;  // last time it was read, changed or not
  bool failing{false};
  std::string last_error;
  bool operator==(const FeedState&) const = default;
};

// A feed says no more than this; more is a mistake or an attack.
inline constexpr std::size_t kMaxBusyIntervals = 10'000;

// One try to read a feed. Exactly one of: `error` set; `busy` set; neither: unchanged since the last time.
struct FeedReading {
  FeedSource source;  // what was read: a reading of an address that was replaced meanwhile is dropped
  calendar::Instant at;
  calendar::Interval window;
  std::optional<calendar::BusySet> busy;
  std::string etag;
  std::string last_modified;
  std::optional<std::string> error;
};

}  // namespace tandem::sync
