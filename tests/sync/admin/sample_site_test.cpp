// The sample site is a real one: it imports without a problem and has what demonstrations need.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "sync/admin/import_plan.h"

namespace tandem::sync {
namespace {

using namespace calendar;

const std::filesystem::path kFolder = std::filesystem::path(TANDEM_SOURCE_DIR) / "platform/packaging/sample-site";

NamedText file(const std::string& name) {
  std::ifstream in(kFolder / name, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return {name, text.str()};
}

class SampleSite : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const SiteFiles files{file("site.toml"), file("people.csv"), file("pairs.csv"),
                          file("rooms.csv"), file("topics.csv"), kFolder.string()};
    Problems problems;
    rows_ = read_site_rows(files, problems);
    for (const Problem& problem : problems.kept()) ADD_FAILURE() << text_of(problem);
  }
  static inline SiteRows rows_;
};

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
