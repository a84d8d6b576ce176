// The sample site is a real one: it imports without a problem and has what demonstrations need.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "sync/admin/import_plan.h"
#include "tests/sync/admin/sample_site_rows.h"

namespace tandem::sync {
namespace {

using namespace calendar;

class SampleSite : public SampleSiteRows {};

TEST_F(SampleSite, HasAHundredPeopleFiftyPairsAndTwelveRoomsOnThreeFloors) {
  ASSERT_TRUE(rows_.people && rows_.pairs && rows_.rooms && rows_.topics && rows_.site);
  EXPECT_EQ(rows_.people->rows.size(), 100U);
  EXPECT_EQ(rows_.pairs->rows.size(), 50U);
  EXPECT_EQ(rows_.rooms->rows.size(), 12U);
  EXPECT_EQ(rows_.topics->rows.size(), 8U);
  std::set<int> floors;
  for (const RoomRow& room : rows_.rooms->rows) floors.insert(room.floor);
  EXPECT_EQ(floors.size(), 3U);
}

TEST_F(SampleSite, NoPairSharesADepartment) {
  std::map<PersonId, std::string> departments;
  for (const PersonRow& person : rows_.people->rows) departments[person.id] = *person.department;
  for (const PairRow& pair : rows_.pairs->rows) EXPECT_NE(departments[pair.mentor], departments[pair.mentee]);
}

TEST_F(SampleSite, EveryPersonAndRoomHasACalendar) {
  for (const PersonRow& person : rows_.people->rows) EXPECT_TRUE(std::filesystem::exists(*person.calendar));
  for (const RoomRow& room : rows_.rooms->rows) EXPECT_TRUE(std::filesystem::exists(*room.calendar));
}

}  // namespace
}  // namespace tandem::sync
