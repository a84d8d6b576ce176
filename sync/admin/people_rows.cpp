// people.csv
#include <algorithm>
#include <utility>

#include "sync/admin/row_parts.h"

namespace tandem::sync {
namespace {

using calendar::NameVisibility;

constexpr std::size_t kShortestPin = 4;
constexpr std::size_t kLongestPin = 8;
constexpr std::size_t kLongestBadge = 64;

const std::vector<Column>& columns() {
  static const std::vector<Column> all{
      {"id", ColumnNeed::Required, {"identifiant", "matricule"}},
      {"given_name", ColumnNeed::Required, {"prenom", "first_name"}},
      {"family_name", ColumnNeed::Required, {"nom", "nom_de_famille", "last_name"}},
      {"department", ColumnNeed::Optional, {"service", "direction"}},
      {"language", ColumnNeed::Optional, {"langue"}},
      {"visibility", ColumnNeed::Optional, {"visibilite", "affichage"}},
      {"badge", ColumnNeed::Optional, {"numero_de_badge"}},
      {"pin", ColumnNeed::Optional, {"code", "code_personnel", "code_pin"}},
      {"calendar", ColumnNeed::Optional, {"agenda", "calendrier"}},
      {"email", ColumnNeed::Optional, {"e_mail", "courriel", "adresse_electronique"}},
      {"site", ColumnNeed::Optional, {"lieu"}},
  };
  return all;
}

std::string language(const Cells& cells) {
  const std::string value = normalised_header(cells.raw("language"));
  if (value.empty() || value == "fr" || value == "francais") return "fr";
  if (value != "en" && value != "english" && value != "anglais") cells.problem("language", "is neither fr nor en");
  return "en";
}

NameVisibility visibility(const Cells& cells) {
  const std::string value = normalised_header(cells.raw("visibility"));
  if (value == "full" || value == "complet") return NameVisibility::Full;
  if (value == "hidden" || value == "masque") return NameVisibility::Hidden;
  if (!value.empty() && value != "initials" && value != "initiales") {
    cells.problem("visibility", "is none of full, initials, hidden");
  }
  return NameVisibility::Initials;
}

std::optional<std::string> badge(const Cells& cells) {
  const std::string& value = cells.raw("badge");
  if (value.empty()) return std::nullopt;
  if (value.size() > kLongestBadge) {
    cells.problem("badge", "is longer than " + std::to_string(kLongestBadge) + " characters");
  }
  return value;
}

std::optional<std::string> pin(const Cells& cells) {
  const std::string& value = cells.raw("pin");
  if (value.empty() || value == kRemoveMark) return value.empty() ? std::nullopt : std::optional(value);
  const bool digits = std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || value.size() < kShortestPin || value.size() > kLongestPin) {
    cells.problem("pin", "use 4 to 8 digits (a spreadsheet drops leading zeros: format the column as text)");
  }
  return value;
}

PersonRow person(const Cells& cells, const std::string& folder) {
  PersonRow row;
  row.line = cells.line();
  row.id = calendar::PersonId(cells.id("id"));
  row.given_name = cells.words("given_name");
  row.family_name = cells.words("family_name");
  if (row.given_name.empty() && row.family_name.empty()) cells.problem("family_name", "a person needs a name");
  row.department = if_there(cells, "department", [&] { return cells.words("department"); });
  row.language = if_there(cells, "language", [&] { return language(cells); });
  row.visibility = if_there(cells, "visibility", [&] { return visibility(cells); });
  row.badge = badge(cells);
  row.pin = pin(cells);
  row.calendar = calendar_address(cells, folder);
  row.email = email_address(cells);
  row.site = if_there(cells, "site", [&] { return calendar::SiteId(cells.raw("site")); });
  return row;
}

}  // namespace

std::optional<Rows<PersonRow>> read_people(const SiteFiles& files, Problems& problems) {
  if (!files.people) return std::nullopt;
  const std::optional<Sheet> sheet = Sheet::open(files.people->name, files.people->text, columns(), problems);
  if (!sheet) return std::nullopt;
  Rows<PersonRow> people{sheet->file(), {}};
  SeenIds seen;
  for (const Cells& cells : sheet->rows(problems)) {
    people.rows.push_back(person(cells, files.folder));
    seen.check(cells, people.rows.back().id.text());
  }
  return people;
}

}  // namespace tandem::sync
