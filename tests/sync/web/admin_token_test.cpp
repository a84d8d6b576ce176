#include "sync/web/admin_token.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/sync/scratch_file.h"

namespace tandem::tests {
namespace {

TEST(AdminToken, IsMadeOnceAndOnlyItsOwnerReadsIt) {
  const ScratchFolder folder;
  const auto made = *sync::admin_token(folder / "admin.token");
  EXPECT_EQ(made.size(), 64U);
  EXPECT_EQ(*sync::admin_token(folder / "admin.token"), made);
  EXPECT_EQ(std::filesystem::status(folder / "admin.token").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(AdminToken, AFileWithoutATokenIsSaidSoAndNotOverwritten) {
  const ScratchFolder folder;
  std::ofstream{folder / "admin.token"} << "";
  EXPECT_EQ(sync::admin_token(folder / "admin.token").error().kind, platform::ErrorKind::Denied);  // all may read it
  std::filesystem::permissions(folder / "admin.token", std::filesystem::perms::owner_read);
  const auto read = sync::admin_token(folder / "admin.token");
  EXPECT_EQ(read.error().kind, platform::ErrorKind::Corrupt);
}

TEST(AdminToken, AFolderThatIsNotThereIsAnError) {
  const ScratchFolder folder;
  EXPECT_EQ(sync::admin_token(folder / "none/admin.token").error().kind, platform::ErrorKind::Denied);
}

}  // namespace
}  // namespace tandem::tests
