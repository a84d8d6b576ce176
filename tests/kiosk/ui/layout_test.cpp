#include "kiosk/ui/layout.h"

#include <gtest/gtest.h>

namespace tandem::kiosk::ui {
namespace {

TEST(Layout, CutAndRestMakeTheWhole) {
  Rect rest{10, 20, 100, 50};
  const Rect strip = cut_left(rest, 30);
  EXPECT_EQ(strip.right(), rest.x);
  EXPECT_EQ(rest.right(), 110);
}

TEST(Layout, CutNeverTakesMoreThanThereIs) {
  Rect rest{0, 0, 100, 50};
  EXPECT_EQ(cut_top(rest, 80).height, 50);
  EXPECT_EQ(rest.height, 0);
}

TEST(Layout, ColumnsShareTheWidthAndEndWithIt) {
  const Rect line{0, 0, 100, 10};
  EXPECT_EQ(column(line, 0, 3, 5).width, 30);
  EXPECT_EQ(column(line, 2, 3, 5).right(), 100);
}

TEST(Layout, CentredBoxIsNoLargerThanItsPlace) {
  const Rect box = centred({0, 0, 100, 40}, 200, 20);
  EXPECT_EQ(box.width, 100);
  EXPECT_EQ(box.y, 10);
}

TEST(Layout, InsetBelowNothingIsEmpty) { EXPECT_EQ(inset(Rect{0, 0, 10, 10}, 8).width, 0); }

}  // namespace
}  // namespace tandem::kiosk::ui
