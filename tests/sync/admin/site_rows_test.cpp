// Rows of people, pairs, rooms and topics: columns by name, every problem with its place.
#include "sync/admin/site_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync/admin/sheet.h"
#include "sync/admin/site_toml.h"

namespace tandem::sync {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> texts(const Problems& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems.kept()) lines.push_back(text_of(problem));
  return lines;
}

struct Read {
  SiteRows rows;
  std::vector<std::string> problems;
};

Read read(const SiteFiles& files) {
  Problems problems;
  SiteRows rows = read_site_rows(files, problems);
  return {std::move(rows), texts(problems)};
}

Read read_people_text(std::string text) {
  SiteFiles files;
  files.people = NamedText{"people.csv", std::move(text)};
  return read(files);
}

Read read_pairs_text(std::string text) {
  SiteFiles files;
  files.pairs = NamedText{"pairs.csv", std::move(text)};
  return read(files);
}

Read read_rooms_text(std::string text) {
  SiteFiles files;
  files.rooms = NamedText{"rooms.csv", std::move(text)};
  return read(files);
}

TEST(Headers, AreReadWithoutCaseAccentsAndSpaces) {
  EXPECT_EQ(normalised_header(" Prénom "), "prenom");
  EXPECT_EQ(normalised_header("Hors service"), "hors_service");
  EXPECT_EQ(normalised_header("Mentoré·e"), "mentore_e");
}

TEST(PeopleRows, ColumnsComeInAnyOrderAndInFrench) {
  const Read people = read_people_text("Nom;Prénom;Langue;Service;Identifiant\nLefèvre;Chloé;fr;Achats;p1\n");
  EXPECT_THAT(people.problems, IsEmpty());
  const PersonRow& row = people.rows.people->rows.at(0);
  EXPECT_EQ(row.id.text(), "p1");
  EXPECT_EQ(row.given_name, "Chloé");
  EXPECT_EQ(row.family_name, "Lefèvre");
  EXPECT_EQ(row.department, "Achats");
  EXPECT_EQ(row.badge, std::nullopt);
}

TEST(PeopleRows, UnknownColumnIsNamed) {
  EXPECT_THAT(read_people_text("id,given_name,family_name,shoe size\n").problems,
              ElementsAre(HasSubstr("people.csv:1:shoe size: is not a column of this file")));
}

TEST(PeopleRows, MissingColumnsAreNamed) {
  EXPECT_THAT(read_people_text("id,pin\n").problems,
              ElementsAre("people.csv:1:given_name: this column is missing: add it to the first row",
                          "people.csv:1:family_name: this column is missing: add it to the first row"));
}

TEST(PeopleRows, TheSameColumnTwiceIsNamed) {
  EXPECT_THAT(read_people_text("id,given_name,prenom,family_name\n").problems,
              ElementsAre(HasSubstr("people.csv:1:prenom: is there twice")));
}

TEST(PeopleRows, EveryProblemIsReportedWithRowAndColumn) {
  const Read people = read_people_text(
      "id,given_name,family_name,language,visibility,pin\n"
      "p1,Anna,Berg,de,full,1234\n"
      "p1,,,fr,secret,12\n"
      ",=cmd(),X,fr,full,12a4\n");
  EXPECT_THAT(people.problems, Contains("people.csv:2:language: is neither fr nor en"));
  EXPECT_THAT(people.problems, Contains(HasSubstr("people.csv:3:id: is the same as in row 2")));
  EXPECT_THAT(people.problems, Contains("people.csv:3:family_name: a person needs a name"));
  EXPECT_THAT(people.problems, Contains("people.csv:3:visibility: is none of full, initials, hidden"));
  EXPECT_THAT(people.problems, Contains(HasSubstr("people.csv:3:pin: use 4 to 8 digits")));
  EXPECT_THAT(people.problems, Contains("people.csv:4:id: is empty: every row needs one"));
  EXPECT_THAT(people.problems, Contains(HasSubstr("people.csv:4:given_name: \"=cmd()\" begins like a formula")));
}

TEST(PeopleRows, NoProblemRepeatsAPinOrABadge) {
  const Read people =
      read_people_text("id,given_name,family_name,pin,badge\np1,A,B,98a76," + std::string(65, '7') + "\n");
  ASSERT_EQ(people.problems.size(), 2U);
  for (const std::string& line : people.problems) {
    EXPECT_THAT(line, Not(HasSubstr("98a76")));
    EXPECT_THAT(line, Not(HasSubstr("777")));
  }
}

TEST(PeopleRows, AnEmailIsOneAddressOrNothing) {
  for (const std::string wrong : {"anna", "@x.example", "anna@", "a@b@c", "a@b c", "a@b;c@d"}) {
    EXPECT_THAT(read_people_text("id;given_name;family_name;email\np1;A;B;\"" + wrong + "\"\n").problems,
                ElementsAre(HasSubstr("people.csv:2:email: is no e-mail address")));
  }
  EXPECT_THAT(read_people_text("id,given_name,family_name,email\np1,A,B,anna@x.example\np2,C,D,\n").problems,
              IsEmpty());
}

TEST(PeopleRows, RelativeCalendarNeedsAFolderAndAnExistingFile) {
  EXPECT_THAT(read_people_text("id,given_name,family_name,calendar\np1,A,B,p1.ics\n").problems,
              ElementsAre(HasSubstr("people.csv:2:calendar: is a relative path, and no folder was given")));
  EXPECT_THAT(read_people_text("id,given_name,family_name,calendar\np1,A,B,/nowhere/p1.ics\n").problems,
              ElementsAre(HasSubstr("there is no file /nowhere/p1.ics on the server")));
  EXPECT_THAT(read_people_text("id,given_name,family_name,calendar\np1,A,B,ftp://x/p1.ics\n").problems,
              ElementsAre(HasSubstr("is no address we read")));
  EXPECT_THAT(read_people_text("id,given_name,family_name,calendar\np1,A,B,webcal://x/p1.ics\n").problems, IsEmpty());
}

TEST(PairRows, DatesAreIsoOrFrench) {
  const Read pairs = read_pairs_text("id,mentor,mentee,started_on\nb1,p1,p2,2026-01-05\nb2,p3,p4,05/01/2026\n");
  EXPECT_THAT(pairs.problems, IsEmpty());
  EXPECT_EQ(pairs.rows.pairs->rows[0].started_on, pairs.rows.pairs->rows[1].started_on);
}

TEST(PairRows, ImpossibleDatesCadencesAndPairsOfOneAreNamed) {
  const Read pairs = read_pairs_text(
      "id,mentor,mentee,started_on,cadence_weeks,planned_sessions,active\n"
      "b1,p1,p1,2026-02-30,0,ten,perhaps\n");
  EXPECT_THAT(pairs.problems, ElementsAre("pairs.csv:2:mentee: is the mentor too: a pair is two people",
                                          HasSubstr("pairs.csv:2:started_on: is no date"),
                                          "pairs.csv:2:cadence_weeks: \"0\" is not a whole number from 1 to 52",
                                          "pairs.csv:2:planned_sessions: \"ten\" is not a whole number from 1 to 100",
                                          "pairs.csv:2:active: \"perhaps\" is neither yes nor no"));
}

TEST(PairRows, TopicsAreSeparatedByBars) {
  const Read pairs = read_pairs_text("id,mentor,mentee,topics\nb1,p1,p2, security | team-chat |\n");
  EXPECT_THAT(*pairs.rows.pairs->rows[0].topics,
              ElementsAre(calendar::TopicId("security"), calendar::TopicId("team-chat")));
}

TEST(RoomRows, EquipmentIsReadInBothLanguages) {
  const Read rooms = read_rooms_text("id;nom;étage;places;équipement;hors service\nr1;Loire;0;4;écran|PMR;non\n");
  EXPECT_THAT(rooms.problems, IsEmpty());
  EXPECT_THAT(*rooms.rows.rooms->rows[0].equipment, ElementsAre("accessible", "screen"));
}

TEST(RoomRows, SeatsFloorsAndEquipmentAreChecked) {
  const Read rooms = read_rooms_text("id,name,floor,seats,equipment\nr1,,x,0,sauna\nr 2,Loire,1,,\n");
  EXPECT_THAT(rooms.problems, ElementsAre("rooms.csv:2:name: is empty: fill it in",
                                          "rooms.csv:2:floor: \"x\" is not a whole number from -20 to 200",
                                          "rooms.csv:2:seats: \"0\" is not a whole number from 1 to 500",
                                          HasSubstr("rooms.csv:2:equipment: \"sauna\" is none of"),
                                          HasSubstr("rooms.csv:3:id: \"r 2\" may only hold letters"),
                                          "rooms.csv:3:seats: is empty: fill it in"));
}

std::vector<std::string> site_problems(const std::string& text) {
  Problems problems;
  EXPECT_FALSE(read_site("site.toml", text, problems));
  return texts(problems);
}

TEST(SiteToml, IsReadBackAsWritten) {
  calendar::Site site;
  site.name = "Tour \"Horizon\"";
  site.zone = "Europe/Paris";
  site.opening_hours.week[5] = {{std::chrono::minutes(600), std::chrono::minutes(1440)}};
  site.opening_hours.closed = {calendar::LocalDate(std::chrono::days(20'000))};
  site.policy.release_after = std::chrono::minutes(12);
  site.policy.room_gap = std::chrono::minutes(5);
  site.policy.walking_time = std::chrono::minutes(10);
  Problems problems;
  EXPECT_EQ(read_site("site.toml", write_site(site), problems), site);
  EXPECT_THAT(texts(problems), IsEmpty());
}

TEST(SiteToml, ProblemsHaveRowAndKey) {
  EXPECT_THAT(site_problems("name = \"x\"\nzone = \"Europe/Pari\"\n"),
              ElementsAre(HasSubstr("site.toml:2:zone: \"Europe/Pari\" is no time zone")));
  EXPECT_THAT(site_problems("name = \"x\"\ncolour = 3\n"), ElementsAre("site.toml:2:colour: is not a key we know"));
  EXPECT_THAT(site_problems("name = \"x\"\n[opening_hours]\nmonday = [\"19:00-08:00\"]\n"),
              ElementsAre(HasSubstr("site.toml:3:monday: write each span as")));
  EXPECT_THAT(site_problems("name = \"x\"\n[opening_hours]\nmonday = [\"08:00-12:00\", \"11:00-15:00\"]\n"),
              ElementsAre(HasSubstr("overlap")));
  EXPECT_THAT(site_problems("name = \"x\"\n[policy]\nrelease_after = 0\n"),
              ElementsAre(HasSubstr("site.toml:3:release_after: must be a whole number from 1")));
  EXPECT_THAT(site_problems("name = \n"), ElementsAre(HasSubstr("site.toml:1: ")));
}

TEST(SiteToml, FurtherSitesHaveSectionsOfTheirOwn) {
  Problems problems;
  const auto sites = read_sites("site.toml", R"(
name = "Paris"
zone = "Europe/Paris"
[policy]
longest_booking = 120
[[site]]
id = "lyon"
name = "Lyon"
zone = "Europe/Paris"
[site.policy]
longest_booking = 60
[[site]]
id = "tokyo"
name = "Tokyo"
zone = "Asia/Tokyo"
)",
                                problems);
  ASSERT_TRUE(sites);
  ASSERT_EQ(sites->size(), 3U);
  EXPECT_TRUE(sites->at(0).id.empty());
  EXPECT_EQ(sites->at(0).policy.longest_booking, std::chrono::minutes{120});
  EXPECT_EQ(sites->at(1).id, calendar::SiteId{"lyon"});
  EXPECT_EQ(sites->at(1).policy.longest_booking, std::chrono::minutes{60});
  EXPECT_EQ(sites->at(2).zone, "Asia/Tokyo");
  const std::vector<calendar::Site> others{sites->at(1), sites->at(2)};
  EXPECT_EQ(read_sites("site.toml", write_sites(sites->front(), others), problems), sites);
}

TEST(SiteToml, FurtherSitesNeedIdsOfTheirOwn) {
  for (const char* text : {"name = \"A\"\n[[site]]\nname = \"B\"\n",
                           "name = \"A\"\n[[site]]\nid = \"b\"\nname = \"B\"\n[[site]]\nid = \"b\"\nname = \"C\"\n",
                           "name = \"A\"\nsite = [1]\n", "name = \"A\"\nid = \"a\"\n"}) {
    Problems problems;
    EXPECT_FALSE(read_sites("site.toml", text, problems)) << text;
    EXPECT_FALSE(problems.none());
  }
}

TEST(SiteColumn, IsReadInRoomsAndPeopleAndMayBeAbsent) {
  const Read rooms = read_rooms_text("id,name,floor,seats,site\nr1,Ada,1,4,lyon\nr2,Bob,1,4,\n");
  ASSERT_THAT(rooms.problems, IsEmpty());
  EXPECT_EQ(rooms.rows.rooms->rows[0].site, calendar::SiteId{"lyon"});
  EXPECT_EQ(rooms.rows.rooms->rows[1].site, calendar::SiteId{});
  const Read people = read_people_text("id,given_name,family_name\np1,A,B\n");
  ASSERT_THAT(people.problems, IsEmpty());
  EXPECT_FALSE(people.rows.people->rows[0].site);
}

}  // namespace
}  // namespace tandem::sync
