// One try to read a feed: what comes of files, of servers that answer, and of those that do anything else.

#include "sync/feeds/read_feed.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "calendar/busy/feed_busy.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using platform::ErrorKind;
using platform::HttpFetched;
using platform::HttpGet;
using platform::Result;
using std::chrono::days;

constexpr const char* kFeed =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260301T000000Z\r\n"
    "DTSTART:20260302T100000Z\r\nDTEND:20260302T110000Z\r\nSUMMARY:Private matter\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

sync::FeedJob job(const std::string& url) {
  sync::FeedJob made;
  made.source = {calendar::RoomId{"r1"}, url, "user", "password"};
  return made;
}

Result<HttpFetched> nobody(const HttpGet&) { return platform::fail(ErrorKind::Unavailable, "nobody to ask"); }

sync::FeedReading read(const sync::FeedJob& of, const sync::HttpGetter& get = nobody) {
  return sync::read_feed(of, at(9), days{60}, get);
}

void write(const std::filesystem::path& file, const std::string& text) { std::ofstream{file} << text; }

TEST(ReadFeed, AFileIsReadByPathAndByAddress) {
  const ScratchFolder folder;
  write(folder / "room 1.ics", kFeed);
  const auto path = (folder / "room 1.ics").string();
  auto escaped = path;
  escaped.replace(escaped.find(' '), 1, "%20");
  for (const auto& url : {path, "file://" + escaped, "file:" + escaped}) {
    const auto reading = read(job(url));
    ASSERT_TRUE(reading.busy) << url << ": " << reading.error.value_or("no error");
    EXPECT_EQ(*reading.busy, calendar::BusySet{{from_to(10, 11)}});
    EXPECT_FALSE(reading.etag.empty());
  }
}

TEST(ReadFeed, AnUnchangedFileIsNotReadTwiceOnADay) {
  const ScratchFolder folder;
  write(folder / "r1.ics", kFeed);
  auto again = job((folder / "r1.ics").string());
  const auto first = read(again);
  again.etag = first.etag;
  again.known_window = first.window;
  const auto second = read(again);
  EXPECT_FALSE(second.busy);
  EXPECT_FALSE(second.error);
  EXPECT_EQ(second.etag, first.etag);
  again.known_window = {};
  EXPECT_TRUE(read(again).busy);
}

TEST(ReadFeed, AMissingFileAFolderAndAPipeAreErrorsAndNotWaitedFor) {
  const ScratchFolder folder;
  EXPECT_TRUE(read(job((folder / "none.ics").string())).error);
  EXPECT_TRUE(read(job((folder / "").string())).error);
  ASSERT_EQ(::mkfifo((folder / "pipe.ics").c_str(), 0600), 0);
  EXPECT_TRUE(read(job((folder / "pipe.ics").string())).error);
}

TEST(ReadFeed, AFileOverTheLimitIsNotEvenOpened) {
  const ScratchFolder folder;
  write(folder / "huge.ics", kFeed);
  std::filesystem::resize_file(folder / "huge.ics", calendar::kMaxFeedBytes + 1);
  const auto reading = read(job((folder / "huge.ics").string()));
  ASSERT_TRUE(reading.error);
  EXPECT_NE(reading.error->find("too large"), std::string::npos) << *reading.error;
}

TEST(ReadFeed, ARequestCarriesCredentialsLimitsAndConditions) {
  auto asked = job("https://calendar.example/r1.ics");
  asked.etag = "\"7\"";
  asked.last_modified = "yesterday";
  asked.known_window = sync::feed_window(at(9), days{60});
  HttpGet request;
  const auto reading = read(asked, [&](const HttpGet& get) -> Result<HttpFetched> {
    request = get;
    HttpFetched fetched;
    fetched.not_modified = true;
    return fetched;
  });
  EXPECT_EQ(request.user, "user");
  EXPECT_EQ(request.password, "password");
  EXPECT_EQ(request.etag, "\"7\"");
  EXPECT_EQ(request.max_bytes, calendar::kMaxFeedBytes);
  EXPECT_EQ(request.total_timeout, sync::kFeedTimeout);
  EXPECT_FALSE(reading.busy);
  EXPECT_EQ(reading.etag, "\"7\"");
  EXPECT_EQ(reading.last_modified, "yesterday");
}

TEST(ReadFeed, ANewDayIsReadWithoutCondition) {
  auto asked = job("https://calendar.example/r1.ics");
  asked.etag = "\"7\"";
  asked.known_window = sync::feed_window(at(9) - days{1}, days{60});
  HttpGet request;
  (void)read(asked, [&](const HttpGet& get) -> Result<HttpFetched> {
    request = get;
    return HttpFetched{false, kFeed, "\"8\"", ""};
  });
  EXPECT_TRUE(request.etag.empty());
}

TEST(ReadFeed, AServerThatHangsIsAnErrorWithTheReason) {
  const auto reading = read(job("https://calendar.example/"), [](const HttpGet&) -> Result<HttpFetched> {
    return platform::fail(ErrorKind::TimedOut, "no answer in 30 s");
  });
  EXPECT_EQ(reading.error, "timed out: no answer in 30 s");
  EXPECT_FALSE(reading.busy);
}

TEST(ReadFeed, ALoginPageIsNotACalendar) {
  const auto reading = read(job("https://calendar.example/"), [](const HttpGet&) -> Result<HttpFetched> {
    return HttpFetched{false, "<html><body>Sign in</body></html>", "", ""};
  });
  EXPECT_TRUE(reading.error);
}

TEST(ReadFeed, AFeedBusyTenThousandTimesIsAnError) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n";
  for (int second = 0; second < 30'000; ++second) {
    char start[32];
    std::snprintf(start, sizeof start, "%02d%02d%02d", 8 + second / 3600, second / 60 % 60, second % 60);
    if (second % 2 == 1) continue;
    text += "BEGIN:VEVENT\r\nUID:" + std::to_string(second) + "\r\nDTSTAMP:20260301T000000Z\r\nDTSTART:20260302T" +
            start + "Z\r\nDURATION:PT1S\r\nEND:VEVENT\r\n";
  }
  text += "END:VCALENDAR\r\n";
  const auto reading = read(job("https://calendar.example/"), [&](const HttpGet&) -> Result<HttpFetched> {
    return HttpFetched{false, text, "", ""};
  });
  EXPECT_TRUE(reading.error);
}

// Answers with a feed, in pieces as http_get() does, and counts how often it was asked.
struct FeedServer {
  std::string text{kFeed};
  std::string etag{"\"1\""};
  std::size_t piece{7};
  int whole_answers{0};
  bool breaks_off{false};

  Result<HttpFetched> operator()(const HttpGet& get) {
    HttpFetched fetched;
    fetched.etag = etag;
    fetched.not_modified = !get.etag.empty() && get.etag == etag;
    if (fetched.not_modified) return fetched;
    ++whole_answers;
    for (std::string_view rest = text; !rest.empty(); rest.remove_prefix(std::min(piece, rest.size()))) {
      if (auto taken = get.take_body(rest.substr(0, piece)); !taken) return tl::unexpected(taken.error());
      if (breaks_off && rest.size() < text.size() / 2) return platform::fail(ErrorKind::Unavailable, "gone");
    }
    return fetched;
  }
};

sync::FeedJob stored_job() {
  auto made = job("https://calendar.example/r1.ics");
  made.stored = std::make_shared<calendar::StoredFeed>();
  return made;
}

TEST(ReadFeed, AStoredFeedIsNotSentAgainForANewDay) {
  FeedServer server;
  auto asked = stored_job();
  const auto get = [&server](const HttpGet& request) { return server(request); };
  const auto first = sync::read_feed(asked, at(9), days{60}, get);
  ASSERT_TRUE(first.busy) << *first.error;
  asked.etag = first.etag;
  asked.known_window = first.window;
  const auto tomorrow = sync::read_feed(asked, at(9) + days{1}, days{60}, get);
  EXPECT_EQ(server.whole_answers, 1);
  EXPECT_NE(tomorrow.window, first.window);
  EXPECT_EQ(tomorrow.busy, first.busy);
}

TEST(ReadFeed, ATransferThatBreaksOffLeavesWhatWasStored) {
  FeedServer server;
  const auto asked = stored_job();
  const auto get = [&server](const HttpGet& request) { return server(request); };
  ASSERT_TRUE(sync::read_feed(asked, at(9), days{60}, get).busy);
  const auto before = asked.stored->known().busy;
  server.breaks_off = true;
  EXPECT_EQ(sync::read_feed(asked, at(9), days{60}, get).error, "unavailable: gone");
  EXPECT_EQ(asked.stored->known().busy, before);
  server.breaks_off = false;
  server.text.resize(server.text.size() - 10);
  EXPECT_TRUE(sync::read_feed(asked, at(9), days{60}, get).error);
  EXPECT_EQ(asked.stored->known().busy, before);
}

TEST(ReadFeed, AnUnchangedFeedThatIsSentAgainIsNotParsedAgain) {
  FeedServer server;
  const auto asked = stored_job();
  const auto get = [&server](const HttpGet& request) { return server(request); };
  const auto first = sync::read_feed(asked, at(9), days{60}, get);
  const auto second = sync::read_feed(asked, at(9), days{60}, get);
  EXPECT_EQ(server.whole_answers, 2);
  EXPECT_EQ(second.busy, first.busy);
  EXPECT_EQ(asked.stored->work().parsed, 0U);
}

TEST(ReadFeed, WhatTheOwnerDeclinedDoesNotHoldThem) {
  FeedServer server;
  server.text.insert(server.text.find("SUMMARY"),
                     "ATTENDEE;PARTSTAT=DECLINED:mailto:loire@tandem.example\r\n"
                     "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@tandem.example\r\n");
  auto asked = stored_job();
  asked.owner_address = "loire@tandem.example";
  const auto reading =
      sync::read_feed(asked, at(9), days{60}, [&server](const HttpGet& request) { return server(request); });
  ASSERT_TRUE(reading.busy);
  EXPECT_TRUE(reading.busy->empty());
}

TEST(FeedWindow, MovesOnceADay) {
  EXPECT_EQ(sync::feed_window(at(0), days{60}), sync::feed_window(at(23, 59), days{60}));
  EXPECT_NE(sync::feed_window(at(0), days{60}), sync::feed_window(at(24), days{60}));
  EXPECT_TRUE(sync::feed_window(at(9), days{60}).contains(calendar::Interval{at(0), at(9) + days{60}}));
}

}  // namespace
}  // namespace tandem::tests
