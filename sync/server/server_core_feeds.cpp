// The feeds' part of the core: what they say, how old it is, where they are published.

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "platform/base/log.h"
#include "sync/server/server_core.h"

namespace tandem::sync {
namespace {

using platform::Result;
using platform::Status;

std::shared_ptr<const calendar::FeedTruth> truth_of(const calendar::World& world, const FeedOwner& owner) {
  if (const auto* room = std::get_if<calendar::RoomId>(&owner)) {
    const auto found = world.room_feeds.find(*room);
    return found == world.room_feeds.end() ? nullptr : found->second;
  }
  const auto found = world.person_feeds.find(std::get<calendar::PersonId>(owner));
  return found == world.person_feeds.end() ? nullptr : found->second;
}

bool exists(const calendar::World& world, const FeedOwner& owner) {
  if (const auto* room = std::get_if<calendar::RoomId>(&owner)) return calendar::find(world, *room) != nullptr;
  return calendar::find(world, std::get<calendar::PersonId>(owner)) != nullptr;
}

calendar::Change said(const FeedOwner& owner, const calendar::Interval& window, calendar::BusySet busy) {
  if (const auto* room = std::get_if<calendar::RoomId>(&owner)) {
    return calendar::RoomBusyRead{*room, window, std::move(busy)};
  }
  return calendar::PersonBusyRead{std::get<calendar::PersonId>(owner), window, std::move(busy)};
}

FeedState after(FeedState feed, const FeedReading& reading) {
  feed.failing = reading.error.has_value();
  feed.last_error = reading.error.value_or("");
  if (reading.error) return feed;
  feed.confirmed_at = reading.at;
  feed.etag = reading.etag;
  feed.last_modified = reading.last_modified;
  return feed;
}

void log_turn(const FeedState& before, const FeedState& now) {
  const std::string name = name_of(now.source.owner);
  if (now.failing && now.last_error != before.last_error) {
    platform::log_warning("feeds", name + ": " + now.last_error);
  } else if (before.failing && !now.failing) {
    platform::log_info("feeds", name + ": read again");
  }
}

}  // namespace

Status ServerCore::feed_read(const FeedReading& reading) {
  const auto known = feeds_.find(reading.source.owner);
  if (known == feeds_.end() || known->second.source != reading.source) return {};
  const FeedState state = after(known->second, reading);
  const auto truth = truth_of(world_, reading.source.owner);
  LogEntry entry{0, now(), {}, {}, {}};
  if (!reading.error && reading.busy && (!truth || *truth != calendar::FeedTruth{reading.window, *reading.busy})) {
    entry.changes.push_back(said(reading.source.owner, reading.window, *reading.busy));
  }
  auto done = in_transaction([&]() -> Status {
    if (auto put = store_->put_feed(state); !put) return put;
    if (entry.changes.empty()) return {};
    return append(entry, {});
  });
  if (!done) return done;
  log_turn(known->second, state);
  known->second = state;
  track_age(state);
  if (entry.sequence != 0) fan_out(entry);
  if (committed_) committed_();
  return {};
}

std::optional<calendar::Change> ServerCore::forgetting(const FeedSource& feed) const {
  if (!feed.url.empty()) return std::nullopt;
  const auto truth = truth_of(world_, feed.owner);
  if (!truth || truth->window.empty()) return std::nullopt;
  return said(feed.owner, {}, {});
}

Status ServerCore::put_sources(const std::vector<FeedSource>& feeds) {
  for (const auto& source : feeds) {
    if (!source.url.empty() && !exists(world_, source.owner)) {
      return platform::fail(platform::ErrorKind::Invalid, "a feed of an unknown " + name_of(source.owner));
    }
    const auto known = feeds_.find(source.owner);
    if (known != feeds_.end() && known->second.source == source) continue;  // keeps its age
    FeedState state;
    state.source = source;
    if (auto put = store_->put_feed(state); !put) return put;
  }
  return {};
}

Status ServerCore::drop_orphan_feeds() {
  for (const auto& [owner, feed] : feeds_) {
    if (exists(world_, owner)) continue;
    FeedState gone;
    gone.source.owner = owner;
    if (auto dropped = store_->put_feed(gone); !dropped) return dropped;
  }
  return {};
}

Status ServerCore::load_feeds() {
  auto stored = store_->feeds();
  if (!stored) return tl::unexpected(stored.error());
  feeds_.clear();
  std::map<FeedOwner, TrackedAge> kept;
  std::swap(kept, ages_);
  for (auto& feed : *stored) {
    const auto owner = feed.source.owner;
    if (const auto known = kept.find(owner); known != kept.end()) ages_.insert(*known);
    track_age(feed);
    feeds_.emplace(owner, std::move(feed));
  }
  return {};
}

void ServerCore::track_age(const FeedState& feed) {
  const FeedAge age{feed.source.owner, feed.confirmed_at, feed.failing};
  const auto [known, fresh] = ages_.try_emplace(feed.source.owner, TrackedAge{age, 0});
  if (!fresh && known->second.age == age) return;
  known->second = TrackedAge{age, ++ages_version_};
}

Result<std::string> ServerCore::publish_path(const calendar::RoomId& room) {
  if (calendar::find(world_, room) == nullptr) {
    return platform::fail(platform::ErrorKind::NotFound, "no room " + room.text());
  }
  auto secret = store_->publish_secret(room);
  if (!secret) return secret;
  return "/feeds/rooms/" + boost::urls::encode(room.text(), boost::urls::unreserved_chars) + "/" + *secret + ".ics";
}

}  // namespace tandem::sync
