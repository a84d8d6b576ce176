// A device's connection: who gets in, what it is told, in which order.

#include <gtest/gtest.h>

#include "calendar/booking/facts.h"
#include "sync/protocol/codec.h"
#include "sync/server/device_session.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::tests {
namespace {

using calendar::RefusalReason;
using calendar::Verdict;
using std::chrono::seconds;
using sync::DenialReason;

const Verdict kYes{calendar::Accepted{}};

class Session : public testing::Test {
 protected:
  CoreOnALoop core;
};

TEST_F(Session, ANewDeviceIsWelcomedAndGetsTheWholeWorld) {
  auto k1 = core.device("k1");
  k1.connect();
  const auto welcome = k1.heard<sync::Welcome>();
  ASSERT_EQ(welcome.size(), 1U);
  EXPECT_EQ(welcome[0].site_key, core->site_key());
  EXPECT_EQ(welcome[0].last_number, 0U);
  ASSERT_EQ(k1.heard<sync::SnapshotPart>().size(), 1U);
  EXPECT_EQ(k1.heard<sync::SnapshotPart>()[0].cursor, core->cursor());
  EXPECT_EQ(calendar::facts_of(k1.world()), calendar::facts_of(core->world()));
}

TEST_F(Session, AWrongTokenGetsNothingButADenial) {
  core.device("k1");
  TestDevice thief(*core, "k1", "guessed");
  thief.connect();
  EXPECT_EQ(thief.denial(), DenialReason::UnknownDevice);
  EXPECT_EQ(thief.connection().received.size(), 1U);
  EXPECT_TRUE(thief.closed());
}

TEST_F(Session, AnUnknownDeviceIsAnsweredLikeAWrongToken) {
  TestDevice stranger(*core, "k9", "guessed");
  stranger.connect();
  EXPECT_EQ(stranger.denial(), DenialReason::UnknownDevice);
}

TEST_F(Session, ARevokedDeviceIsPutOutAndStaysOut) {
  auto k1 = core.device("k1");
  k1.connect();
  ASSERT_TRUE(core->revoke(calendar::DeviceId{"k1"}));
  EXPECT_TRUE(k1.closed());
  k1.connect();
  EXPECT_EQ(k1.denial(), DenialReason::Revoked);
}

TEST_F(Session, EnrollingAnewEndsTheOldToken) {
  auto old = core.device("k1");
  old.connect();
  auto fresh = core.device("k1");
  EXPECT_TRUE(old.closed());
  old.connect();
  EXPECT_EQ(old.denial(), DenialReason::UnknownDevice);
  fresh.connect();
  EXPECT_FALSE(fresh.closed());
}

TEST_F(Session, AnotherProtocolVersionIsToldWhoHasToUpdate) {
  const auto token = *core->enrol(calendar::DeviceId{"k1"});
  for (const auto& [version, reason] : std::vector<std::pair<std::uint32_t, DenialReason>>{
           {sync::kProtocolVersion + 1, DenialReason::VersionTooNew}, {0, DenialReason::VersionTooOld}}) {
    TestDevice device(*core, "k1", token);
    device.say(sync::Hello{version, version, calendar::DeviceId{"k1"}, token, "test", {}});
    EXPECT_EQ(device.denial(), reason);
  }
}

TEST_F(Session, GarbageEndsItsOwnConnectionOnly) {
  auto k1 = core.device("k1");
  k1.connect();
  TestDevice noise(*core, "k2", "");
  noise.say_raw("\xff\xff\xff\xff garbage");
  EXPECT_EQ(noise.denial(), DenialReason::ProtocolError);
  EXPECT_TRUE(noise.closed());
  EXPECT_FALSE(k1.closed());
  k1.say_raw("more garbage");
  EXPECT_EQ(k1.denial(), DenialReason::ProtocolError);
}

TEST_F(Session, NothingButHelloIsTakenFirst) {
  auto k1 = core.device("k1");
  k1.say(sync::Push{{numbered("k1", 1, book("r1", from_to(10, 11)))}});
  EXPECT_EQ(k1.denial(), DenialReason::ProtocolError);
  EXPECT_TRUE(core->world().bookings.empty());
}

TEST_F(Session, FramesAreSmallUntilTheDeviceIsKnown) {
  auto k1 = core.device("k1");
  TestDevice stranger(*core, "k9", "");
  stranger.connect();
  EXPECT_EQ(stranger.connection().limit, platform::kMaxFrameBeforeHello);
  k1.connect();
  EXPECT_EQ(k1.connection().limit, platform::kMaxFrame);
}

TEST_F(Session, AConnectionWithoutHelloEnds) {
  const auto connection = std::make_shared<MemoryConnection>();
  const auto handler = core->accept_device();
  handler->on_open(connection);
  core.wait(sync::kHelloTimeout - seconds{1});
  EXPECT_FALSE(connection->closed);
  core.wait(seconds{1});
  EXPECT_TRUE(connection->closed);
}

TEST_F(Session, ASilentDeviceIsCutOffAndATalkingOneIsNot) {
  auto silent = core.device("k1");
  auto talking = core.device("k2");
  silent.connect();
  talking.connect();
  for (int i = 0; i < 4; ++i) {
    core.wait(sync::kHeartbeatEvery);
    talking.say(sync::Heartbeat{core.loop.clock().wall(), {}});
  }
  EXPECT_TRUE(silent.closed());
  EXPECT_FALSE(talking.closed());
  EXPECT_GE(talking.heard<sync::Heartbeat>().size(), 4U);
}

TEST_F(Session, ACoreThatStalledBlamesNobody) {
  auto k1 = core.device("k1");
  k1.connect();
  core.wait(sync::kHeartbeatEvery);
  core.loop.stall(sync::kSilence + seconds{1});
  core.wait(seconds{0});
  EXPECT_FALSE(k1.closed());
  core.wait(sync::kSilence + sync::kHeartbeatEvery);
  EXPECT_TRUE(k1.closed()) << "silent from then on";
}

TEST_F(Session, TheSameDeviceTwiceMeansTheOldConnectionIsDead) {
  auto first = core.device("k1");
  auto second = first;
  first.connect();
  second.connect();
  EXPECT_TRUE(first.closed());
  EXPECT_FALSE(second.closed());
  EXPECT_EQ(core->connected().size(), 1U);
  first.hang_up();
  EXPECT_EQ(core->connected().size(), 1U);
}

TEST_F(Session, AVerdictComesToItsDeviceAndTheChangesToAll) {
  auto k1 = core.device("k1");
  auto k2 = core.device("k2");
  k1.connect();
  k2.connect();
  k1.push(1, book("r1", from_to(10, 11)));
  ASSERT_EQ(k1.entries().size(), 1U);
  ASSERT_EQ(k2.entries().size(), 1U);
  EXPECT_EQ(k1.entries()[0].verdict, kYes);
  EXPECT_FALSE(k2.entries()[0].verdict.has_value());
  EXPECT_EQ(k2.entries()[0].changes, k1.entries()[0].changes);
  EXPECT_EQ(k2.world().bookings.size(), 1U);
}

TEST_F(Session, ARefusedCommandIsAnEntryWithoutChanges) {
  auto k1 = core.device("k1");
  auto k2 = core.device("k2");
  k1.connect();
  k2.connect();
  k1.push(1, book("r1", from_to(10, 11)));
  k2.push(1, book("r1", from_to(10, 11)));
  ASSERT_EQ(k2.entries().size(), 2U);
  EXPECT_EQ(k2.entries()[1].verdict, refused(RefusalReason::RoomTaken));
  EXPECT_TRUE(k2.entries()[1].changes.empty());
  EXPECT_EQ(k1.sequences(), (std::vector<std::uint64_t>{2, 3}));
}

TEST_F(Session, VerdictsComeInTheOrderOfTheCommands) {
  auto k1 = core.device("k1");
  k1.connect();
  k1.say(sync::Push{{numbered("k1", 1, book("r1", from_to(10, 11))), numbered("k1", 2, book("r1", from_to(10, 11))),
                     numbered("k1", 5, book("r2", from_to(10, 11)))}});
  const auto entries = k1.entries();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].origin.number, 1U);
  EXPECT_EQ(entries[1].verdict, refused(RefusalReason::RoomTaken));
  EXPECT_EQ(entries[2].origin.number, 5U);
}

TEST_F(Session, ARetryGetsTheFirstVerdictAgainAndChangesNothing) {
  auto k1 = core.device("k1");
  k1.connect();
  const auto command = numbered("k1", 1, book("r1", from_to(10, 11)));
  k1.say(sync::Push{{command}});
  k1.connect(core->cursor());
  k1.say(sync::Push{{command}});
  EXPECT_TRUE(k1.entries().empty());
  EXPECT_EQ(k1.heard<sync::KnownVerdict>(), (std::vector<sync::KnownVerdict>{{1, kYes}}));
  EXPECT_EQ(k1.heard<sync::Welcome>()[0].last_number, 1U);
  EXPECT_EQ(core->head(), 2U);
}

TEST_F(Session, AVerdictMissedBeforeTheCutComesWithTheEntries) {
  auto k1 = core.device("k1");
  k1.connect();
  const auto before = core->cursor();
  k1.push(1, book("r1", from_to(10, 11)));
  k1.connect(before);
  ASSERT_EQ(k1.entries().size(), 1U);
  EXPECT_EQ(k1.entries()[0].verdict, kYes);
  EXPECT_TRUE(k1.heard<sync::SnapshotPart>().empty());
}

TEST_F(Session, ANumberWithAnotherBodyIsRefused) {
  auto k1 = core.device("k1");
  k1.connect();
  k1.push(1, book("r1", from_to(10, 11)));
  k1.push(1, book("r2", from_to(10, 11)));
  ASSERT_EQ(k1.heard<sync::KnownVerdict>().size(), 1U);
  EXPECT_EQ(k1.heard<sync::KnownVerdict>()[0], (sync::KnownVerdict{1, refused(calendar::RefusalReason::NumberSpent)}));
  EXPECT_EQ(core->world().bookings.size(), 1U);
  EXPECT_FALSE(k1.closed());
}

TEST_F(Session, ACommandInAnotherDevicesNameIsRefused) {
  auto k1 = core.device("k1");
  k1.connect();
  k1.say(sync::Push{{numbered("k2", 1, book("r1", from_to(10, 11)))}});
  ASSERT_EQ(k1.heard<sync::KnownVerdict>().size(), 1U);
  EXPECT_EQ(k1.heard<sync::KnownVerdict>()[0], (sync::KnownVerdict{1, refused(calendar::RefusalReason::NotAllowed)}));
  EXPECT_EQ(core->head(), 1U);
}

// A kind that a newer device knows, at every place of a push: it alone is refused, for ever with the same verdict.
TEST_F(Session, ACommandThatCannotBeReadIsRefusedAndWhatStandsAroundItIsDecided) {
  for (std::size_t place = 0; place < 3; ++place) {
    CoreOnALoop fresh;
    auto k1 = fresh.device("k1");
    k1.connect();
    sync::Push push;
    for (std::size_t i = 0; i < 3; ++i) {
      const int hour = 10 + static_cast<int>(i);
      push.commands.push_back(numbered("k1", i + 1, book("r1", from_to(hour, hour + 1))));
    }
    auto& poison = push.commands[place];
    std::string body = sync::encode_command(poison);
    body.back() = '\x7f';
    poison.command = calendar::UnreadableCommand{body};
    k1.say(push);
    ASSERT_EQ(k1.entries().size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
      const calendar::Verdict expected = i == place ? refused(calendar::RefusalReason::NotReadable) : kYes;
      EXPECT_EQ(k1.entries()[i].verdict, expected) << place << " " << i;
    }
    EXPECT_EQ(fresh->health_of(calendar::DeviceId{"k1"}).unreadable, 1U);
    k1.say(push);
    EXPECT_EQ(k1.heard<sync::KnownVerdict>().size(), 3U);
    EXPECT_EQ(k1.heard<sync::KnownVerdict>()[place].verdict, refused(calendar::RefusalReason::NotReadable));
    EXPECT_FALSE(k1.closed());
  }
}

TEST_F(Session, OnlyTheServerReleasesNoShows) {
  auto k1 = core.device("k1");
  k1.connect();
  k1.push(1, book("r1", from_to(10, 11)));
  k1.push(2, calendar::ReleaseNoShow{booking_of("k1", 1)});
  EXPECT_EQ(k1.entries().back().verdict, refused(RefusalReason::ServerOnly));
}

TEST_F(Session, AnotherHistoryOrAnImpossibleCursorGetsASnapshot) {
  auto k1 = core.device("k1");
  const sync::Cursor here = core->cursor();
  for (const auto& cursor :
       {sync::Cursor{"another", 1}, sync::Cursor{here.epoch, 0}, sync::Cursor{here.epoch, here.sequence + 1}}) {
    k1.connect(cursor);
    EXPECT_EQ(k1.heard<sync::SnapshotPart>().size(), 1U);
  }
  k1.connect(core->cursor());
  EXPECT_TRUE(k1.heard<sync::SnapshotPart>().empty());
}

// The server was restored from a backup and nobody said so. One device is further than the log: others may have heard
// entries that are gone, too, whose numbers this server gives out again.
TEST_F(Session, ADeviceFromTheFutureOfTheLogBeginsAnotherHistoryForAll) {
  auto k1 = core.device("k1");
  auto k2 = core.device("k2");
  const sync::Cursor before = core->cursor();
  k2.connect(before);
  k1.connect({before.epoch, before.sequence + 5});
  EXPECT_NE(core->cursor().epoch, before.epoch);
  EXPECT_EQ(k1.heard<sync::Welcome>().back().epoch, core->cursor().epoch);
  EXPECT_TRUE(k2.closed());
  k2.connect(before);
  ASSERT_EQ(k2.heard<sync::SnapshotPart>().size(), 1U);
  EXPECT_EQ(k2.heard<sync::SnapshotPart>().back().cursor, core->cursor());
}

TEST_F(Session, AfterASnapshotTheLogGoesOnWithoutGap) {
  auto k1 = core.device("k1");
  k1.connect();
  core.device("k2").connect();
  ASSERT_TRUE(core->commit_changes({calendar::RoomPut{room("r3")}}));
  EXPECT_EQ(k1.sequences(), std::vector<std::uint64_t>{2});
  EXPECT_EQ(calendar::facts_of(k1.world()), calendar::facts_of(core->world()));
}

// The device takes nothing for a while: nothing piles up, and it misses nothing.
TEST_F(Session, ASlowReaderIsFedFromTheLogWhenItHasRoom) {
  auto slow = core.device("k1");
  slow.connect();
  slow.connection().holds_back = true;
  slow.connection().queued = sync::kSendPauseBytes;
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(core->commit_changes({calendar::RoomPut{room("x" + std::to_string(i))}}));
  EXPECT_TRUE(slow.entries().empty());
  slow.connection().holds_back = false;
  core.wait(sync::kSendPause);
  EXPECT_EQ(slow.sequences().size(), 300U);
  EXPECT_EQ(calendar::facts_of(slow.world()), calendar::facts_of(core->world()));
}

TEST_F(Session, AReaderThatTakesNothingForLongIsCutOff) {
  auto stuck = core.device("k1");
  stuck.connect();
  stuck.connection().holds_back = true;
  stuck.connection().queued = sync::kSendPauseBytes;
  ASSERT_TRUE(core->commit_changes({calendar::RoomPut{room("r3")}}));
  for (int i = 0; i < 5; ++i) {
    core.wait(sync::kHeartbeatEvery);
    stuck.say(sync::Heartbeat{core.loop.clock().wall(), {}});
  }
  EXPECT_TRUE(stuck.closed());
}

TEST_F(Session, ALargeImportReachesConnectedDevicesAsASnapshot) {
  auto k1 = core.device("k1");
  k1.connect();
  k1.forget_all();
  std::vector<calendar::Change> rooms;
  for (int i = 0; i < 15'000; ++i)
    rooms.push_back(calendar::RoomPut{room("room-with-a-long-name-" + std::to_string(i))});
  ASSERT_TRUE(core->commit_changes(std::move(rooms)));
  EXPECT_TRUE(k1.entries().empty());
  EXPECT_GT(k1.heard<sync::SnapshotPart>().size(), 1U);
  EXPECT_EQ(calendar::facts_of(k1.world()), calendar::facts_of(core->world()));
}

TEST_F(Session, AVerdictBehindALargeImportComesAfterTheSnapshot) {
  auto k1 = core.device("k1");
  k1.connect();
  k1.connection().holds_back = true;
  k1.connection().queued = sync::kSendPauseBytes;
  std::vector<calendar::Change> rooms;
  for (int i = 0; i < 15'000; ++i)
    rooms.push_back(calendar::RoomPut{room("room-with-a-long-name-" + std::to_string(i))});
  ASSERT_TRUE(core->commit_changes(std::move(rooms)));
  k1.push(1, book("r1", from_to(10, 11)));
  k1.connection().holds_back = false;
  core.wait(sync::kSendPause);
  EXPECT_EQ(calendar::facts_of(k1.world()), calendar::facts_of(core->world()));
  ASSERT_EQ(k1.heard<sync::KnownVerdict>().size(), 1U);
  EXPECT_EQ(k1.heard<sync::KnownVerdict>()[0], (sync::KnownVerdict{1, kYes}));
}

TEST_F(Session, KnownVerdictsWaitForTheSnapshot) {
  auto k1 = core.device("k1");
  k1.connect();
  const auto command = numbered("k1", 1, book("r1", from_to(10, 11)));
  k1.say(sync::Push{{command}});
  k1.connect();  // from nothing
  k1.say(sync::Push{{command}});
  const auto& received = k1.connection().received;
  EXPECT_TRUE(std::holds_alternative<sync::KnownVerdict>(received.back()));
}

TEST_F(Session, AStoppingServerEndsEverySession) {
  auto k1 = core.device("k1");
  k1.connect();
  core->stop();
  EXPECT_TRUE(k1.closed());
  k1.say_raw("late");  // harmless
  k1.hang_up();
}

}  // namespace
}  // namespace tandem::tests
