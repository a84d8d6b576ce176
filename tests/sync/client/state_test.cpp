// What the device tells about its truth, so that the server can compare.

#include "platform/sqlite/database.h"
#include "sync/client/client_session.h"
#include "sync/protocol/state_checksum.h"
#include "tests/sync/client/device_on_a_loop.h"
#include "tests/sync/scratch_file.h"

namespace tandem::sync {
namespace {

using tests::book;
using tests::from_to;

class ClientState : public tests::DeviceOnALoop {
 protected:
  std::optional<StateMark> told() {
    server.beat();
    loop.run_for(kHeartbeatEvery);
    return server.last_heartbeat ? server.last_heartbeat->state : std::nullopt;
  }
  StateMark truth() { return {seen()->cursor.sequence, StateChecksum{server.world()}.value(), kStateForm}; }

  tests::ScratchFolder folder;
  std::filesystem::path file{folder / "device.sqlite"};
};

TEST_F(ClientState, IsTheServersAfterASnapshotEntriesAndARestart) {
  start(file);
  EXPECT_EQ(told(), truth());
  other_books("r1", from_to(10, 11));
  other_books("r2", from_to(10, 11));
  EXPECT_EQ(told(), truth());
  client.reset();
  start(file);
  EXPECT_EQ(told(), truth());
}

TEST_F(ClientState, WhatWaitsIsNoPartOfIt) {
  start(file);
  server.ignores_pushes = true;
  submit(1, book("r1", from_to(10, 11)));
  EXPECT_EQ(told(), truth());
}

// DESIGN.md's default: raw check-in times leave a device after seven days, with a server or without.
TEST_F(ClientState, CheckInTimesAreForgottenAfterAWeekAndTheTruthStaysTheSame) {
  start(file);
  const auto when = from_to(10, 11);
  submit(1, book("r1", when));
  loop.run_for(std::chrono::minutes{57});
  submit(2, calendar::CheckIn{tests::booking_of("k1", 1), std::nullopt, tests::at(9, 57)});
  come_back();
  ASSERT_EQ(outcome(2).progress, CommandProgress::Accepted);
  const auto shown = [this] { return seen()->world->bookings.at(tests::booking_of("k1", 1)).first_check_in; };
  EXPECT_EQ(shown(), tests::at(9, 57));
  go_offline();
  loop.run_for(std::chrono::days{8});
  EXPECT_EQ(shown(), when.start);
  EXPECT_TRUE(seen()->outcomes.empty());
  client.reset();
  server.reachable = true;
  start(file);
  EXPECT_EQ(shown(), when.start);
  EXPECT_EQ(told(), truth());
}

TEST_F(ClientState, AFileThatLostARowSaysSo) {
  start(file);
  other_books("r1", from_to(10, 11));
  client.reset();
  loop.run();
  {
    auto database = platform::Database::open(file).value();
    ASSERT_TRUE(database.execute("DELETE FROM facts WHERE kind = 7"));
  }
  start(file);
  const auto state = told();
  ASSERT_TRUE(state);
  EXPECT_EQ(state->sequence, truth().sequence);
  EXPECT_NE(state->checksum, truth().checksum);
}

TEST_F(ClientState, ASnapshotInTheMiddleIsTakenAndCounted) {
  start(file);
  other_books("r1", from_to(10, 11));
  server.send_snapshot_to_all();
  loop.run();
  EXPECT_EQ(seen()->link, LinkState::Online);
  EXPECT_EQ(seen()->health.snapshots, 2U);
  EXPECT_EQ(bookings_shown(), 1U);
  EXPECT_EQ(server.dials, 1);
}

}  // namespace
}  // namespace tandem::sync
