#include "sync/web/login_lock.h"

#include <gtest/gtest.h>

namespace tandem::sync {
namespace {

using std::chrono::seconds;

const platform::SteadyTime kStart{seconds{1000}};

void fail(LoginLock& lock, const std::string& address, int times, platform::SteadyTime now) {
  for (int i = 0; i < times; ++i) lock.failed(address, now);
}

TEST(LoginLock, TheFirstMistakesAreFree) {
  LoginLock lock;
  fail(lock, "a", kFreeLogins - 1, kStart);
  EXPECT_EQ(lock.wait_of("a", kStart), seconds{0});
}

TEST(LoginLock, DoublesWithEachFurtherOneUpToItsLongest) {
  LoginLock lock;
  fail(lock, "a", kFreeLogins, kStart);
  EXPECT_EQ(lock.wait_of("a", kStart), seconds{1});
  fail(lock, "a", 3, kStart);
  EXPECT_EQ(lock.wait_of("a", kStart), seconds{8});
  EXPECT_EQ(lock.wait_of("a", kStart + seconds{7}), seconds{1});
  EXPECT_EQ(lock.wait_of("a", kStart + seconds{8}), seconds{0});
  fail(lock, "a", 1'000, kStart);
  EXPECT_EQ(lock.wait_of("a", kStart), kLongestLock);
}

TEST(LoginLock, LocksOneAddressOnly) {
  LoginLock lock;
  fail(lock, "a", kFreeLogins, kStart);
  EXPECT_EQ(lock.wait_of("b", kStart), seconds{0});
}

TEST(LoginLock, TheRightTokenOrALongQuietStartsAfresh) {
  LoginLock lock;
  fail(lock, "a", kFreeLogins - 1, kStart);
  lock.succeeded("a");
  fail(lock, "a", kFreeLogins - 1, kStart);
  EXPECT_EQ(lock.wait_of("a", kStart), seconds{0});
  const auto later = kStart + kLoginMemory + seconds{1};
  fail(lock, "a", 1, later);
  EXPECT_EQ(lock.wait_of("a", later), seconds{0});
}

TEST(LoginLock, IsBounded) {
  LoginLock lock;
  for (int i = 0; i < 5'000; ++i) lock.failed(std::to_string(i), kStart + seconds{i});
  EXPECT_EQ(lock.addresses(), kMostLockedAddresses);
}

}  // namespace
}  // namespace tandem::sync
