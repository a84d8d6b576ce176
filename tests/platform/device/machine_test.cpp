#include "platform/device/machine.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace tandem::platform {
namespace {

namespace fs = std::filesystem;

// A folder that looks like /sys.
class Machine : public testing::Test {
 protected:
  Machine() {
    std::string pattern = (fs::temp_directory_path() / "tandem-sys-XXXXXX").string();
    sysfs_ = ::mkdtemp(pattern.data());
  }
  ~Machine() override { fs::remove_all(sysfs_); }
  void put(const std::string& file, const std::string& content) const {
    fs::create_directories((sysfs_ / file).parent_path());
    std::ofstream(sysfs_ / file) << content;
  }
  [[nodiscard]] std::string content(const std::string& file) const {
    std::string text;
    std::ifstream(sysfs_ / file) >> text;
    return text;
  }
  fs::path sysfs_;
};

TEST_F(Machine, TellsTheHottestZone) {
  put("class/thermal/thermal_zone0/temp", "48312\n");
  put("class/thermal/thermal_zone1/temp", "61000\n");
  put("class/thermal/cooling_device0/cur_state", "99000\n");
  EXPECT_DOUBLE_EQ(*hottest_celsius(sysfs_), 61.0);
}

TEST_F(Machine, WithoutZonesThereIsNoTemperature) { EXPECT_FALSE(hottest_celsius(sysfs_)); }

TEST_F(Machine, WhatIsNoNumberIsPassedOver) {
  put("class/thermal/thermal_zone0/temp", "hot\n");
  put("class/thermal/thermal_zone1/temp", "");
  put("class/thermal/thermal_zone2/temp", "-4500\n");
  EXPECT_DOUBLE_EQ(*hottest_celsius(sysfs_), -4.5);
}

TEST_F(Machine, BrightnessIsAShareOfTheBrightest) {
  put("class/backlight/10-0045/max_brightness", "31\n");
  put("class/backlight/10-0045/brightness", "16\n");
  EXPECT_EQ(brightness_percent(sysfs_), 52);
}

TEST_F(Machine, BrightnessThatWasSetIsReadAgain) {
  put("class/backlight/panel/max_brightness", "255\n");
  put("class/backlight/panel/brightness", "255\n");
  ASSERT_TRUE(set_brightness_percent(40, sysfs_));
  EXPECT_EQ(content("class/backlight/panel/brightness"), "102");
  EXPECT_EQ(brightness_percent(sysfs_), 40);
}

TEST_F(Machine, PanelIsNeverTurnedOff) {
  put("class/backlight/panel/max_brightness", "7\n");
  put("class/backlight/panel/brightness", "7\n");
  ASSERT_TRUE(set_brightness_percent(0, sysfs_));
  EXPECT_EQ(content("class/backlight/panel/brightness"), "1");
}

TEST_F(Machine, PanelWithoutALightSaysSo) {
  put("class/backlight/panel/max_brightness", "0\n");
  EXPECT_FALSE(brightness_percent(sysfs_));
  EXPECT_EQ(set_brightness_percent(50, sysfs_).error().kind, ErrorKind::NotFound);
}

TEST_F(Machine, DiskHasFreeSpaceAndANonsenseFolderHasNone) {
  const auto space = disk_space(sysfs_);
  ASSERT_TRUE(space);
  EXPECT_GE(space->total, space->free);
  EXPECT_FALSE(disk_space(sysfs_ / "not there"));
}

}  // namespace
}  // namespace tandem::platform
