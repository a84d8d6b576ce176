#include "sync/admin/sheet.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "platform/base/id.h"

namespace tandem::sync {
namespace {

// Longest text a person reads in one cell.
constexpr std::size_t kMaxWords = 200;

// The letters of French headers.
constexpr std::array<std::pair<std::string_view, char>, 18> kPlain{{{"é", 'e'},
                                                                    {"è", 'e'},
                                                                    {"ê", 'e'},
                                                                    {"ë", 'e'},
                                                                    {"à", 'a'},
                                                                    {"â", 'a'},
                                                                    {"ç", 'c'},
                                                                    {"î", 'i'},
                                                                    {"ï", 'i'},
                                                                    {"ô", 'o'},
                                                                    {"ù", 'u'},
                                                                    {"û", 'u'},
                                                                    {"É", 'e'},
                                                                    {"È", 'e'},
                                                                    {"Ê", 'e'},
                                                                    {"À", 'a'},
                                                                    {"·", '_'},
                                                                    {"’", '_'}}};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

char plain_ascii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return c == ' ' || c == '-' || c == '\'' ? '_' : c;
}

const Column* find_column(const std::vector<Column>& columns, const std::string& header) {
  for (const Column& column : columns) {
    if (header == column.name) return &column;
    if (std::any_of(column.aliases.begin(), column.aliases.end(), [&](const char* alias) { return header == alias; })) {
      return &column;
    }
  }
  return nullptr;
}

std::string names_of(const std::vector<Column>& columns) {
  std::string names;
  for (const Column& column : columns) names += (names.empty() ? "" : ", ") + std::string(column.name);
  return names;
}

// A cell's value in a message: short, so that a wrong file does not fill the screen.
std::string shown(const std::string& value) {
  constexpr std::size_t kShown = 40;
  if (value.size() <= kShown) return "\"" + value + "\"";
  std::size_t cut = kShown;
  while (cut > 0 && (static_cast<unsigned char>(value[cut]) & 0xC0U) == 0x80U) --cut;
  return "\"" + value.substr(0, cut) + "…\"";
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._-@").find(c) != std::string_view::npos;
}

}  // namespace

std::string normalised_header(std::string_view header) {
  std::string result;
  for (std::string_view rest = trimmed(header); !rest.empty();) {
    const auto* const letter =
        std::find_if(kPlain.begin(), kPlain.end(), [&](const auto& known) { return rest.starts_with(known.first); });
    const bool accented = letter != kPlain.end();
    result += accented ? letter->second : plain_ascii(rest.front());
    rest.remove_prefix(accented ? letter->first.size() : 1);
  }
  return result;
}

const std::string& Cells::raw(const std::string& column) const {
  static const std::string nothing;
  const auto place = places_.find(column);
  return place == places_.end() ? nothing : row_.fields[place->second];
}

void Cells::problem(const std::string& column, std::string message) const {
  const auto place = places_.find(column);
  const std::string& header = place == places_.end() ? column : table_.header[place->second];
  problems_.add({table_.file, row_.line, header, std::move(message)});
}

std::string Cells::id(const std::string& column) const {
  const std::string value(trimmed(raw(column)));
  if (value.empty()) {
    problem(column, "is empty: every row needs one");
  } else if (value.size() > platform::kMaxIdLength) {
    problem(column, "is longer than " + std::to_string(platform::kMaxIdLength) + " characters");
  } else if (!std::all_of(value.begin(), value.end(), id_character)) {
    problem(column, shown(value) + " may only hold letters without accents, digits and . _ - @");
  }
  return value;
}

std::string Cells::words(const std::string& column) const {
  std::string value(trimmed(raw(column)));
  if (value.size() > kMaxWords) {
    problem(column, "is longer than " + std::to_string(kMaxWords) + " bytes: shorten it");
  } else if (std::any_of(value.begin(), value.end(), is_control)) {
    problem(column, "holds a line end or another control character: write it on one line");
  } else if (!value.empty() && std::string_view("=+-@").find(value.front()) != std::string_view::npos) {
    problem(column, shown(value) + " begins like a formula: take the first character away");
  }
  return value;
}

std::string Cells::required_words(const std::string& column) const {
  std::string value = words(column);
  if (value.empty()) problem(column, "is empty: fill it in");
  return value;
}

int Cells::number(const std::string& column, int low, int high, int fallback) const {
  const std::string value(trimmed(raw(column)));
  if (value.empty()) return fallback;
  int result = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
  if (error == std::errc{} && end == value.data() + value.size() && low <= result && result <= high) return result;
  problem(column, shown(value) + " is not a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  return fallback;
}

bool Cells::yes(const std::string& column, bool fallback) const {
  const std::string value = normalised_header(raw(column));
  if (value.empty()) return fallback;
  for (const char* word : {"yes", "oui", "true", "vrai", "1"}) {
    if (value == word) return true;
  }
  for (const char* word : {"no", "non", "false", "faux", "0"}) {
    if (value == word) return false;
  }
  problem(column, shown(value) + " is neither yes nor no");
  return fallback;
}

std::vector<std::string> Cells::list(const std::string& column) const {
  std::vector<std::string> parts;
  const std::string whole = words(column);
  for (std::string_view rest = whole; !rest.empty();) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    if (const std::string_view part = trimmed(rest.substr(0, end)); !part.empty()) parts.emplace_back(part);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return parts;
}

std::optional<Sheet> Sheet::open(const std::string& file, std::string_view text, const std::vector<Column>& columns,
                                 Problems& problems) {
  std::optional<CsvTable> table = parse_csv(file, text, problems);
  if (!table) return std::nullopt;
  Sheet sheet;
  bool good = true;
  const auto complain = [&](const std::string& header, std::string message) {
    problems.add({file, 1, header, std::move(message)});
    good = false;
  };
  for (std::size_t i = 0; i < table->header.size(); ++i) {
    const std::string& header = table->header[i];
    const Column* column = find_column(columns, normalised_header(header));
    if (column == nullptr) {
      complain(header, "is not a column of this file; its columns are " + names_of(columns));
    } else if (!sheet.places_.emplace(column->name, i).second) {
      complain(header, std::string("is there twice (both mean ") + column->name + "): keep one");
    }
  }
  for (const Column& column : columns) {
    if (column.need == ColumnNeed::Required && !sheet.places_.contains(column.name)) {
      complain(column.name, "this column is missing: add it to the first row");
    }
  }
  if (!good) return std::nullopt;
  sheet.table_ = *std::move(table);
  return sheet;
}

std::vector<Cells> Sheet::rows(Problems& problems) const {
  std::vector<Cells> cells;
  cells.reserve(table_.rows.size());
  for (const CsvRow& row : table_.rows) cells.emplace_back(table_, row, places_, problems);
  return cells;
}

}  // namespace tandem::sync
