#include "platform/net/http_text.h"

#include <gtest/gtest.h>

namespace tandem::platform {
namespace {

TEST(HttpText, ARequestThatArrivesByteByByteIsReadOnce) {
  const std::string text = "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\n\r\n";
  HttpRequestReader reader;
  std::vector<std::string> seen;
  for (const char byte : text) {
    reader.feed(std::string_view(&byte, 1));
    auto next = reader.next();
    ASSERT_TRUE(next) << next.error().message;
    if (*next) seen.push_back((*next)->request.method + (*next)->request.target + (*next)->request.body);
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"PUT/aabc", "GET/b"}));
}

TEST(HttpText, OnlyAnUpgradeToOurFramesOnTheDevicePathWantsThem) {
  const auto wants = [](const std::string& head) {
    HttpRequestReader reader;
    reader.feed(head + "\r\n\r\n");
    return reader.next().value().value().wants_frames;
  };
  EXPECT_TRUE(wants("GET /device HTTP/1.1\r\nConnection: keep-alive, Upgrade\r\nUpgrade: tandem/1"));
  EXPECT_FALSE(wants("GET /device HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket"));
  EXPECT_FALSE(wants("GET /device HTTP/1.1\r\nUpgrade: tandem/1"));
  EXPECT_FALSE(wants("POST /device HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: tandem/1"));
  EXPECT_FALSE(wants("GET /other HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: tandem/1"));
}

TEST(HttpText, OurOwnUpgradeRequestAndAnswerFit) {
  HttpRequestReader reader;
  reader.feed(upgrade_request("rooms.example.org:443") + "rest");
  const auto parsed = reader.next().value();
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(parsed->wants_frames);
  EXPECT_EQ(parsed->request.headers.at("host"), "rooms.example.org:443");
  EXPECT_EQ(reader.take_rest(), "rest");
  const auto answer = upgrade_answer();
  EXPECT_EQ(read_upgrade_answer(answer + "rest").value(), answer.size());
}

TEST(HttpText, AnUpgradeAnswerInPartsNeedsMore) {
  const auto answer = upgrade_answer();
  for (std::size_t size = 0; size < answer.size(); ++size) {
    const auto head = read_upgrade_answer(answer.substr(0, size));
    ASSERT_TRUE(head) << size << " " << head.error().message;
    EXPECT_FALSE(*head) << size;
  }
}

TEST(HttpText, NotModifiedHasNeitherBodyNorLength) {
  HttpAnswer answer;
  answer.status = 304;
  answer.body = "left out";
  const auto text = answer_text(answer, true, false);
  EXPECT_EQ(text.find("Content-Length"), std::string::npos);
  EXPECT_EQ(text.find("left out"), std::string::npos);
}

}  // namespace
}  // namespace tandem::platform
