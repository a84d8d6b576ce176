#include "platform/device/time_zone.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace tandem::platform {
namespace {

namespace fs = std::filesystem;

class SystemZone : public testing::Test {
 protected:
  SystemZone() {
    std::string pattern = (fs::temp_directory_path() / "tandem-zone-XXXXXX").string();
    EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  ~SystemZone() override { fs::remove_all(folder_); }
  [[nodiscard]] fs::path link_to(const fs::path& target) const {
    fs::create_symlink(target, folder_ / "localtime");
    return folder_ / "localtime";
  }
  fs::path folder_;
};

TEST_F(SystemZone, TheVariableSaysItFirst) {
  EXPECT_EQ(zone_name_of("Asia/Tokyo", link_to("/usr/share/zoneinfo/Europe/Paris")), "Asia/Tokyo");
}

TEST_F(SystemZone, TheVariableMayHaveAColonOrBeAPath) {
  EXPECT_EQ(zone_name_of(":Asia/Tokyo", folder_), "Asia/Tokyo");
  EXPECT_EQ(zone_name_of(":/usr/share/zoneinfo/Asia/Tokyo", folder_), "Asia/Tokyo");
}

TEST_F(SystemZone, ThenTheLinkOfTheSystem) {
  EXPECT_EQ(zone_name_of("", link_to("../usr/share/zoneinfo/Europe/Paris")), "Europe/Paris");
}

TEST_F(SystemZone, AVariantOfTheDatabaseIsTheSameZone) {
  EXPECT_EQ(zone_name_of("", link_to("/usr/share/zoneinfo/posix/Europe/Paris")), "Europe/Paris");
}

TEST_F(SystemZone, NothingSaysNothing) {
  EXPECT_EQ(zone_name_of("", folder_ / "localtime"), "");
  EXPECT_EQ(zone_name_of("", link_to("/elsewhere/Paris")), "");
}

}  // namespace
}  // namespace tandem::platform
