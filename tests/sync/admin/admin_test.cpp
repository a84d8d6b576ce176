// Administrators' requests on a real core with a store in memory, under virtual time.
#include "sync/admin/admin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "calendar/busy/busy_set.h"
#include "tests/sync/client/virtual_loop.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using platform::ErrorKind;
using platform::Result;
using testing::HasSubstr;

// 2026-11-23, a Monday, 08:00 in Paris.
constexpr platform::WallTime kMonday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{7}};

constexpr const char* kPeople =
    "id,given_name,family_name,pin,badge\np1,Chloé,Lefèvre,1001,70001\np2,Philippe,Castaing,1002,70002\n"
    "p3,Zoé,Bricout,,\np4,Alain,Weil,,\n";
constexpr const char* kPairs = "id,mentor,mentee,started_on\nb1,p1,p2,2026-01-05\nb2,p3,p4,2026-11-30\n";
constexpr const char* kRooms = "id,name,floor,seats,calendar\nr1,Loire,0,2,https://u:secret@cal.example/r1.ics?key=k\n";
constexpr const char* kSite =
    "name = \"Siège\"\nzone = \"Europe/Paris\"\n[opening_hours]\nmonday = [\"08:00-19:00\"]\ntuesday = "
    "[\"08:00-19:00\"]\n";

class Administration : public testing::Test {
 protected:
  void SetUp() override {
    Result<std::unique_ptr<LogStore>> store = open_log_store_in_memory();
    ASSERT_TRUE(store) << store.error().message;
    Result<std::unique_ptr<ServerCore>> core = ServerCore::open(loop_, *std::move(store));
    ASSERT_TRUE(core) << core.error().message;
    core_ = *std::move(core);
    core_->set_admin_handler(make_admin_handler(*core_));
  }

  json::object ask(const json::object& request) {
    const Result<std::string> answer = core_->administer(json::serialize(request));
    if (!answer) return {{"ok", false}, {"error", answer.error().message}};
    return json::parse(*answer).as_object();
  }
  json::object import_all() {
    return ask({{"do", "import"}, {"site", kSite}, {"people", kPeople}, {"pairs", kPairs}, {"rooms", kRooms}});
  }
  static std::string text(const json::object& answer, const char* field) {
    return std::string(answer.at(field).as_string());
  }

  tests::VirtualLoop loop_{kMonday};
  std::unique_ptr<ServerCore> core_;
};

TEST_F(Administration, WhatIsNoRequestIsRefused) {
  EXPECT_EQ(core_->administer("{").error().kind, ErrorKind::Invalid);
  EXPECT_EQ(core_->administer("[]").error().kind, ErrorKind::Invalid);
  EXPECT_THAT(text(ask({{"do", "dance"}}), "error"), HasSubstr("none of import, export"));
  EXPECT_THAT(text(ask({{"people", "id"}}), "error"), HasSubstr("\"do\" is missing"));
  EXPECT_THAT(text(ask({{"do", "import"}}), "error"), HasSubstr("an import needs one of"));
  EXPECT_THAT(text(ask({{"do", "import"}, {"people", 3}}), "error"), HasSubstr("\"people\" must be text"));
}

TEST_F(Administration, AnImportIsOneEntryOfTheLog) {
  const std::uint64_t before = core_->head();
  const json::object answer = import_all();
  ASSERT_TRUE(answer.at("ok").as_bool()) << json::serialize(answer);
  EXPECT_EQ(core_->head(), before + 1);
  EXPECT_EQ(core_->world().people.size(), 4U);
  EXPECT_EQ(core_->world().site.name, "Siège");
  EXPECT_EQ(core_->feeds().size(), 1U);
}

TEST_F(Administration, ADryRunSaysWhatWouldChangeAndChangesNothing) {
  const json::object answer = ask({{"do", "import"}, {"people", kPeople}, {"dry_run", true}});
  EXPECT_EQ(answer.at("counts").at("people").at("added").as_int64(), 4);
  EXPECT_TRUE(core_->world().people.empty());
  EXPECT_EQ(core_->head(), 0U);
}

TEST_F(Administration, OneProblemAnywhereImportsNothing) {
  const json::object answer = ask({{"do", "import"},
                                   {"people", kPeople},
                                   {"rooms", "id,name,floor,seats\nr1,Loire,0,many\n"},
                                   {"rooms_name", "salles.csv"}});
  EXPECT_FALSE(answer.at("ok").as_bool());
  const json::object& problem = answer.at("problems").at(0).as_object();
  EXPECT_EQ(text(problem, "text"), "salles.csv:2:seats: \"many\" is not a whole number from 1 to 500");
  EXPECT_TRUE(core_->world().people.empty());
}

TEST_F(Administration, ImportingAnExportChangesNothing) {
  import_all();
  const std::uint64_t before = core_->head();
  const json::object files = ask({{"do", "export"}, {"separator", ";"}}).at("files").as_object();
  const json::object answer = ask({{"do", "import"},
                                   {"site", files.at("site.toml")},
                                   {"people", files.at("people.csv")},
                                   {"pairs", files.at("pairs.csv")},
                                   {"rooms", files.at("rooms.csv")},
                                   {"topics", files.at("topics.csv")},
                                   {"remove_missing", true}});
  ASSERT_TRUE(answer.at("ok").as_bool()) << json::serialize(answer);
  EXPECT_EQ(core_->head(), before);
}

TEST_F(Administration, ADeviceIsEnrolledAndRevoked) {
  EXPECT_EQ(text(ask({{"do", "enrol"}, {"device", "kiosk-1"}}), "token").size(), 64U);
  const auto revoked = [&] { return ask({{"do", "status"}}).at("devices").at(0).at("revoked").as_bool(); };
  EXPECT_FALSE(revoked());
  EXPECT_TRUE(ask({{"do", "revoke"}, {"device", "kiosk-1"}}).at("ok").as_bool());
  EXPECT_TRUE(revoked());
  EXPECT_FALSE(ask({{"do", "revoke"}, {"device", "kiosk-9"}}).at("ok").as_bool());
  EXPECT_FALSE(ask({{"do", "enrol"}, {"device", "server"}}).at("ok").as_bool());
}

TEST_F(Administration, OnlyPairsThatAreDueGetASession) {
  import_all();
  const json::object answer = ask({{"do", "plan"}});
  ASSERT_TRUE(answer.at("ok").as_bool()) << json::serialize(answer);
  ASSERT_EQ(answer.at("planned").as_array().size(), 1U) << json::serialize(answer);
  EXPECT_EQ(answer.at("planned").at(0).at("pair"), "b1");
  EXPECT_EQ(core_->world().sessions.size(), 1U);
}

TEST_F(Administration, PlanningTwicePlansOnce) {
  import_all();
  ask({{"do", "plan"}});
  EXPECT_TRUE(ask({{"do", "plan"}}).at("planned").as_array().empty());
  EXPECT_EQ(core_->world().sessions.size(), 1U);
}

TEST_F(Administration, PlanningOnADryRunBooksNothing) {
  import_all();
  EXPECT_EQ(ask({{"do", "plan"}, {"dry_run", true}}).at("planned").as_array().size(), 1U);
  EXPECT_TRUE(core_->world().sessions.empty());
}

// Three pairs that are due and one room: no two of them may be shown there at the same time.
TEST_F(Administration, ADryRunShowsWhatPlanningThenBooks) {
  ask({{"do", "import"},
       {"site", kSite},
       {"people", kPeople},
       {"rooms", kRooms},
       {"pairs", "id,mentor,mentee,started_on\nb1,p1,p2,2026-01-05\nb2,p3,p4,2026-01-05\nb3,p1,p4,2026-01-05\n"}});
  const json::value shown = ask({{"do", "plan"}, {"dry_run", true}}).at("planned");
  ASSERT_EQ(shown.as_array().size(), 3U);
  EXPECT_EQ(shown, ask({{"do", "plan"}}).at("planned"));
}

TEST_F(Administration, AClosedDayIsSaidSo) {
  import_all();
  EXPECT_THAT(text(ask({{"do", "plan"}, {"date", "2026-11-25"}}), "error"), HasSubstr("closed"));
  EXPECT_THAT(text(ask({{"do", "plan"}, {"date", "25 November"}}), "error"), HasSubstr("must be like"));
}

TEST_F(Administration, FeedsAreListedWithoutTheirSecrets) {
  import_all();
  const json::object answer = ask({{"do", "feeds"}});
  EXPECT_EQ(answer.at("feeds").at(0).at("address"), "https://cal.example/…");
  EXPECT_THAT(text(answer.at("published").at(0).as_object(), "path"), HasSubstr("/feeds/rooms/r1/"));
}

TEST_F(Administration, StatusCountsWhatThereIs) {
  import_all();
  ask({{"do", "plan"}});
  const json::object answer = ask({{"do", "status"}});
  EXPECT_EQ(answer.at("people").to_number<int>(), 4);
  EXPECT_EQ(answer.at("sessions_today").to_number<int>(), 1);
  EXPECT_EQ(answer.at("site"), "Siège");
}

// The rooms of this site are open on Mondays and Tuesdays.
TEST_F(Administration, ASeriesIsBookedWithAReportOfWhatIsNotFree) {
  import_all();
  const json::object one{
      {"do", "book_series"}, {"room", "r1"}, {"start", "2026-11-30T10:00"}, {"rule", "FREQ=WEEKLY;COUNT=1"}};
  ASSERT_TRUE(ask(one).at("ok").as_bool());
  json::object series{
      {"do", "book_series"}, {"room", "r1"}, {"start", "2026-11-23T10:00"}, {"rule", "FREQ=WEEKLY;COUNT=3"}};
  const json::object refused = ask(series);
  EXPECT_FALSE(refused.at("ok").as_bool());
  EXPECT_EQ(text(refused, "reason"), "SeriesInTheWay");
  EXPECT_EQ(json::serialize(refused.at("missed")), R"([{"when":"2026-11-30 10:00-11:00","reason":"RoomTaken"}])");
  series["what_is_free"] = true;
  series["dry_run"] = true;
  EXPECT_EQ(ask(series).at("booked").as_array().size(), 2U);
  EXPECT_EQ(core_->world().bookings.size(), 1U) << "a dry run";
  series["dry_run"] = false;
  const json::object booked = ask(series);
  EXPECT_TRUE(booked.at("ok").as_bool());
  EXPECT_EQ(text(booked.at("booked").as_array()[1].as_object(), "when"), "2026-12-07 10:00-11:00");
  EXPECT_EQ(core_->world().bookings.size(), 3U);
}

TEST_F(Administration, TheRestOfASeriesIsCalledOff) {
  import_all();
  const json::object booked = ask({{"do", "book_series"},
                                   {"room", "r1"},
                                   {"start", "2026-11-23T10:00"},
                                   {"minutes", 30},
                                   {"rule", "FREQ=WEEKLY;COUNT=3"},
                                   {"pair", "b1"}});
  ASSERT_TRUE(booked.at("ok").as_bool()) << json::serialize(booked);
  EXPECT_EQ(core_->world().sessions.size(), 3U);
  const std::string second = text(booked.at("booked").as_array()[1].as_object(), "booking");
  EXPECT_TRUE(ask({{"do", "cancel"}, {"booking", second}, {"rest", true}}).at("ok").as_bool());
  std::size_t standing = 0;
  for (const auto& [id, booking] : core_->world().bookings) standing += is_open(booking) ? 1U : 0U;
  EXPECT_EQ(standing, 1U);
}

TEST_F(Administration, ASeriesWithWrongFieldsIsAnError) {
  import_all();
  json::object series{{"do", "book_series"}, {"room", "r1"}, {"start", "tomorrow"}, {"rule", "FREQ=WEEKLY"}};
  EXPECT_THAT(text(ask(series), "error"), HasSubstr("\"start\" must be like"));
  series["start"] = "2026-11-23T10:00";
  series["minutes"] = 0;
  EXPECT_THAT(text(ask(series), "error"), HasSubstr("\"minutes\" must be"));
  series.erase("minutes");
  series["rule"] = "FREQ=NEVER";
  EXPECT_EQ(text(ask(series), "reason"), "SeriesRule");
}

TEST_F(Administration, RatingsOfFewerThanFivePeopleAreNotTold) {
  import_all();
  const auto rate = [&](int pair) {
    ServerRecords records;
    const std::string name = std::to_string(pair);
    records.ratings.push_back(
        {calendar::SessionId{"s" + name}, calendar::PairId{"b" + name}, calendar::PairRole::Mentee, 4, core_->now()});
    records.topics.push_back({calendar::PairId{"b" + name}, calendar::TopicId{"ai"}, {}, core_->now()});
    ASSERT_TRUE(core_->store().transaction([&]() -> platform::Status {
      const auto done = core_->store().append({{0, core_->now(), {}, {}, {}}, "", {}, records});
      if (!done) return tl::unexpected(done.error());
      return {};
    }));
  };
  for (int pair = 1; pair <= 4; ++pair) rate(pair);
  EXPECT_TRUE(ask({{"do", "wrap_up"}}).at("mentees").is_null());
  EXPECT_TRUE(ask({{"do", "wrap_up"}}).at("topics").as_array().empty());
  rate(5);
  const json::object said = ask({{"do", "wrap_up"}});
  EXPECT_EQ(json::serialize(said.at("mentees")), R"({"ratings":5,"satisfied_percent":100})");
  EXPECT_TRUE(said.at("mentors").is_null());
  EXPECT_EQ(said.at("topics").as_array().size(), 1U);
}

// Its last session is forgotten, and still the next one is due four weeks after it.
TEST_F(Administration, APairIsDueByWhatIsKnownOfItsForgottenSessions) {
  import_all();
  const calendar::Instant last = core_->now() - std::chrono::days{14};
  calendar::World world = core_->world();
  const calendar::PairPast past{calendar::PairId{"b1"}, 1, last, last};
  ASSERT_TRUE(core_->commit_changes({calendar::PairPastNoted{past}}));
  EXPECT_EQ(ask({{"do", "plan"}}).at("due").to_number<int>(), 0);
}

}  // namespace
}  // namespace tandem::sync
