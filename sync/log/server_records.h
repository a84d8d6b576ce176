#pragma once
// What the server keeps of what happened and sends to nobody: what people said of their sessions, and how rooms were
// used once the bookings are forgotten. Written in the transaction of the entry they belong to. Values.

#include <cstdint>
#include <vector>

#include "calendar/booking/command.h"
#include "calendar/programme/pair.h"

namespace tandem::sync {

// By session and role, so that a person's name stands nowhere beside it. The first one stands.
struct RatingRecord {
  calendar::SessionId session;
  calendar::PairId pair;
  calendar::PairRole role{calendar::PairRole::Mentor};
  int rating{0};
  calendar::Instant at;
  bool operator==(const RatingRecord&) const = default;
};

// By pair and topic; the latest one stands.
struct TopicRecord {
  calendar::PairId pair;
  calendar::TopicId topic;
  calendar::TopicMark mark{calendar::TopicMark::Mastered};
  calendar::Instant at;
  bool operator==(const TopicRecord&) const = default;
};

// A forgotten booking as usage statistics need it: no person, no pair, no name.
struct UseRecord {
  calendar::RoomId room;
  calendar::Interval planned;
  calendar::Interval held;
  int seats{0};      // of the room when it was forgotten; 0 when the room was gone
  bool came{false};  // somebody did
  bool cancelled{false};
  bool session{false};  // of a pair; ad hoc otherwise
  bool operator==(const UseRecord&) const = default;
};

struct ServerRecords {
  std::vector<RatingRecord> ratings;
  std::vector<TopicRecord> topics;
  std::vector<UseRecord> uses;
};

// How many gave a rating, over all sessions that began in a time.
struct RatingCount {
  calendar::PairRole role{calendar::PairRole::Mentor};
  int rating{0};
  std::uint64_t count{0};
  std::uint64_t pairs{0};  // that they come from
  bool operator==(const RatingCount&) const = default;
};

struct TopicCount {
  calendar::TopicId topic;
  calendar::TopicMark mark{calendar::TopicMark::Mastered};
  std::uint64_t pairs{0};
  bool operator==(const TopicCount&) const = default;
};

}  // namespace tandem::sync
