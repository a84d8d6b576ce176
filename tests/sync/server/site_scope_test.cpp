// One site's part of the truth, held to a definition of it that looks at everything again after each entry.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "calendar/booking/facts.h"
#include "platform/base/random.h"
#include "sync/server/site_scope.h"
#include "sync/server/snapshot_frames.h"
#include "tests/sync/server/two_sites.h"

namespace tandem::tests {
namespace {

using calendar::Change;
using calendar::World;
using sync::LogEntry;
using sync::SiteScope;

// What is in the scope, from its definition.
class Definition {
 public:
  Definition(const World& whole, calendar::SiteId site) : whole_(whole), site_(std::move(site)) {
    for (const auto& [id, person] : whole.people) {
      if (person.site == site_) people_.insert(id);
    }
    for (const auto& [id, pair] : whole.pairs) {
      if (is_home(pair)) take(pair);
    }
    for (const auto& [id, booking] : whole.bookings) take(booking);
  }

  [[nodiscard]] std::vector<Change> facts() const {
    calendar::Site own = site_of(whole_, site_);
    own.id = {};
    std::vector<Change> facts{calendar::SiteConfigured{own}};
    for (const Change& fact : calendar::facts_of(whole_)) {
      if (std::visit(*this, fact)) facts.push_back(without_site(fact));
    }
    return facts;
  }

  bool operator()(const calendar::SiteConfigured&) const { return false; }
  bool operator()(const calendar::TopicPut&) const { return true; }
  bool operator()(const calendar::RoomPut& fact) const { return fact.room.site == site_; }
  bool operator()(const calendar::RoomBusyRead& fact) const { return is_here(fact.room); }
  bool operator()(const calendar::PersonPut& fact) const { return people_.contains(fact.person.id); }
  bool operator()(const calendar::PersonBusyRead& fact) const { return people_.contains(fact.person); }
  bool operator()(const calendar::PairPut& fact) const { return pairs_.contains(fact.pair.id); }
  bool operator()(const calendar::BookingAccepted& fact) const { return bookings_.contains(fact.booking.id); }
  bool operator()(const calendar::SessionPlanned& fact) const { return bookings_.contains(fact.session.booking); }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }

 private:
  static Change without_site(Change fact) {
    if (auto* room = std::get_if<calendar::RoomPut>(&fact)) room->room.site = {};
    if (auto* person = std::get_if<calendar::PersonPut>(&fact)) person->person.site = {};
    return fact;
  }
  [[nodiscard]] bool is_here(const calendar::RoomId& id) const {
    const auto* room = find(whole_, id);
    return room != nullptr && room->site == site_;
  }
  [[nodiscard]] bool works_here(const calendar::PersonId& id) const {
    const auto* person = find(whole_, id);
    return person != nullptr && person->site == site_;
  }
  [[nodiscard]] bool is_home(const calendar::Pair& pair) const {
    return works_here(pair.mentor) || works_here(pair.mentee);
  }
  void take(const calendar::Pair& pair) {
    pairs_.insert(pair.id);
    people_.insert({pair.mentor, pair.mentee});
  }
  void take(const calendar::Booking& booking) {
    const auto* session = booking.session ? find(whole_, *booking.session) : nullptr;
    const auto* pair = session != nullptr ? find(whole_, session->pair) : nullptr;
    if (!is_here(booking.room) && !(pair != nullptr && is_home(*pair))) return;
    bookings_.insert(booking.id);
    if (pair != nullptr) take(*pair);
    if (booking.booked_by) people_.insert(*booking.booked_by);
  }

  const World& whole_;
  calendar::SiteId site_;
  std::set<calendar::PersonId> people_;
  std::set<calendar::PairId> pairs_;
  std::set<calendar::BookingId> bookings_;
};

// Three sites, six rooms, eight people; everything moves.
class RandomCompany {
 public:
  explicit RandomCompany(std::uint64_t seed) : random_(platform::make_seeded_random(seed)) {}

  std::vector<Change> next(const World& world) {
    std::vector<Change> changes;
    for (std::uint64_t i = 0; i <= random_->below(3); ++i) add(world, changes);
    return changes;
  }

 private:
  std::string one_of(const char* kind, std::uint64_t count) { return kind + std::to_string(random_->below(count)); }
  calendar::SiteId site() {
    const auto which = random_->below(3);
    return which == 0 ? calendar::SiteId{} : calendar::SiteId{"s" + std::to_string(which)};
  }
  calendar::RoomId any_room() { return calendar::RoomId{one_of("r", 6)}; }
  calendar::PersonId any_person() { return calendar::PersonId{one_of("p", 8)}; }
  calendar::PairId any_pair() { return calendar::PairId{one_of("q", 6)}; }
  calendar::Instant some_time() { return at(9) + std::chrono::minutes{random_->below(600)}; }
  calendar::BusySet some_busy() {
    return calendar::BusySet{{{at(10), at(10) + std::chrono::minutes{random_->below(90) + 1}}}};
  }

  void add(const World& world, std::vector<Change>& changes) {
    switch (random_->below(16)) {
      case 0: {
        calendar::Site made = lyon();
        made.id = site();
        made.name = one_of("site", 9);
        return changes.push_back(calendar::SiteConfigured{made});
      }
      case 1: return changes.push_back(calendar::RoomPut{room_at(any_room().text(), site())});
      case 2: return changes.push_back(calendar::PersonPut{person_of(any_person().text(), site())});
      case 3: {
        calendar::Pair pair = pair_of(any_person().text(), any_person().text());
        pair.id = any_pair();
        return changes.push_back(calendar::PairPut{pair});
      }
      case 4: return changes.push_back(calendar::RoomBusyRead{any_room(), from_to(8, 20), some_busy()});
      case 5: return changes.push_back(calendar::PersonBusyRead{any_person(), from_to(8, 20), some_busy()});
      case 6: return remove_one(changes);
      case 7: return changes.push_back(calendar::TopicPut{{calendar::TopicId{one_of("t", 4)}, "t", "t"}});
      default: return book_or_change(world, changes);
    }
  }

  void remove_one(std::vector<Change>& changes) {
    switch (random_->below(6)) {
      case 0: return changes.push_back(calendar::RoomRemoved{any_room()});
      case 1: return changes.push_back(calendar::PersonRemoved{any_person()});
      default: return changes.push_back(calendar::PairRemoved{any_pair()});
    }
  }

  void book_or_change(const World& world, std::vector<Change>& changes) {
    if (world.bookings.empty() || random_->below(3) == 0) return accept(changes);
    const calendar::BookingId id{"b" + std::to_string(random_->below(bookings_) + 1)};
    switch (random_->below(6)) {
      case 0: return changes.push_back(calendar::PersonCheckedIn{id, any_person(), some_time()});
      case 1: return changes.push_back(calendar::BookingExtended{id, some_time()});
      case 2: return changes.push_back(calendar::BookingEnded{id, some_time()});
      case 3: return changes.push_back(calendar::BookingReleased{id, some_time()});
      case 4: return changes.push_back(calendar::BookingReclaimed{id, some_time()});
      default: return changes.push_back(calendar::BookingCancelled{id, some_time()});
    }
  }

  void accept(std::vector<Change>& changes) {
    calendar::Booking made;
    made.id = calendar::BookingId{"b" + std::to_string(++bookings_)};
    made.room = any_room();
    made.planned.start = some_time();
    made.planned.end = made.planned.start + std::chrono::minutes{30};
    made.held = made.planned;
    if (random_->below(2) == 0) made.booked_by = any_person();
    const bool for_a_pair = random_->below(2) == 0;
    if (for_a_pair) made.session = calendar::SessionId{made.id.text()};
    changes.push_back(calendar::BookingAccepted{made});
    if (for_a_pair) changes.push_back(calendar::SessionPlanned{{*made.session, any_pair(), made.id, {}, {}}});
  }

  std::unique_ptr<platform::Random> random_;
  std::uint64_t bookings_{0};
};

World begun() {
  World world = small_site();
  for (const Change& fact : second_site_facts()) calendar::apply(world, fact);
  for (const char* id : {"s1", "s2"}) {
    calendar::Site site = lyon();
    site.id = calendar::SiteId{id};
    calendar::apply(world, calendar::SiteConfigured{site});
  }
  return world;
}

// What a device has that stood somewhere and is told the rest.
struct Follower {
  World world;
  std::uint64_t at;
};

void follow(Follower& device, const SiteScope& scope) {
  for (const LogEntry* entry : scope.entries_after(device.at, 1'000)) {
    for (const Change& change : entry->changes) calendar::apply(device.world, change);
    device.at = entry->sequence;
  }
}

class RandomScope : public testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, RandomScope, testing::Range<std::uint64_t>(1, 41));

TEST_P(RandomScope, IsWhatItsDefinitionSaysAfterEveryEntryAndSoIsADeviceThatFollows) {
  RandomCompany company{GetParam()};
  World whole = begun();
  std::vector<std::unique_ptr<SiteScope>> scopes;
  std::vector<Follower> devices;
  for (const char* site : {"", "s1", "s2", "lyon"}) {
    scopes.push_back(std::make_unique<SiteScope>(whole, 10, calendar::SiteId{site}));
    devices.push_back({scopes.back()->world(), 10});
  }
  const std::array sites{calendar::SiteId{}, calendar::SiteId{"s1"}, calendar::SiteId{"s2"}, kLyon};
  for (std::uint64_t sequence = 11; sequence < 160; ++sequence) {
    const LogEntry entry{sequence, at(9), {}, company.next(whole), std::nullopt};
    for (const Change& change : entry.changes) calendar::apply(whole, change);
    for (std::size_t i = 0; i < scopes.size(); ++i) {
      scopes[i]->advance(whole, entry);
      ASSERT_EQ(calendar::facts_of(scopes[i]->world()), Definition(whole, sites[i]).facts())
          << "site " << i << " after #" << sequence;
      ASSERT_EQ(scopes[i]->checksum_at(sequence), sync::StateChecksum{scopes[i]->world()}.value());
      if (devices[i].at < scopes[i]->complete_from()) devices[i] = {scopes[i]->world(), sequence};
      follow(devices[i], *scopes[i]);
      ASSERT_EQ(calendar::facts_of(devices[i].world), calendar::facts_of(scopes[i]->world()))
          << "site " << i << " after #" << sequence;
    }
  }
}

TEST(SiteScope, AnEntryOfAnotherSiteSaysNothing) {
  World whole = begun();
  SiteScope scope{whole, 1, {}};
  const LogEntry entry{2, at(9), {}, {calendar::RoomPut{room_at("l3", kLyon)}}, std::nullopt};
  for (const Change& change : entry.changes) calendar::apply(whole, change);
  scope.advance(whole, entry);
  EXPECT_TRUE(scope.entries_after(1, 10).empty());
  EXPECT_EQ(scope.checksum_at(1), scope.checksum_at(2));
  EXPECT_EQ(scope.checksum_at(3), std::nullopt);
}

TEST(SiteScope, WhoComesToMeetHereIsShownHere) {
  World whole = begun();
  SiteScope scope{whole, 1, {}};
  EXPECT_EQ(find(scope.world(), calendar::PersonId{"chloe"}), nullptr);
  calendar::Booking booking;
  booking.id = calendar::BookingId{"b1"};
  booking.room = calendar::RoomId{"r1"};
  booking.planned = booking.held = from_to(10, 11);
  booking.session = calendar::SessionId{"b1"};
  const LogEntry entry{
      2,
      at(9),
      {},
      {calendar::BookingAccepted{booking},
       calendar::SessionPlanned{{*booking.session, calendar::PairId{"chloe+david"}, booking.id, {}, {}}}},
      std::nullopt};
  for (const Change& change : entry.changes) calendar::apply(whole, change);
  scope.advance(whole, entry);
  EXPECT_NE(find(scope.world(), calendar::PersonId{"chloe"}), nullptr);
  EXPECT_NE(find(scope.world(), calendar::PairId{"chloe+david"}), nullptr);
  EXPECT_EQ(find(scope.world(), calendar::RoomId{"l1"}), nullptr);
}

TEST(SiteScope, ForgetsOldEntriesAndSaysFromWhereItIsComplete) {
  World whole = begun();
  SiteScope scope{whole, 1, {}};
  for (std::uint64_t sequence = 2; sequence < 2 + sync::kScopedEntriesKept + 5; ++sequence) {
    const LogEntry entry{sequence, at(9), {}, {calendar::RoomPut{room("r1")}}, std::nullopt};
    scope.advance(whole, entry);
  }
  EXPECT_EQ(scope.complete_from(), 6U);
  EXPECT_EQ(scope.entries_after(6, 3).front()->sequence, 7U);
  EXPECT_EQ(scope.checksum_at(5), std::nullopt);
  EXPECT_TRUE(scope.checksum_at(6));
}

}  // namespace
}  // namespace tandem::tests
