#pragma once
// Where a store lives, for the tests that every store passes: it can be opened, opened again, looked at as a crash
// would leave it, and spoilt by SQL typed by hand.

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "sync/log/log_store.h"

namespace tandem::tests {

class StorePlace {
 public:
  virtual ~StorePlace() = default;
  // The store at this place, empty at first.
  [[nodiscard]] virtual platform::Result<std::unique_ptr<sync::LogStore>> open() = 0;
  // What is found after the process that has it open dies at this moment. `open_now` can be used no more.
  [[nodiscard]] virtual std::unique_ptr<sync::LogStore> after_crash(sync::LogStore& open_now) = 0;
  // As an administrator would at the prompt of the database, with no server running. False: the database refused.
  [[nodiscard]] virtual bool type(const std::string& sql) = 0;
};

struct StoreKind {
  const char* name;
  std::function<std::unique_ptr<StorePlace>()> make_place;
  const char* from_the_future;  // SQL that makes the schema newer than the program
};

// Every kind of store there is.
[[nodiscard]] std::vector<StoreKind> store_kinds();
[[nodiscard]] std::unique_ptr<StorePlace> make_sqlite_place();

inline std::ostream& operator<<(std::ostream& out, const StoreKind& kind) { return out << kind.name; }

}  // namespace tandem::tests
