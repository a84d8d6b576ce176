#include "sync/client/backoff.h"

#include <gtest/gtest.h>

namespace tandem::sync {
namespace {

// Always the longest that is allowed.
class Longest final : public platform::Random {
 public:
  std::uint64_t next() override { return UINT64_MAX; }
};

// below(bound) is next() % bound; this makes it bound - 1 for the bounds the backoff asks for.
class Ceiling final : public platform::Random {
 public:
  explicit Ceiling(std::chrono::milliseconds expected) : value_(static_cast<std::uint64_t>(expected.count())) {}
  std::uint64_t next() override { return value_; }

 private:
  std::uint64_t value_;
};

TEST(Backoff, TheCeilingDoublesUpToTheLast) {
  Backoff backoff;
  std::chrono::milliseconds expected = kFirstRetryCeiling;
  for (int failure = 0; failure < 12; ++failure) {
    Ceiling random{expected};
    EXPECT_EQ(backoff.next(random), expected);
    expected = std::min(expected * 2, kLastRetryCeiling);
  }
}

TEST(Backoff, EveryWaitIsBetweenNothingAndTheCeiling) {
  const auto random = platform::make_seeded_random(3);
  Backoff backoff;
  for (int failure = 0; failure < 1000; ++failure) {
    const auto wait = backoff.next(*random);
    EXPECT_GE(wait.count(), 0);
    EXPECT_LE(wait, kLastRetryCeiling);
  }
}

TEST(Backoff, StartsOverAfterSuccess) {
  Longest random;
  Backoff backoff;
  for (int failure = 0; failure < 10; ++failure) static_cast<void>(backoff.next(random));
  backoff.reset();
  EXPECT_LE(backoff.next(random), kFirstRetryCeiling);
}

}  // namespace
}  // namespace tandem::sync
