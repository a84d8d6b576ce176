#include <gtest/gtest.h>

#include <set>

#include "platform/net/frame_connection.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"
#include "tests/sync/protocol/samples.h"

namespace tandem::sync::test {
namespace {

std::vector<calendar::Change> all_sample_changes() {
  auto all = sample_changes();
  for (auto& change : sample_changes_of_3()) all.push_back(std::move(change));
  return all;
}

std::vector<calendar::NumberedCommand> all_sample_commands() {
  auto all = sample_commands();
  for (auto& command : sample_commands_of_3()) all.push_back(std::move(command));
  return all;
}

TEST(RoundTrip, EveryMessageComesBackAsItWas) {
  for (const auto& [name, message] : all_sample_messages()) {
    const platform::Result<Message> back = decode(encode(message));
    ASSERT_TRUE(back) << name << ": " << back.error().message;
    EXPECT_EQ(*back, message) << name;
  }
}

TEST(RoundTrip, EveryChangeComesBackAsItWas) {
  for (const calendar::Change& change : all_sample_changes()) {
    const auto back = decode_change(encode_change(change));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, change) << change.index();
  }
}

// The sample is of the first released version, which had no gaps.
TEST(RoundTrip, TheGapsOfASiteComeBackAsTheyWere) {
  auto configured = std::get<calendar::SiteConfigured>(sample_changes().front());
  configured.site.policy.room_gap = std::chrono::minutes{5};
  configured.site.policy.walking_time = std::chrono::minutes{10};
  const calendar::Change change = configured;
  EXPECT_EQ(decode_change(encode_change(change)).value(), change);
}

TEST(RoundTrip, TheLeaseLengthOfASiteComesBackAsItWasAlsoWhenThereAreNone) {
  auto configured = std::get<calendar::SiteConfigured>(sample_changes().front());
  for (const int minutes : {0, 5, 30, 60}) {
    configured.site.policy.lease_length = std::chrono::minutes{minutes};
    const calendar::Change change = configured;
    EXPECT_EQ(decode_change(encode_change(change)).value(), change) << minutes;
  }
}

TEST(RoundTrip, AVerdictComesBackWithItsReport) {
  for (const auto& [name, message] : sample_messages_of_3()) {
    const auto* known = std::get_if<KnownVerdict>(&message);
    if (known != nullptr) {
      EXPECT_EQ(decode_verdict(encode_verdict(known->verdict)).value(), known->verdict);
    }
  }
}

TEST(RoundTrip, EveryCommandComesBackAsItWas) {
  for (const calendar::NumberedCommand& command : all_sample_commands()) {
    const auto back = decode_command(encode_command(command));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, command) << name_of(command.command);
  }
}

TEST(RoundTrip, AnEntryComesBackAsItWas) {
  for (const auto& [name, message] : all_sample_messages()) {
    const auto* entries = std::get_if<Entries>(&message);
    if (entries == nullptr) continue;
    for (const LogEntry& entry : entries->entries) EXPECT_EQ(decode_entry(encode_entry(entry)).value(), entry);
  }
}

TEST(RoundTrip, TheSamplesHoldEveryKind) {
  std::set<std::size_t> changes;
  for (const calendar::Change& change : all_sample_changes()) changes.insert(change.index());
  EXPECT_EQ(changes.size(), std::variant_size_v<calendar::Change>);
  std::set<std::size_t> commands;
  for (const auto& command : all_sample_commands()) commands.insert(command.command.index());
  commands.insert(calendar::Command{calendar::UnreadableCommand{}}.index());  // in sample_messages_of_3()
  EXPECT_EQ(commands.size(), std::variant_size_v<calendar::Command>);
  std::set<std::size_t> messages;
  for (const auto& [name, message] : all_sample_messages()) messages.insert(message.index());
  EXPECT_EQ(messages.size(), std::variant_size_v<Message>);
}

// 20,000 meetings in one feed, the most that is accepted, still fit one frame.
TEST(Size, TheLargestFeedFitsAFrame) {
  std::vector<calendar::Interval> intervals;
  calendar::Instant at{std::chrono::hours{24 * 20000}};
  for (std::size_t i = 0; i < kMaxIntervals; ++i, at += std::chrono::hours{1}) {
    intervals.push_back({at, at + std::chrono::minutes{45}});
  }
  const calendar::Interval window{intervals.front().start, intervals.back().end};
  const LogEntry entry{
      1, at, {}, {calendar::RoomBusyRead{calendar::RoomId{"r"}, window, calendar::BusySet{intervals}}}, {}};
  const std::string frame = encode(Entries{{entry}});
  EXPECT_LT(frame.size(), kTargetFrameBytes);
  EXPECT_LT(frame.size(), platform::kMaxFrame);
  EXPECT_EQ(decode(frame).value(), Message{Entries{{entry}}});
}

TEST(Size, ACheckInIsSmall) {
  const calendar::NumberedCommand check_in = sample_commands().at(3);
  EXPECT_LT(encode(Push{{check_in}}).size(), 80U);
}

}  // namespace
}  // namespace tandem::sync::test
