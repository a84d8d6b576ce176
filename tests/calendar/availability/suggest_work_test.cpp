// What a search in a large company has to look at: counted, so that it is the same on every machine.
#include <gtest/gtest.h>

#include "tests/calendar/availability/company_site.h"

namespace tandem::calendar::test {
namespace {

struct Answer {
  std::size_t found;
  SuggestWork work;
};

Answer ask(const World& world, const SuggestRequest& request = company_request()) {
  Answer answer{};
  answer.found = suggest(world, request, answer.work).size();
  return answer;
}

TEST(SuggestWork, AFewRoomsAreReadOfThreeHundredInUse) {
  const Answer answer = ask(company_site(300));
  EXPECT_EQ(answer.found, 3U);
  EXPECT_EQ(answer.work.rooms_fitting, 300U);
  EXPECT_GT(answer.work.starts, 100U);
  EXPECT_LE(answer.work.rooms_read, 12U);
  EXPECT_LE(answer.work.uses_counted, 40U);
}

TEST(SuggestWork, MoreRoomsAreNotMoreRoomsToRead) { EXPECT_LE(ask(company_site(1000)).work.rooms_read, 12U); }

TEST(SuggestWork, OnlyRoomsThatFitAreLookedAt) {
  SuggestRequest request = company_request();
  request.seats = 12;
  request.equipment = {"screen", "video"};
  const Answer answer = ask(company_site(300), request);
  EXPECT_EQ(answer.found, 3U);
  EXPECT_LT(answer.work.rooms_fitting, 40U);
  EXPECT_LE(answer.work.rooms_read, answer.work.uses_counted);
}

TEST(SuggestWork, EachRoomIsReadOnceWhenNoneIsFree) {
  const Answer answer = ask(company_site(300, RoomsAre::Full));
  EXPECT_EQ(answer.found, 0U);
  EXPECT_EQ(answer.work.rooms_read, 300U);
  EXPECT_EQ(answer.work.uses_counted, 300U);
}

TEST(SuggestWork, EachRoomIsReadOnceUntilTheOnlyFreeOneIsFound) {
  const Answer answer = ask(company_site(300, RoomsAre::FullButOne));
  EXPECT_EQ(answer.found, 3U);
  EXPECT_LE(answer.work.rooms_read, 300U);
}

TEST(SuggestWork, NoRoomIsReadWhenThePeopleHaveNoTime) {
  World world = company_site(300);
  const SuggestRequest request = company_request();
  apply(world, PersonBusyRead{PersonId{"person-10000"}, request.window, BusySet({request.window})});
  const Answer answer = ask(world, request);
  EXPECT_EQ(answer.work.starts, 0U);
  EXPECT_EQ(answer.work.rooms_read, 0U);
}

}  // namespace
}  // namespace tandem::calendar::test
