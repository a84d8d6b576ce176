#pragma once
// Copies of a SQLite store and the way back. Beside FILE stands FILE.b2sum, as `b2sum -l 256` writes it, so that a copy
// is checked before it is trusted, with or without us. A restored store begins another epoch: devices may have heard
// entries that it does not have, so each takes a fresh snapshot and keeps its outbox.

#include <filesystem>
#include <string>

#include "sync/log/log_store.h"

namespace tandem::sync {

inline constexpr const char* kChecksumEnding = ".b2sum";

// Copies the store and writes its checksum; returns that. Core's thread; nothing is committed meanwhile. Errors of
// LogStore::copy_to(), Denied when the checksum cannot be written: nothing is left.
[[nodiscard]] platform::Result<std::string> back_up(LogStore& store, const std::filesystem::path& file);

// NotFound: the file or its checksum; Corrupt: it is not what was backed up, or no store of ours.
[[nodiscard]] platform::Status verify_backup(const std::filesystem::path& file);

// Verifies the backup and puts a copy of it in the place of the store in `data_directory`, with another epoch. The
// store that was there is kept beside it; its new name is returned, empty when there was none. Denied while a server
// runs on it. When it fails the old store is where it was.
[[nodiscard]] platform::Result<std::filesystem::path> restore(const std::filesystem::path& file,
                                                              const std::filesystem::path& data_directory);

}  // namespace tandem::sync
