#include "platform/net/http_client.h"

#include <gtest/gtest.h>

#include "tests/platform/net/net_harness.h"
#include "tests/platform/net/test_certificate.h"

namespace tandem::platform {
namespace {

using Respond = std::function<void(HttpAnswer)>;

const std::string kCalendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";

HttpAnswer with_status(unsigned status) {
  HttpAnswer answer;
  answer.status = status;
  return answer;
}

// A small calendar server: one calendar with an ETag, one behind a password, redirects and refusals.
void calendar_server(const HttpRequest& request, const Respond& respond) {
  HttpAnswer answer;
  const auto header = [&](const char* name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string{} : found->second;
  };
  if (request.target == "/room.ics") {
    answer.headers["ETag"] = "\"v1\"";
    answer.headers["Last-Modified"] = "Mon, 05 Jan 2026 10:00:00 GMT";
    answer.body = kCalendar;
    if (header("if-none-match") == "\"v1\"") answer = with_status(304);
  } else if (request.target == "/secret.ics") {
    // "ada:lovelace"
    if (header("authorization") == "Basic YWRhOmxvdmVsYWNl")
      answer.body = kCalendar;
    else
      answer = with_status(401);
  } else if (request.target == "/moved.ics") {
    answer = with_status(302);
    answer.headers["Location"] = "/room.ics";
    answer.body = "it moved";
  } else if (request.target == "/file.ics") {
    answer = with_status(302);
    answer.headers["Location"] = "file:///etc/hostname";
  } else if (request.target == "/loop.ics") {
    answer = with_status(302);
    answer.headers["Location"] = "/loop.ics";
  } else if (request.target == "/large.ics") {
    answer.body = std::string(100'000, 'x');
  } else {
    answer = with_status(request.target == "/broken.ics" ? 503 : 404);
  }
  respond(answer);
}

class HttpClient : public testing::Test {
 protected:
  HttpGet get(const std::string& path) {
    if (port_ == 0) port_ = net_.serve_http({}, calendar_server);
    HttpGet request;
    request.url = "http://127.0.0.1:" + std::to_string(port_) + path;
    return request;
  }
  ErrorKind refusal(const HttpGet& request) {
    const auto fetched = http_get(request);
    EXPECT_FALSE(fetched);
    return fetched ? ErrorKind::Full : fetched.error().kind;
  }
  NetTest net_;
  std::uint16_t port_{0};
};

TEST_F(HttpClient, FetchesABodyWithItsValidators) {
  const auto fetched = http_get(get("/room.ics"));
  ASSERT_TRUE(fetched) << fetched.error().message;
  EXPECT_EQ(fetched->body, kCalendar);
  EXPECT_EQ(fetched->etag, "\"v1\"");
  EXPECT_EQ(fetched->last_modified, "Mon, 05 Jan 2026 10:00:00 GMT");
  EXPECT_FALSE(fetched->not_modified);
}

TEST_F(HttpClient, SaysWhenNothingChanged) {
  auto request = get("/room.ics");
  request.etag = "\"v1\"";
  const auto fetched = http_get(request);
  ASSERT_TRUE(fetched) << fetched.error().message;
  EXPECT_TRUE(fetched->not_modified);
  EXPECT_TRUE(fetched->body.empty());
}

TEST_F(HttpClient, FollowsARedirectAndKeepsOnlyItsEnd) {
  const auto fetched = http_get(get("/moved.ics"));
  ASSERT_TRUE(fetched) << fetched.error().message;
  EXPECT_EQ(fetched->body, kCalendar);
  EXPECT_EQ(fetched->etag, "\"v1\"");
}

TEST_F(HttpClient, NeverFollowsARedirectToAFileOrInCircles) {
  EXPECT_EQ(refusal(get("/file.ics")), ErrorKind::Invalid);
  EXPECT_EQ(refusal(get("/loop.ics")), ErrorKind::Unavailable);
}

TEST_F(HttpClient, ABodyOverTheLimitIsTooLarge) {
  auto request = get("/large.ics");
  request.max_bytes = 99'999;
  EXPECT_EQ(refusal(request), ErrorKind::TooLarge);
  request.max_bytes = 100'000;
  EXPECT_TRUE(http_get(request));
}

TEST_F(HttpClient, TellsTheBodyInPiecesAndKeepsNoneOfIt) {
  auto request = get("/moved.ics");
  std::string heard;
  request.take_body = [&heard](std::string_view bytes) {
    heard += bytes;
    return Status{};
  };
  const auto fetched = http_get(request);
  ASSERT_TRUE(fetched) << fetched.error().message;
  EXPECT_EQ(heard, kCalendar);
  EXPECT_TRUE(fetched->body.empty());
  EXPECT_EQ(fetched->etag, "\"v1\"");
}

TEST_F(HttpClient, WhoHearsTheBodyCanEndIt) {
  auto request = get("/large.ics");
  request.take_body = [](std::string_view) -> Status { return fail(ErrorKind::TooLarge, "enough"); };
  const auto fetched = http_get(request);
  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().message, "enough");
}

TEST_F(HttpClient, TheBodyOfARefusalIsNotHeard) {
  auto request = get("/secret.ics");
  bool heard = false;
  request.take_body = [&heard](std::string_view) {
    heard = true;
    return Status{};
  };
  EXPECT_FALSE(http_get(request));
  EXPECT_FALSE(heard);
}

TEST_F(HttpClient, SendsUserAndPassword) {
  auto request = get("/secret.ics");
  EXPECT_EQ(refusal(request), ErrorKind::Denied);
  request.user = "ada";
  request.password = "lovelace";
  EXPECT_TRUE(http_get(request));
}

TEST_F(HttpClient, NamesWhatTheServerAnswered) {
  EXPECT_EQ(refusal(get("/nowhere.ics")), ErrorKind::NotFound);
  EXPECT_EQ(refusal(get("/broken.ics")), ErrorKind::Unavailable);
}

TEST_F(HttpClient, AServerThatHangsTimesOut) {
  const ScriptedServer silent("");
  HttpGet request;
  request.url = "http://127.0.0.1:" + std::to_string(silent.port()) + "/room.ics";
  request.total_timeout = std::chrono::seconds(1);
  EXPECT_EQ(refusal(request), ErrorKind::TimedOut);
}

TEST_F(HttpClient, AServerThatStopsHalfwayTimesOut) {
  const ScriptedServer half("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nBEGIN:VCAL");
  HttpGet request;
  request.url = "http://127.0.0.1:" + std::to_string(half.port()) + "/room.ics";
  request.total_timeout = std::chrono::seconds(1);
  EXPECT_EQ(refusal(request), ErrorKind::TimedOut);
}

TEST_F(HttpClient, ARefusedPortIsUnavailable) {
  HttpGet request;
  request.url = "http://127.0.0.1:1/room.ics";
  EXPECT_EQ(refusal(request), ErrorKind::Unavailable);
}

TEST_F(HttpClient, OnlyWebAddressesAreFetched) {
  HttpGet request;
  for (const char* url : {"file:///etc/passwd", "ftp://example.org/x", "room.ics", "", "http://", "https"}) {
    request.url = url;
    EXPECT_EQ(refusal(request), ErrorKind::Invalid) << url;
  }
  request.url = "http://127.0.0.1/" + std::string(3000, 'x');
  EXPECT_EQ(refusal(request), ErrorKind::Invalid);
}

TEST_F(HttpClient, WebcalIsHttpsAndTheCertificateIsChecked) {
  ListenOptions options;
  options.tls = make_test_certificate(net_.folder(), "server", "IP:127.0.0.1");
  const auto port = net_.serve_http(options, calendar_server);
  HttpGet request;
  request.url = "Webcal://127.0.0.1:" + std::to_string(port) + "/room.ics";
  EXPECT_EQ(refusal(request), ErrorKind::Denied);
  request.authority_file = options.tls->certificate_chain;
  const auto fetched = http_get(request);
  ASSERT_TRUE(fetched) << fetched.error().message;
  EXPECT_EQ(fetched->body, kCalendar);
}

TEST_F(HttpClient, AStoredEtagCannotAddAHeader) {
  auto request = get("/secret.ics");
  request.etag = "x\r\nAuthorization: Basic YWRhOmxvdmVsYWNl";
  EXPECT_EQ(refusal(request), ErrorKind::Denied);
}

}  // namespace
}  // namespace tandem::platform
