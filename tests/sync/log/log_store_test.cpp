// What any LogStore keeps and refuses: every store passes this same file.

#include "sync/log/log_store.h"

#include <gtest/gtest.h>

#include "tests/sync/log/any_log_store.h"
#include "tests/sync/log/store_steps.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using calendar::Accepted;
using calendar::RefusalReason;
using platform::ErrorKind;
using sync::FeedState;
using sync::LogStore;

INSTANTIATE_TEST_SUITE_P(Stores, AnyLogStore, testing::ValuesIn(store_kinds()),
                         [](const auto& kind) { return kind.param.name; });

TEST_P(AnyLogStore, ANewStoreIsEmptyAndHasANameAndAKey) {
  EXPECT_EQ(*store->head(), 0U);
  EXPECT_EQ(*store->oldest(), 1U);
  EXPECT_EQ(store->epoch().size(), 16U);
  EXPECT_EQ(store->site_key().size(), 64U);
  EXPECT_TRUE(store->entries_after(0, 10)->empty());
}

TEST_P(AnyLogStore, SequencesCountWithoutGaps) {
  EXPECT_EQ(put(*store, world, small_site_facts()), 1U);
  EXPECT_EQ(put(*store, world, {calendar::RoomPut{room("r3")}}), 2U);
  EXPECT_EQ(*store->head(), 2U);
  EXPECT_EQ(*store->oldest(), 1U);
}

TEST_P(AnyLogStore, AVerdictIsKeptWithItsReport) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("taken", "r1", {at(10) + std::chrono::days{7}, at(11) + std::chrono::days{7}})});
  const calendar::BookSeries series{calendar::RoomId{"r1"}, from_to(10, 11), "FREQ=WEEKLY;COUNT=3", std::nullopt,
                                    calendar::SeriesMode::WhatIsFree};
  decide_into(*store, world, numbered("k1", 1, series));
  reopen();
  const calendar::CommandId id{calendar::DeviceId{"k1"}, 1};
  const std::vector<calendar::MissedInstance> missed{
      {{at(10) + std::chrono::days{7}, at(11) + std::chrono::days{7}}, RefusalReason::RoomTaken}};
  EXPECT_EQ((*store->find_command(id))->verdict, calendar::Verdict{Accepted{missed}});
  EXPECT_EQ(store->find_commands({id})->front().stored->verdict, calendar::Verdict{Accepted{missed}});
  EXPECT_EQ(store->entries_after(2, 1)->front().verdict, calendar::Verdict{Accepted{missed}});
}

TEST_P(AnyLogStore, ManyCommandsOfOneTransactionAreAllKeptInOrderWithWhatWasBetweenThem) {
  constexpr std::uint64_t kMany = 21;
  const calendar::DeviceId k1{"k1"};
  const calendar::Verdict half{
      Accepted{std::vector<calendar::MissedInstance>{{from_to(10, 11), RefusalReason::RoomTaken}}}};
  const calendar::Verdict no{calendar::Refused{RefusalReason::RoomTaken}};
  std::optional<std::uint64_t> seen_inside;
  ASSERT_TRUE(store->transaction([&]() -> platform::Status {
    for (std::uint64_t number = 1; number <= kMany; ++number) {
      const sync::LogEntry entry{0, at(9), {k1, number}, {}, number % 2 == 0 ? half : no};
      if (auto done = store->append({entry, "hash-" + std::to_string(number), {}}); !done) {
        return tl::unexpected(done.error());
      }
      if (number == 5) {  // an import among them, and a question in the middle
        auto done = store->append({{0, at(9), {}, {calendar::RoomRemoved{calendar::RoomId{"x"}}}, {}}, "", {}});
        if (!done) return tl::unexpected(done.error());
      }
      if (number == 15) seen_inside = store->last_number(k1).value();
    }
    return {};
  }));
  reopen();
  EXPECT_EQ(seen_inside, 15U);
  EXPECT_EQ(*store->head(), kMany + 1);
  EXPECT_EQ(sequences_after(0).size(), kMany + 1);
  for (std::uint64_t number = 1; number <= kMany; ++number) {
    const auto stored = *store->find_command({k1, number});
    ASSERT_TRUE(stored.has_value()) << number;
    EXPECT_EQ(stored->verdict, number % 2 == 0 ? half : no) << number;
    EXPECT_EQ(stored->sequence, number <= 5 ? number : number + 1);
    EXPECT_EQ(stored->body_hash, "hash-" + std::to_string(number));
    EXPECT_EQ(store->entries_after(stored->sequence - 1, 1)->front().origin, (calendar::CommandId{k1, number}));
  }
}

TEST_P(AnyLogStore, ForgottenBookingsLeaveTheFactsAndTheGuard) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("old", "r1", from_to(9, 10)), accepted("young", "r1", from_to(12, 13))});
  std::vector<calendar::FactNow> touched = calendar::facts_touched(world, calendar::PastForgotten{at(11)});
  calendar::apply(world, calendar::PastForgotten{at(11)});
  for (auto& fact : touched) fact = calendar::fact_now(world, fact.key);
  ASSERT_TRUE(store->transaction([&]() -> platform::Status {
    auto done = store->append({{0, at(20), {}, {calendar::PastForgotten{at(11)}}, {}}, "", touched});
    if (!done) return tl::unexpected(done.error());
    return {};
  }));
  reopen();
  EXPECT_EQ(calendar::facts_of(*store->load()), calendar::facts_of(world));
  EXPECT_EQ(store->load()->forgotten_before, at(11));
  // The guard has forgotten it too: its time is free for a row of another name.
  put(*store, world, {accepted("other", "r1", from_to(9, 10))});
}

TEST_P(AnyLogStore, WhatPeopleSaidIsKeptBesideTheLog) {
  put(*store, world, small_site_facts());
  const auto append = [&](sync::ServerRecords records) {
    ASSERT_TRUE(store->transaction([&]() -> platform::Status {
      auto done = store->append({{0, at(20), {}, {calendar::RoomRemoved{calendar::RoomId{"x"}}}, {}}, "", {}, records});
      if (!done) return tl::unexpected(done.error());
      return {};
    }));
  };
  const calendar::PairId p1{"p1"};
  using calendar::PairRole;
  using calendar::TopicMark;
  append({{{calendar::SessionId{"s1"}, p1, PairRole::Mentor, 4, at(10)}},
          {{p1, calendar::TopicId{"ai"}, TopicMark::NeedsPractice, at(10)}},
          {}});
  append({{{calendar::SessionId{"s1"}, p1, PairRole::Mentor, 1, at(11)}},
          {{p1, calendar::TopicId{"ai"}, TopicMark::Mastered, at(12)}},
          {}});
  append({{{calendar::SessionId{"s2"}, p1, PairRole::Mentee, 3, at(11)}},
          {{p1, calendar::TopicId{"ai"}, TopicMark::NeedsPractice, at(11)}},
          {}});
  reopen();
  EXPECT_EQ(*store->count_ratings(from_to(8, 20)),
            (std::vector<sync::RatingCount>{{PairRole::Mentor, 4, 1, 1}, {PairRole::Mentee, 3, 1, 1}}))
      << "the first rating stands";
  EXPECT_EQ(store->count_ratings(from_to(11, 20))->size(), 1U);
  EXPECT_EQ(*store->count_topics(), (std::vector<sync::TopicCount>{{calendar::TopicId{"ai"}, TopicMark::Mastered, 1}}))
      << "the latest word stands";
}

TEST_P(AnyLogStore, HowARoomWasUsedIsKeptWithoutAnybody) {
  put(*store, world, small_site_facts());
  const sync::UseRecord came{calendar::RoomId{"r1"}, from_to(9, 10), {at(9), at(9, 40)}, 4, true, false, true};
  const sync::UseRecord nobody{calendar::RoomId{"r2"}, from_to(9, 10), {at(9), at(9, 10)}, 2, false, false, false};
  ASSERT_TRUE(store->transaction([&]() -> platform::Status {
    auto done =
        store->append({{0, at(20), {}, {calendar::PastForgotten{at(10)}}, {}}, "", {}, {{}, {}, {nobody, came}}});
    if (!done) return tl::unexpected(done.error());
    return {};
  }));
  reopen();
  EXPECT_EQ(*store->uses(from_to(8, 12)), (std::vector{came, nobody}));
  EXPECT_TRUE(store->uses(from_to(10, 12))->empty());
}

TEST_P(AnyLogStore, ForgottenEntriesLeaveTheirCommandsAndFactsBehind) {
  put(*store, world, small_site_facts());
  for (std::uint64_t number = 1; number <= 4; ++number) {
    const int hour = 9 + static_cast<int>(number);
    decide_into(*store, world, numbered("k1", number, book("r1", from_to(hour, hour + 1))));
  }
  const auto first = *store->find_command({calendar::DeviceId{"k1"}, 1});
  ASSERT_TRUE(store->forget_before(4));
  EXPECT_EQ(*store->oldest(), 4U);
  EXPECT_EQ(sequences_after(0), (std::vector<std::uint64_t>{4, 5}));
  reopen();
  EXPECT_EQ(*store->head(), 5U);
  const auto still = *store->find_command({calendar::DeviceId{"k1"}, 1});
  ASSERT_TRUE(still && first);
  EXPECT_EQ(still->body_hash, first->body_hash);
  EXPECT_EQ(still->sequence, 2U);
  EXPECT_EQ(calendar::facts_of(*store->load()), calendar::facts_of(world));
}

TEST_P(AnyLogStore, TheLastEntryIsNeverForgotten) {
  put(*store, world, small_site_facts());
  put(*store, world, {calendar::RoomPut{room("r3")}});
  ASSERT_TRUE(store->forget_before(1'000));
  EXPECT_EQ(*store->oldest(), 2U);
  reopen();
  EXPECT_EQ(put(*store, world, {calendar::RoomPut{room("r4")}}), 3U);
  ASSERT_TRUE(store->forget_before(1));
  EXPECT_EQ(*store->oldest(), 2U);
}

TEST_P(AnyLogStore, AFailedTransactionLeavesNoGapAndNothingBehind) {
  put(*store, world, small_site_facts());
  const auto failed = store->transaction([&]() -> platform::Status {
    auto appended = store->append({{0, at(9), {}, {calendar::RoomPut{room("r9")}}, {}}, "", {}});
    EXPECT_TRUE(appended.has_value());
    return platform::fail(ErrorKind::Full, "on purpose");
  });
  EXPECT_EQ(failed.error().kind, ErrorKind::Full);
  EXPECT_EQ(*store->head(), 1U);
  EXPECT_EQ(put(*store, world, {calendar::RoomPut{room("r3")}}), 2U);
  EXPECT_EQ(store->load()->rooms.count(calendar::RoomId{"r9"}), 0U);
}

TEST_P(AnyLogStore, WhatIsLoadedEqualsWhatWasApplied) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("b1", "r1", from_to(9, 10)), accepted("b2", "r2", from_to(9, 10))});
  put(*store, world, {calendar::BookingEnded{calendar::BookingId{"b1"}, at(9, 30)}});
  put(*store, world,
      {calendar::RoomBusyRead{calendar::RoomId{"r2"}, from_to(0, 24), calendar::BusySet{{from_to(12, 13)}}}});
  EXPECT_EQ(calendar::facts_of(*store->load()), calendar::facts_of(world));
}

TEST_P(AnyLogStore, WhatIsRemovedIsNotLoaded) {
  put(*store, world, small_site_facts());
  put(*store, world, {calendar::RoomRemoved{calendar::RoomId{"r2"}}});
  EXPECT_EQ(store->load()->rooms.size(), 1U);
}

TEST_P(AnyLogStore, EntriesComeBackInOrderWithTheirVerdicts) {
  put(*store, world, small_site_facts());
  decide_into(*store, world, numbered("k1", 1, book("r1", from_to(10, 11))));
  decide_into(*store, world, numbered("k1", 2, book("r1", from_to(10, 11))));
  const auto entries = *store->entries_after(1, 10);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].sequence, 2U);
  EXPECT_EQ(entries[0].verdict, calendar::Verdict{Accepted{}});
  EXPECT_EQ(entries[1].verdict, refused(RefusalReason::RoomTaken));
  EXPECT_TRUE(entries[1].changes.empty());
  EXPECT_EQ(entries[1].origin.number, 2U);
}

TEST_P(AnyLogStore, ReadingTheLogStopsAtTheLimit) {
  for (int i = 0; i < 5; ++i) put(*store, world, {calendar::RoomPut{room("r" + std::to_string(i))}});
  EXPECT_EQ(store->entries_after(1, 2)->size(), 2U);
}

TEST_P(AnyLogStore, ACommandIsRememberedWithItsFirstVerdict) {
  put(*store, world, small_site_facts());
  decide_into(*store, world, numbered("k1", 7, book("r1", from_to(10, 11))));
  const auto known = *store->find_command({calendar::DeviceId{"k1"}, 7});
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ(known->sequence, 2U);
  EXPECT_EQ(known->body_hash, "hash-7");
  EXPECT_EQ(known->verdict, calendar::Verdict{Accepted{}});
  EXPECT_EQ(*store->last_number(calendar::DeviceId{"k1"}), 7U);
  EXPECT_EQ(*store->last_number(calendar::DeviceId{"k2"}), 0U);
  EXPECT_FALSE(store->find_command({calendar::DeviceId{"k2"}, 7})->has_value());
}

TEST_P(AnyLogStore, ACommandNumberIsNeverUsedTwice) {
  put(*store, world, small_site_facts());
  decide_into(*store, world, numbered("k1", 1, book("r1", from_to(10, 11))));
  const auto again = try_decide_into(*store, world, numbered("k1", 1, book("r2", from_to(10, 11))));
  EXPECT_EQ(again.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(*store->head(), 2U);
}

// r1  [9----------10)
//           [9:30----------11)   the database says no, whatever the caller believes
TEST_P(AnyLogStore, TheStoreItselfRefusesToHoldARoomTwice) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("b1", "r1", from_to(9, 10))});
  const auto twice = try_put(*store, world, {accepted("b2", "r1", {at(9, 30), at(11)})});
  EXPECT_EQ(twice.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(*store->head(), 2U);
}

TEST_P(AnyLogStore, TouchingBookingsAreFine) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("b1", "r1", from_to(9, 10)), accepted("b2", "r1", from_to(10, 11))});
  EXPECT_EQ(*store->head(), 2U);
}

TEST_P(AnyLogStore, ARoomGivenBackEarlyIsFreeForTheNext) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("b1", "r1", from_to(9, 11))});
  put(*store, world,
      {calendar::BookingEnded{calendar::BookingId{"b1"}, at(10)}, accepted("b2", "r1", from_to(10, 11))});
  EXPECT_EQ(*store->head(), 3U);
}

TEST_P(AnyLogStore, DevicesAreKept) {
  const sync::DeviceRecord record{calendar::DeviceId{"k1"}, "hash", at(9), false};
  ASSERT_TRUE(store->put_device(record));
  EXPECT_EQ(**store->find_device(record.id), record);
  ASSERT_TRUE(store->put_device({record.id, "other", at(10), true}));
  EXPECT_EQ(store->devices()->size(), 1U);
  EXPECT_TRUE(store->devices()->front().revoked);
  EXPECT_FALSE(store->find_device(calendar::DeviceId{"k2"})->has_value());
}

TEST_P(AnyLogStore, WhereADeviceStandsIsKept) {
  const calendar::DeviceId id{"k1"};
  ASSERT_TRUE(store->put_device({id, "", at(9), false, "paris", sync::DeviceMode::Door, calendar::RoomId{"r1"}}));
  const auto door = **store->find_device(id);
  EXPECT_EQ(door.site, "paris");
  EXPECT_EQ(door.mode, sync::DeviceMode::Door);
  EXPECT_EQ(door.room, calendar::RoomId{"r1"});
  ASSERT_TRUE(store->put_device({id, "", at(9), false}));
  EXPECT_EQ(store->devices()->front().mode, sync::DeviceMode::Lobby);
  EXPECT_EQ(store->devices()->front().room, std::nullopt);
}

TEST_P(AnyLogStore, RecordsAreKeptByKindAndName) {
  const std::string bytes("\0\xff any bytes", 12);
  ASSERT_TRUE(store->put_record(sync::RecordKind::Certificate, {"b", "first"}));
  ASSERT_TRUE(store->put_record(sync::RecordKind::Certificate, {"b", bytes}));
  ASSERT_TRUE(store->put_record(sync::RecordKind::Certificate, {"a", ""}));
  ASSERT_TRUE(store->put_record(sync::RecordKind::Authority, {"b", "another"}));
  EXPECT_EQ(*store->find_record(sync::RecordKind::Certificate, "b"), bytes);
  const auto all = *store->records(sync::RecordKind::Certificate);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all.front().id, "a");
  ASSERT_TRUE(store->drop_record(sync::RecordKind::Certificate, "b"));
  EXPECT_EQ(*store->find_record(sync::RecordKind::Certificate, "b"), std::nullopt);
  EXPECT_EQ(*store->find_record(sync::RecordKind::Authority, "b"), "another");
}

TEST_P(AnyLogStore, FeedsAreKeptByOwnerAndAnEmptyAddressRemovesOne) {
  FeedState feed;
  feed.source = {calendar::RoomId{"r1"}, "https://calendar.example/r1.ics", "user", "password", "loire@tandem.example"};
  feed.etag = "\"1\"";
  feed.confirmed_at = at(9);
  FeedState person;
  person.source = {calendar::PersonId{"r1"}, "/p.ics", "", ""};
  person.failing = true;
  person.last_error = "timed out";
  ASSERT_TRUE(store->put_feed(feed));
  ASSERT_TRUE(store->put_feed(person));
  EXPECT_EQ(*store->feeds(), (std::vector<FeedState>{feed, person}));
  feed.source.url.clear();
  ASSERT_TRUE(store->put_feed(feed));
  EXPECT_EQ(*store->feeds(), (std::vector<FeedState>{person}));
}

TEST_P(AnyLogStore, ThePublishSecretOfARoomStaysTheSame) {
  const calendar::RoomId r1{"r1"};
  EXPECT_FALSE(store->find_publish_secret(r1)->has_value());
  const auto secret = *store->publish_secret(r1);
  EXPECT_EQ(secret.size(), 64U);
  EXPECT_EQ(*store->publish_secret(r1), secret);
  EXPECT_EQ(**store->find_publish_secret(r1), secret);
  EXPECT_NE(*store->publish_secret(calendar::RoomId{"r2"}), secret);
}

TEST_P(AnyLogStore, ReopeningFindsEverythingAgain) {
  const std::string epoch = store->epoch();
  const std::string key = store->site_key();
  put(*store, world, small_site_facts());
  decide_into(*store, world, numbered("k1", 1, book("r1", from_to(10, 11))));
  reopen();
  EXPECT_EQ(store->epoch(), epoch);
  EXPECT_EQ(store->site_key(), key);
  EXPECT_EQ(*store->head(), 2U);
  EXPECT_EQ(calendar::facts_of(*store->load()), calendar::facts_of(world));
}

TEST_P(AnyLogStore, AnotherEpochStays) {
  const std::string first = store->epoch();
  ASSERT_TRUE(store->begin_epoch());
  const std::string another = store->epoch();
  EXPECT_NE(another, first);
  reopen();
  EXPECT_EQ(store->epoch(), another);
}

TEST_P(AnyLogStore, ACommandIsKnownAfterTenThousandOthersAndARestart) {
  put(*store, world, small_site_facts());
  decide_into(*store, world, numbered("away", 1, book("r1", from_to(10, 11))));
  const auto many = store->transaction([&]() -> platform::Status {
    for (std::uint64_t number = 1; number <= 10'000; ++number) {
      auto appended = store->append({{0, at(9), {calendar::DeviceId{"k1"}, number}, {}, Accepted{}}, "hash", {}});
      if (!appended) return tl::unexpected(appended.error());
    }
    return {};
  });
  ASSERT_TRUE(many) << many.error().message;
  reopen();
  EXPECT_EQ((*store->find_command({calendar::DeviceId{"away"}, 1}))->body_hash, "hash-1");
  EXPECT_EQ(*store->last_number(calendar::DeviceId{"k1"}), 10'000U);
}

TEST_P(AnyLogStore, SeveralEntriesOfOneTransactionFollowOneAnother) {
  put(*store, world, small_site_facts());
  std::vector<std::uint64_t> given;
  const auto done = store->transaction([&]() -> platform::Status {
    for (const char* name : {"r3", "r4", "r5"}) {
      auto appended = store->append({{0, at(9), {}, {calendar::RoomPut{room(name)}}, {}}, "", {}});
      if (!appended) return tl::unexpected(appended.error());
      given.push_back(*appended);
    }
    return {};
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(given, (std::vector<std::uint64_t>{2, 3, 4}));
  EXPECT_EQ(sequences_after(1), given);
}

TEST_P(AnyLogStore, AReaderGoesOnFromItsCursor) {
  for (int i = 0; i < 5; ++i) put(*store, world, {calendar::RoomPut{room("r" + std::to_string(i))}});
  EXPECT_EQ(sequences_after(0, 2), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(sequences_after(2, 2), (std::vector<std::uint64_t>{3, 4}));
  EXPECT_EQ(sequences_after(4, 2), std::vector<std::uint64_t>{5});
  EXPECT_TRUE(sequences_after(5).empty());
  EXPECT_TRUE(sequences_after(9).empty());
}

TEST_P(AnyLogStore, ATransactionInsideAnotherIsRefused) {
  const auto done = store->transaction([&] { return store->transaction([]() -> platform::Status { return {}; }); });
  EXPECT_EQ(done.error().kind, ErrorKind::Invalid);
}

TEST_P(AnyLogStore, ACrashAfterTheAppendAndBeforeTheCommitLeavesNothing) {
  put(*store, world, small_site_facts());
  std::unique_ptr<LogStore> left;
  (void)store->transaction([&]() -> platform::Status {
    auto appended = store->append({{0, at(9), {}, {calendar::RoomPut{room("r9")}}, {}}, "", {}});
    EXPECT_TRUE(appended.has_value());
    left = place->after_crash(*store);
    return platform::fail(ErrorKind::Closed, "this process is dead");
  });
  EXPECT_EQ(*left->head(), 1U);
  EXPECT_EQ(left->load()->rooms.size(), 2U);
  EXPECT_TRUE(left->entries_after(1, 10)->empty());
}

TEST_P(AnyLogStore, ACrashAfterTheCommitLosesNothing) {
  put(*store, world, small_site_facts());
  decide_into(*store, world, numbered("k1", 1, book("r1", from_to(10, 11))));
  const auto left = place->after_crash(*store);
  EXPECT_EQ(*left->head(), 2U);
  EXPECT_TRUE(left->find_command({calendar::DeviceId{"k1"}, 1})->has_value());
  EXPECT_EQ(calendar::facts_of(*left->load()), calendar::facts_of(world));
}

TEST(SqliteLogStore, ASecondProcessIsTurnedAway) {
  const ScratchFolder folder;
  const auto store = *sync::open_log_store(folder / "tandem.sqlite");
  EXPECT_EQ(sync::open_log_store(folder / "tandem.sqlite").error().kind, ErrorKind::Denied);
}

}  // namespace
}  // namespace tandem::tests
