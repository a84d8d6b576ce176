#pragma once
// All the SQL of the device's one file (device.sqlite): its identity and cursor, the outbox, the replica's fact rows.
// One row of `device`; `number` of an outbox row is the command's number; `state` is 0 pending, 1 accepted, 2 refused.
// A migration step is never edited once released: a new one is added.

#include <array>

namespace tandem::sync::queries {

inline constexpr std::array kDeviceSchema{
    R"sql(
CREATE TABLE device (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  next_number INTEGER NOT NULL,
  epoch TEXT NOT NULL DEFAULT '',
  sequence INTEGER NOT NULL DEFAULT 0,
  site_key TEXT NOT NULL DEFAULT '',
  heard_at INTEGER
);
CREATE TABLE outbox (
  number INTEGER PRIMARY KEY,
  command BLOB NOT NULL,
  state INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)),
  reason INTEGER NOT NULL DEFAULT 0,
  decided_at INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE facts (
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  fact BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
)sql",
    // What an older program has pushed is not known: all of it, then.
    R"sql(
ALTER TABLE device ADD COLUMN pushed INTEGER NOT NULL DEFAULT 0;
UPDATE device SET pushed = next_number - 1;
)sql",
    "ALTER TABLE device ADD COLUMN clock_offset_ms INTEGER NOT NULL DEFAULT 0;",
    // A verdict that says more than its reason; empty for the others.
    "ALTER TABLE outbox ADD COLUMN report BLOB NOT NULL DEFAULT x'';",
    // Which part of the truth the facts are, and what the server said the device may ask for: `mode` is a DeviceMode,
    // NULL when it was not told yet. `set_aside`: commands that will never be pushed again, with a SetAsideReason.
    R"sql(
ALTER TABLE device ADD COLUMN scope TEXT NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN mode INTEGER;
ALTER TABLE device ADD COLUMN room TEXT NOT NULL DEFAULT '';
CREATE TABLE set_aside (number INTEGER PRIMARY KEY, command BLOB NOT NULL, reason INTEGER NOT NULL);
)sql"};

inline constexpr const char* kReadIdentity = "SELECT id FROM device";
inline constexpr const char* kWriteIdentity = "INSERT INTO device (one, id, next_number) VALUES (1, ?1, 1)";

inline constexpr const char* kReadNumbering = "SELECT next_number, pushed FROM device";
inline constexpr const char* kWriteNextNumber = "UPDATE device SET next_number = ?1";
inline constexpr const char* kWritePushed = "UPDATE device SET pushed = ?1";
inline constexpr const char* kReadOutbox =
    "SELECT number, command, state, reason, decided_at, report FROM outbox ORDER BY number";
inline constexpr const char* kWriteCommand = "INSERT INTO outbox (number, command) VALUES (?1, ?2)";
inline constexpr const char* kWriteVerdict =
    "UPDATE outbox SET state = ?2, reason = ?3, decided_at = ?4, report = ?5 WHERE number = ?1 AND state = 0";
inline constexpr const char* kTakeVerdictBack =
    "UPDATE outbox SET state = ?2, reason = ?3, decided_at = ?4, report = x'' WHERE number = ?1 AND state = 1";
inline constexpr const char* kDropDecided = "DELETE FROM outbox WHERE number = ?1 AND state = 0";
inline constexpr const char* kDeletePending = "DELETE FROM outbox WHERE state = 0";
inline constexpr const char* kSetAside =
    "INSERT OR REPLACE INTO set_aside (number, command, reason) SELECT number, command, ?2 FROM outbox WHERE number = "
    "?1";
inline constexpr const char* kDropCommand = "DELETE FROM outbox WHERE number = ?1";
inline constexpr const char* kReadSetAside = "SELECT number, reason FROM set_aside ORDER BY number";
// Keeps the ?1 newest.
inline constexpr const char* kForgetOldSetAside =
    "DELETE FROM set_aside WHERE number NOT IN (SELECT number FROM set_aside ORDER BY number DESC LIMIT ?1)";
// Keeps the ?1 newest of the decided ones.
inline constexpr const char* kForgetOldVerdicts =
    "DELETE FROM outbox WHERE state <> 0 AND number NOT IN "
    "(SELECT number FROM outbox WHERE state <> 0 ORDER BY number DESC LIMIT ?1)";

inline constexpr const char* kForgetVerdictsBefore = "DELETE FROM outbox WHERE state <> 0 AND decided_at < ?1";

// Deleted rows stay in SQLite's log of writes until that is copied into the file and cut.
inline constexpr const char* kCutWriteAheadLog = "PRAGMA wal_checkpoint(TRUNCATE)";

inline constexpr const char* kReadPosition =
    "SELECT epoch, sequence, site_key, heard_at, clock_offset_ms, scope, mode, room FROM device";
inline constexpr const char* kWriteCursor = "UPDATE device SET epoch = ?1, sequence = ?2, heard_at = ?3";
inline constexpr const char* kWriteRights = "UPDATE device SET mode = ?1, room = ?2";
// What the facts are a part of is not what will come: everything has to come again.
inline constexpr const char* kWriteScope = "UPDATE device SET scope = ?1, epoch = '', sequence = 0";
inline constexpr const char* kWriteSiteKey = "UPDATE device SET site_key = ?1";
inline constexpr const char* kWriteClockOffset = "UPDATE device SET clock_offset_ms = ?1";
inline constexpr const char* kReadFacts = "SELECT fact FROM facts WHERE kind = ?1 ORDER BY id";
inline constexpr const char* kWriteFact =
    "INSERT INTO facts (kind, id, fact) VALUES (?1, ?2, ?3) ON CONFLICT (kind, id) DO UPDATE SET fact = excluded.fact";
inline constexpr const char* kDeleteFact = "DELETE FROM facts WHERE kind = ?1 AND id = ?2";
inline constexpr const char* kDeleteFacts = "DELETE FROM facts";

}  // namespace tandem::sync::queries
