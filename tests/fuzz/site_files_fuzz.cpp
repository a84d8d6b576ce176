// Any bytes as the files of a site (people, pairs, rooms, topics as CSV, site.toml), cut at the bytes 0xff: problems
// that can be printed, or rows that can be compared with a site; a table and a site that can be written and read again.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/check.h"
#include "sync/admin/csv_table.h"
#include "sync/admin/site_rows.h"
#include "sync/admin/site_toml.h"
#include "sync/admin/utf8.h"
#include "tests/fuzz/cpu_limit.h"

namespace {

using namespace tandem::sync;

constexpr char kCut = '\xff';

std::array<std::string, 5> cut(std::string_view bytes) {
  std::array<std::string, 5> parts;
  for (auto& part : parts) {
    const std::size_t end = std::min(bytes.find(kCut), bytes.size());
    part = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return parts;
}

SiteFiles files_of(const std::array<std::string, 5>& parts) {
  SiteFiles files;
  files.people = NamedText{"people.csv", parts[0]};
  files.pairs = NamedText{"pairs.csv", parts[1]};
  files.rooms = NamedText{"rooms.csv", parts[2]};
  files.topics = NamedText{"topics.csv", parts[3]};
  files.site = NamedText{"site.toml", parts[4]};
  files.folder = "/nowhere";
  return files;
}

void check_a_table_is_written_as_it_was_read(const std::string& text) {
  Problems problems;
  const auto table = parse_csv("people.csv", text, problems);
  if (!table || !problems.none()) return;
  std::vector<std::vector<std::string>> rows{table->header};
  for (const auto& row : table->rows) rows.push_back(row.fields);
  const auto again = parse_csv("people.csv", write_csv(rows, CsvSeparator::Comma), problems);
  if (!again) return;  // a header whose names have more ";" than the table has columns
  TANDEM_CHECK(again->header.size() != table->header.size() || again->header == table->header);
}

void check_a_site_is_written_as_it_was_read(const std::string& text) {
  Problems problems;
  const auto site = read_site("site.toml", text, problems);
  if (!site) return;
  const auto again = read_site("site.toml", write_site(*site), problems);
  TANDEM_CHECK(again == site);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto parts = cut({reinterpret_cast<const char*>(data), size});
  Problems problems;
  const SiteRows rows = tandem::fuzz::within_a_second([&] { return read_site_rows(files_of(parts), problems); });
  for (const auto& problem : problems.kept()) TANDEM_CHECK(!first_bad_utf8(text_of(problem)));
  TANDEM_CHECK(!problems.none() || (rows.people && rows.pairs && rows.rooms && rows.topics && rows.site));
  check_a_table_is_written_as_it_was_read(parts[0]);
  check_a_site_is_written_as_it_was_read(parts[4]);
  return 0;
}
