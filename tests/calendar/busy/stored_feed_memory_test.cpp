// What a stored feed keeps in memory, counted: every block this program gets, with what the allocator adds to it.
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

#include "calendar/busy/feed_ingest.h"

namespace {

std::size_t held = 0;
std::size_t most_held = 0;

std::size_t size_of(void* block) { return malloc_usable_size(block) + sizeof(std::size_t); }

void* counted_or_null(std::size_t size) {
  void* block = std::malloc(size);
  if (block == nullptr) return nullptr;
  held += size_of(block);
  most_held = std::max(most_held, held);
  return block;
}

void* counted(std::size_t size) {
  if (void* block = counted_or_null(size)) return block;
  throw std::bad_alloc();
}

void given_back(void* block) {
  if (block != nullptr) held -= size_of(block);
  std::free(block);
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
// std::stable_sort asks for its buffer this way.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted_or_null(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return counted_or_null(size); }
void operator delete(void* block) noexcept { given_back(block); }
void operator delete[](void* block) noexcept { given_back(block); }
void operator delete(void* block, std::size_t) noexcept { given_back(block); }
void operator delete[](void* block, std::size_t) noexcept { given_back(block); }

namespace {

using namespace tandem::calendar;
using namespace std::chrono;

const FeedScope kScope{{sys_days{2026y / January / 1}, sys_days{2027y / January / 1}}, Zone(), {}};

// As Google names them.
std::string uid(int number) {
  std::string digits = std::to_string(number);
  return std::string(26 - digits.size(), 'x') + digits + "@google.com";
}
const std::size_t kUidLength = uid(0).size();

std::string event(int number, const std::string& lines) {
  return "BEGIN:VEVENT\r\nUID:" + uid(number) +
         "\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Paris:20260105T090000\r\n"
         "DTEND;TZID=Europe/Paris:20260105T100000\r\nSUMMARY:A title that is not kept\r\n" +
         lines + "END:VEVENT\r\n";
}

struct Held {
  std::size_t stored;
  std::size_t peak;  // above what is stored in the end
};

// A feed of `count` components that `write` gives, read in pieces.
template <class Write>
Held held_by(int count, Write write) {
  most_held = held;
  const std::size_t before = held;
  StoredFeed feed;
  {
    FeedIngest reading(feed, kScope);
    EXPECT_TRUE(reading.push("BEGIN:VCALENDAR\r\n"));
    for (int number = 0; number < count; ++number) EXPECT_TRUE(reading.push(write(number)));
    EXPECT_TRUE(reading.push("END:VCALENDAR\r\n"));
    EXPECT_TRUE(reading.finish());
  }
  EXPECT_TRUE(feed.known().problems.empty());
  return {held - before, most_held - held};
}

// What one more costs: two feeds, one of which has a thousand more, have everything else in common.
template <class Write>
std::size_t each_of(Write write) {
  (void)held_by(1, write);  // zones that are looked up once
  return (held_by(2000, write).stored - held_by(1000, write).stored) / 1000;
}

TEST(StoredFeedMemory, OfAPlainEvent) {
  const std::size_t bytes = each_of([](int number) { return event(number, ""); });
  EXPECT_LE(bytes, kStoredEventBytes + kUidLength);
  EXPECT_GE(bytes, (kStoredEventBytes + kUidLength) * 3 / 4) << "less than is said: say so";
}

TEST(StoredFeedMemory, OfAWeeklyEvent) {
  const std::size_t bytes =
      each_of([](int number) { return event(number, "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T000000Z\r\n"); });
  EXPECT_LE(bytes, kStoredEventBytes + kUidLength + kStoredRuleBytes);
}

TEST(StoredFeedMemory, OfAnEventWithExceptions) {
  const std::size_t bytes = each_of([](int number) {
    return event(number, "RRULE:FREQ=WEEKLY\r\nEXDATE;TZID=Europe/Paris:20260112T090000,20260119T090000\r\n");
  });
  EXPECT_LE(bytes, kStoredEventBytes + kUidLength + kStoredRuleBytes + 2 * kStoredDateBytes);
}

// An override is a component of its own.
TEST(StoredFeedMemory, OfAnOverride) {
  const std::size_t bytes = each_of([](int number) {
    const int day = 20260101 + number / 50 % 28;
    const int time = 100'000 + number / 1400 * 10'000;
    return event(number % 50,
                 "RECURRENCE-ID;TZID=Europe/Paris:" + std::to_string(day) + "T" + std::to_string(time) + "\r\n");
  });
  EXPECT_LE(bytes, kStoredEventBytes + kUidLength + kStoredDateBytes);
}

// 100,000 events of a feed of 55 MB take five times what is allowed here.
TEST(StoredFeedMemory, AFirstReadingNeedsLittleMoreThanItKeeps) {
  const Held first =
      held_by(20'000, [](int number) { return event(number, "DESCRIPTION:" + std::string(300, 'x') + "\r\n"); });
  EXPECT_LE(first.peak, std::size_t{64} * 1024 * 1024 / 5);
}

}  // namespace
