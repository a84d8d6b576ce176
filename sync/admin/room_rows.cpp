// rooms.csv
#include <algorithm>
#include <array>
#include <utility>

#include "sync/admin/row_parts.h"

namespace tandem::sync {
namespace {

constexpr int kLowestFloor = -20;
constexpr int kHighestFloor = 200;
constexpr int kMostSeats = 500;

const std::vector<Column>& columns() {
  static const std::vector<Column> all{
      {"id", ColumnNeed::Required, {"identifiant"}},
      {"name", ColumnNeed::Required, {"nom", "salle"}},
      {"floor", ColumnNeed::Required, {"etage"}},
      {"seats", ColumnNeed::Required, {"places", "capacite"}},
      {"equipment", ColumnNeed::Optional, {"equipement", "equipements"}},
      {"calendar", ColumnNeed::Optional, {"agenda", "calendrier"}},
      {"email", ColumnNeed::Optional, {"e_mail", "courriel", "adresse_electronique"}},
      {"site", ColumnNeed::Optional, {"lieu"}},
      {"out_of_order", ColumnNeed::Optional, {"hors_service"}},
  };
  return all;
}

constexpr std::array<std::pair<std::string_view, const char*>, 10> kEquipment{{{"screen", "screen"},
                                                                               {"ecran", "screen"},
                                                                               {"whiteboard", "whiteboard"},
                                                                               {"tableau", "whiteboard"},
                                                                               {"tableau_blanc", "whiteboard"},
                                                                               {"video", "video"},
                                                                               {"visio", "video"},
                                                                               {"visioconference", "video"},
                                                                               {"accessible", "accessible"},
                                                                               {"pmr", "accessible"}}};

std::set<std::string> equipment(const Cells& cells) {
  std::set<std::string> found;
  for (const std::string& part : cells.list("equipment")) {
    const std::string word = normalised_header(part);
    const auto* const known =
        std::find_if(kEquipment.begin(), kEquipment.end(), [&](const auto& entry) { return entry.first == word; });
    if (known != kEquipment.end()) {
      found.insert(known->second);
    } else {
      cells.problem("equipment", "\"" + part + "\" is none of screen, whiteboard, video, accessible (between them: |)");
    }
  }
  return found;
}

int required_number(const Cells& cells, const std::string& column, int low, int high) {
  if (cells.raw(column).empty()) cells.problem(column, "is empty: fill it in");
  return cells.number(column, low, high, low);
}

RoomRow room(const Cells& cells, const std::string& folder) {
  RoomRow row;
  row.line = cells.line();
  row.id = calendar::RoomId(cells.id("id"));
  row.name = cells.required_words("name");
  row.floor = required_number(cells, "floor", kLowestFloor, kHighestFloor);
  row.seats = required_number(cells, "seats", 1, kMostSeats);
  row.equipment = if_there(cells, "equipment", [&] { return equipment(cells); });
  row.out_of_order = if_there(cells, "out_of_order", [&] { return cells.yes("out_of_order", false); });
  row.calendar = calendar_address(cells, folder);
  row.email = email_address(cells);
  row.site = if_there(cells, "site", [&] { return calendar::SiteId(cells.raw("site")); });
  return row;
}

}  // namespace

std::optional<Rows<RoomRow>> read_rooms(const SiteFiles& files, Problems& problems) {
  if (!files.rooms) return std::nullopt;
  const std::optional<Sheet> sheet = Sheet::open(files.rooms->name, files.rooms->text, columns(), problems);
  if (!sheet) return std::nullopt;
  Rows<RoomRow> rooms{sheet->file(), {}};
  SeenIds seen;
  for (const Cells& cells : sheet->rows(problems)) {
    rooms.rows.push_back(room(cells, files.folder));
    seen.check(cells, rooms.rows.back().id.text());
  }
  return rooms;
}

}  // namespace tandem::sync
