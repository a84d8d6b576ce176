#include "kiosk/screens/my_session/view_model.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;

World with_session() {
  World world = test_world();
  add_session(world, "s", kAnnBob, kElm, span(14, 15));
  return world;
}

MySessionModel model_of(World world, const PersonId& person, Instant now) {
  TestKiosk kiosk(snapshot_of(std::move(world), now), Lobby{}, now);
  kiosk.identify(person);
  return my_session_model(kiosk.state, {}, english());
}

TEST(MySessionModel, PartnerIsShownByFullName) {
  const MySessionModel model = model_of(with_session(), kBob, at(9));
  EXPECT_EQ(model.greeting, "Hello Bob");
  EXPECT_EQ(model.current->partner.name, "Ann Archer");
}

TEST(MySessionModel, CheckInIsOfferedFromItsOpeningOn) {
  EXPECT_FALSE(model_of(with_session(), kBob, at(13, 30)).current->can_check_in);
  EXPECT_TRUE(model_of(with_session(), kBob, at(13, 45)).current->can_check_in);
}

TEST(MySessionModel, FirstOneWaitsForThePartner) {
  World world = with_session();
  apply(world, PersonCheckedIn{BookingId{"s"}, kBob, at(13, 58)});
  const MySessionModel bob = model_of(world, kBob, at(13, 59));
  EXPECT_EQ(bob.current->headline, "Waiting for your partner");
  EXPECT_FALSE(bob.current->can_check_in);
  EXPECT_EQ(bob.current->me.detail, "here since 13:58");
  EXPECT_EQ(model_of(world, kAnn, at(13, 59)).current->headline, "Your partner is waiting for you");
}

World running() {
  World world = with_session();
  apply(world, PersonCheckedIn{BookingId{"s"}, kBob, at(13, 58)});
  apply(world, PersonCheckedIn{BookingId{"s"}, kAnn, at(13, 59)});
  return world;
}

TEST(MySessionModel, RunningSessionCanBeExtendedAndEnded) {
  const MySessionModel model = model_of(running(), kBob, at(14, 30));
  EXPECT_EQ(model.current->extend.size(), 2U);
  EXPECT_TRUE(model.current->can_end);
}

TEST(MySessionModel, ExtensionIntoTheNextBookingIsNotOffered) {
  World world = running();
  add_booking(world, "next", kElm, {at(15, 15), at(16)}, BookingState::Booked);
  EXPECT_EQ(model_of(world, kBob, at(14, 30)).current->extend.size(), 1U);
}

TEST(MySessionModel, ReleasedRoomCanBeTakenBackWhileFree) {
  World world = with_session();
  apply(world, BookingReleased{BookingId{"s"}, at(14, 10)});
  EXPECT_TRUE(model_of(world, kBob, at(14, 20)).current->can_reclaim);
  add_booking(world, "other", kElm, {at(14, 15), at(15)}, BookingState::InUse);
  EXPECT_FALSE(model_of(world, kBob, at(14, 20)).current->can_reclaim);
}

TEST(MySessionModel, MentorOfTwoSeesTheOtherSessionAsLater) {
  World world = with_session();
  add_session(world, "t", kAnnCid, kElm, span(16, 17));
  const MySessionModel model = model_of(world, kAnn, at(9));
  EXPECT_EQ(model.current->partner.name, "Bob Bérard");
  ASSERT_EQ(model.later.size(), 1U);
  EXPECT_EQ(model.later[0].what, "Cid Bernard");
}

TEST(MySessionModel, GraceIsCountedDownUntilSomebodyIsThere) {
  World world = with_session();
  EXPECT_EQ(model_of(world, kBob, at(14, 4)).current->countdown, "Released at 14:10, in 6 min, if nobody checks in");
  apply(world, PersonCheckedIn{BookingId{"s"}, kBob, at(14, 4)});
  EXPECT_EQ(model_of(world, kBob, at(14, 5)).current->countdown, "The room is kept for you both");
}

TEST(MySessionModel, ReleasedRoomSaysUntilWhenItCanBeTakenBack) {
  World world = with_session();
  apply(world, BookingReleased{BookingId{"s"}, at(14, 10)});
  EXPECT_EQ(model_of(world, kBob, at(14, 20)).current->countdown, "Still free: you can take it back until 15:00");
}

TEST(MySessionModel, AgendaSaysWhereOneIs) {
  const MySessionModel before = model_of(with_session(), kBob, at(13));
  EXPECT_EQ(before.current->agenda_title, "Agenda of the first session");
  ASSERT_EQ(before.current->agenda.size(), 4U);
  EXPECT_EQ(before.current->agenda[1].label, "Topic");
  EXPECT_EQ(before.current->agenda[1].length, "25 min");
  const MySessionModel now = model_of(running(), kBob, at(14, 20));
  EXPECT_EQ(now.current->agenda_title, "Now: Topic, until 14:40");
  EXPECT_TRUE(now.current->agenda[0].is_over);
  EXPECT_TRUE(now.current->agenda[1].is_now);
}

TEST(MySessionModel, AgendaStandsStillWhileNobodyIsThere) {
  const MySessionModel model = model_of(with_session(), kBob, at(14, 5));
  EXPECT_EQ(model.current->agenda_title, "Agenda of the first session");
  EXPECT_FALSE(model.current->agenda[0].is_now);
}

TEST(MySessionModel, ReleasedRoomIsTakenBackNotCheckedInTo) {
  World world = with_session();
  apply(world, BookingReleased{BookingId{"s"}, at(14, 10)});
  EXPECT_FALSE(model_of(world, kBob, at(14, 20)).current->can_check_in);
  EXPECT_TRUE(model_of(world, kBob, at(14, 20)).current->agenda.empty());
}

TEST(MySessionModel, SessionToComeCanBeMovedOrCancelled) {
  EXPECT_TRUE(model_of(with_session(), kBob, at(13)).current->can_change);
  EXPECT_FALSE(model_of(running(), kBob, at(14, 30)).current->can_change);
}

TEST(MySessionModel, RoomBookedWithoutASessionIsAmongWhatComesLater) {
  World world = with_session();
  Booking room;
  room.id = BookingId{"room"};
  room.room = kOak;
  room.planned = room.held = span(16, 17);
  room.booked_by = kBob;
  apply(world, BookingAccepted{room});
  const MySessionModel model = model_of(world, kBob, at(9));
  ASSERT_EQ(model.later.size(), 1U);
  EXPECT_EQ(model.later[0].what, "Room without a session");
}

TEST(MySessionModel, ExtensionThatEndsInThePartnersNextMeetingIsNotOffered) {
  World world = running();
  apply(world, PersonBusyRead{kAnn, {at(0), at(24)}, BusySet{{{at(15, 15), at(16)}}}});
  EXPECT_EQ(model_of(world, kBob, at(14, 30)).current->extend.size(), 1U);
}

TEST(MySessionModel, NothingPlannedSaysSo) {
  const MySessionModel model = model_of(test_world(), kCid, at(9));
  EXPECT_FALSE(model.current);
  EXPECT_EQ(model.nothing, "No session is planned.");
}

TEST(MySessionModel, NextOneIsDueAfterTheCadence) {
  EXPECT_EQ(model_of(with_session(), kBob, at(9)).due, "Next session due around Monday 21 December");
}

TEST(MySessionModel, NobodyIdentifiedIsEmpty) {
  const TestKiosk kiosk(snapshot_of(with_session()));
  EXPECT_EQ(my_session_model(kiosk.state, {}, english()).greeting, "");
}

}  // namespace
}  // namespace tandem::kiosk::test
