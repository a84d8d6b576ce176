#pragma once
// Every SQL text of the server's store in SQLite. The schema is a list of steps that are never edited once released,
// only added to.

namespace tandem::sync::queries {

// `booking` holds what the database itself must guard: no two held times of a room overlap, whoever writes the row. A
// row that holds nothing (cancelled before its start) has held_start = held_end and overlaps nothing. `room_guard` has
// a row for each room that was ever held: whoever changes its bookings changes that row first, so that in any engine
// two such transactions follow one another and the second one's kHolderOf sees what the first one wrote.
inline constexpr const char* kSchema[] = {R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE log (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  device TEXT NOT NULL,
  number INTEGER NOT NULL,
  entry BLOB NOT NULL
);

CREATE TABLE command (
  device TEXT NOT NULL,
  number INTEGER NOT NULL,
  body_hash TEXT NOT NULL,
  verdict INTEGER NOT NULL,
  sequence INTEGER NOT NULL REFERENCES log (sequence),
  PRIMARY KEY (device, number)
) WITHOUT ROWID;

CREATE TABLE fact (
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE TABLE booking (
  id TEXT PRIMARY KEY,
  room TEXT NOT NULL,
  held_start INTEGER NOT NULL,
  held_end INTEGER NOT NULL CHECK (held_start <= held_end),
  state INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX booking_held ON booking (room, held_end, held_start);

CREATE TRIGGER booking_insert BEFORE INSERT ON booking WHEN NEW.held_start < NEW.held_end BEGIN
  SELECT RAISE(ABORT, 'the room is already held then') WHERE EXISTS (
    SELECT 1 FROM booking WHERE room = NEW.room AND held_end > NEW.held_start AND held_start < NEW.held_end
      AND held_start < held_end AND id <> NEW.id);
END;
CREATE TRIGGER booking_update BEFORE UPDATE ON booking WHEN NEW.held_start < NEW.held_end BEGIN
  SELECT RAISE(ABORT, 'the room is already held then') WHERE EXISTS (
    SELECT 1 FROM booking WHERE room = NEW.room AND held_end > NEW.held_start AND held_start < NEW.held_end
      AND held_start < held_end AND id <> OLD.id);
END;

CREATE TABLE device (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL,
  revoked INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE feed (
  owner_kind INTEGER NOT NULL,
  owner_id TEXT NOT NULL,
  url TEXT NOT NULL,
  user TEXT NOT NULL,
  password TEXT NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  confirmed_at INTEGER,
  failing INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  PRIMARY KEY (owner_kind, owner_id)
) WITHOUT ROWID;

CREATE TABLE published_feed (room TEXT PRIMARY KEY, secret TEXT NOT NULL) WITHOUT ROWID;
)sql",
                                          R"sql(
CREATE TABLE room_guard (room TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO room_guard (room, version) SELECT DISTINCT room, 0 FROM booking;
)sql",
                                          R"sql(
ALTER TABLE feed ADD COLUMN email TEXT NOT NULL DEFAULT '';
)sql",
                                          // Commands outlive their entries.
                                          R"sql(
CREATE TABLE command_for_ever (
  device TEXT NOT NULL,
  number INTEGER NOT NULL,
  body_hash TEXT NOT NULL,
  verdict INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (device, number)
) WITHOUT ROWID;
INSERT INTO command_for_ever SELECT device, number, body_hash, verdict, sequence FROM command;
DROP TABLE command;
ALTER TABLE command_for_ever RENAME TO command;
)sql",
                                          // Where a device stands; authorities, certificates, requests to be enrolled.
                                          R"sql(
ALTER TABLE device ADD COLUMN site TEXT NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN mode INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN room TEXT NOT NULL DEFAULT '';
CREATE TABLE record (
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
)sql",
                                          // What the server keeps to itself (server_records.h). `report` is a verdict
                                          // that says more than its number; NULL for the others.
                                          R"sql(
ALTER TABLE command ADD COLUMN report BLOB;
CREATE TABLE rating (
  session TEXT NOT NULL,
  role INTEGER NOT NULL,
  pair TEXT NOT NULL,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
  at INTEGER NOT NULL,
  PRIMARY KEY (session, role)
) WITHOUT ROWID;
CREATE TABLE topic_mark (
  pair TEXT NOT NULL,
  topic TEXT NOT NULL,
  mark INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (pair, topic)
) WITHOUT ROWID;
CREATE TABLE room_use (
  room TEXT NOT NULL,
  planned_start INTEGER NOT NULL,
  planned_end INTEGER NOT NULL,
  held_start INTEGER NOT NULL,
  held_end INTEGER NOT NULL,
  seats INTEGER NOT NULL,
  came INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  session INTEGER NOT NULL
);
CREATE INDEX room_use_start ON room_use (planned_start, room);
)sql",
                                          // The audit log is only added to, in order, whoever types the SQL.
                                          R"sql(
CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  what INTEGER NOT NULL,
  actor TEXT NOT NULL,
  address TEXT NOT NULL,
  about TEXT NOT NULL,
  outcome TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE TRIGGER audit_is_in_order BEFORE INSERT ON audit
  WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit) BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;
)sql",
                                          // What is promised to the kiosks at doors.
                                          R"sql(
CREATE TABLE lease (
  room TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  held_start INTEGER NOT NULL,
  held_end INTEGER NOT NULL CHECK (held_start <= held_end)
) WITHOUT ROWID;
)sql"};

inline constexpr const char* kReadMeta = "SELECT value FROM meta WHERE key = ?1";
inline constexpr const char* kWriteMeta = "INSERT INTO meta (key, value) VALUES (?1, ?2)";
inline constexpr const char* kChangeMeta = "UPDATE meta SET value = ?2 WHERE key = ?1";

inline constexpr const char* kHead = "SELECT coalesce(max(sequence), 0) FROM log";
inline constexpr const char* kForgetBefore =
    "DELETE FROM log WHERE sequence < ?1 AND sequence < (SELECT max(sequence) FROM log)";
inline constexpr const char* kOldest = "SELECT coalesce(min(sequence), 1) FROM log";
inline constexpr const char* kAppendLog =
    "INSERT INTO log (sequence, at, device, number, entry) VALUES (?1, ?2, ?3, ?4, ?5)";
inline constexpr const char* kEntriesAfter = "SELECT entry FROM log WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";

inline constexpr const char* kInsertCommand =
    "INSERT INTO command (device, number, body_hash, verdict, sequence, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
inline constexpr const char* kFindCommand =
    "SELECT body_hash, verdict, sequence, report FROM command WHERE device = ?1 AND number = ?2";
inline constexpr const char* kLastNumber = "SELECT coalesce(max(number), 0) FROM command WHERE device = ?1";

inline constexpr const char* kPutFact =
    "INSERT INTO fact (kind, id, body) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET body = excluded.body";
inline constexpr const char* kDropFact = "DELETE FROM fact WHERE kind = ?1 AND id = ?2";
// By FactKind, topics (4) before the pairs (3) that name them.
inline constexpr const char* kAllFacts =
    "SELECT body FROM fact ORDER BY CASE kind WHEN 3 THEN 4 WHEN 4 THEN 3 ELSE kind END, id";

inline constexpr const char* kPutRating =
    "INSERT INTO rating (session, role, pair, rating, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
inline constexpr const char* kPutTopic =
    "INSERT INTO topic_mark (pair, topic, mark, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET "
    "mark = excluded.mark, at = excluded.at WHERE excluded.at >= topic_mark.at";
inline constexpr const char* kPutUse =
    "INSERT INTO room_use (room, planned_start, planned_end, held_start, held_end, seats, came, cancelled, session) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
inline constexpr const char* kCountRatings =
    "SELECT role, rating, count(*), count(DISTINCT pair) FROM rating WHERE at >= ?1 AND at < ?2 "
    "GROUP BY role, rating ORDER BY role, rating";
inline constexpr const char* kCountTopics =
    "SELECT topic, mark, count(*) FROM topic_mark GROUP BY topic, mark ORDER BY topic, mark";
inline constexpr const char* kUses =
    "SELECT room, planned_start, planned_end, held_start, held_end, seats, came, cancelled, session FROM room_use "
    "WHERE planned_start >= ?1 AND planned_start < ?2 ORDER BY planned_start, room";

inline constexpr const char* kGuardRoom =
    "INSERT INTO room_guard (room, version) VALUES (?1, 1) ON CONFLICT DO UPDATE SET version = version + 1";
// Who else holds room ?2 at some time in [?3, ?4).
inline constexpr const char* kHolderOf =
    "SELECT id FROM booking WHERE room = ?2 AND held_end > ?3 AND held_start < ?4 AND held_start < held_end "
    "AND id <> ?1 LIMIT 1";
// Whose lease of room ?2 booking ?1 would grow into, to hold [?3, ?4) for device ?5. What it held before it may hold.
inline constexpr const char* kLeaseAgainst =
    "SELECT holder FROM lease WHERE room = ?2 AND holder <> ?5 AND held_end > ?3 AND held_start < ?4 AND NOT EXISTS "
    "(SELECT 1 FROM booking WHERE id = ?1 AND room = ?2 AND held_start <= ?3 AND held_end >= ?4 "
    "AND held_start < held_end)";
inline constexpr const char* kFindLease = "SELECT holder, held_end FROM lease WHERE room = ?1";
// Bookings that hold room ?1 at some time in [?2, ?3).
inline constexpr const char* kHoldersIn =
    "SELECT id FROM booking WHERE room = ?1 AND held_end > ?2 AND held_start < ?3 AND held_start < held_end";
inline constexpr const char* kPutLease =
    "INSERT INTO lease (room, holder, held_start, held_end) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET "
    "holder = excluded.holder, held_start = excluded.held_start, held_end = excluded.held_end";
inline constexpr const char* kDropLease = "DELETE FROM lease WHERE room = ?1";
inline constexpr const char* kPutBooking =
    "INSERT INTO booking (id, room, held_start, held_end, state) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT DO UPDATE SET room = excluded.room, held_start = excluded.held_start, "
    "held_end = excluded.held_end, state = excluded.state";
inline constexpr const char* kDropBooking = "DELETE FROM booking WHERE id = ?1";

inline constexpr const char* kPutDevice =
    "INSERT INTO device (id, token_hash, enrolled_at, revoked, site, mode, room) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
    "ON CONFLICT DO UPDATE SET token_hash = excluded.token_hash, enrolled_at = excluded.enrolled_at, "
    "revoked = excluded.revoked, site = excluded.site, mode = excluded.mode, room = excluded.room";
inline constexpr const char* kFindDevice =
    "SELECT id, token_hash, enrolled_at, revoked, site, mode, room FROM device WHERE id = ?1";
inline constexpr const char* kAllDevices =
    "SELECT id, token_hash, enrolled_at, revoked, site, mode, room FROM device ORDER BY id";

inline constexpr const char* kPutRecord =
    "INSERT INTO record (kind, id, body) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET body = excluded.body";
inline constexpr const char* kDropRecord = "DELETE FROM record WHERE kind = ?1 AND id = ?2";
inline constexpr const char* kFindRecord = "SELECT id, body FROM record WHERE kind = ?1 AND id = ?2";
inline constexpr const char* kRecords = "SELECT id, body FROM record WHERE kind = ?1 ORDER BY id";

inline constexpr const char* kPutAudit =
    "INSERT INTO audit (sequence, at, what, actor, address, about, outcome, hash) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
inline constexpr const char* kLastAudit =
    "SELECT sequence, at, what, actor, address, about, outcome, hash FROM audit ORDER BY sequence DESC LIMIT 1";
inline constexpr const char* kAuditAfter =
    "SELECT sequence, at, what, actor, address, about, outcome, hash FROM audit WHERE sequence > ?1 "
    "ORDER BY sequence LIMIT ?2";

inline constexpr const char* kPutFeed =
    "INSERT INTO feed (owner_kind, owner_id, url, user, password, etag, last_modified, confirmed_at, failing, "
    "last_error, email) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO UPDATE SET "
    "url = excluded.url, "
    "user = excluded.user, password = excluded.password, etag = excluded.etag, "
    "last_modified = excluded.last_modified, confirmed_at = excluded.confirmed_at, failing = excluded.failing, "
    "last_error = excluded.last_error, email = excluded.email";
inline constexpr const char* kDropFeed = "DELETE FROM feed WHERE owner_kind = ?1 AND owner_id = ?2";
inline constexpr const char* kAllFeeds =
    "SELECT owner_kind, owner_id, url, user, password, etag, last_modified, confirmed_at, failing, last_error, email "
    "FROM feed ORDER BY owner_kind, owner_id";

inline constexpr const char* kInsertPublished =
    "INSERT INTO published_feed (room, secret) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
inline constexpr const char* kFindPublished = "SELECT secret FROM published_feed WHERE room = ?1";

}  // namespace tandem::sync::queries
