#pragma once
// A CSV table read by column names: any order, French or English headers, an error for an unknown or a missing column.
// Readers of people, pairs, rooms and topics take their cells from here, so every error names file, row and column.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/admin/csv_table.h"

namespace tandem::sync {

enum class ColumnNeed : std::uint8_t { Required, Optional };

struct Column {
  const char* name;
  ColumnNeed need;
  std::vector<const char*> aliases;  // normalised: lower case, no accents, "_" for spaces
};

// "Prénom" → "prenom", "Hors service" → "hors_service".
[[nodiscard]] std::string normalised_header(std::string_view header);

// One row's cells. Lives as long as its Sheet.
class Cells {
 public:
  Cells(const CsvTable& table, const CsvRow& row, const std::map<std::string, std::size_t>& places, Problems& problems)
      : table_(table), row_(row), places_(places), problems_(problems) {}

  [[nodiscard]] std::size_t line() const { return row_.line; }
  [[nodiscard]] bool has(const std::string& column) const { return places_.contains(column); }
  // "" when the file has no such column.
  [[nodiscard]] const std::string& raw(const std::string& column) const;
  void problem(const std::string& column, std::string message) const;

  // What a cell must be; a problem is added and a harmless value returned when it is not.
  [[nodiscard]] std::string id(const std::string& column) const;
  // One line a person reads: no control characters, nothing a spreadsheet takes for a formula. Empty is fine.
  [[nodiscard]] std::string words(const std::string& column) const;
  [[nodiscard]] std::string required_words(const std::string& column) const;
  [[nodiscard]] int number(const std::string& column, int low, int high, int fallback) const;
  [[nodiscard]] bool yes(const std::string& column, bool fallback) const;
  // Parts between "|", trimmed, without empty ones.
  [[nodiscard]] std::vector<std::string> list(const std::string& column) const;

 private:
  const CsvTable& table_;
  const CsvRow& row_;
  const std::map<std::string, std::size_t>& places_;
  Problems& problems_;
};

class Sheet {
 public:
  // nullopt when the file cannot be read or its header is wrong; `problems` says why.
  [[nodiscard]] static std::optional<Sheet> open(const std::string& file, std::string_view text,
                                                 const std::vector<Column>& columns, Problems& problems);
  [[nodiscard]] const std::string& file() const { return table_.file; }
  [[nodiscard]] std::vector<Cells> rows(Problems& problems) const;

 private:
  CsvTable table_;
  std::map<std::string, std::size_t> places_;
};

}  // namespace tandem::sync
