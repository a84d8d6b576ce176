#include "sync/log/feed.h"

namespace tandem::sync {

std::string name_of(const FeedOwner& owner) {
  if (const auto* room = std::get_if<calendar::RoomId>(&owner)) return "room " + room->text();
  return "person " + std::get<calendar::PersonId>(owner).text();
}

}  // namespace tandem::sync
