// What a device still knows when its process starts again on the same file.

#include <sys/resource.h>

#include <csignal>

#include "tests/sync/client/device_on_a_loop.h"
#include "tests/sync/scratch_file.h"

namespace tandem::sync {
namespace {

using calendar::RefusalReason;
using tests::at;
using tests::book;
using tests::from_to;

// While it lives, no file of this process can be written: what a full disk looks like from inside.
class NoRoomOnDisk {
 public:
  NoRoomOnDisk() : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit none{0, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &none);
  }
  ~NoRoomOnDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  NoRoomOnDisk(const NoRoomOnDisk&) = delete;
  NoRoomOnDisk& operator=(const NoRoomOnDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

class DeviceClientRestart : public tests::DeviceOnALoop {
 protected:
  void restart() {
    client.reset();
    loop.run();
    start(file);
  }

  tests::ScratchFolder folder;
  std::filesystem::path file{folder / "device.sqlite"};
};

TEST_F(DeviceClientRestart, ShowsTheLastTruthWithoutAServer) {
  start(file);
  other_books("r1", from_to(10, 11));
  server.reachable = false;
  restart();
  EXPECT_EQ(seen()->link, LinkState::Offline);
  EXPECT_EQ(bookings_shown(), 1U);
  EXPECT_EQ(seen()->site_key, "site-key");
  EXPECT_EQ(seen()->last_heard, at(9));
}

TEST_F(DeviceClientRestart, BetweenAppendAndPushLosesNothing) {
  start(file);
  go_offline();
  submit(1, book("r1", from_to(10, 11)));
  restart();
  ASSERT_EQ(seen()->outcomes.size(), 1U);
  EXPECT_EQ(seen()->outcomes[0].ticket, 0U);
  EXPECT_EQ(seen()->outcomes[0].progress, CommandProgress::Pending);
  EXPECT_EQ(bookings_shown(), 1U);
  come_back();
  EXPECT_EQ(seen()->outcomes[0].progress, CommandProgress::Accepted);
  EXPECT_EQ(server.world().bookings.size(), 1U);
}

TEST_F(DeviceClientRestart, BetweenCommitAndVerdictBooksOnce) {
  start(file);
  server.keeps_verdicts_to_itself = true;
  submit(1, book("r1", from_to(10, 11)));
  server.keeps_verdicts_to_itself = false;
  restart();
  EXPECT_EQ(seen()->outcomes[0].progress, CommandProgress::Accepted);
  EXPECT_EQ(server.world().bookings.size(), 1U);
  EXPECT_EQ(bookings_shown(), 1U);
}

TEST_F(DeviceClientRestart, StillTellsARefusalThatCameBefore) {
  start(file);
  go_offline();
  submit(1, book("r1", from_to(10, 11)));
  other_books("r1", from_to(10, 11));
  come_back();
  restart();
  ASSERT_EQ(seen()->outcomes.size(), 1U);
  EXPECT_EQ(seen()->outcomes[0].verdict, tests::refused(RefusalReason::RoomTaken));
}

TEST_F(DeviceClientRestart, OfADeviceRestoredFromAnOldImageContinuesAboveItsOldNumbers) {
  server.commit(tests::numbered("k1", 7, book("r1", from_to(10, 11))));
  start(file);
  submit(1, book("r1", from_to(12, 13)));
  EXPECT_EQ(outcome(1).command.id.number, 8U);
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
}

// --- another history of the log, without the last commits ---

class ALostCommit : public DeviceClientRestart {
 protected:
  // The server comes back as another history, in which nothing is booked.
  void fail_over() {
    go_offline();
    server.begin_epoch("e2");
    come_back();
  }
};

TEST_F(ALostCommit, IsToldToWhoeverHadItConfirmed) {
  start(file);
  submit(1, book("r1", from_to(10, 11)));
  ASSERT_EQ(outcome(1).progress, CommandProgress::Accepted);
  fail_over();
  EXPECT_EQ(bookings_shown(), 0U);
  EXPECT_EQ(outcome(1).progress, CommandProgress::Refused);
  EXPECT_EQ(outcome(1).verdict, tests::refused(RefusalReason::BookingUnknown));
  restart();
  ASSERT_EQ(seen()->outcomes.size(), 1U);
  EXPECT_EQ(seen()->outcomes[0].verdict, tests::refused(RefusalReason::BookingUnknown)) << "after a restart too";
}

TEST_F(ALostCommit, IsFoundByADeviceThatWasRestartedMeanwhile) {
  start(file);
  submit(1, book("r1", from_to(10, 11)));
  go_offline();
  server.begin_epoch("e2");
  restart();
  come_back();
  EXPECT_EQ(seen()->outcomes[0].verdict, tests::refused(RefusalReason::BookingUnknown));
}

TEST_F(ALostCommit, OfATimeThatIsOverIsNotTold) {
  start(file);
  submit(1, book("r1", {at(9), at(9, 30)}));
  go_offline();
  server.begin_epoch("e2");
  loop.run_for(std::chrono::minutes{31});
  come_back();
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
}

TEST_F(ALostCommit, IsTheOnlyOneThatIsTold) {
  start(file);
  submit(1, book("r1", from_to(10, 11)));
  submit(2, book("r1", from_to(11, 12)));
  go_offline();
  server.begin_epoch("e2");
  server.commit(tests::numbered("k1", 1, book("r1", from_to(10, 11))));
  come_back();
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
  EXPECT_EQ(outcome(2).verdict, tests::refused(RefusalReason::BookingUnknown));
}

// Everything was asked for again in the same history: what is not there was cancelled or forgotten.
TEST_F(ALostCommit, IsNotGuessedFromASnapshotOfTheSameHistory) {
  start(file);
  submit(1, book("r1", from_to(10, 11)));
  server.put({calendar::RoomRemoved{calendar::RoomId{"r1"}}});
  server.send_snapshot_to_all();
  loop.run();
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
}

// The image is from before number 2; somebody taps, as often as numbers were lost, before the server is there. The old
// number 2 comes with its verdict, which is none of the new tap's.
TEST_F(DeviceClientRestart, OfADeviceRestoredFromAnOldImageNeverTakesTheVerdictOfALostCommand) {
  start(file);
  submit(1, book("r1", from_to(10, 11)));
  go_offline();
  server.commit(tests::numbered("k1", 2, book("r2", from_to(10, 11))));
  submit(2, book("r1", from_to(12, 13)));
  come_back();
  EXPECT_EQ(seen()->link, LinkState::Online);
  EXPECT_EQ(outcome(2).progress, CommandProgress::Accepted);
  EXPECT_EQ(outcome(2).command.id.number, 3U);
  EXPECT_EQ(server.world().bookings.size(), 3U);
  EXPECT_EQ(bookings_shown("r1"), 2U);
  EXPECT_EQ(bookings_shown("r2"), 1U);
}

// The server knows numbers 1 to 3 of k1 from before; a bare k1 books under 1 and cancels under 2 before it hears of
// that.
TEST_F(DeviceClientRestart, OfADeviceThatLostItsFileRenumbersWhatItTookBeforeItKnew) {
  for (const int hour : {1, 2, 3}) {
    server.commit(tests::numbered("k1", static_cast<std::uint64_t>(hour), book("r2", from_to(9 + hour, 10 + hour))));
  }
  server.silent = true;
  start(file);
  server.say(Welcome{kProtocolVersion, loop.clock().wall(), "e1", 0, "site-key"});
  server.say(SnapshotPart{tests::small_site_facts(), true, true, {"e1", 1}});
  loop.run();
  go_offline();
  submit(1, book("r1", from_to(10, 11)));
  submit(2, calendar::CancelBooking{tests::booking_of("k1", 1), std::nullopt});
  server.silent = false;
  come_back();
  EXPECT_EQ(seen()->link, LinkState::Online);
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
  EXPECT_EQ(outcome(1).command.id.number, 4U);
  EXPECT_EQ(outcome(2).progress, CommandProgress::Accepted);
  EXPECT_EQ(bookings_shown("r1"), 0U);
  EXPECT_EQ(bookings_shown("r2"), 3U);
}

TEST_F(DeviceClientRestart, ADiskThatTakesNothingMoreConfirmsNothingAndSaysSo) {
  start(file);
  {
    const NoRoomOnDisk full;
    submit(1, book("r1", from_to(10, 11)));
  }
  EXPECT_EQ(outcome(1).progress, CommandProgress::Refused);
  EXPECT_EQ(outcome(1).verdict, tests::refused(RefusalReason::NotStored));
  EXPECT_FALSE(seen()->link_message.empty());
  EXPECT_EQ(bookings_shown(), 0U);
  EXPECT_TRUE(server.pushes.empty());
  submit(2, book("r1", from_to(10, 11)));
  EXPECT_EQ(outcome(2).progress, CommandProgress::Accepted);
  EXPECT_TRUE(seen()->link_message.empty());
}

TEST_F(DeviceClientRestart, ADiskThatTakesNothingMoreKeepsTheOldTruthUntilItDoes) {
  start(file);
  {
    const NoRoomOnDisk full;
    other_books("r1", from_to(10, 11));
    EXPECT_EQ(bookings_shown(), 0U);
    EXPECT_EQ(seen()->link, LinkState::Offline);
  }
  loop.run_for(std::chrono::minutes{1});
  EXPECT_EQ(bookings_shown(), 1U);
  EXPECT_EQ(seen()->link, LinkState::Online);
}

TEST_F(DeviceClientRestart, UnderAnotherNameIsRefused) {
  start(file);
  client.reset();
  const auto other =
      open_device_client(loop, server, *random, {file, calendar::DeviceId{"k9"}, "token", "test"}, [] {});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, platform::ErrorKind::Denied);
}

TEST_F(DeviceClientRestart, TheServersOwnNameIsNoDevice) {
  const auto taken =
      open_device_client(loop, server, *random, {file, calendar::DeviceId{"server"}, "token", "test"}, [] {});
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().kind, platform::ErrorKind::Invalid);
}

}  // namespace
}  // namespace tandem::sync
