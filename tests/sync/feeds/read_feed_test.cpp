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

TEST(FeedWindow, MovesOnceADay) {
  EXPECT_EQ(sync::feed_window(at(0), days{60}), sync::feed_window(at(23, 59), days{60}));
  EXPECT_NE(sync::feed_window(at(0), days{60}), sync::feed_window(at(24), days{60}));
  EXPECT_TRUE(sync::feed_window(at(9), days{60}).contains(calendar::Interval{at(0), at(9) + days{60}}));
}

}  // namespace
}  // namespace tandem::tests
