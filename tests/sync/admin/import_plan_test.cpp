// Rows against what is true: what would change, and what must not.
#include "sync/admin/import_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "platform/device/credentials.h"
#include "sync/admin/export_site.h"

namespace tandem::sync {
namespace {

using namespace calendar;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kSiteKey = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr const char* kPeople =
    "id,given_name,family_name,badge,pin\n"
    "p1,Chloé,Lefèvre,70001,1234\n"
    "p2,Philippe,Castaing,70002,5678\n"
    "p3,Zoé,Bricout,,\n";
constexpr const char* kPairs = "id,mentor,mentee,started_on\nb1,p1,p2,2026-01-05\n";
constexpr const char* kRooms = "id,name,floor,seats\nr1,Loire,0,2\nr2,Garonne,1,4\n";

// A world, and what importing did to it.
struct Importer {
  World world;
  std::map<FeedOwner, FeedState> feeds;
  std::vector<std::string> problems;
  Instant now{std::chrono::sys_days(std::chrono::year{2026} / 11 / 23)};

  ImportPlan plan(SiteFiles files, Missing missing = Missing::Keep) {
    Problems found;
    const SiteRows rows = read_site_rows(files, found);
    ImportPlan result;
    if (found.none()) result = plan_import(rows, {world, feeds, kSiteKey, now, missing}, found);
    problems.clear();
    for (const Problem& problem : found.kept()) problems.push_back(text_of(problem));
    return result;
  }
  ImportPlan import(SiteFiles files, Missing missing = Missing::Keep) {
    ImportPlan result = plan(std::move(files), missing);
    for (const Change& change : result.changes) apply(world, change);
    for (const FeedSource& source : result.feeds) {
      if (source.url.empty()) feeds.erase(source.owner);
      if (!source.url.empty()) feeds[source.owner].source = source;
    }
    return result;
  }
};

SiteFiles people(std::string text) {
  SiteFiles files;
  files.people = NamedText{"people.csv", std::move(text)};
  return files;
}

SiteFiles pairs(std::string text) {
  SiteFiles files;
  files.pairs = NamedText{"pairs.csv", std::move(text)};
  return files;
}

SiteFiles rooms(std::string text) {
  SiteFiles files;
  files.rooms = NamedText{"rooms.csv", std::move(text)};
  return files;
}

SiteFiles all() {
  SiteFiles files = people(kPeople);
  files.pairs = NamedText{"pairs.csv", kPairs};
  files.rooms = NamedText{"rooms.csv", kRooms};
  return files;
}

TEST(ImportPlan, FirstImportAddsEverything) {
  Importer importer;
  ImportPlan plan = importer.import(all());
  EXPECT_THAT(importer.problems, IsEmpty());
  EXPECT_EQ(plan.counts["people"], (Counts{3, 0, 0, 0}));
  EXPECT_EQ(plan.counts["pairs"], (Counts{1, 0, 0, 0}));
  EXPECT_EQ(plan.counts["rooms"], (Counts{2, 0, 0, 0}));
  EXPECT_EQ(importer.world.people.at(PersonId("p1")).given_name, "Chloé");
  EXPECT_EQ(importer.world.pairs.at(PairId("b1")).mentee, PersonId("p2"));
}

TEST(ImportPlan, BadgesAndPinsAreOnlyStoredAsHashes) {
  Importer importer;
  importer.import(all());
  const Person& person = importer.world.people.at(PersonId("p1"));
  EXPECT_EQ(person.badge_hash, platform::hash_badge(kSiteKey, "70001"));
  EXPECT_TRUE(platform::pin_matches(person.pin_hash, "1234"));
  EXPECT_TRUE(importer.world.people.at(PersonId("p3")).pin_hash.empty());
}

TEST(ImportPlan, TheSameFilesAgainChangeNothing) {
  Importer importer;
  importer.import(all());
  ImportPlan again = importer.import(all());
  EXPECT_THAT(again.changes, IsEmpty());
  EXPECT_EQ(again.counts["people"], (Counts{0, 0, 0, 3}));
}

TEST(ImportPlan, OneChangedNameIsOneChange) {
  Importer importer;
  importer.import(all());
  ImportPlan plan = importer.import(people("id,given_name,family_name\np1,Chloé,Lefèvre-Martin\n"));
  EXPECT_EQ(plan.counts["people"], (Counts{0, 1, 0, 0}));
  ASSERT_EQ(plan.changes.size(), 1U);
  EXPECT_TRUE(platform::pin_matches(importer.world.people.at(PersonId("p1")).pin_hash, "1234"));
}

TEST(ImportPlan, AnEmptyPinStaysADashRemovesIt) {
  Importer importer;
  importer.import(all());
  importer.import(people("id,given_name,family_name,pin\np1,Chloé,Lefèvre,\np2,Philippe,Castaing,-\n"));
  EXPECT_FALSE(importer.world.people.at(PersonId("p1")).pin_hash.empty());
  EXPECT_TRUE(importer.world.people.at(PersonId("p2")).pin_hash.empty());
}

TEST(ImportPlan, PairOfAnUnknownPersonIsNamedAndNothingIsPlanned) {
  Importer importer;
  importer.import(all());
  const ImportPlan plan = importer.plan(pairs("id,mentor,mentee\nb2,p1,p9\nb3,p3,p2\n"));
  EXPECT_THAT(importer.problems,
              ElementsAre("pairs.csv:2:mentee: there is no person p9: add the row to people.csv or correct the id"));
  EXPECT_THAT(plan.changes, IsEmpty());
}

TEST(ImportPlan, UnknownTopicIsNamed) {
  Importer importer;
  importer.import(all());
  importer.plan(pairs("id,mentor,mentee,topics\nb1,p1,p2,knitting\n"));
  EXPECT_THAT(importer.problems, ElementsAre(HasSubstr("pairs.csv:2:topics: there is no topic knitting")));
}

TEST(ImportPlan, OneBadgeForTwoPeopleIsNamedWithoutTheBadge) {
  Importer importer;
  importer.import(all());
  importer.plan(people("id,given_name,family_name,badge\np4,Hugo,Tronchet,70001\n"));
  EXPECT_THAT(importer.problems,
              ElementsAre("people.csv:2:badge: is the badge of p1 too: each badge belongs to one person"));
}

TEST(ImportPlan, WhoIsMissingStaysUnlessRemovalIsAskedFor) {
  Importer importer;
  importer.import(all());
  const std::string two = "id,given_name,family_name\np1,Chloé,Lefèvre\np2,Philippe,Castaing\n";
  importer.import(people(two));
  EXPECT_TRUE(importer.world.people.contains(PersonId("p3")));
  ImportPlan plan = importer.import(people(two), Missing::Remove);
  EXPECT_EQ(plan.counts["people"].removed, 1U);
  EXPECT_FALSE(importer.world.people.contains(PersonId("p3")));
}

TEST(ImportPlan, APersonOfAPairIsNotRemovedAlone) {
  Importer importer;
  importer.import(all());
  importer.plan(people("id,given_name,family_name\np1,Chloé,Lefèvre\n"), Missing::Remove);
  EXPECT_THAT(importer.problems,
              ElementsAre(HasSubstr("person p2 is missing and would be removed, but is still in pair b1")));
}

// room r1   [----------)  booked, now is before
TEST(ImportPlan, ARoomWithBookingsToComeIsNotRemoved) {
  Importer importer;
  importer.import(all());
  const Interval when{importer.now + std::chrono::hours(1), importer.now + std::chrono::hours(2)};
  Booking booking;
  booking.id = BookingId("k1");
  booking.room = RoomId("r1");
  booking.planned = booking.held = when;
  apply(importer.world, BookingAccepted{booking});
  importer.plan(rooms("id,name,floor,seats\nr2,Garonne,1,4\n"), Missing::Remove);
  EXPECT_THAT(importer.problems, ElementsAre(HasSubstr("room r1 is missing and would be removed, but has 1 bookings")));
}

TEST(ImportPlan, ARemovedPairsSessionToComeIsCalledOff) {
  Importer importer;
  importer.import(all());
  const Interval when{importer.now + std::chrono::hours(1), importer.now + std::chrono::hours(2)};
  Booking booking;
  booking.id = BookingId("k1");
  booking.room = RoomId("r1");
  booking.planned = booking.held = when;
  booking.session = SessionId("k1");
  apply(importer.world, BookingAccepted{booking});
  Session session;
  session.id = SessionId("k1");
  session.pair = PairId("b1");
  session.booking = booking.id;
  apply(importer.world, SessionPlanned{session});
  importer.import(pairs("id,mentor,mentee\n"), Missing::Remove);
  EXPECT_FALSE(importer.world.pairs.contains(PairId("b1")));
  EXPECT_EQ(importer.world.bookings.at(BookingId("k1")).state, BookingState::Cancelled);
}

TEST(ImportPlan, CalendarsAreAddedReplacedAndRemoved) {
  Importer importer;
  const auto with = [](const std::string& address) {
    return rooms("id,name,floor,seats,calendar\nr1,Loire,0,2," + address + "\n");
  };
  EXPECT_EQ(importer.import(with("https://x.example/a.ics")).counts["calendars"], (Counts{1, 0, 0, 0}));
  EXPECT_EQ(importer.import(with("https://x.example/b.ics")).counts["calendars"], (Counts{0, 1, 0, 0}));
  EXPECT_THAT(importer.import(with("https://x.example/b.ics")).feeds, IsEmpty());
  EXPECT_THAT(importer.import(rooms(kRooms)).feeds, IsEmpty());
  EXPECT_EQ(importer.import(with("")).counts["calendars"], (Counts{0, 0, 1, 0}));
}

TEST(ImportPlan, WhomInvitationsMeanIsKeptBesideTheCalendarAndGoesWithIt) {
  Importer importer;
  const auto with = [](const std::string& cells) {
    return rooms("id,name,floor,seats,calendar,email\nr1,Loire,0,2," + cells + "\n");
  };
  const auto email = [&] { return importer.feeds.at(RoomId("r1")).source.email; };
  importer.import(with("https://x.example/a.ics,loire@tandem.example"));
  EXPECT_EQ(email(), "loire@tandem.example");
  EXPECT_EQ(importer.import(with("https://x.example/a.ics,salle@tandem.example")).counts["calendars"],
            (Counts{0, 1, 0, 0}));
  importer.import(rooms("id,name,floor,seats,calendar\nr1,Loire,0,2,https://x.example/b.ics\n"));
  EXPECT_EQ(email(), "salle@tandem.example");
  EXPECT_THAT(importer.import(with(",salle@tandem.example")).feeds, ElementsAre(FeedSource{RoomId("r1"), "", "", ""}));
}

TEST(Export, ImportingAnExportChangesNothing) {
  Importer importer;
  importer.import(all());
  importer.import(rooms(
      "id,name,floor,seats,equipment,calendar,email\nr1,Loire,0,2,screen|video,https://x.example/a.ics,r@x.fr\n"));
  for (const CsvSeparator separator : {CsvSeparator::Comma, CsvSeparator::Semicolon}) {
    std::map<std::string, std::string> files = export_site(importer.world, importer.feeds, separator);
    SiteFiles again;
    importer.world.site.name = "Siège";
    again.people = NamedText{"people.csv", files["people.csv"]};
    again.pairs = NamedText{"pairs.csv", files["pairs.csv"]};
    again.rooms = NamedText{"rooms.csv", files["rooms.csv"]};
    again.topics = NamedText{"topics.csv", files["topics.csv"]};
    const ImportPlan plan = importer.import(again, Missing::Remove);
    EXPECT_THAT(importer.problems, IsEmpty());
    EXPECT_THAT(plan.changes, IsEmpty());
    EXPECT_THAT(plan.feeds, IsEmpty());
  }
}

TEST(Export, HoldsNeitherBadgesNorPins) {
  Importer importer;
  importer.import(all());
  const std::string people_csv = export_site(importer.world, importer.feeds, CsvSeparator::Comma)["people.csv"];
  EXPECT_EQ(people_csv.find("70001"), std::string::npos);
  EXPECT_EQ(people_csv.find("badge"), std::string::npos);
  EXPECT_EQ(people_csv.find("argon2"), std::string::npos);
}

SiteFiles with_site(std::string text) {
  SiteFiles files;
  files.site = NamedText{"site.toml", std::move(text)};
  return files;
}

constexpr const char* kTwoSites = "name = \"Paris\"\n[[site]]\nid = \"lyon\"\nname = \"Lyon\"\n";

TEST(ImportOfSites, RoomsAndPeopleBelongToTheOneTheyName) {
  Importer importer;
  (void)importer.import(with_site(kTwoSites));
  ASSERT_THAT(importer.problems, IsEmpty());
  EXPECT_TRUE(importer.world.sites.contains(SiteId{"lyon"}));
  (void)importer.import(rooms("id,name,floor,seats,site\nr1,Loire,0,2,\nr2,Garonne,1,4,lyon\n"));
  ASSERT_THAT(importer.problems, IsEmpty());
  EXPECT_EQ(find(importer.world, RoomId{"r2"})->site, SiteId{"lyon"});
  EXPECT_TRUE(find(importer.world, RoomId{"r1"})->site.empty());
  // A file without the column leaves them where they are.
  (void)importer.import(rooms("id,name,floor,seats\nr2,Garonne,2,4\n"));
  EXPECT_EQ(find(importer.world, RoomId{"r2"})->site, SiteId{"lyon"});
}

TEST(ImportOfSites, ASiteThatIsNotThereIsAProblem) {
  Importer importer;
  (void)importer.import(with_site(kTwoSites));
  (void)importer.import(rooms("id,name,floor,seats,site\nr1,Loire,0,2,nice\n"));
  EXPECT_THAT(importer.problems, ElementsAre(HasSubstr("there is no site nice")));
  (void)importer.import(people("id,given_name,family_name,site\np1,A,B,nice\n"));
  EXPECT_THAT(importer.problems, ElementsAre(HasSubstr("there is no site nice")));
}

TEST(ImportOfSites, ComeBackFromAnExport) {
  Importer importer;
  (void)importer.import(with_site(kTwoSites));
  (void)importer.import(rooms("id,name,floor,seats,site\nr1,Loire,0,2,\nr2,Garonne,1,4,lyon\n"));
  const auto files = export_site(importer.world, importer.feeds, CsvSeparator::Comma);
  Importer other;
  (void)other.import(with_site(files.at("site.toml")));
  (void)other.import(rooms(files.at("rooms.csv")));
  ASSERT_THAT(other.problems, IsEmpty());
  EXPECT_EQ(other.world.sites, importer.world.sites);
  EXPECT_EQ(other.world.rooms, importer.world.rooms);
}

TEST(ImportOfSites, ACompanyOfOneSiteNeverSeesTheColumn) {
  Importer importer;
  (void)importer.import(rooms(kRooms));
  const auto files = export_site(importer.world, importer.feeds, CsvSeparator::Comma);
  EXPECT_EQ(files.at("rooms.csv").find("site"), std::string::npos);
}

}  // namespace
}  // namespace tandem::sync
