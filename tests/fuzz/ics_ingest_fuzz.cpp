// Any bytes as a feed that is read twice: first as it might have been before, some lines missing and some digits
// others, then as it is. What is then known is what reading it once gives, and what busy_of_feed() says of its text.
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "calendar/busy/feed_ingest.h"
#include "tests/fuzz/cpu_limit.h"

namespace {

using namespace tandem::calendar;
using namespace std::chrono;

const FeedScope& scope() {
  static const FeedScope year_in_paris{
      {sys_days{year{2026} / 1 / 1}, sys_days{year{2027} / 1 / 1}}, Zone::locate("Europe/Paris").value(), {}};
  return year_in_paris;
}

bool read_into(StoredFeed& feed, std::string_view text, std::size_t chunk) {
  FeedIngest ingest(feed, scope());
  for (; !text.empty(); text.remove_prefix(std::min(chunk, text.size()))) {
    if (!ingest.push(text.substr(0, chunk))) return false;
  }
  return ingest.finish().has_value();
}

std::string earlier(std::string_view text) {
  std::minstd_rand random(static_cast<std::uint_fast32_t>(text.size()));
  std::string before;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    std::string line(text.substr(0, end));
    text.remove_prefix(end);
    const auto fate = random() % 16;
    if (fate == 0 && !line.starts_with("END:")) continue;
    const std::size_t digit = fate < 4 ? line.find_last_of("0123456789") : std::string::npos;
    if (digit != std::string::npos) line[digit] = static_cast<char>('0' + random() % 10);
    before += line;
  }
  return before;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  StoredFeed once, twice;
  const bool read_once = tandem::fuzz::within_a_second([&] { return read_into(once, text, 4096); });
  (void)read_into(twice, earlier(text), 100);
  const bool read_twice = tandem::fuzz::within_a_second([&] { return read_into(twice, text, 64); });
  TANDEM_CHECK(read_once || !read_twice);
  if (read_once) {
    const auto said = busy_of_feed(text, scope().window, scope().zone);
    TANDEM_CHECK(said && said->busy == once.known().busy && said->events == once.known().events);
  }
  if (read_twice) {
    TANDEM_CHECK(once.known().busy == twice.known().busy && once.known().events == twice.known().events);
  }
  return 0;
}
