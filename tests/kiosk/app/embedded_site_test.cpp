#include "kiosk/app/embedded_site.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <vector>

namespace tandem::kiosk {
namespace {

namespace json = boost::json;
using platform::ErrorKind;

// A server that answers as told and remembers what it was asked.
struct Answers {
  std::map<std::string, std::string> by_request;
  std::vector<json::object> asked;

  Administer administer() {
    return [this](const std::string& text) -> platform::Result<std::string> {
      asked.push_back(json::parse(text).as_object());
      return by_request[std::string{asked.back().at("do").as_string()}];
    };
  }
};

const std::filesystem::path kSample = std::filesystem::path{TANDEM_SOURCE_DIR} / "platform/packaging/sample-site";

TEST(ImportSiteOnce, AnEmptyServerGetsTheWholeSite) {
  Answers server{{{"status", R"({"ok":true,"rooms":0})"}, {"import", R"({"ok":true})"}}, {}};
  ASSERT_TRUE(import_site_once(server.administer(), kSample).has_value());
  ASSERT_EQ(server.asked.size(), 2U);
  for (const char* const field : {"site", "people", "pairs", "rooms", "topics", "folder"}) {
    EXPECT_TRUE(server.asked.back().contains(field)) << field;
  }
}

TEST(ImportSiteOnce, AServerWithRoomsIsLeftAlone) {
  Answers server{{{"status", R"({"ok":true,"rooms":12})"}}, {}};
  ASSERT_TRUE(import_site_once(server.administer(), kSample).has_value());
  EXPECT_EQ(server.asked.size(), 1U);
}

TEST(ImportSiteOnce, TheFirstProblemOfTheFilesIsTold) {
  Answers server{{{"status", R"({"rooms":0})"},
                  {"import", R"({"ok":false,"problems":[{"text":"rooms.csv, row 3, seats: not a number"}]})"}},
                 {}};
  const auto imported = import_site_once(server.administer(), kSample);
  ASSERT_FALSE(imported.has_value());
  EXPECT_NE(imported.error().message.find("row 3"), std::string::npos);
}

TEST(ImportSiteOnce, AFolderWithoutASiteIsNotFound) {
  Answers server{{{"status", R"({"rooms":0})"}}, {}};
  const auto imported = import_site_once(server.administer(), "/nonexistent");
  ASSERT_FALSE(imported.has_value());
  EXPECT_EQ(imported.error().kind, ErrorKind::NotFound);
}

TEST(ImportSiteOnce, AnAnswerThatIsNoJsonIsCorrupt) {
  Answers server{{{"status", "<html>"}}, {}};
  const auto imported = import_site_once(server.administer(), kSample);
  ASSERT_FALSE(imported.has_value());
  EXPECT_EQ(imported.error().kind, ErrorKind::Corrupt);
}

TEST(FeedsRead, EachMustHaveBeenReadOrTried) {
  Answers server;
  server.by_request["feeds"] = R"({"feeds":[{"confirmed_at":null,"failing":false}]})";
  EXPECT_FALSE(*feeds_read(server.administer()));
  server.by_request["feeds"] = R"({"feeds":[{"confirmed_at":"2026-11-23T08:00:00Z","failing":false}]})";
  EXPECT_TRUE(*feeds_read(server.administer()));
  server.by_request["feeds"] = R"({"feeds":[{"confirmed_at":null,"failing":true}]})";
  EXPECT_TRUE(*feeds_read(server.administer()));
}

TEST(PlanToday, AsksForAsManySessionsAsALobbyShows) {
  Answers server{{{"plan", R"({"ok":true})"}}, {}};
  ASSERT_TRUE(plan_today(server.administer()).has_value());
  EXPECT_EQ(server.asked.front().at("at_most").as_int64(), kSessionsPlanned);
}

}  // namespace
}  // namespace tandem::kiosk
