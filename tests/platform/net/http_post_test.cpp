// An administrator's POST against a real listener on loopback.
#include "platform/net/http_post.h"

#include <gtest/gtest.h>

#include "tests/platform/net/net_harness.h"

namespace tandem::platform {
namespace {

class Posting : public testing::Test {
 protected:
  void SetUp() override {
    port_ = net_.serve_http({}, [this](HttpRequest request, std::function<void(HttpAnswer)> respond) {
      asked_ = request;
      HttpAnswer answer;
      answer.status = request.target == "/admin" ? 200 : 404;
      answer.body = "got " + std::to_string(request.body.size()) + " bytes";
      respond(answer);
    });
  }
  HttpPost post(const std::string& target) {
    HttpPost request;
    request.url = "http://127.0.0.1:" + std::to_string(port_) + target;
    return request;
  }

  HttpRequest asked_;
  NetTest net_;
  std::uint16_t port_{0};
};

TEST_F(Posting, BodyTypeAndTokenArrive) {
  HttpPost request = post("/admin");
  request.bearer_token = "abc";
  request.body = "{\"do\":\"status\"}";
  const Result<HttpPosted> posted = http_post(request);
  ASSERT_TRUE(posted) << posted.error().message;
  EXPECT_EQ(posted->status, 200U);
  EXPECT_EQ(posted->body, "got 15 bytes");
  EXPECT_EQ(asked_.method, "POST");
  EXPECT_EQ(asked_.headers["authorization"], "Bearer abc");
  EXPECT_EQ(asked_.headers["content-type"], "application/json");
}

TEST_F(Posting, AnyStatusIsAnAnswer) {
  const Result<HttpPosted> posted = http_post(post("/nowhere"));
  ASSERT_TRUE(posted) << posted.error().message;
  EXPECT_EQ(posted->status, 404U);
}

TEST_F(Posting, ALargeBodyArrivesWhole) {
  HttpPost request = post("/admin");
  request.body = std::string(kMaxHttpBody, 'x');
  const Result<HttpPosted> posted = http_post(request);
  ASSERT_TRUE(posted) << posted.error().message;
  EXPECT_EQ(posted->body, "got " + std::to_string(kMaxHttpBody) + " bytes");
}

TEST_F(Posting, NobodyThereIsUnavailable) {
  HttpPost request;
  request.url = "http://127.0.0.1:1/admin";
  EXPECT_EQ(http_post(request).error().kind, ErrorKind::Unavailable);
}

TEST_F(Posting, WhatIsNoHttpIsInvalid) {
  HttpPost request;
  request.url = "file:///etc/passwd";
  EXPECT_EQ(http_post(request).error().kind, ErrorKind::Invalid);
  request = post("/admin");
  request.bearer_token = "a\r\nX: y";
  EXPECT_EQ(http_post(request).error().kind, ErrorKind::Invalid);
}

TEST_F(Posting, AnAnswerOverTheLimitIsRefused) {
  HttpPost request = post("/admin");
  request.max_bytes = 3;
  EXPECT_EQ(http_post(request).error().kind, ErrorKind::TooLarge);
}

}  // namespace
}  // namespace tandem::platform
