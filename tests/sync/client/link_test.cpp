// How the client finds, keeps and gives up its server.

#include "sync/client/client_session.h"
#include "tests/sync/client/device_on_a_loop.h"

namespace tandem::sync {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using tests::at;
using tests::book;
using tests::from_to;
using DeviceClientLink = tests::DeviceOnALoop;

TEST_F(DeviceClientLink, WithoutAServerItIsOfflineAndSaysWhy) {
  server.reachable = false;
  start();
  EXPECT_EQ(seen()->link, LinkState::Offline);
  EXPECT_NE(seen()->link_message.find("no route"), std::string::npos);
}

TEST_F(DeviceClientLink, SaysWhoItIsAndHowFarItIs) {
  start();
  ASSERT_EQ(server.hellos.size(), 1U);
  EXPECT_EQ(server.hellos[0].device, calendar::DeviceId{"k1"});
  EXPECT_EQ(server.hellos[0].token, "token");
  EXPECT_EQ(server.hellos[0].cursor, Cursor{});
  EXPECT_EQ(seen()->link, LinkState::Online);
  server.cut();
  loop.run_for(minutes{1});
  EXPECT_EQ(server.hellos[1].cursor, (Cursor{"e1", 1}));
}

TEST_F(DeviceClientLink, AcknowledgesWhatItHasStored) {
  start();
  tests::DeviceOnALoop::other_books("r1", from_to(10, 11));
  ASSERT_FALSE(server.acks.empty());
  EXPECT_EQ(server.acks.back().cursor, (Cursor{"e1", 2}));
}

TEST_F(DeviceClientLink, TriesAgainUntilTheServerIsBack) {
  server.reachable = false;
  start();
  loop.run_for(minutes{10});
  const int tries = server.dials;
  EXPECT_GT(tries, 20);   // a ceiling of 20 s
  EXPECT_LT(tries, 200);  // and no storm
  come_back();
  EXPECT_EQ(seen()->link, LinkState::Online);
}

TEST_F(DeviceClientLink, AServerThatBreaksOffAgainAndAgainIsNotStormed) {
  start();
  for (int i = 0; i < 600; ++i) {
    loop.run_for(seconds{1});
    server.cut();
  }
  EXPECT_LT(server.dials, 200);
}

TEST_F(DeviceClientLink, ASilentServerIsGivenUp) {
  start();
  server.silent = true;
  for (int i = 0; i < 5; ++i) loop.run_for(seconds{10});
  EXPECT_EQ(seen()->link, LinkState::Offline);
  EXPECT_NE(seen()->link_message.find("silent"), std::string::npos);
}

TEST_F(DeviceClientLink, ASilentServerIsGivenUpBeforeItsWelcomeToo) {
  server.silent = true;
  start();
  loop.run_for(minutes{1});
  EXPECT_GT(server.dials, 1);
}

TEST_F(DeviceClientLink, HeartbeatsKeepIt) {
  start();
  for (int i = 0; i < 30; ++i) {
    loop.run_for(seconds{10});
    server.beat();
  }
  loop.run();
  EXPECT_EQ(seen()->link, LinkState::Online);
  EXPECT_EQ(server.dials, 1);
  EXPECT_GE(server.heartbeats, 29);
}

TEST_F(DeviceClientLink, ACommandThatGetsNoVerdictIsSentAgain) {
  start();
  server.ignores_pushes = true;
  submit(1, book("r1", from_to(10, 11)));
  server.ignores_pushes = false;
  for (int i = 0; i < 12; ++i) {
    server.beat();
    loop.run_for(seconds{5});
  }
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
  EXPECT_EQ(server.dials, 2);
}

TEST_F(DeviceClientLink, DeniedIsShownAndTriedSlowly) {
  server.denial = Denied{DenialReason::UnknownDevice, "who are you"};
  start();
  EXPECT_EQ(seen()->link, LinkState::Denied);
  EXPECT_NE(seen()->link_message.find("who are you"), std::string::npos);
  loop.run_for(kDeniedRetry - seconds{1});
  EXPECT_EQ(server.dials, 1);
  server.denial.reset();
  loop.run_for(seconds{2});
  EXPECT_EQ(seen()->link, LinkState::Online);
}

TEST_F(DeviceClientLink, DeniedIsTriedAtOnceWithAnotherCertificate) {
  server.denial = Denied{DenialReason::UnknownDevice, "this certificate is expired"};
  start();
  ASSERT_EQ(seen()->link, LinkState::Denied);
  server.denial.reset();
  client->identity_changed();
  loop.run();
  EXPECT_EQ(seen()->link, LinkState::Online);
  client->identity_changed();
  loop.run();
  EXPECT_EQ(server.dials, 2) << "nobody leaves a connection for it";
}

// The denial is of the certificate that it dialled with.
TEST_F(DeviceClientLink, ADenialThatTheNewCertificateOvertookIsTriedAgainSoon) {
  server.silent = true;
  start();
  client->identity_changed();
  loop.run();
  server.say(Denied{DenialReason::UnknownDevice, "this certificate is expired"});
  loop.run();
  ASSERT_EQ(seen()->link, LinkState::Denied);
  server.silent = false;
  loop.run_for(seconds{2});
  EXPECT_EQ(seen()->link, LinkState::Online);
}

TEST_F(DeviceClientLink, ABusyServerIsTriedAgainSoon) {
  server.denial = Denied{DenialReason::Busy, "too many"};
  start();
  EXPECT_EQ(seen()->link, LinkState::Offline);
  server.denial.reset();
  loop.run_for(seconds{2});
  EXPECT_EQ(seen()->link, LinkState::Online);
}

TEST_F(DeviceClientLink, AWrongCertificateNeedsSomebody) {
  server.refuses_to_connect = platform::Error{platform::ErrorKind::Denied, "certificate verify failed"};
  start();
  EXPECT_EQ(seen()->link, LinkState::Denied);
  EXPECT_NE(seen()->link_message.find("certificate"), std::string::npos);
}

TEST_F(DeviceClientLink, AGarbageFrameEndsTheConnectionAndLosesNothing) {
  start();
  submit(1, book("r1", from_to(10, 11)));
  server.say_raw(std::string(100, '\xff'));
  loop.run();
  EXPECT_EQ(seen()->link, LinkState::Offline);
  EXPECT_EQ(bookings_shown(), 1U);
  loop.run_for(minutes{1});
  EXPECT_EQ(seen()->link, LinkState::Online);
}

TEST_F(DeviceClientLink, MessagesOutOfTurnEndTheConnection) {
  for (const Message& message :
       {Message{Welcome{}}, Message{Push{}}, Message{SnapshotPart{{}, false, true, {"e1", 9}}}}) {
    start();
    server.say(message);
    loop.run();
    EXPECT_EQ(seen()->link, LinkState::Offline) << message.index();
  }
}

TEST_F(DeviceClientLink, HalfASnapshotChangesNothing) {
  start();
  tests::DeviceOnALoop::other_books("r1", from_to(10, 11));
  server.say(SnapshotPart{tests::small_site_facts(), true, false, {}});
  loop.run();
  EXPECT_EQ(seen()->link, LinkState::Connecting);
  EXPECT_EQ(bookings_shown(), 1U);
  server.cut();
  loop.run_for(minutes{1});
  EXPECT_EQ(seen()->link, LinkState::Online);
  EXPECT_EQ(bookings_shown(), 1U);
}

TEST_F(DeviceClientLink, FeedAgesComeWithHeartbeatsAndStay) {
  start();
  const FeedAge age{calendar::RoomId{"r1"}, at(8, 55), false};
  server.beat({age, FeedAge{calendar::PersonId{"p1"}, at(8, 50), false}});
  loop.run();
  server.beat();
  loop.run();
  ASSERT_EQ(seen()->room_feeds.size(), 1U);
  EXPECT_EQ(seen()->room_feeds.at(calendar::RoomId{"r1"}), age);
}

TEST_F(DeviceClientLink, RemembersWhenItLastHeardOfTheServer) {
  start();
  server.silent = true;
  loop.run_for(seconds{90});
  EXPECT_EQ(seen()->link, LinkState::Offline);
  EXPECT_EQ(seen()->last_heard, at(9));
}

TEST_F(DeviceClientLink, AnIdleConnectionWakesTheScreenOnceAMinute) {
  start();
  const int before = changes;
  for (int i = 0; i < 60; ++i) {
    server.beat();
    loop.run_for(seconds{10});
  }
  EXPECT_LE(changes - before, 10);
  EXPECT_GE(changes - before, 8);
}

TEST_F(DeviceClientLink, AfterStopNothingHappensAnyMore) {
  start();
  client->stop();
  const int before = changes;
  client->submit(1, book("r1", from_to(10, 11)));
  tests::DeviceOnALoop::other_books("r1", from_to(12, 13));
  loop.run_for(minutes{10});
  EXPECT_EQ(changes, before);
  EXPECT_EQ(server.dials, 1);
}

}  // namespace
}  // namespace tandem::sync
