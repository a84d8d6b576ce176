#include "sync/server/site_scope.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/protocol/codec.h"
#include "sync/server/snapshot_frames.h"

namespace tandem::sync {
namespace {

using calendar::Change;
using calendar::FactKey;
using calendar::FactKind;
using calendar::World;

FactKey key(FactKind kind, const std::string& id) { return {kind, id}; }

void add_person(std::vector<FactKey>& keys, const calendar::PersonId& person) {
  keys.push_back(key(FactKind::Person, person.text()));
  keys.push_back(key(FactKind::PersonFeed, person.text()));
}

void add_pair(std::vector<FactKey>& keys, const calendar::Pair& pair) {
  keys.push_back(key(FactKind::Pair, pair.id.text()));
  keys.push_back(key(FactKind::PairPast, pair.id.text()));
  add_person(keys, pair.mentor);
  add_person(keys, pair.mentee);
}

// Of the bookings that a pair's sessions are held for, whether the pair still exists or not.
void add_bookings(std::set<FactKey>& roots, const World& whole, const calendar::PairId& pair) {
  for (auto at = whole.by_pair.lower_bound({pair, calendar::Instant::min(), {}});
       at != whole.by_pair.end() && at->first.pair == pair; ++at) {
    roots.insert(key(FactKind::Booking, at->second.text()));
  }
}

void add_bookings(std::set<FactKey>& roots, const World& whole, const calendar::RoomId& room) {
  for (auto at = whole.by_room.lower_bound({room, calendar::Instant::min(), {}});
       at != whole.by_room.end() && at->first.room == room; ++at) {
    roots.insert(key(FactKind::Booking, at->first.booking.text()));
  }
}

void add_pairs(std::set<FactKey>& roots, const World& whole, const calendar::PersonId& person) {
  for (auto at = whole.by_person.lower_bound({person, {}}); at != whole.by_person.end() && at->first.person == person;
       ++at) {
    roots.insert(key(FactKind::Pair, at->first.pair.text()));
    add_bookings(roots, whole, at->first.pair);
  }
}

// Inside a scope there is one site.
Change without_site(Change change) {
  if (auto* site = std::get_if<calendar::SiteConfigured>(&change)) site->site.id = {};
  if (auto* room = std::get_if<calendar::RoomPut>(&change)) room->room.site = {};
  if (auto* person = std::get_if<calendar::PersonPut>(&change)) person->person.site = {};
  return change;
}

// By kind in the order of facts_of(): what others refer to comes first.
int rank(FactKind kind) {
  constexpr std::array kOrder{FactKind::Site,    FactKind::Room,     FactKind::Person,     FactKind::Topic,
                              FactKind::Pair,    FactKind::RoomFeed, FactKind::PersonFeed, FactKind::Booking,
                              FactKind::Session, FactKind::Lease,    FactKind::Past,       FactKind::PairPast};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), kind) - kOrder.begin());
}

// How an entity is taken away that the whole World may still have; nullopt for one that goes with another.
std::optional<Change> removal_of(const FactKey& gone) {
  switch (gone.kind) {
    case FactKind::Room: return calendar::RoomRemoved{calendar::RoomId{gone.id}};
    case FactKind::Person: return calendar::PersonRemoved{calendar::PersonId{gone.id}};
    case FactKind::Pair: return calendar::PairRemoved{calendar::PairId{gone.id}};
    default: return std::nullopt;
  }
}

bool stays_behind(const FactKey& gone) {
  return gone.kind == FactKind::Booking || gone.kind == FactKind::Session || gone.kind == FactKind::PairPast;
}

bool forgets(const LogEntry& entry) {
  const auto is_it = [](const Change& change) { return std::holds_alternative<calendar::PastForgotten>(change); };
  return std::ranges::any_of(entry.changes, is_it);
}

}  // namespace

SiteScope::SiteScope(const World& world, std::uint64_t sequence, calendar::SiteId site)
    : site_(std::move(site)), at_(sequence) {
  begin(world);
}

SiteScope::~SiteScope() = default;

// Everything is looked for from the site's rooms and people, so that it costs what the site is, not the company.
void SiteScope::begin(const World& whole) {
  held_.clear();
  references_.clear();
  kept_.clear();
  kept_bytes_ = 0;
  std::set<FactKey> roots;
  for (const auto& [id, room] : whole.rooms) {
    if (room.site != site_) continue;
    roots.insert(key(FactKind::Room, id.text()));
    add_bookings(roots, whole, id);
  }
  for (const auto& [id, person] : whole.people) {
    if (person.site != site_) continue;
    roots.insert(key(FactKind::Person, id.text()));
    add_pairs(roots, whole, id);
  }
  Before nothing;
  for (const FactKey& root : roots) look_again(whole, root, nothing);
  world_ = {};
  calendar::apply(world_, without_site(calendar::SiteConfigured{site_of(whole, site_)}));
  for (const auto& [id, topic] : whole.topics) calendar::apply(world_, calendar::TopicPut{topic});
  for (const Change& fact : entering(whole, nothing)) calendar::apply(world_, fact);
  if (const auto past = calendar::fact_now(whole, key(FactKind::Past, {})); past.fact)
    calendar::apply(world_, *past.fact);
  checksum_ = StateChecksum{world_};
  checksum_before_kept_ = checksum_.value();
  complete_from_ = at_;
  snapshot_.reset();
}

bool SiteScope::is_here(const World& whole, const calendar::RoomId& room) const {
  const calendar::Room* known = find(whole, room);
  return known != nullptr && known->site == site_;
}

bool SiteScope::is_here(const World& whole, const calendar::PersonId& person) const {
  const calendar::Person* known = find(whole, person);
  return known != nullptr && known->site == site_;
}

bool SiteScope::is_home(const World& whole, const calendar::Pair& pair) const {
  return is_here(whole, pair.mentor) || is_here(whole, pair.mentee);
}

SiteScope::Keys SiteScope::held_by(const World& whole, const FactKey& root) const {
  Keys keys;
  if (root.kind == FactKind::Room && is_here(whole, calendar::RoomId{root.id})) {
    keys = {root, key(FactKind::RoomFeed, root.id), key(FactKind::Lease, root.id)};
  } else if (root.kind == FactKind::Person && is_here(whole, calendar::PersonId{root.id})) {
    add_person(keys, calendar::PersonId{root.id});
  } else if (root.kind == FactKind::Pair) {
    const calendar::Pair* pair = find(whole, calendar::PairId{root.id});
    if (pair != nullptr && is_home(whole, *pair)) add_pair(keys, *pair);
  } else if (root.kind == FactKind::Booking) {
    const calendar::Booking* booking = find(whole, calendar::BookingId{root.id});
    if (booking != nullptr) keys = held_by_booking(whole, *booking);
  }
  return keys;
}

SiteScope::Keys SiteScope::held_by_booking(const World& whole, const calendar::Booking& booking) const {
  const calendar::Session* session = booking.session ? find(whole, *booking.session) : nullptr;
  const calendar::Pair* pair = session != nullptr ? find(whole, session->pair) : nullptr;
  const bool here = is_here(whole, booking.room) || (pair != nullptr && is_home(whole, *pair));
  Keys keys;
  if (!here) return keys;
  keys.push_back(key(FactKind::Booking, booking.id.text()));
  if (session != nullptr) keys.push_back(key(FactKind::Session, session->id.text()));
  if (pair != nullptr) add_pair(keys, *pair);
  if (booking.booked_by) add_person(keys, *booking.booked_by);
  return keys;
}

std::set<FactKey> SiteScope::roots_of(const World& whole, const LogEntry& entry) const {
  std::set<FactKey> roots;
  if (forgets(entry)) {
    for (const auto& [root, keys] : held_) {
      const bool gone = root.kind == FactKind::Booking && find(whole, calendar::BookingId{root.id}) == nullptr;
      if (gone) roots.insert(root);
    }
  }
  for (const Change& change : entry.changes) {
    const FactKey about = calendar::key_of(change);
    switch (about.kind) {
      case FactKind::Room:
        roots.insert(about);
        if (is_here(whole, calendar::RoomId{about.id}) != held_.contains(about)) {
          add_bookings(roots, whole, calendar::RoomId{about.id});
        }
        break;
      case FactKind::Person:
        roots.insert(about);
        if (is_here(whole, calendar::PersonId{about.id}) != held_.contains(about)) {
          add_pairs(roots, whole, calendar::PersonId{about.id});
        }
        break;
      case FactKind::Pair:
        roots.insert(about);
        add_bookings(roots, whole, calendar::PairId{about.id});
        break;
      case FactKind::Booking: roots.insert(about); break;
      case FactKind::Session:
        if (const auto* session = find(whole, calendar::SessionId{about.id})) {
          roots.insert(key(FactKind::Booking, session->booking.text()));
        }
        break;
      default: break;
    }
  }
  return roots;
}

void SiteScope::look_again(const World& whole, const FactKey& root, Before& before) {
  Keys now = held_by(whole, root);
  const auto found = held_.find(root);
  const Keys was = found == held_.end() ? Keys{} : found->second;
  for (const FactKey& each : was) before.emplace(each, holds(each));
  for (const FactKey& each : now) before.emplace(each, holds(each));
  for (const FactKey& each : now) ++references_[each];
  for (const FactKey& each : was) {
    const auto held = references_.find(each);
    if (--held->second == 0) references_.erase(held);
  }
  if (now.empty()) {
    held_.erase(root);
  } else {
    held_[root] = std::move(now);
  }
}

std::vector<Change> SiteScope::entering(const World& whole, const Before& before) const {
  std::vector<FactKey> keys;
  for (const auto& [each, was_in] : before) {
    if (!was_in && holds(each)) keys.push_back(each);
  }
  std::ranges::stable_sort(keys, {}, [](const FactKey& each) { return rank(each.kind); });
  std::vector<Change> facts;
  for (const FactKey& each : keys) {
    if (auto now = calendar::fact_now(whole, each); now.fact) facts.push_back(without_site(std::move(*now.fact)));
  }
  return facts;
}

// What was in the scope and stays; what enters comes whole, and what leaves is taken away.
bool SiteScope::passes(const Change& change, const Before& before) const {
  if (const auto* site = std::get_if<calendar::SiteConfigured>(&change)) return site->site.id == site_;
  if (std::holds_alternative<calendar::TopicPut>(change)) return true;
  if (std::holds_alternative<calendar::PastForgotten>(change)) return true;
  const FactKey about = calendar::key_of(change);
  const auto known = before.find(about);
  return holds(about) && (known == before.end() || known->second);
}

void SiteScope::advance(const World& whole, const LogEntry& entry) {
  at_ = entry.sequence;
  Before before;
  for (const FactKey& root : roots_of(whole, entry)) look_again(whole, root, before);
  LogEntry scoped{entry.sequence, entry.at, entry.origin, entering(whole, before), entry.verdict};
  for (const Change& change : entry.changes) {
    if (passes(change, before)) scoped.changes.push_back(without_site(change));
  }
  for (auto at = before.rbegin(); at != before.rend(); ++at) {
    const auto& [each, was_in] = *at;
    if (!was_in || holds(each)) continue;
    // A room or a person moved to another site and left bookings behind: a small snapshot says that best.
    if (stays_behind(each) && calendar::fact_now(whole, each).fact) return begin(whole);
    if (auto removal = removal_of(each)) scoped.changes.push_back(std::move(*removal));
  }
  if (forgets(entry) && !forgets_rightly(whole, scoped)) return begin(whole);
  if (scoped.changes.empty() && !devices_.contains(entry.origin.device)) return;
  keep(std::move(scoped));
}

// A pair that only visits has a past elsewhere too, which counting its sessions here does not give.
bool SiteScope::forgets_rightly(const World& whole, const LogEntry& scoped) const {
  World after = world_;
  for (const Change& change : scoped.changes) calendar::apply(after, change);
  return std::ranges::all_of(after.pair_pasts, [&](const auto& entry) {
    const auto* past = calendar::find_past(whole, entry.first);
    return holds(key(FactKind::PairPast, entry.first.text())) && past != nullptr && *past == entry.second;
  });
}

void SiteScope::keep(LogEntry entry) {
  for (const Change& change : entry.changes) checksum_.apply(world_, change);
  if (!entry.changes.empty()) snapshot_.reset();
  const std::size_t bytes = encode_entry(entry).size();
  kept_.push_back({std::move(entry), checksum_.value(), bytes});
  kept_bytes_ += bytes;
  while (kept_.size() > kScopedEntriesKept || kept_bytes_ > kScopedBytesKept) {
    complete_from_ = kept_.front().entry.sequence;
    checksum_before_kept_ = kept_.front().checksum;
    kept_bytes_ -= kept_.front().bytes;
    kept_.pop_front();
  }
}

const std::string& SiteScope::frame_without_verdict(const LogEntry& entry, std::uint64_t passed) const {
  if (shared_.frame.empty() || shared_.sequence != entry.sequence || shared_.passed != passed) {
    LogEntry told = entry;
    told.verdict.reset();
    told.passed = passed;
    shared_ = {entry.sequence, passed, encode(Entries{{std::move(told)}})};
  }
  return shared_.frame;
}

std::vector<const LogEntry*> SiteScope::entries_after(std::uint64_t sequence, std::size_t limit) const {
  std::vector<const LogEntry*> entries;
  const auto sequence_of = [](const Kept& kept) { return kept.entry.sequence; };
  for (auto at = std::ranges::upper_bound(kept_, sequence, {}, sequence_of);
       at != kept_.end() && entries.size() < limit; ++at) {
    entries.push_back(&at->entry);
  }
  return entries;
}

std::optional<std::uint64_t> SiteScope::checksum_at(std::uint64_t sequence) const {
  if (sequence < complete_from_ || sequence > at_) return std::nullopt;
  const auto sequence_of = [](const Kept& kept) { return kept.entry.sequence; };
  const auto next = std::ranges::upper_bound(kept_, sequence, {}, sequence_of);
  return next == kept_.begin() ? checksum_before_kept_ : std::prev(next)->checksum;
}

std::shared_ptr<const SnapshotFrames> SiteScope::snapshot_frames(Cursor cursor, calendar::Instant now) {
  const bool usable = snapshot_ && snapshot_->cursor().epoch == cursor.epoch;
  if (!usable) snapshot_ = std::make_shared<const SnapshotFrames>(world_, std::move(cursor), now);
  return snapshot_;
}

std::string scope_name(const calendar::SiteId& site) { return "site:" + site.text(); }

}  // namespace tandem::sync
