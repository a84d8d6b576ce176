// Flow "A feed becomes a free room": company calendar → slot → booking, step by step under the names of README.md.
#include "calendar/availability/suggest.h"
#include "calendar/booking/decide.h"
#include "calendar/busy/feed_busy.h"
#include "sync/feeds/read_feed.h"
#include "sync/web/published_feed.h"
#include "tests/flows/one_process.h"

namespace tandem::tests {
namespace {

using namespace calendar;

// Room r1 is taken every weekday  09 [------) 11 ; Anna is away  11 [---) 12
constexpr const char* kRoomCalendar =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Company//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART:20260105T090000Z\r\nDTEND:20260105T110000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\n"
    "SUMMARY:Board\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
constexpr const char* kAnnasCalendar =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Company//EN\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART:20261123T110000Z\r\nDTEND:20261123T120000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

class AFeedBecomesAFreeRoom : public OneProcess {
 protected:
  void SetUp() override {
    OneProcess::SetUp();
    write("r1.ics", kRoomCalendar);
    write("p1.ics", kAnnasCalendar);
    admin(R"({"do": "import", "folder": ")" + (folder_ / "").string() + R"(",
      "site": "name = \"Site\"\nzone = \"UTC\"\n[opening_hours]\nmonday = [\"08:00-19:00\"]\n",
      "people": "id,given_name,family_name,calendar\np1,Anna,Berg,p1.ics\np2,Bob,Cole,\n",
      "pairs": "id,mentor,mentee,started_on\nb1,p1,p2,2026-10-01\n",
      "rooms": "id,name,floor,seats,calendar\nr1,Loire,0,2,r1.ics\n"})");
    ASSERT_EQ(core_->feeds().size(), 2U);
  }
  void write(const char* name, const char* text) { std::ofstream(folder_ / name, std::ios::binary) << text; }

  sync::FeedJob job(const sync::FeedOwner& owner) {
    return {core_->feeds().at(owner).source, "", "", {}, site_zone(core_->world())};
  }
  static platform::Result<platform::HttpFetched> no_network(const platform::HttpGet&) {
    return platform::fail(platform::ErrorKind::Unavailable, "these feeds are files");
  }
};

TEST_F(AFeedBecomesAFreeRoom, StepByStep) {
  const RoomId room("r1");
  const PersonId anna("p1");
  const PairId pair("b1");

  step("sync/feeds fetch()");
  std::string text;
  const auto fetched = sync::fetch(job(room), false, no_network, [&text](std::string_view bytes) {
    text += bytes;
    return platform::Status{};
  });
  ASSERT_TRUE(fetched) << fetched.error().message;
  EXPECT_EQ(text, kRoomCalendar);

  step("calendar/ics parse(), calendar/recurrence expand(), calendar/busy merge()");
  const Interval today{morning(-9 * 60), morning(15 * 60)};
  const auto busy = busy_of_feed(text, today, site_zone(core_->world()));
  ASSERT_TRUE(busy) << busy.error().message;
  const Interval board{morning(0), morning(120)};
  ASSERT_EQ(busy->busy.intervals(), std::vector<Interval>{board});
  for (const sync::FeedOwner& owner : {sync::FeedOwner(room), sync::FeedOwner(anna)}) {
    const sync::FeedReading reading = sync::read_feed(job(owner), core_->now(), std::chrono::days{7}, no_network);
    ASSERT_FALSE(reading.error) << *reading.error;
    ASSERT_TRUE(core_->feed_read(reading));
  }
  EXPECT_TRUE(room_busy(core_->world(), room, today).overlaps(board));

  step("calendar/availability free_slots(), suggest()");
  SuggestRequest request;
  request.pair = pair;
  request.window = {morning(), morning(10 * 60)};
  request.count = 1;
  const std::vector<Suggestion> found = suggest(core_->world(), request);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().when, (Interval{morning(180), morning(240)})) << "after the board and after Anna is back";

  step("calendar/booking decide()");
  const PlanSession wanted{pair, room, found.front().when, std::nullopt};
  const NumberedCommand asked{{DeviceId(kServerDevice), 1}, core_->now(), wanted};
  EXPECT_TRUE(decide(core_->world(), asked, core_->now()).accepted());
  const PlanSession during_board{pair, room, {morning(0), morning(60)}, std::nullopt};
  const Decision no = decide(core_->world(), {{DeviceId(kServerDevice), 1}, core_->now(), during_board}, core_->now());
  EXPECT_EQ(no.verdict, (Verdict{Refused{RefusalReason::RoomTaken}}));

  step("sync/server commit()");
  const auto committed = core_->commit_own(wanted);
  ASSERT_TRUE(committed) << committed.error().message;
  EXPECT_EQ(committed->verdict, Verdict{Accepted{}});

  step("sync/web published feed");
  const std::string published = sync::published_feed(core_->world(), core_->world().rooms.at(room), core_->now());
  const auto subscribed = parse(published);
  ASSERT_TRUE(subscribed) << subscribed.error().message;
  const auto expansion = expand(*subscribed, today, site_zone(core_->world()));
  ASSERT_TRUE(expansion) << expansion.error().message;
  EXPECT_EQ(merge(*subscribed, *expansion, today).intervals(), std::vector<Interval>{found.front().when});
  const auto come_back = busy_of_feed(published, today, site_zone(core_->world()));
  ASSERT_TRUE(come_back) << come_back.error().message;
  EXPECT_TRUE(come_back->busy.empty()) << "our own bookings hold the room only as long as we say";
}

}  // namespace
}  // namespace tandem::tests
