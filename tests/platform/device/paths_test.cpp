#include "platform/device/paths.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace tandem::platform {
namespace {

class Paths : public testing::Test {
 protected:
  void SetUp() override {
    ::unsetenv("STATE_DIRECTORY");
    ::unsetenv("XDG_DATA_HOME");
    ::setenv("HOME", "/home/ada", 1);
  }
};

TEST_F(Paths, SystemdSaysWhereFirst) {
  ::setenv("STATE_DIRECTORY", "/var/lib/tandem:/var/lib/other", 1);
  ::setenv("XDG_DATA_HOME", "/data", 1);
  EXPECT_EQ(data_directory(), "/var/lib/tandem");
}

TEST_F(Paths, ThenTheXdgDataHome) {
  ::setenv("XDG_DATA_HOME", "/data", 1);
  EXPECT_EQ(data_directory(), "/data/tandem");
}

TEST_F(Paths, ARelativeXdgDataHomeIsIgnored) {
  ::setenv("XDG_DATA_HOME", "data", 1);
  EXPECT_EQ(data_directory(), "/home/ada/.local/share/tandem");
}

TEST_F(Paths, ThenTheHomeFolder) { EXPECT_EQ(data_directory(), "/home/ada/.local/share/tandem"); }

TEST_F(Paths, TheProgramIsWhereItWasStartedFrom) {
  EXPECT_EQ(program_directory(), std::filesystem::path(TANDEM_BINARY_DIR) / "test");
}

}  // namespace
}  // namespace tandem::platform
