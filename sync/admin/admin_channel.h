#pragma once
// How tandem-admin reaches a server's truth: the store itself while no server runs on it, else the running server over
// HTTP with the admin token. Which one is found out by the store's own lock, so the two can never both write. A store
// in PostgreSQL is shared, and so used directly, as one more server would.

#include <filesystem>
#include <memory>
#include <string>

#include "platform/base/result.h"
#include "sync/authority/device_authority.h"

namespace tandem::sync {

struct AdminTarget {
  std::filesystem::path data_directory;  // the store and the token; empty with `url` and `token_file` set
  std::string shared_store;              // PostgreSQL's url: the store is there, and servers may be running on it
  std::string url;                       // "https://host:port" of a running server; empty: never tried
  std::filesystem::path token_file;
  std::string authority_file;  // PEM; empty: the system's
  AuthorityOptions authority{};  // when no server is asked
  bool make_store{true};       // false: a data directory without a store is an error, not an empty site
};

// One thread.
class AdminChannel {
 public:
  virtual ~AdminChannel() = default;
  // Errors as answer_admin()'s; besides Unavailable, TimedOut and Denied (token, certificate) of a running server.
  [[nodiscard]] virtual platform::Result<std::string> ask(const std::string& json) = 0;
  // "the store in /var/lib/tandem", "the server at https://...": for messages.
  [[nodiscard]] virtual std::string name() const = 0;
};

// Denied when the store is in use and no address of its server is known; NotFound when there is no store and none is to
// be made; others from the store or the token file.
[[nodiscard]] platform::Result<std::unique_ptr<AdminChannel>> open_admin_channel(const AdminTarget& target);

}  // namespace tandem::sync
