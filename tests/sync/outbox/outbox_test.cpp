#include "sync/outbox/outbox.h"

#include <gtest/gtest.h>

#include "sync/outbox/device_file.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::sync {
namespace {

using calendar::Accepted;
using calendar::DeviceId;
using calendar::RefusalReason;
using platform::Database;
using platform::ErrorKind;
using tests::at;
using tests::book;
using tests::from_to;

const DeviceId kDevice{"k1"};

Database file_at(const std::filesystem::path& path) { return open_device_file(path, kDevice).value(); }

calendar::NumberedCommand append_booking(Outbox& outbox, int hour = 10) {
  return outbox.append(book("r1", from_to(hour, hour + 1)), at(9)).value();
}

void decide(Database& database, Outbox& outbox, std::uint64_t number, const calendar::Verdict& verdict) {
  const std::vector<DecidedNumber> decided{{number, verdict, at(9, 1)}};
  ASSERT_TRUE(database.transaction([&] { return outbox.write_verdicts(decided); }));
  outbox.remember(decided);
}

TEST(Outbox, NumbersStartAtOneAndGrow) {
  Database database = file_at("");
  Outbox outbox = Outbox::load(database, kDevice).value();
  EXPECT_EQ(append_booking(outbox).id, (calendar::CommandId{kDevice, 1}));
  EXPECT_EQ(append_booking(outbox).id.number, 2U);
}

TEST(Outbox, WhatWasAppendedIsThereAfterARestart) {
  const tests::ScratchFolder folder;
  calendar::NumberedCommand command;
  {
    Database database = file_at(folder / "device.sqlite");
    Outbox outbox = Outbox::load(database, kDevice).value();
    command = append_booking(outbox);
  }
  Database database = file_at(folder / "device.sqlite");
  const Outbox outbox = Outbox::load(database, kDevice).value();
  ASSERT_EQ(outbox.pending().size(), 1U);
  EXPECT_EQ(outbox.pending().front().command, command);
}

TEST(Outbox, AVerdictIsThereAfterARestart) {
  const tests::ScratchFolder folder;
  {
    Database database = file_at(folder / "device.sqlite");
    Outbox outbox = Outbox::load(database, kDevice).value();
    append_booking(outbox);
    decide(database, outbox, 1, tests::refused(RefusalReason::RoomTaken));
  }
  Database database = file_at(folder / "device.sqlite");
  const Outbox outbox = Outbox::load(database, kDevice).value();
  EXPECT_TRUE(outbox.pending().empty());
  ASSERT_EQ(outbox.decided().size(), 1U);
  EXPECT_EQ(outbox.decided().front().verdict, tests::refused(RefusalReason::RoomTaken));
  EXPECT_EQ(outbox.decided().front().decided_at, at(9, 1));
}

TEST(Outbox, OnlyTheNewestDecidedAreKeptAndTheirNumbersAreNotUsedAgain) {
  const tests::ScratchFolder folder;
  {
    Database database = file_at(folder / "device.sqlite");
    Outbox outbox = Outbox::load(database, kDevice).value();
    for (std::uint64_t number = 1; number <= kDecidedKept + 3; ++number) {
      append_booking(outbox);
      decide(database, outbox, number, Accepted{});
    }
  }
  Database database = file_at(folder / "device.sqlite");
  Outbox outbox = Outbox::load(database, kDevice).value();
  EXPECT_EQ(outbox.decided().size(), kDecidedKept);
  EXPECT_EQ(outbox.decided().front().command.id.number, 4U);
  EXPECT_EQ(append_booking(outbox).id.number, kDecidedKept + 4);
}

TEST(Outbox, AVerdictForANumberThatIsNotPendingChangesNothing) {
  Database database = file_at("");
  Outbox outbox = Outbox::load(database, kDevice).value();
  append_booking(outbox);
  decide(database, outbox, 1, Accepted{});
  decide(database, outbox, 1, tests::refused(RefusalReason::RoomTaken));
  decide(database, outbox, 7, Accepted{});
  ASSERT_EQ(outbox.decided().size(), 1U);
  EXPECT_EQ(outbox.decided().front().verdict, calendar::Verdict{Accepted{}});
}

TEST(Outbox, TheServersHighestNumberIsNeverUsedAgain) {
  const tests::ScratchFolder folder;
  {
    Database database = file_at(folder / "device.sqlite");
    Outbox outbox = Outbox::load(database, kDevice).value();
    ASSERT_TRUE(outbox.continue_above(41));
    ASSERT_TRUE(outbox.continue_above(3));
  }
  Database database = file_at(folder / "device.sqlite");
  Outbox outbox = Outbox::load(database, kDevice).value();
  EXPECT_EQ(append_booking(outbox).id.number, 42U);
}

TEST(Outbox, WhatWaitedUnderUsedNumbersTakesNewOnesAndKeepsNamingItsOwnBooking) {
  const tests::ScratchFolder folder;
  {
    Database database = file_at(folder / "device.sqlite");
    Outbox outbox = Outbox::load(database, kDevice).value();
    append_booking(outbox);
    ASSERT_TRUE(outbox.append(calendar::CancelBooking{tests::booking_of("k1", 1), std::nullopt}, at(9)));
    const auto numbers = outbox.continue_above(7);
    EXPECT_EQ(numbers.value(), (std::map<std::uint64_t, std::uint64_t>{{1, 8}, {2, 9}}));
  }
  Database database = file_at(folder / "device.sqlite");
  Outbox outbox = Outbox::load(database, kDevice).value();
  ASSERT_EQ(outbox.pending().size(), 2U);
  EXPECT_EQ(outbox.pending()[0].command.id.number, 8U);
  EXPECT_EQ(std::get<calendar::CancelBooking>(outbox.pending()[1].command.command).booking, tests::booking_of("k1", 8));
  EXPECT_EQ(outbox.next_number(), 10U);
}

TEST(Outbox, OneOfASeriesIsNamedAfterItsSeriesAnew) {
  Database database = file_at("");
  Outbox outbox = Outbox::load(database, kDevice).value();
  const calendar::BookSeries series{calendar::RoomId{"r1"}, from_to(10, 11), "FREQ=WEEKLY;COUNT=3", std::nullopt,
                                    calendar::SeriesMode::AllOrNothing};
  ASSERT_TRUE(outbox.append(series, at(9)));
  ASSERT_TRUE(outbox.append(calendar::CancelRest{calendar::booking_id_of({kDevice, 1}, 2), std::nullopt}, at(9)));
  ASSERT_TRUE(outbox.continue_above(7));
  EXPECT_EQ(std::get<calendar::CancelRest>(outbox.pending()[1].command.command).booking,
            calendar::booking_id_of({kDevice, 8}, 2));
}

TEST(Outbox, AReportIsThereAfterARestart) {
  const tests::ScratchFolder folder;
  const calendar::Verdict verdict{Accepted{{{from_to(10, 11), RefusalReason::RoomTaken}}}};
  {
    Database database = file_at(folder / "device.sqlite");
    Outbox outbox = Outbox::load(database, kDevice).value();
    append_booking(outbox);
    decide(database, outbox, 1, verdict);
  }
  Database database = file_at(folder / "device.sqlite");
  const Outbox outbox = Outbox::load(database, kDevice).value();
  ASSERT_EQ(outbox.decided().size(), 1U);
  EXPECT_EQ(outbox.decided().front().verdict, verdict);
}

// It is the pair's own business, and the server has it now.
TEST(Outbox, OfADecidedRatingNothingStaysOnTheDiskAndTheRatingNowhere) {
  const tests::ScratchFolder folder;
  {
    Database database = file_at(folder / "device.sqlite");
    Outbox outbox = Outbox::load(database, kDevice).value();
    const calendar::PersonId ann{"ann"};
    ASSERT_TRUE(outbox.append(calendar::RateSession{tests::booking_of("k1", 9), ann, 2, at(9)}, at(9)));
    ASSERT_TRUE(outbox.append(
        calendar::TickTopics{tests::booking_of("k1", 9), ann, {{calendar::TopicId{"ai"}, {}}}, at(9)}, at(9)));
    decide(database, outbox, 1, Accepted{});
    decide(database, outbox, 2, tests::refused(RefusalReason::TopicUnknown));
    ASSERT_EQ(outbox.decided().size(), 2U);
    EXPECT_EQ(std::get<calendar::RateSession>(outbox.decided()[0].command.command).rating, 0);
    EXPECT_TRUE(std::get<calendar::TickTopics>(outbox.decided()[1].command.command).topics.empty());
  }
  Database database = file_at(folder / "device.sqlite");
  Outbox outbox = Outbox::load(database, kDevice).value();
  EXPECT_TRUE(outbox.decided().empty());
  EXPECT_TRUE(outbox.pending().empty());
  EXPECT_EQ(outbox.next_number(), 3U);
}

TEST(Outbox, WhatWasPushedKeepsItsNumberSinceTheServerMayKnowItAsOurs) {
  const tests::ScratchFolder folder;
  {
    Database database = file_at(folder / "device.sqlite");
    Outbox outbox = Outbox::load(database, kDevice).value();
    append_booking(outbox);
    ASSERT_TRUE(outbox.note_pushed(1));
    append_booking(outbox);
  }
  Database database = file_at(folder / "device.sqlite");
  Outbox outbox = Outbox::load(database, kDevice).value();
  EXPECT_TRUE(outbox.continue_above(1).value().empty());
  EXPECT_EQ(outbox.continue_above(2).value(), (std::map<std::uint64_t, std::uint64_t>{{2, 3}}));
  EXPECT_EQ(outbox.pending()[0].command.id.number, 1U);
  EXPECT_EQ(outbox.next_number(), 4U);
}

TEST(Outbox, SaysSoWhenTooManyCommandsWait) {
  Database database = file_at("");
  Outbox outbox = Outbox::load(database, kDevice).value();
  for (std::size_t i = 0; i < kMaxOutbox; ++i) append_booking(outbox);
  const auto over = outbox.append(book("r1", from_to(10, 11)), at(9));
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().kind, ErrorKind::TooLarge);
  EXPECT_EQ(outbox.pending().size(), kMaxOutbox);
}

TEST(Outbox, AFullDiskRefusesAndTheNumberStaysFree) {
  Database database = file_at("");
  Outbox outbox = Outbox::load(database, kDevice).value();
  append_booking(outbox);
  ASSERT_TRUE(database.execute("PRAGMA max_page_count = 1"));
  platform::Result<calendar::NumberedCommand> appended = outbox.append(book("r1", from_to(10, 11)), at(9));
  for (int more = 0; appended && more < 1000; ++more) appended = outbox.append(book("r1", from_to(10, 11)), at(9));
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().kind, ErrorKind::Full);
  const std::uint64_t free_number = outbox.next_number();
  ASSERT_TRUE(database.execute("PRAGMA max_page_count = 100000"));
  EXPECT_EQ(append_booking(outbox).id.number, free_number);
}

TEST(Outbox, ARolledBackVerdictLeavesTheCommandPendingOnDisk) {
  const tests::ScratchFolder folder;
  {
    Database database = file_at(folder / "device.sqlite");
    Outbox outbox = Outbox::load(database, kDevice).value();
    append_booking(outbox);
    const std::vector<DecidedNumber> decided{{1, Accepted{}, at(9)}};
    const auto rolled_back = database.transaction([&]() -> platform::Status {
      if (auto written = outbox.write_verdicts(decided); !written) return written;
      return platform::fail(ErrorKind::Full, "no room for the rest");
    });
    ASSERT_FALSE(rolled_back);
  }
  Database database = file_at(folder / "device.sqlite");
  EXPECT_EQ(Outbox::load(database, kDevice).value().pending().size(), 1U);
}

TEST(DeviceFile, OfAnotherDeviceIsNotOpened) {
  const tests::ScratchFolder folder;
  { const Database database = file_at(folder / "device.sqlite"); }
  const auto other = open_device_file(folder / "device.sqlite", DeviceId{"k2"});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, ErrorKind::Denied);
  EXPECT_NE(other.error().message.find("k1"), std::string::npos);
}

}  // namespace
}  // namespace tandem::sync
