#include "sync/server/feed_jobs.h"

#include "sync/feeds/owner_address.h"

namespace tandem::sync {
namespace {

template <class Feeds, class Id>
calendar::Interval window_of(const Feeds& feeds, const Id& owner) {
  const auto found = feeds.find(owner);
  return found == feeds.end() ? calendar::Interval{} : found->second->window;
}

calendar::Interval known_window(const calendar::World& world, const FeedOwner& owner) {
  if (const auto* room = std::get_if<calendar::RoomId>(&owner)) return window_of(world.room_feeds, *room);
  return window_of(world.person_feeds, std::get<calendar::PersonId>(owner));
}

// Times without a zone are those of the site where the room is, or the person works.
calendar::Zone zone_of_owner(const calendar::World& world, const FeedOwner& owner) {
  if (const auto* room = std::get_if<calendar::RoomId>(&owner)) return calendar::zone_of(site_of(world, *room));
  const auto* person = calendar::find(world, std::get<calendar::PersonId>(owner));
  return calendar::zone_of(site_of(world, person == nullptr ? calendar::SiteId{} : person->site));
}

}  // namespace

std::vector<FeedJob> feed_jobs(const ServerCore& core) {
  if (!core.on_duty()) return {};
  std::vector<FeedJob> jobs;
  for (const auto& [owner, feed] : core.feeds()) {
    jobs.push_back({feed.source, feed.etag, feed.last_modified, known_window(core.world(), owner),
                    zone_of_owner(core.world(), owner), owner_address(feed.source)});
  }
  return jobs;
}

}  // namespace tandem::sync
