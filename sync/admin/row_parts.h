#pragma once
// Parts that several readers of rows share. Inside sync/admin only.

#include <map>
#include <string>

#include "sync/admin/sheet.h"
#include "sync/admin/site_rows.h"

namespace tandem::sync {

// A cell of a calendar column as the address the server reads: a URL, or an absolute path. nullopt: no such column.
[[nodiscard]] std::optional<std::string> calendar_address(const Cells& cells, const std::string& folder);

// A cell of an e-mail column: what invitations call the room or person. nullopt: no such column.
[[nodiscard]] std::optional<std::string> email_address(const Cells& cells);

// Adds a problem when an id was there before.
class SeenIds {
 public:
  void check(const Cells& cells, const std::string& id) {
    const auto [first, fresh] = lines_.emplace(id, cells.line());
    if (!fresh && !id.empty()) {
      cells.problem("id", "is the same as in row " + std::to_string(first->second) + ": ids name one thing each");
    }
  }

 private:
  std::map<std::string, std::size_t> lines_;
};

// nullopt without the column; otherwise what `read` makes of the cell.
template <class Read>
[[nodiscard]] auto if_there(const Cells& cells, const std::string& column, Read read)
    -> std::optional<decltype(read())> {
  if (!cells.has(column)) return std::nullopt;
  return read();
}

}  // namespace tandem::sync
