// Whatever the bytes are, decoding answers with a message or an error.
#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "calendar/booking/series.h"
#include "platform/base/random.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"
#include "tandem.pb.h"
#include "tests/sync/protocol/samples.h"

namespace tandem::sync::test {
namespace {

using platform::ErrorKind;

// What decoding says about a frame built by hand; nullopt when it accepts it.
std::optional<ErrorKind> answer(const std::function<void(wire::Frame&)>& build) {
  wire::Frame frame;
  build(frame);
  const platform::Result<Message> message = decode(frame.SerializeAsString());
  if (message) return std::nullopt;
  return message.error().kind;
}

wire::Command valid_command() {
  wire::Command command;
  command.mutable_id()->set_device("kiosk");
  command.mutable_id()->set_number(1);
  command.mutable_book_room()->set_room("ada");
  command.mutable_book_room()->mutable_when()->set_end(60);
  return command;
}

// What decoding says about one pushed command; Unreadable: it is kept under its number.
enum class Read { Whole, Unreadable, Not };
Read pushed(const wire::Command& command) {
  wire::Frame frame;
  frame.mutable_push()->add_commands(command.SerializeAsString());
  const auto message = decode(frame.SerializeAsString());
  if (!message) return Read::Not;
  const auto& read = std::get<Push>(*message).commands.front();
  EXPECT_EQ(read.id, (calendar::CommandId{calendar::DeviceId{"kiosk"}, 1}));
  return std::holds_alternative<calendar::UnreadableCommand>(read.command) ? Read::Unreadable : Read::Whole;
}

TEST(Hostile, EveryPrefixIsAnErrorOrAnotherMessageButNeverACrash) {
  for (const auto& [name, message] : all_sample_messages()) {
    const std::string frame = encode(message);
    for (std::size_t length = 0; length < frame.size(); ++length) {
      const auto cut = decode(std::string_view{frame}.substr(0, length));
      EXPECT_FALSE(cut && *cut == message) << name << " cut at " << length;
    }
  }
}

TEST(Hostile, AnEmptyFrameIsInvalid) { EXPECT_EQ(decode("").error().kind, ErrorKind::Invalid); }

TEST(Hostile, RandomBytesAreNeverACrash) {
  const auto random = platform::make_seeded_random(11);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(random->below(200), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random->next());
    if (const auto message = decode(bytes)) {
      EXPECT_FALSE(describe(*message).empty());
    }
    (void)decode_change(bytes).has_value();
    (void)decode_command(bytes).has_value();
    (void)decode_entry(bytes).has_value();
  }
}

TEST(Hostile, AFlippedByteNeverCrashes) {
  const auto random = platform::make_seeded_random(12);
  for (const auto& [name, message] : all_sample_messages()) {
    const std::string frame = encode(message);
    for (int round = 0; round < 2'000; ++round) {
      std::string bent = frame;
      bent[random->below(bent.size())] = static_cast<char>(random->next());
      if (const auto read = decode(bent)) {
        EXPECT_TRUE(decode(encode(*read))) << name;
      }
    }
  }
}

TEST(Hostile, AValidCommandIsAccepted) { EXPECT_EQ(pushed(valid_command()), Read::Whole); }

// A command that breaks a rule spoils no other, and is told so under its number.
TEST(Hostile, IdsAreLimited) {
  wire::Command command = valid_command();
  command.mutable_book_room()->set_room(std::string(65, 'x'));
  EXPECT_EQ(pushed(command), Read::Unreadable);
  command.mutable_book_room()->set_room("");
  EXPECT_EQ(pushed(command), Read::Unreadable);
  command.mutable_id()->set_device(std::string(41, 'x'));
  EXPECT_EQ(pushed(command), Read::Not);
}

TEST(Hostile, NumbersStartAtOne) {
  wire::Command command = valid_command();
  command.mutable_id()->set_number(0);
  EXPECT_EQ(pushed(command), Read::Not);
}

TEST(Hostile, AnUnknownCommandKeepsItsNumber) {
  wire::Command command = valid_command();
  EXPECT_EQ(pushed(command), Read::Whole);
  command.clear_kind();
  EXPECT_EQ(pushed(command), Read::Unreadable);
}

TEST(Hostile, ACommandThatIsDamagedInsideKeepsItsNumberAndItsBytes) {
  std::string body = encode_command(sample_commands().at(3));
  const std::size_t at = body.find("kiosk-hall-4");
  body.at(at) = '\xff';  // no longer UTF-8
  wire::Frame frame;
  frame.mutable_push()->add_commands(body);
  const auto message = decode(frame.SerializeAsString());
  ASSERT_TRUE(message);
  const auto& read = std::get<Push>(*message).commands.front();
  EXPECT_EQ(read.id, sample_commands().at(3).id);
  EXPECT_EQ(read.command, calendar::Command{calendar::UnreadableCommand{body}});
  EXPECT_EQ(encode_command(read), body);
}

TEST(Hostile, TimesOutsideTheCalendarAreInvalid) {
  for (const std::int64_t time : {std::int64_t{-1}, std::int64_t{7258118400}, std::numeric_limits<std::int64_t>::max(),
                                  std::numeric_limits<std::int64_t>::min()}) {
    wire::Command command = valid_command();
    command.set_issued_at(time);
    EXPECT_EQ(pushed(command), Read::Unreadable);
    EXPECT_EQ(answer([time](wire::Frame& frame) { frame.mutable_heartbeat()->set_sent_at_ms(time); }).has_value(),
              time != 7258118400);
  }
}

TEST(Hostile, BackwardIntervalsAreInvalid) {
  wire::Command command = valid_command();
  command.mutable_book_room()->mutable_when()->set_start(61);
  EXPECT_EQ(pushed(command), Read::Unreadable);
}

TEST(Hostile, ALeaseHasARoomAHolderAndATimeThatGoesForward) {
  const auto leased = [](const std::string& room, const std::string& holder, std::int64_t start, std::int64_t end) {
    return answer([&](wire::Frame& frame) {
      auto& lease = *frame.mutable_snapshot_part()->add_facts()->mutable_room_leased();
      lease.set_room(room);
      lease.set_holder(holder);
      lease.mutable_held()->set_start(start);
      lease.mutable_held()->set_end(end);
    });
  };
  EXPECT_EQ(leased("ada", "door", 60, 120), std::nullopt);
  EXPECT_EQ(leased("", "door", 60, 120), ErrorKind::Invalid);
  EXPECT_EQ(leased(std::string(65, 'x'), "door", 60, 120), ErrorKind::Invalid);
  EXPECT_EQ(leased("ada", "", 60, 120), ErrorKind::Invalid);
  EXPECT_EQ(leased("ada", std::string(41, 'x'), 60, 120), ErrorKind::Invalid);
  EXPECT_EQ(leased("ada", "door", 120, 60), ErrorKind::Invalid);
  EXPECT_EQ(leased("ada", "door", -1, 60), ErrorKind::Invalid);
}

TEST(Hostile, ARecallNamesARoom) {
  const auto recalled = [](const std::string& room) {
    return answer([&](wire::Frame& frame) { frame.mutable_recall()->set_room(room); });
  };
  EXPECT_EQ(recalled("ada"), std::nullopt);
  EXPECT_EQ(recalled(""), ErrorKind::Invalid);
  EXPECT_EQ(recalled(std::string(65, 'x')), ErrorKind::Invalid);
}

TEST(Hostile, TooManyItemsAreTooLarge) {
  EXPECT_EQ(answer([](wire::Frame& frame) {
              for (std::size_t i = 0; i <= kMaxPushed; ++i) {
                frame.mutable_push()->add_commands(valid_command().SerializeAsString());
              }
            }),
            ErrorKind::TooLarge);
  EXPECT_EQ(answer([](wire::Frame& frame) {
              for (std::size_t i = 0; i <= kMaxBatch; ++i) frame.mutable_entries()->add_entries();
            }),
            ErrorKind::TooLarge);
  EXPECT_EQ(answer([](wire::Frame& frame) {
              auto& feed = *frame.mutable_snapshot_part()->add_facts()->mutable_room_busy_read();
              feed.set_owner("ada");
              for (std::size_t i = 0; i <= 2 * kMaxIntervals + 1; ++i) feed.add_steps(1);
            }),
            ErrorKind::TooLarge);
}

TEST(Hostile, WaitingHasItsLimits) {
  const auto later = [](std::uint64_t number, std::int64_t milliseconds) {
    return answer([=](wire::Frame& frame) {
      frame.mutable_later()->set_number(number);
      frame.mutable_later()->set_retry_after_ms(milliseconds);
    });
  };
  constexpr std::int64_t most = std::chrono::milliseconds{kMaxRetryAfter}.count();
  EXPECT_EQ(later(1, most), std::nullopt);
  EXPECT_EQ(later(1, most + 1), ErrorKind::Invalid);
  EXPECT_EQ(later(1, -1), ErrorKind::Invalid);
  EXPECT_EQ(later(0, 1), ErrorKind::Invalid) << "numbers start at one";
}

TEST(Hostile, TheAgeOfAnOutboxHasItsLimits) {
  const auto aged = [](std::int64_t milliseconds) {
    return answer([=](wire::Frame& frame) {
      frame.mutable_heartbeat()->mutable_outbox()->set_waiting(std::numeric_limits<std::uint32_t>::max());
      frame.mutable_heartbeat()->mutable_outbox()->set_oldest_ms(milliseconds);
    });
  };
  EXPECT_EQ(aged(0), std::nullopt);
  EXPECT_EQ(aged(-1), ErrorKind::Invalid);
  EXPECT_EQ(aged(std::numeric_limits<std::int64_t>::max()), ErrorKind::Invalid);
}

TEST(Hostile, ARuleHasALongestLength) {
  const auto with_rule = [](std::size_t length) {
    wire::Command command = valid_command();
    auto& series = *command.mutable_book_series();
    series.set_room("ada");
    series.mutable_first()->set_end(60);
    series.set_rule(std::string(length, 'X'));
    return pushed(command);
  };
  EXPECT_EQ(with_rule(calendar::kMaxSeriesRuleLength), Read::Whole) << "what it says is decide()'s business";
  EXPECT_EQ(with_rule(calendar::kMaxSeriesRuleLength + 1), Read::Unreadable);
}

TEST(Hostile, RatingsAndTopicsHaveTheirLimits) {
  const auto rated = [](std::uint32_t rating) {
    wire::Command command = valid_command();
    auto& rate = *command.mutable_rate_session();
    rate.set_booking("k-1");
    rate.set_person("p");
    rate.set_rating(rating);
    return pushed(command);
  };
  EXPECT_EQ(rated(4), Read::Whole);
  EXPECT_EQ(rated(5), Read::Unreadable);
  const auto ticked = [](std::size_t topics, std::uint32_t mark) {
    wire::Command command = valid_command();
    auto& tick = *command.mutable_tick_topics();
    tick.set_booking("k-1");
    tick.set_person("p");
    for (std::size_t i = 0; i < topics; ++i) {
      tick.add_topics()->set_topic("t");
      tick.mutable_topics()->rbegin()->set_mark(mark);
    }
    return pushed(command);
  };
  EXPECT_EQ(ticked(calendar::kMaxTickedTopics, 1), Read::Whole);
  EXPECT_EQ(ticked(calendar::kMaxTickedTopics + 1, 1), Read::Unreadable);
  EXPECT_EQ(ticked(1, 2), Read::Unreadable);
}

TEST(Hostile, AReportHasALargestSize) {
  const auto reported = [](std::size_t missed) {
    return answer([=](wire::Frame& frame) {
      auto& verdict = *frame.mutable_known_verdict()->mutable_verdict();
      for (std::size_t i = 0; i < missed; ++i) {
        verdict.add_missed()->set_reason(9999);
        verdict.mutable_missed()->rbegin()->mutable_when()->set_end(60);
      }
    });
  };
  EXPECT_EQ(reported(calendar::kMaxSeriesInstances), std::nullopt) << "an unknown reason is still one";
  EXPECT_EQ(reported(calendar::kMaxSeriesInstances + 1), ErrorKind::TooLarge);
}

TEST(Hostile, BusyStepsCannotOverflow) {
  for (const std::int64_t step : {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min(),
                                  std::int64_t{0}, std::int64_t{-5}}) {
    EXPECT_EQ(answer([step](wire::Frame& frame) {
                auto& feed = *frame.mutable_snapshot_part()->add_facts()->mutable_room_busy_read();
                feed.set_owner("ada");
                feed.add_steps(1);
                feed.add_steps(step);
              }),
              ErrorKind::Invalid);
  }
}

TEST(Hostile, LongTextIsInvalid) {
  EXPECT_EQ(answer([](wire::Frame& frame) {
              frame.mutable_hello()->set_device("kiosk");
              frame.mutable_hello()->set_token(std::string(kMaxSecretLength + 1, 't'));
            }),
            ErrorKind::Invalid);
}

TEST(Hostile, AWeekHasSevenDays) {
  EXPECT_EQ(answer([](wire::Frame& frame) {
              auto& site = *frame.mutable_snapshot_part()->add_facts()->mutable_site_configured();
              site.mutable_policy();
              for (int day = 0; day < 6; ++day) site.add_week();
            }),
            ErrorKind::Invalid);
}

// --- what a newer version may say ------------------------------------------------------------------------------------

TEST(NewerPeer, AnUnknownChangeIsLeftOutAndTheRestIsRead) {
  wire::Frame frame;
  frame.mutable_snapshot_part()->add_facts()->set_room_removed("a");
  frame.mutable_snapshot_part()->add_facts();  // what a kind that we do not know looks like to us
  frame.mutable_snapshot_part()->add_facts()->set_room_removed("b");
  const auto message = decode(frame.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_EQ(std::get<SnapshotPart>(*message).facts.size(), 2U);
}

TEST(NewerPeer, AnUnknownChangeAloneIsInvalid) {
  EXPECT_EQ(decode_change(std::string{"\xA2\x06\x01x", 4}).error().kind, ErrorKind::Invalid);
}

TEST(NewerPeer, UnknownFieldsAreIgnored) {
  const std::string frame = encode(Ack{{"e", 5}}) + std::string{"\xA2\x06\x01x", 4};
  EXPECT_EQ(decode(frame).value(), Message{(Ack{{"e", 5}})});
}

TEST(NewerPeer, AnUnknownReasonIsStillARefusal) {
  wire::Frame frame;
  frame.mutable_known_verdict()->mutable_verdict()->set_refused_for(9999);
  const auto message = decode(frame.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_TRUE(std::holds_alternative<calendar::Refused>(std::get<KnownVerdict>(*message).verdict));
}

}  // namespace
}  // namespace tandem::sync::test
