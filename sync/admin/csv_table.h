#pragma once
// A spreadsheet's CSV file as a table of text (RFC 4180, parsed by libcsv). Takes what spreadsheets really write: UTF-8
// with or without a byte order mark, "," or ";" (the one the header has more of), CRLF or LF, quoted fields that hold
// separators and line ends. Pure; any thread.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/admin/problems.h"

namespace tandem::sync {

inline constexpr std::size_t kMaxCsvBytes = std::size_t{8} * 1024 * 1024;
inline constexpr std::size_t kMaxCsvRows = 20'000;
inline constexpr std::size_t kMaxCsvColumns = 64;
inline constexpr std::size_t kMaxCsvField = 2000;

struct CsvRow {
  std::size_t line{0};  // of the file, where the row begins
  std::vector<std::string> fields;
};

struct CsvTable {
  std::string file;
  std::vector<std::string> header;
  std::vector<CsvRow> rows;  // each with as many fields as the header
};

// nullopt when the file as a whole cannot be read (too large, not UTF-8, no header, a broken quotation); rows that are
// too long or too short are left out. Each of these adds a problem.
[[nodiscard]] std::optional<CsvTable> parse_csv(const std::string& file, std::string_view text, Problems& problems);

// The message for a text that is not UTF-8, nullopt when it is; says how to save the file again.
[[nodiscard]] std::optional<Problem> encoding_problem(const std::string& file, std::string_view text);

// With ";" a byte order mark goes first: that is what a French spreadsheet opens correctly by a double click.
enum class CsvSeparator : char { Comma = ',', Semicolon = ';' };
[[nodiscard]] std::string write_csv(const std::vector<std::vector<std::string>>& rows, CsvSeparator separator);

}  // namespace tandem::sync
