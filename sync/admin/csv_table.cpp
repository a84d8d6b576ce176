#include "sync/admin/csv_table.h"

#include <csv.h>

#include <algorithm>
#include <utility>

#include "sync/admin/utf8.h"

namespace tandem::sync {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr const char* kSaveAsUtf8 =
    "save it again as UTF-8: in Excel, Save As, \"CSV UTF-8\"; in LibreOffice, Save As, Text CSV, Edit filter "
    "settings, "
    "Unicode (UTF-8)";

// Programs that add a mark to a file that has one leave two.
void drop_byte_order_marks(std::string_view& text) {
  while (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
}

char separator_of(std::string_view text) {
  const std::string_view header = text.substr(0, text.find_first_of("\r\n"));
  const auto semicolons = std::count(header.begin(), header.end(), ';');
  return semicolons > std::count(header.begin(), header.end(), ',') ? ';' : ',';
}

// Collects libcsv's callbacks. The text is handed over line by line so that each row knows the line it began on.
class Reader {
 public:
  Reader(const std::string& file, char separator) : file_(file) {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
  }
  ~Reader() { csv_free(&parser_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // False when a problem stops the reading.
  bool read(std::string_view text, Problems& problems) {
    while (!text.empty() && rows_.size() <= kMaxCsvRows) {
      ++line_;
      const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      if (csv_parse(&parser_, text.data(), end, on_field, on_row, this) != end) return broken_quote(problems);
      text.remove_prefix(end);
    }
    if (csv_fini(&parser_, on_field, on_row, this) != 0) return broken_quote(problems);
    return true;
  }
  std::vector<CsvRow> take() { return std::move(rows_); }

 private:
  static void on_field(void* data, std::size_t size, void* self) {
    static_cast<Reader*>(self)->field({static_cast<const char*>(data), size});
  }
  static void on_row(int, void* self) { static_cast<Reader*>(self)->end_row(); }

  void field(std::string_view text) {
    if (row_.fields.empty()) row_.line = line_ - newlines(text);
    row_.fields.emplace_back(text);
  }
  static std::size_t newlines(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  void end_row() { rows_.push_back(std::exchange(row_, {})); }
  bool broken_quote(Problems& problems) {
    problems.add({file_, row_.fields.empty() ? line_ : row_.line, "",
                  "a quotation mark is out of place or never closed: put the field in quotation marks and write each "
                  "one inside it twice"});
    return false;
  }

  std::string file_;
  csv_parser parser_{};
  std::size_t line_{0};
  CsvRow row_;
  std::vector<CsvRow> rows_;
};

bool blank(const CsvRow& row) {
  return std::all_of(row.fields.begin(), row.fields.end(), [](const std::string& field) { return field.empty(); });
}

// A row as wide as the header; empty fields past the end are what spreadsheets leave behind.
bool fit(CsvRow& row, std::size_t width) {
  while (row.fields.size() > width && row.fields.back().empty()) row.fields.pop_back();
  return row.fields.size() == width;
}

bool fields_too_long(const CsvRow& row) {
  return std::any_of(row.fields.begin(), row.fields.end(),
                     [](const std::string& field) { return field.size() > kMaxCsvField; });
}

void keep(CsvTable& table, CsvRow row, Problems& problems) {
  if (blank(row)) return;
  const std::size_t found = row.fields.size();
  if (!fit(row, table.header.size())) {
    problems.add({table.file, row.line, "",
                  "has " + std::to_string(found) + " fields where the header has " +
                      std::to_string(table.header.size()) + ": is a separator missing, or a quotation mark?"});
  } else if (fields_too_long(row)) {
    problems.add(
        {table.file, row.line, "", "a field is longer than " + std::to_string(kMaxCsvField) + " bytes: shorten it"});
  } else {
    table.rows.push_back(std::move(row));
  }
}

std::optional<CsvTable> table_of(const std::string& file, std::vector<CsvRow> rows, Problems& problems) {
  if (rows.empty()) {
    problems.add({file, 0, "", "is empty: its first row must name the columns"});
    return std::nullopt;
  }
  CsvTable table{file, std::move(rows.front().fields), {}};
  if (!table.header.empty()) {  // the mark may lie inside of the first name's quotation marks
    std::string_view first = table.header.front();
    drop_byte_order_marks(first);
    table.header.front() = std::string(first);
  }
  while (!table.header.empty() && table.header.back().empty()) table.header.pop_back();
  if (table.header.size() > kMaxCsvColumns) {
    problems.add({file, 1, "", "has more than " + std::to_string(kMaxCsvColumns) + " columns"});
    return std::nullopt;
  }
  for (std::size_t i = 1; i < rows.size(); ++i) keep(table, std::move(rows[i]), problems);
  return table;
}

std::string quoted(const std::string& field, char separator) {
  const std::string special = std::string{separator} + "\"\r\n";
  const bool outer_space = !field.empty() && (field.front() == ' ' || field.back() == ' ');
  if (!outer_space && field.find_first_of(special) == std::string::npos) return field;
  std::string result(field.size() * 2 + 2, '\0');
  result.resize(csv_write(result.data(), result.size(), field.data(), field.size()));
  return result;
}

}  // namespace

std::optional<Problem> encoding_problem(const std::string& file, std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return Problem{file, 0, "", std::string("is UTF-16 text; ") + kSaveAsUtf8};
  }
  const std::optional<std::size_t> bad = first_bad_utf8(text);
  if (!bad) return std::nullopt;
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n') + 1;
  return Problem{file, static_cast<std::size_t>(line), "",
                 std::string("is not UTF-8 text, most likely Windows-1252; ") + kSaveAsUtf8};
}

std::optional<CsvTable> parse_csv(const std::string& file, std::string_view text, Problems& problems) {
  if (text.size() > kMaxCsvBytes) {
    problems.add({file, 0, "", "is larger than " + std::to_string(kMaxCsvBytes / 1024 / 1024) + " MiB"});
    return std::nullopt;
  }
  if (auto problem = encoding_problem(file, text)) {
    problems.add(*std::move(problem));
    return std::nullopt;
  }
  drop_byte_order_marks(text);
  Reader reader(file, separator_of(text));
  if (!reader.read(text, problems)) return std::nullopt;
  std::vector<CsvRow> rows = reader.take();
  if (rows.size() > kMaxCsvRows) {
    problems.add({file, 0, "", "has more than " + std::to_string(kMaxCsvRows) + " rows"});
    return std::nullopt;
  }
  return table_of(file, std::move(rows), problems);
}

std::string write_csv(const std::vector<std::vector<std::string>>& rows, CsvSeparator separator) {
  std::string text = separator == CsvSeparator::Semicolon ? std::string(kByteOrderMark) : std::string();
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += static_cast<char>(separator);
      text += quoted(row[i], static_cast<char>(separator));
    }
    text += "\n";
  }
  return text;
}

}  // namespace tandem::sync
