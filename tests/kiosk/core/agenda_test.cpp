#include "kiosk/core/agenda.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using std::chrono::minutes;

std::vector<long> lengths(SessionKind kind, minutes length) {
  std::vector<long> all;
  for (const AgendaItem& item : agenda_of(kind, {at(9), at(9) + length}))
    all.push_back(std::chrono::duration_cast<minutes>(item.when.length()).count());
  return all;
}

const Session& session(const World& world, const std::string& id) { return *find(world, SessionId{id}); }

TEST(Agenda, FirstHourBeginsWithGettingToKnowOneAnother) {
  EXPECT_EQ(lengths(SessionKind::First, minutes{60}), (std::vector<long>{15, 25, 10, 10}));
  EXPECT_EQ(agenda_of(SessionKind::First, span(9, 10)).front().part, AgendaPart::GettingToKnow);
}

TEST(Agenda, LaterHoursGoStraightToTheTopic) {
  EXPECT_EQ(lengths(SessionKind::Later, minutes{60}), (std::vector<long>{30, 20, 10}));
  EXPECT_EQ(agenda_of(SessionKind::Later, span(9, 10)).front().part, AgendaPart::Topic);
}

TEST(Agenda, OtherLengthsKeepTheProportionsInWholeMinutes) {
  EXPECT_EQ(lengths(SessionKind::First, minutes{45}), (std::vector<long>{10, 20, 10, 5}));
  EXPECT_EQ(lengths(SessionKind::Later, minutes{90}), (std::vector<long>{45, 30, 15}));
  EXPECT_EQ(lengths(SessionKind::Later, minutes{15}), (std::vector<long>{8, 5, 2}));
}

TEST(Agenda, HasNoGapsAndEndsWithTheSession) {
  for (const minutes length : {minutes{5}, minutes{37}, minutes{60}, minutes{125}}) {
    Instant end = at(9);
    for (const AgendaItem& item : agenda_of(SessionKind::First, {at(9), at(9) + length})) {
      EXPECT_EQ(item.when.start, end);
      end = item.when.end;
    }
    EXPECT_EQ(end, at(9) + length);
  }
}

TEST(Agenda, SessionAfterOneThatNobodyCameToIsStillTheFirst) {
  World world = test_world();
  add_session(world, "missed", kAnnBob, kOak, span(9, 10));
  add_session(world, "s", kAnnBob, kOak, span(14, 15));
  EXPECT_EQ(kind_of(world, session(world, "s")), SessionKind::First);
  apply(world, PersonCheckedIn{BookingId{"missed"}, kBob, at(9)});
  EXPECT_EQ(kind_of(world, session(world, "s")), SessionKind::Later);
}

TEST(Agenda, WhatAPairDidBeforeItsSessionsWereForgottenCounts) {
  World world = test_world();
  add_session(world, "s", kAnnBob, kOak, span(14, 15));
  apply(world, PairPastNoted{PairPast{kAnnBob, 2, at(8), at(8)}});
  EXPECT_EQ(kind_of(world, session(world, "s")), SessionKind::Later);
}

}  // namespace
}  // namespace tandem::kiosk::test
