#include "sync/web/web_routes.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "calendar/busy/feed_busy.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::tests {
namespace {

using calendar::RoomId;
using platform::HttpAnswer;

constexpr const char* kToken = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

// busy_of_feed() would leave out what is our own.
calendar::BusySet as_a_subscriber_reads(const std::string& text) {
  const auto feed = calendar::parse(text);
  if (!feed) throw std::runtime_error(feed.error().message);
  const auto expansion = calendar::expand(*feed, from_to(0, 24), calendar::Zone{});
  if (!expansion) throw std::runtime_error(expansion.error().message);
  return calendar::merge(*feed, *expansion, from_to(0, 24));
}

class Web : public testing::Test {
 protected:
  HttpAnswer get(const std::string& target, std::map<std::string, std::string> headers = {}) {
    return routes.answer({"GET", target, std::move(headers), ""});
  }
  HttpAnswer post(const std::string& body, const std::string& authorization) {
    return routes.answer({"POST", "/admin", {{"authorization", authorization}}, body});
  }
  std::string feed_of_r1() { return *core->publish_path(RoomId{"r1"}); }

  CoreOnALoop core;
  sync::WebRoutes routes{*core, kToken};
};

TEST_F(Web, HealthSaysHowFarAndHowMany) {
  core.device("k1").connect();
  ASSERT_TRUE(core->commit_changes({}, {{RoomId{"r1"}, "/r1.ics", "", ""}}));
  const auto answer = get("/health");
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.content_type, "application/json");
  EXPECT_EQ(answer.body, R"({"status":"ok","sequence":1,"devices":1,"feeds":{"known":1,"failing":0}})");
}

TEST_F(Web, ARoomsBookingsAreACalendarThatSaysOnlyWhen) {
  ASSERT_TRUE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  ASSERT_TRUE(core->commit(numbered("k1", 2, book("r2", from_to(14, 15)))));
  const auto answer = get(feed_of_r1());
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.content_type, "text/calendar; charset=utf-8");
  EXPECT_EQ(as_a_subscriber_reads(answer.body), calendar::BusySet{{from_to(10, 11)}});
}

TEST_F(Web, ACancelledBookingLeavesThePublishedCalendar) {
  ASSERT_TRUE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  ASSERT_TRUE(core->commit(numbered("k1", 2, calendar::CancelBooking{booking_of("k1", 1), {}})));
  EXPECT_TRUE(as_a_subscriber_reads(get(feed_of_r1()).body).empty());
}

TEST_F(Web, AnUnchangedCalendarIsNotSentTwice) {
  ASSERT_TRUE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  const auto tag = get(feed_of_r1()).headers.at("ETag");
  core.wait(std::chrono::minutes{5});
  const auto again = get(feed_of_r1(), {{"if-none-match", tag}});
  EXPECT_EQ(again.status, 304U);
  EXPECT_TRUE(again.body.empty());
  ASSERT_TRUE(core->commit(numbered("k1", 2, book("r1", from_to(12, 13)))));
  EXPECT_EQ(get(feed_of_r1(), {{"if-none-match", tag}}).status, 200U);
}

TEST_F(Web, WithoutTheSecretThereIsNothing) {
  const auto path = feed_of_r1();
  EXPECT_EQ(get("/feeds/rooms/r1/guess.ics").status, 404U);
  EXPECT_EQ(get("/feeds/rooms/r1/.ics").status, 404U);
  EXPECT_EQ(get("/feeds/rooms/r1").status, 404U);
  EXPECT_EQ(get("/feeds/rooms/r1/" + core->site_key() + ".ics").status, 404U);
  EXPECT_EQ(get("/feeds/rooms/r2/" + path.substr(path.rfind('/') + 1)).status, 404U);
  EXPECT_EQ(get("/feeds/rooms/unknown/" + core->site_key() + ".ics").status, 404U);
  EXPECT_EQ(get("/feeds/rooms/%zz/guess.ics").status, 404U);
  EXPECT_EQ(get("/").status, 404U);
}

TEST_F(Web, ARoomWithAnAwkwardNameHasAnAddressToo) {
  ASSERT_TRUE(core->commit_changes({calendar::RoomPut{room("1er étage/A")}}));
  EXPECT_EQ(get(*core->publish_path(RoomId{"1er étage/A"})).status, 200U);
}

TEST_F(Web, OnlyTheTokenAdministers) {
  core->set_admin_handler([](const std::string& json) -> platform::Result<std::string> { return "got " + json; });
  EXPECT_EQ(post("{}", "").status, 401U);
  EXPECT_EQ(post("{}", "Bearer wrong").status, 401U);
  EXPECT_EQ(post("{}", kToken).status, 401U);
  const auto answer = post("{}", std::string("Bearer ") + kToken);
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.body, "got {}");
  EXPECT_EQ(get("/admin").status, 405U);
}

TEST_F(Web, AnAdministrationErrorIsToldInJson) {
  core->set_admin_handler([](const std::string&) -> platform::Result<std::string> {
    return platform::fail(platform::ErrorKind::Invalid, "not \"JSON\"");
  });
  const auto answer = post("", std::string("Bearer ") + kToken);
  EXPECT_EQ(answer.status, 400U);
  EXPECT_EQ(answer.body, R"({"error":"not \"JSON\""})");
}

TEST_F(Web, WrongTokensAreNotListenedToForAWhileThatGrows) {
  core->set_admin_handler([](const std::string&) -> platform::Result<std::string> { return std::string{"{}"}; });
  for (int i = 0; i < sync::kFreeLogins; ++i) EXPECT_EQ(post("{}", "Bearer wrong").status, 401U);
  const auto locked = post("{}", std::string{"Bearer "} + kToken);
  EXPECT_EQ(locked.status, 429U);
  EXPECT_EQ(locked.headers.at("Retry-After"), "1");
  core.wait(std::chrono::seconds{1});
  EXPECT_EQ(post("{}", "Bearer wrong").status, 401U);
  EXPECT_EQ(post("{}", "Bearer wrong").headers.at("Retry-After"), "2");
  core.wait(std::chrono::seconds{2});
  EXPECT_EQ(post("{}", std::string{"Bearer "} + kToken).status, 200U);
}

}  // namespace
}  // namespace tandem::tests
