#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync/protocol/codec.h"
#include "tests/sync/protocol/samples.h"

namespace tandem::sync::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string described(const std::string& name) {
  for (const auto& [sample, message] : sample_messages()) {
    if (sample == name) return describe(message);
  }
  return {};
}

TEST(Describe, SaysWhichCommandsWerePushed) {
  EXPECT_THAT(described("push"), HasSubstr("kiosk-hall-4 CheckIn kiosk-hall-4 2026-03-02T09:02:00Z by p-17"));
}

TEST(Describe, SaysWhatAnEntryHolds) {
  EXPECT_THAT(described("entries"), HasSubstr("#42 2026-03-02T09:01:00Z from kiosk-hall-4 verdict Refused RoomTaken"));
  EXPECT_THAT(described("entries"), HasSubstr("BookingAccepted kiosk-hall-4 room ada"));
}

TEST(Describe, LeavesSecretsAndNamesOut) {
  EXPECT_THAT(described("hello"), Not(HasSubstr("not-a-real-token")));
  EXPECT_THAT(described("welcome"), Not(HasSubstr("key")));
  EXPECT_THAT(described("snapshot_part"), Not(HasSubstr("argon2id")));
  EXPECT_THAT(described("snapshot_part"), Not(HasSubstr("Chlo")));
}

}  // namespace
}  // namespace tandem::sync::test
