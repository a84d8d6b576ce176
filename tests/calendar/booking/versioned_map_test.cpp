#include "calendar/booking/versioned_map.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <thread>

#include "platform/base/random.h"

namespace tandem::calendar {
namespace {

using Numbers = VersionedMap<int, std::string>;

static_assert(std::bidirectional_iterator<Numbers::const_iterator>);

Numbers up_to(int count) {
  Numbers numbers;
  for (int i = 0; i < count; ++i) numbers.insert_or_assign(i, std::to_string(i));
  return numbers;
}

std::map<int, std::string> contents(const Numbers& numbers) { return {numbers.begin(), numbers.end()}; }

TEST(VersionedMap, ReadsLikeAMap) {
  const Numbers numbers = up_to(1000);
  EXPECT_EQ(numbers.size(), 1000U);
  EXPECT_EQ(numbers.at(777), "777");
  EXPECT_EQ(numbers.find(777)->second, "777");
  EXPECT_EQ(numbers.find(1000), numbers.end());
  EXPECT_EQ(numbers.lower_bound(-5), numbers.begin());
  EXPECT_EQ(numbers.lower_bound(1000), numbers.end());
  EXPECT_THROW((void)numbers.at(1000), std::out_of_range);
}

TEST(VersionedMap, AnEmptyOneHasNothing) {
  Numbers numbers;
  EXPECT_TRUE(numbers.empty());
  EXPECT_EQ(numbers.begin(), numbers.end());
  EXPECT_FALSE(numbers.contains(1));
  EXPECT_EQ(numbers.erase(1), 0U);
  EXPECT_EQ(numbers.edit(1), nullptr);
}

TEST(VersionedMap, ACopyKeepsWhatItWas) {
  Numbers numbers = up_to(500);
  const Numbers copy = numbers;
  *numbers.edit(250) = "changed";
  numbers.erase(3);
  numbers.insert_or_assign(1000, "new");
  EXPECT_EQ(contents(copy), contents(up_to(500)));
  EXPECT_EQ(numbers.at(250), "changed");
}

TEST(VersionedMap, ChangingTheCopyLeavesTheOriginal) {
  const Numbers numbers = up_to(500);
  Numbers copy = numbers;
  *copy.edit(250) = "changed";
  EXPECT_EQ(numbers.at(250), "250");
}

TEST(VersionedMap, CopiesOfCopiesAreApartToo) {
  Numbers a = up_to(100);
  Numbers b = a;
  *b.edit(5) = "b";
  Numbers c = b;
  *b.edit(5) = "bb";
  *c.edit(5) = "c";
  EXPECT_EQ(a.at(5), "5");
  EXPECT_EQ(b.at(5), "bb");
  EXPECT_EQ(c.at(5), "c");
}

TEST(VersionedMap, AssigningReplacesTheContents) {
  Numbers a = up_to(10);
  const Numbers b = up_to(300);
  a = b;
  *a.edit(1) = "a";
  EXPECT_EQ(b.at(1), "1");
  a = Numbers{};
  EXPECT_TRUE(a.empty());
}

TEST(VersionedMap, AMovedOneIsWhole) {
  Numbers a = up_to(100);
  Numbers b = std::move(a);
  *b.edit(7) = "b";
  EXPECT_EQ(b.size(), 100U);
  EXPECT_EQ(b.at(7), "b");
}

// Random changes next to a std::map, with copies taken on the way that must not move.
TEST(VersionedMap, AgreesWithAStdMap) {
  const auto random = platform::make_seeded_random(5);
  Numbers numbers;
  std::map<int, std::string> expected;
  std::vector<std::pair<Numbers, std::map<int, std::string>>> kept;
  for (int step = 0; step < 20'000; ++step) {
    const int key = static_cast<int>(random->below(700));
    const std::string value = std::to_string(step);
    switch (random->below(4)) {
      case 0: EXPECT_EQ(numbers.erase(key), expected.erase(key)); break;
      case 1:
        if (auto* found = numbers.edit(key)) *found = expected[key] = value;
        break;
      default: numbers.insert_or_assign(key, value); expected[key] = value;
    }
    if (step % 1000 == 0) kept.emplace_back(numbers, expected);
    const auto at = numbers.lower_bound(key);
    const auto expected_at = expected.lower_bound(key);
    ASSERT_EQ(at == numbers.end(), expected_at == expected.end());
    if (expected_at != expected.end()) {
      ASSERT_EQ(at->first, expected_at->first);
    }
  }
  for (const auto& [copy, map] : kept) EXPECT_EQ(contents(copy), map);
  EXPECT_EQ(numbers.size(), expected.size());
  EXPECT_TRUE(std::equal(std::make_reverse_iterator(numbers.end()), std::make_reverse_iterator(numbers.begin()),
                         expected.rbegin(), expected.rend(),
                         [](const auto& a, const auto& b) { return a.first == b.first && a.second == b.second; }));
}

// For the thread sanitizer: a reader takes copies of what a writer published and goes on changing.
TEST(VersionedMap, ReadersOnOtherThreadsKeepTheirOwn) {
  Numbers writer = up_to(200);
  const Numbers published = writer;
  std::thread reader{[&published] {
    Numbers own = published;
    for (int i = 0; i < 200; ++i) *own.edit(i) = "reader";
  }};
  for (int i = 0; i < 200; ++i) *writer.edit(i) = "writer";
  reader.join();
  EXPECT_EQ(contents(published), contents(up_to(200)));
}

}  // namespace
}  // namespace tandem::calendar
