#include "sync/outbox/device_file.h"

#include "sync/outbox/device_queries.h"

namespace tandem::sync {
namespace {

using platform::Database;
using platform::ErrorKind;
using platform::fail;
using platform::Result;
using platform::Status;

Result<std::string> read_identity(Database& database) {
  auto query = database.prepare(queries::kReadIdentity);
  if (!query) return tl::unexpected(query.error());
  std::string id;
  const Status read = query->for_each([&](const platform::Statement& row) {
    id = row.text(0);
    return Status{};
  });
  if (!read) return tl::unexpected(read.error());
  return id;
}

Status write_identity(Database& database, const calendar::DeviceId& device) {
  auto insert = database.prepare(queries::kWriteIdentity);
  if (!insert) return tl::unexpected(insert.error());
  insert->bind(1, std::string_view{device.text()});
  return insert->run();
}

Status belong_to(Database& database, const calendar::DeviceId& device) {
  const auto owner = read_identity(database);
  if (!owner) return tl::unexpected(owner.error());
  if (owner->empty()) return write_identity(database, device);
  if (*owner != device.text()) {
    return fail(ErrorKind::Denied, "the file belongs to device " + *owner + ", not to " + device.text());
  }
  return {};
}

}  // namespace

Result<Database> open_device_file(const std::filesystem::path& file, const calendar::DeviceId& device) {
  auto database = file.empty() ? Database::in_memory() : Database::open(file);
  if (!database) return tl::unexpected(database.error());  // names the file
  if (auto migrated = database->migrate(queries::kDeviceSchema); !migrated) {
    return platform::fail_in(file.string(), migrated.error());
  }
  if (auto ours = belong_to(*database, device); !ours) return platform::fail_in(file.string(), ours.error());
  return database;
}

}  // namespace tandem::sync
