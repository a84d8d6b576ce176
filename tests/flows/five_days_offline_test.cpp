// Five days without a network, over the end of summer time: a kiosk in the lobby and one at a door go on alone, are
// both started anew in the middle, and come back with everything that people did.
//
//   October 2026, Paris     Thu 22     Fri 23          Sat 24     Sun 25 (25 hours)   Mon 26     Tue 27
//                         18:00 cut                   lobby anew   door anew                   09:00 back
#include <gmock/gmock.h>

#include "calendar/booking/facts.h"
#include "kiosk/core/notices.h"
#include "kiosk/screens/header/view_model.h"
#include "kiosk/screens/today/view_model.h"
#include "tests/flows/kiosk_without_glass.h"
#include "tests/flows/one_process.h"

namespace tandem::tests {
namespace {

using namespace kiosk;
using namespace std::chrono_literals;
using calendar::Accepted;
using calendar::BookingId;
using calendar::Instant;
using calendar::Interval;
using calendar::PersonId;
using calendar::RefusalReason;
using calendar::RoomId;
using calendar::Verdict;
using testing::ElementsAre;
using testing::HasSubstr;

const RoomId kLoire{"r1"};
const RoomId kRhone{"r2"};
const PersonId kAnna{"p1"};
const PersonId kBob{"p2"};
const Verdict kYes{Accepted{}};

constexpr const char* kImport = R"({"do": "import",
  "site": "name = \"Site\"\nzone = \"Europe/Paris\"\n[opening_hours]\nmonday = [\"08:00-19:00\"]\ntuesday = [\"08:00-19:00\"]\nwednesday = [\"08:00-19:00\"]\nthursday = [\"08:00-19:00\"]\nfriday = [\"08:00-19:00\"]\nsaturday = [\"08:00-19:00\"]\nsunday = [\"08:00-19:00\"]\n",
  "people": "id,given_name,family_name,visibility,badge\np1,Anna,Berg,full,70001\np2,Bob,Cole,full,70002\np3,Chloe,Dunn,full,70003\np4,David,Ek,full,70004\n",
  "topics": "id,name_fr,name_en\nai,IA,AI\n",
  "pairs": "id,mentor,mentee,started_on,topics\nb1,p1,p2,2026-09-01,ai\nb2,p3,p4,2026-09-01,ai\n",
  "rooms": "id,name,floor,seats\nr1,Loire,0,4\nr2,Rhone,0,4\n"})";

// "2026-10-25 09:55" on the clocks of Paris.
Instant paris(int day, int hour, int minute = 0) {
  const std::chrono::local_days date{std::chrono::year{2026} / 10 / day};
  return calendar::Zone::locate("Europe/Paris")
      ->to_instant(date + std::chrono::hours{hour} + std::chrono::minutes{minute});
}
Interval hour_of(int day, int hour) { return {paris(day, hour), paris(day, hour + 1)}; }

class FiveDaysOffline : public OneProcess {
 protected:
  FiveDaysOffline() : OneProcess(paris(22, 17)) {}

  void SetUp() override {
    OneProcess::SetUp();
    admin(kImport);
    friday_ = plan("b1", kLoire, hour_of(23, 10));
    sunday_ = plan("b2", kRhone, hour_of(25, 10));
    plan("b1", kRhone, hour_of(26, 10));
    lobby_ = std::make_unique<KioskWithoutGlass>(loop_, *core_, "lobby-1", folder_ / "lobby.sqlite");
    door_ = std::make_unique<KioskWithoutGlass>(loop_, *core_, "door-1", folder_ / "door.sqlite", Door{kLoire});
    ASSERT_TRUE(core_->set_rights(calendar::DeviceId{"door-1"}, {{}, calendar::DeviceMode::Door, kLoire}));
    go_to(paris(22, 18));
    ASSERT_EQ(lobby_->snapshot().link, sync::LinkState::Online);
    ASSERT_EQ(door_->snapshot().link, sync::LinkState::Online);
    lobby_->wire.pull();
    door_->wire.pull();
    thursday();
    friday();
    saturday();
    sunday();
    go_to(paris(27, 9));
    before_ = core_->head();
  }
  void TearDown() override {
    lobby_.reset();
    door_.reset();
  }

  BookingId plan(const char* pair, const RoomId& room, const Interval& when) {
    const auto planned = core_->commit_own(calendar::PlanSession{calendar::PairId{pair}, room, when, std::nullopt});
    EXPECT_TRUE(planned && planned->verdict == kYes);
    return calendar::booking_id_of(core_->store().entries_after(planned->sequence - 1, 1)->front().origin);
  }
  void settle() {
    loop_.run();
    lobby_->settle();
    door_->settle();
  }
  // Hour by hour, as the screens would be drawn.
  void go_to(Instant when) {
    while (core_->now() < when) {
      loop_.run_for(std::min<std::chrono::seconds>(when - core_->now(), 1h));
      settle();
      dates_[core_->now()] = header_model(lobby_->state(), lobby_->texts()).date;
    }
  }
  static void badge(KioskWithoutGlass& at, const std::string& number) {
    for (const char digit : number) at.tap(KeyTyped{Key::Character, std::string(1, digit), at.state().steady});
    at.tap(KeyTyped{Key::Enter, "", at.state().steady});
    ASSERT_TRUE(at.state().identified);
  }

  // Under the lease that it still has.
  void thursday() {
    door_->tap(BookNowTapped{kLoire, 15min});
    settle();
    EXPECT_TRUE(door_->last_outcome().is_final);
    ASSERT_NE(visible_notice(door_->state()), nullptr);
    EXPECT_EQ(visible_notice(door_->state())->progress, NoticeProgress::Confirmed);
  }
  // A session that starts at one kiosk and at the other, its wrap-up, and somebody at the door.
  void friday() {
    go_to(paris(23, 9, 50));
    badge(*lobby_, "70001");
    lobby_->tap(CheckInTapped{friday_});
    go_to(paris(23, 10, 1));
    badge(*door_, "70002");
    door_->tap(CheckInTapped{friday_});
    go_to(paris(23, 11, 5));
    lobby_->ask(calendar::RateSession{friday_, kAnna, 4, core_->now()});
    lobby_->ask(calendar::TickTopics{friday_, kAnna, {{calendar::TopicId{"ai"}}}, core_->now()});
    door_->ask(calendar::RateSession{friday_, kBob, 3, core_->now()});
    go_to(paris(23, 14));
    door_->tap(BookNowTapped{kLoire, 30min});
    settle();
    walk_up_ = calendar::booking_id_of(door_->last_outcome().command.id);
    door_->tap(ExtendTapped{walk_up_, 15min});
    go_to(paris(23, 14, 35));
    door_->tap(EndTapped{walk_up_});
    settle();
  }
  // Planning ahead, while the server gives the same minutes to somebody else.
  void saturday() {
    go_to(paris(24, 11));
    badge(*lobby_, "70002");
    lobby_->tap(BookNowTapped{kRhone, 30min});
    settle();
    lobby_->restart();
    ASSERT_TRUE(core_->commit_own(calendar::BookRoom{kRhone, hour_of(27, 14), std::nullopt}));
    book_session("70002", kRhone, hour_of(27, 14));
    loop_.run_for(kIdentifiedFor);
    settle();
    book_session("70003", kLoire, hour_of(27, 16));
  }
  void book_session(const std::string& number, const RoomId& room, const Interval& when) {
    badge(*lobby_, number);
    lobby_->tap(BookTapped{});
    lobby_->tap(SuggestionTapped{room, when});
    settle();
    EXPECT_EQ(lobby_->last_outcome().progress, sync::CommandProgress::Pending);
  }
  void sunday() {
    go_to(paris(25, 9, 55));
    sessions_on_sunday_ = today_model(lobby_->state(), lobby_->texts()).sessions;
    badge(*lobby_, "70003");
    lobby_->tap(CheckInTapped{sunday_});
    settle();
    door_->restart();
  }

  void come_back() {
    lobby_->wire.plug();
    door_->wire.plug();
    loop_.run_for(1min);
    settle();
  }
  // In the order of the log.
  std::vector<std::uint64_t> numbers_of(const char* device) {
    std::vector<std::uint64_t> numbers;
    const auto entries = core_->store().entries_after(0, 10'000);
    for (const auto& entry : *entries) {
      if (entry.origin.device.text() == device) numbers.push_back(entry.origin.number);
    }
    return numbers;
  }
  Verdict verdict_on(const char* device, std::uint64_t number) {
    const auto stored = core_->store().find_command({calendar::DeviceId{device}, number});
    EXPECT_TRUE(stored && *stored) << device << " number " << number;
    return stored && *stored ? (*stored)->verdict : Verdict{};
  }
  const calendar::Booking& booking(const BookingId& id) { return core_->world().bookings.at(id); }
  const calendar::Session& session(const BookingId& id) { return core_->world().sessions.at(*booking(id).session); }

  std::unique_ptr<KioskWithoutGlass> lobby_;
  std::unique_ptr<KioskWithoutGlass> door_;
  BookingId friday_;
  BookingId sunday_;
  BookingId walk_up_;
  std::map<Instant, std::string> dates_;
  std::vector<SessionCard> sessions_on_sunday_;
  std::uint64_t before_{0};  // the log's last entry before they came back
};

TEST_F(FiveDaysOffline, EveryMidnightBringsTheRightDay) {
  const auto shown = [this](Instant at) { return std::prev(dates_.upper_bound(at))->second; };
  for (int day = 23; day <= 26; ++day) {
    const std::string date = std::to_string(day) + " October";
    EXPECT_THAT(shown(paris(day, 1)), HasSubstr(date));
    EXPECT_THAT(shown(paris(day, 23)), HasSubstr(date));
    EXPECT_THAT(shown(paris(day + 1, 0) - 1h), HasSubstr(date));
  }
  EXPECT_EQ(paris(26, 0) - paris(25, 0), 25h);
  ASSERT_EQ(sessions_on_sunday_.size(), 1U) << "this day's only";
  EXPECT_EQ(sessions_on_sunday_[0].start, "10:00");
  EXPECT_EQ(sessions_on_sunday_[0].pair, "Chloe Dunn and David Ek");
}

TEST_F(FiveDaysOffline, NothingReachesTheServerBeforeTheyComeBack) {
  EXPECT_TRUE(numbers_of("lobby-1").empty());
  EXPECT_TRUE(numbers_of("door-1").empty());
  EXPECT_EQ(booking(friday_).state, calendar::BookingState::Released) << "a dead panel never holds a room";
  EXPECT_EQ(lobby_->snapshot().health.waiting, 7U);
  EXPECT_EQ(door_->snapshot().health.waiting, 6U);
}

TEST_F(FiveDaysOffline, CheckInsKeepTheTimeTheyHappened) {
  come_back();
  EXPECT_EQ(session(friday_).mentor_arrived, paris(23, 9, 50));
  EXPECT_EQ(session(friday_).mentee_arrived, paris(23, 10, 1));
  EXPECT_EQ(session(sunday_).mentor_arrived, paris(25, 9, 55));
  EXPECT_EQ(session(sunday_).mentee_arrived, std::nullopt);
}

TEST_F(FiveDaysOffline, WalkUpsAreExtendedAndEndedWhenTheyWere) {
  come_back();
  EXPECT_EQ(booking(walk_up_).planned, (Interval{paris(23, 14), paris(23, 14, 45)}));
  EXPECT_EQ(booking(walk_up_).held, (Interval{paris(23, 14), paris(23, 14, 35)}));
  EXPECT_EQ(booking(walk_up_).state, calendar::BookingState::Ended);
}

TEST_F(FiveDaysOffline, WhatPeopleSaidOfTheirSessionReachesTheServer) {
  come_back();
  EXPECT_TRUE(session(friday_).mentor_rated && session(friday_).mentee_rated && session(friday_).topics_ticked);
  const auto ratings = core_->store().count_ratings({paris(23, 0), paris(24, 0)});
  ASSERT_EQ(ratings->size(), 2U);
  EXPECT_EQ(core_->store().count_topics()->size(), 1U);
}

TEST_F(FiveDaysOffline, EverythingIsDecidedInOrderAndOnce) {
  come_back();
  EXPECT_THAT(numbers_of("lobby-1"), ElementsAre(1, 2, 3, 4, 5, 6, 7));
  for (std::uint64_t number = 1; number <= 7; ++number) {
    const Verdict expected = number == 5 ? Verdict{calendar::Refused{RefusalReason::RoomTaken}} : kYes;
    EXPECT_EQ(verdict_on("lobby-1", number), expected) << number;
  }
  const auto of_door = numbers_of("door-1");
  ASSERT_GE(of_door.size(), 6U);
  for (std::uint64_t number = 1; number <= 6; ++number) {
    EXPECT_EQ(of_door[number - 1], number);
    EXPECT_EQ(verdict_on("door-1", number), kYes) << number;
  }
}

TEST_F(FiveDaysOffline, AnotherCutAndAnotherReturnRepeatNothing) {
  come_back();
  loop_.run_for(1min);
  const auto lobby = numbers_of("lobby-1");
  const auto bookings = core_->world().bookings.size();
  lobby_->wire.pull();
  settle();
  lobby_->restart();
  come_back();
  EXPECT_EQ(numbers_of("lobby-1"), lobby);
  EXPECT_EQ(core_->world().bookings.size(), bookings);
}

TEST_F(FiveDaysOffline, ThenEverybodyShowsTheSame) {
  come_back();
  loop_.run_for(1min);
  settle();
  const auto facts = calendar::facts_of(core_->world());
  for (const auto* kiosk : {lobby_.get(), door_.get()}) {
    EXPECT_EQ(calendar::facts_of(*kiosk->snapshot().world), facts);
    EXPECT_EQ(kiosk->snapshot().health.waiting, 0U);
    EXPECT_TRUE(kiosk->snapshot().pending.empty());
    EXPECT_EQ(kiosk->snapshot().cursor, core_->cursor());
  }
}

TEST_F(FiveDaysOffline, ARefusedBookingComesBackToItsPersonWithOthersToTap) {
  come_back();
  EXPECT_NE(announced_notice(lobby_->state()), nullptr) << "that there is something, not what or for whom";
  EXPECT_EQ(visible_notice(lobby_->state()), nullptr);
  badge(*lobby_, "70002");
  const Notice* notice = visible_notice(lobby_->state());
  ASSERT_NE(notice, nullptr);
  EXPECT_EQ(notice->progress, NoticeProgress::Refused);
  EXPECT_EQ(notice->reason, RefusalReason::RoomTaken);
  ASSERT_EQ(notice->alternatives.size(), 3U);
  const Choice other = notice->alternatives[0];
  lobby_->tap(AlternativeTapped{notice->ticket, 0});
  settle();
  EXPECT_EQ(lobby_->last_outcome().progress, sync::CommandProgress::Accepted);
  const auto booked = booking(calendar::booking_id_of(lobby_->last_outcome().command.id));
  EXPECT_EQ(booked.room, other.room);
  EXPECT_EQ(booked.planned, other.when);
}

}  // namespace
}  // namespace tandem::tests
