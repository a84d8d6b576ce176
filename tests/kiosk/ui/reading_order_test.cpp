// Boxes are drawn as they lie, and named by their place in the list.
#include "kiosk/ui/reading_order.h"

#include <gtest/gtest.h>

namespace tandem::kiosk::ui {
namespace {

using Order = std::vector<std::size_t>;

TEST(ReadingOrder, NothingHasNone) { EXPECT_TRUE(reading_order({}).empty()); }

// [2]
// [1]
// [0]
TEST(ReadingOrder, GoesFromTheTop) {
  EXPECT_EQ(reading_order({{0, 40, 10, 10}, {0, 20, 10, 10}, {0, 0, 10, 10}}), (Order{2, 1, 0}));
}

// [1] [0]
TEST(ReadingOrder, GoesFromTheLeft) { EXPECT_EQ(reading_order({{20, 0, 10, 10}, {0, 0, 10, 10}}), (Order{1, 0})); }

// [0 0 0]
// [1] [3]
// [1] [3]
// [2] [4]
TEST(ReadingOrder, ReadsAColumnToItsEndBeforeTheNext) {
  const std::vector<Rect> page{{0, 0, 50, 10}, {0, 20, 20, 30}, {0, 60, 20, 30}, {30, 20, 20, 20}, {30, 42, 20, 48}};
  EXPECT_EQ(reading_order(page), (Order{0, 1, 2, 3, 4}));
}

// [3] [2]
// [1] [0]
TEST(ReadingOrder, ReadsAGridLineByLine) {
  const std::vector<Rect> page{{20, 20, 10, 10}, {0, 20, 10, 10}, {20, 0, 10, 10}, {0, 0, 10, 10}};
  EXPECT_EQ(reading_order(page), (Order{3, 2, 1, 0}));
}

TEST(ReadingOrder, BoxesThatTouchAreApart) {
  EXPECT_EQ(reading_order({{0, 10.4F, 10, 10}, {0, 0, 10, 10.6F}}), (Order{1, 0}));
}

TEST(ReadingOrder, BoxesThatOverlapGoFromTheTopThenFromTheLeft) {
  EXPECT_EQ(reading_order({{5, 5, 20, 20}, {0, 0, 20, 20}, {3, 0, 20, 20}}), (Order{1, 2, 0}));
}

TEST(ReadingOrder, KeepsEveryBoxOnce) {
  std::vector<Rect> page(100, Rect{0, 0, 10, 10});
  Order order = reading_order(page);
  ASSERT_EQ(order.size(), page.size());
  for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(order[i], i);
}

}  // namespace
}  // namespace tandem::kiosk::ui
