#include "platform/device/secret_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/platform/sqlite/temporary_folder.h"

namespace tandem::platform {
namespace {

using std::filesystem::perms;

perms mode_of(const std::filesystem::path& path) { return std::filesystem::status(path).permissions(); }

struct SecretFile : testing::Test {
  TemporaryFolder folder;
  std::filesystem::path file{folder.path() / "secret"};
};

TEST_F(SecretFile, IsItsOwnersAloneAndReplacedAsAWhole) {
  ASSERT_TRUE(write_secret_file(file, "first"));
  EXPECT_EQ(mode_of(file), perms::owner_read | perms::owner_write);
  ASSERT_TRUE(write_secret_file(file, "second"));
  EXPECT_EQ(read_secret_file(file).value(), "second");
  EXPECT_FALSE(std::filesystem::exists(file.string() + ".new"));
}

TEST_F(SecretFile, ThatOthersCanReadIsNotTrusted) {
  ASSERT_TRUE(write_secret_file(file, "secret"));
  std::filesystem::permissions(file, perms::group_read, std::filesystem::perm_options::add);
  EXPECT_EQ(read_secret_file(file).error().kind, ErrorKind::Denied);
  EXPECT_EQ(require_private(file).error().kind, ErrorKind::Denied);
  ASSERT_TRUE(make_private(file));
  EXPECT_EQ(read_secret_file(file).value(), "secret");
}

TEST_F(SecretFile, OfSomebodyElseIsNotTrusted) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  ASSERT_TRUE(write_secret_file(file, "secret"));
  ASSERT_EQ(::chown(file.c_str(), 12345, 12345), 0);
  EXPECT_EQ(require_private(file).error().kind, ErrorKind::Denied);
  EXPECT_EQ(make_private(file).error().kind, ErrorKind::Denied);
}

TEST_F(SecretFile, ThatIsNotThereOrTooLargeIsSaidSo) {
  EXPECT_EQ(read_secret_file(file).error().kind, ErrorKind::NotFound);
  EXPECT_TRUE(require_private(file));
  EXPECT_EQ(write_secret_file(folder.path() / "none" / "secret", "x").error().kind, ErrorKind::Denied);
  ASSERT_TRUE(write_secret_file(file, std::string(kMaxSecretFile + 1, 'x')));
  EXPECT_EQ(read_secret_file(file).error().kind, ErrorKind::TooLarge);
}

TEST_F(SecretFile, AFolderIsMadePrivate) {
  const auto inner = folder.path() / "a" / "b";
  ASSERT_TRUE(make_private_folder(inner));
  EXPECT_EQ(mode_of(inner), perms::owner_all);
  std::filesystem::permissions(inner, perms::others_read, std::filesystem::perm_options::add);
  ASSERT_TRUE(make_private_folder(inner));
  EXPECT_EQ(mode_of(inner), perms::owner_all);
}

TEST_F(SecretFile, AKeyThatAGroupMayReadIsNotPublic) {
  std::ofstream{file} << "key";
  std::filesystem::permissions(file, perms::owner_read | perms::group_read);
  EXPECT_TRUE(require_not_public(file));
  std::filesystem::permissions(file, perms::others_read, std::filesystem::perm_options::add);
  EXPECT_EQ(require_not_public(file).error().kind, ErrorKind::Denied);
}

}  // namespace
}  // namespace tandem::platform
