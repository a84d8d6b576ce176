#pragma once
// What tandem-admin does and prints, one function a subcommand. Text goes to standard output, problems to standard
// error; the returned exit code is one of below.

#include <filesystem>
#include <optional>
#include <string>

#include "sync/admin/admin_channel.h"

namespace tandem::sync {

enum class ExitCode : int {
  Done = 0,
  Refused = 1,      // understood and refused: wrong files, an unknown device, a closed day
  Usage = 2,        // wrong arguments
  Unreachable = 3,  // no server and no store, or it failed
};

struct ImportArguments {
  std::string people;
  std::string pairs;
  std::string rooms;
  std::string topics;
  std::string site;
  std::string folder;  // where relative calendar paths start; empty: the folder of the first file
  bool dry_run{false};
  bool remove_missing{false};
};

struct PlanArguments {
  std::string site;
  std::string date;
  std::optional<int> at_most;
  bool dry_run{false};
};

struct SeriesArguments {
  std::string room;
  std::string start;  // "2026-11-30T10:00" on the site's clock
  std::string rule;
  std::string pair;  // of sessions; ad hoc without it
  std::optional<int> minutes;
  bool what_is_free{false};
  bool dry_run{false};
};

struct RightsArguments {
  std::string device;
  std::string site;
  std::string mode{"lobby"};
  std::string room;
};

struct AuditArguments {
  std::string since;  // "2026-11-23"
  bool json{false};
  bool verify{false};
};

// Copies the store of the running server, or of none, to `file` on the server's machine.
[[nodiscard]] ExitCode run_backup(AdminChannel& channel, const std::filesystem::path& file);
// Puts a backup in the place of the store in `data_directory`, which no server may have open.
[[nodiscard]] ExitCode run_restore(const std::filesystem::path& file, const std::filesystem::path& data_directory);
// After a store was restored by other means: every device takes a fresh snapshot.
[[nodiscard]] ExitCode run_new_epoch(AdminChannel& channel);
[[nodiscard]] ExitCode run_import(AdminChannel& channel, const ImportArguments& arguments);
// Writes the files into `folder`, which is made; files of the same name are replaced.
[[nodiscard]] ExitCode run_export(AdminChannel& channel, const std::filesystem::path& folder, bool semicolons);
// Prints the token, or writes it to `token_file` with mode 0600.
[[nodiscard]] ExitCode run_enrol(AdminChannel& channel, const std::string& device, const std::string& token_file);
[[nodiscard]] ExitCode run_revoke(AdminChannel& channel, const std::string& device);
[[nodiscard]] ExitCode run_rights(AdminChannel& channel, const RightsArguments& arguments);
// One line a record; as JSON the whole answer. With `verify` Refused when the chain of hashes is broken.
[[nodiscard]] ExitCode run_audit(AdminChannel& channel, const AuditArguments& arguments);
[[nodiscard]] ExitCode run_plan(AdminChannel& channel, const PlanArguments& arguments);
// Prints what was booked and what was not, and why.
[[nodiscard]] ExitCode run_book_series(AdminChannel& channel, const SeriesArguments& arguments);
// One booking, or with `rest` all later ones of its series too.
[[nodiscard]] ExitCode run_cancel(AdminChannel& channel, const std::string& booking, bool rest);
// What pairs said of their sessions, without small numbers.
[[nodiscard]] ExitCode run_wrap_up(AdminChannel& channel);
[[nodiscard]] ExitCode run_feeds(AdminChannel& channel);
[[nodiscard]] ExitCode run_status(AdminChannel& channel);

}  // namespace tandem::sync
