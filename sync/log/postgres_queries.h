#pragma once
// Every SQL text of the log store in PostgreSQL. The schema is a list of steps that are never edited once released,
// only added to. Numbers are bigint, times are seconds since 1970, ids compare byte by byte.

#include <array>
#include <cstddef>
#include <string>

namespace tandem::sync::postgres_queries {

// `log_head` has one row. Who commits locks it first (kLockHead) and writes it last, so entries become visible in the
// order of their sequences and a reader never sees a gap: a database sequence would be given out of commit order.
// `commit_id` names the transaction that wrote an entry: whether one whose COMMIT was not answered happened, and
// whether a replica that took over still has what we saw. `booking` holds what the database itself guards, besides the
// guard row and the overlap query: its exclusion constraint refuses SQL typed by hand too. An empty range overlaps
// nothing.
inline constexpr const char* kSchema[] = {R"sql(
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE meta (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);

CREATE TABLE log_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  sequence bigint NOT NULL,
  epoch text NOT NULL,
  commit_id text NOT NULL,
  administration bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10);

CREATE TABLE log (
  sequence bigint PRIMARY KEY,
  at bigint NOT NULL,
  device text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  entry bytea NOT NULL,
  commit_id text NOT NULL
);

CREATE TABLE command (
  device text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  body_hash text NOT NULL,
  verdict bigint NOT NULL,
  sequence bigint NOT NULL,
  PRIMARY KEY (device, number)
);

CREATE TABLE fact (
  kind bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (kind, id)
);

CREATE TABLE room_guard (room text COLLATE "C" PRIMARY KEY, version bigint NOT NULL) WITH (fillfactor = 50);

CREATE TABLE booking (
  id text COLLATE "C" PRIMARY KEY,
  room text COLLATE "C" NOT NULL,
  held_start bigint NOT NULL,
  held_end bigint NOT NULL CHECK (held_start <= held_end),
  state bigint NOT NULL,
  CONSTRAINT a_room_is_held_once EXCLUDE USING gist (room WITH =, int8range(held_start, held_end) WITH &&)
);

CREATE FUNCTION hold_room(asking text, in_room text, from_time bigint, to_time bigint, new_state bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE holder text;
BEGIN
  INSERT INTO room_guard (room, version) VALUES (in_room, 1)
    ON CONFLICT (room) DO UPDATE SET version = room_guard.version + 1;
  IF from_time < to_time THEN
    SELECT id INTO holder FROM booking
      WHERE room = in_room AND int8range(held_start, held_end) && int8range(from_time, to_time) AND id <> asking LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION '% is already held then, by %, and not by %', in_room, holder, asking USING ERRCODE = '23P01';
    END IF;
  END IF;
  INSERT INTO booking (id, room, held_start, held_end, state) VALUES (asking, in_room, from_time, to_time, new_state)
    ON CONFLICT (id) DO UPDATE SET room = excluded.room, held_start = excluded.held_start,
      held_end = excluded.held_end, state = excluded.state;
  RETURN 0;
END $$;

CREATE TABLE device (
  id text COLLATE "C" PRIMARY KEY,
  token_hash text NOT NULL,
  enrolled_at bigint NOT NULL,
  revoked bigint NOT NULL
);

CREATE TABLE feed (
  owner_kind bigint NOT NULL,
  owner_id text COLLATE "C" NOT NULL,
  url text NOT NULL,
  account text NOT NULL,
  password text NOT NULL,
  etag text NOT NULL,
  last_modified text NOT NULL,
  confirmed_at bigint,
  failing bigint NOT NULL,
  last_error text NOT NULL,
  PRIMARY KEY (owner_kind, owner_id)
);

CREATE TABLE published_feed (room text COLLATE "C" PRIMARY KEY, secret text NOT NULL);
)sql",
                                          R"sql(
ALTER TABLE feed ADD COLUMN email text NOT NULL DEFAULT '';
)sql",
                                          // Where a device stands; authorities, certificates, requests to be enrolled.
                                          R"sql(
ALTER TABLE device ADD COLUMN site text NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN mode bigint NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN room text NOT NULL DEFAULT '';
CREATE TABLE record (
  kind bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (kind, id)
);
)sql",
                                          // What the server keeps to itself (server_records.h). `report` is a verdict
                                          // that says more than its number; NULL for the others.
                                          R"sql(
ALTER TABLE command ADD COLUMN report bytea;
CREATE TABLE rating (
  session text COLLATE "C" NOT NULL,
  role bigint NOT NULL,
  pair text COLLATE "C" NOT NULL,
  rating bigint NOT NULL CHECK (rating BETWEEN 1 AND 4),
  at bigint NOT NULL,
  PRIMARY KEY (session, role)
);
CREATE TABLE topic_mark (
  pair text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL,
  mark bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (pair, topic)
);
CREATE TABLE room_use (
  room text COLLATE "C" NOT NULL,
  planned_start bigint NOT NULL,
  planned_end bigint NOT NULL,
  held_start bigint NOT NULL,
  held_end bigint NOT NULL,
  seats bigint NOT NULL,
  came bigint NOT NULL,
  cancelled bigint NOT NULL,
  session bigint NOT NULL
);
CREATE INDEX room_use_start ON room_use (planned_start, room);
)sql",
                                          R"sql(
CREATE FUNCTION refuse_held(in_room text, holder text, asking text)
RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is already held then, by %, and not by %', in_room, holder, asking USING ERRCODE = '23P01';
END $$;
)sql",
                                          // The audit log is only added to, in order, whoever types the SQL.
                                          R"sql(
CREATE TABLE audit (
  sequence bigint PRIMARY KEY,
  at bigint NOT NULL,
  what bigint NOT NULL,
  actor text NOT NULL,
  address text NOT NULL,
  about text NOT NULL,
  outcome text NOT NULL,
  hash text NOT NULL
);
CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only added to';
END $$;
CREATE FUNCTION audit_is_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit) THEN
    RAISE EXCEPTION 'the audit log is only added to';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_order BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_in_order();
CREATE TRIGGER audit_rows BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_only_added_to();
CREATE TRIGGER audit_table BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to();
)sql",
                                          // What is promised to the kiosks at doors. A booking may go on holding what
                                          // it held; a lease keeps what it had.
                                          R"sql(
CREATE TABLE lease (
  room text COLLATE "C" PRIMARY KEY,
  holder text COLLATE "C" NOT NULL,
  held_start bigint NOT NULL,
  held_end bigint NOT NULL CHECK (held_start <= held_end)
) WITH (fillfactor = 50);

CREATE FUNCTION refuse_leased(in_room text, holder text)
RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is leased to % then', in_room, holder USING ERRCODE = '23P01';
END $$;

CREATE FUNCTION lease_room(in_room text, to_device text, from_time bigint, to_time bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  old lease%ROWTYPE;
  other text;
BEGIN
  INSERT INTO room_guard (room, version) VALUES (in_room, 1)
    ON CONFLICT (room) DO UPDATE SET version = room_guard.version + 1;
  SELECT * INTO old FROM lease WHERE lease.room = in_room;
  IF FOUND AND old.holder <> to_device THEN
    RAISE EXCEPTION '% is leased to % then', in_room, old.holder USING ERRCODE = '23P01';
  END IF;
  SELECT id INTO other FROM booking
    WHERE booking.room = in_room AND booking.held_start < booking.held_end
      AND booking.held_end > greatest(from_time, old.held_end) AND booking.held_start < to_time
      AND NOT (left(id, length(to_device) + 1) = to_device || '-'
        AND strpos(substr(id, length(to_device) + 2), '-') = 0) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION '% is held by % and cannot be leased to %', in_room, other, to_device USING ERRCODE = '23P01';
  END IF;
  INSERT INTO lease (room, holder, held_start, held_end) VALUES (in_room, to_device, from_time, to_time)
    ON CONFLICT (room) DO UPDATE SET held_start = excluded.held_start, held_end = excluded.held_end;
  RETURN 0;
END $$;
)sql"};

// One server at a time makes or migrates the schema. The number is ours alone.
inline constexpr const char* kLockSchema = "SELECT pg_advisory_xact_lock(8319104461)::text";
inline constexpr const char* kMakeVersions = "CREATE TABLE IF NOT EXISTS schema_version (version bigint PRIMARY KEY)";
inline constexpr const char* kVersion = "SELECT coalesce(max(version), 0) FROM schema_version";
inline constexpr const char* kNoteVersion = "INSERT INTO schema_version (version) VALUES ($1)";

// A commit is durable when it is answered; a server that froze does not keep the commit lock for ever. What is bound to
// our statements never makes another plan better, and a plan made each time costs more than the statement.
inline constexpr const char* kSetUp =
    "SET synchronous_commit = on; SET plan_cache_mode = force_generic_plan; SET lock_timeout = '5s'; SET "
    "statement_timeout = '9s'; "
    "SET idle_in_transaction_session_timeout = '10s'; SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; "
    "SET tcp_keepalives_count = 3";
// Of a primary: which cluster, and the timeline it writes, which the name of the file it writes begins with.
inline constexpr const char* kTimeline =
    "SELECT (SELECT system_identifier::text FROM pg_control_system()), "
    "('x' || lpad(substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), 16, '0'))::bit(64)::bigint";
// Of the watch. A server whose machine is gone loses its duty in seconds, not when TCP gives up. Nobody waits for the
// disk on account of a notification, and the duty lock's number is ours alone.
inline constexpr const char* kListen =
    "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; LISTEN tandem_log";
inline constexpr const char* kStillThere = "SELECT 1::bigint";
inline constexpr const char* kSpeak = "SET synchronous_commit = off";
inline constexpr const char* kSay = "SELECT pg_notify('tandem_log', $1)::text";
inline constexpr const char* kTryDuty = "SELECT pg_try_advisory_lock(8319104462)::integer::bigint";
inline constexpr const char* kBegin = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
inline constexpr const char* kBeginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
inline constexpr const char* kCommit = "COMMIT";
inline constexpr const char* kRollback = "ROLLBACK";
// After a deadlock: whoever was waiting for what we held wakes up and takes it before we do again.
inline constexpr const char* kGiveWay = "SELECT pg_sleep(0.02)::text";

inline constexpr const char* kMakeHead =
    "INSERT INTO log_head (sequence, epoch, commit_id) VALUES (0, $1, '') ON CONFLICT DO NOTHING";
inline constexpr const char* kMakeMeta = "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
inline constexpr const char* kReadMeta = "SELECT value FROM meta WHERE key = $1";

inline constexpr const char* kLockHead = "SELECT sequence, epoch, commit_id, administration FROM log_head FOR UPDATE";
inline constexpr const char* kHead = "SELECT sequence, epoch, commit_id, administration FROM log_head";
inline constexpr const char* kMoveHead = "UPDATE log_head SET sequence = $1, commit_id = $2";
// The same on a guess: when the head is not where $3 to $6 say, commit_id would be NULL, which its column refuses.
inline constexpr const char* kMoveHeadFrom =
    "UPDATE log_head SET sequence = $1, "
    "commit_id = CASE WHEN sequence = $3 AND commit_id = $4 AND epoch = $5 AND administration = $6 THEN $2 END";
inline constexpr const char* kChangeEpoch = "UPDATE log_head SET epoch = $1";
inline constexpr const char* kCountAdministration = "UPDATE log_head SET administration = administration + 1";
inline constexpr const char* kCommitIdOf = "SELECT commit_id FROM log WHERE sequence = $1";
inline constexpr const char* kForgetBefore =
    "DELETE FROM log WHERE sequence < $1 AND sequence < (SELECT sequence FROM log_head)";
inline constexpr const char* kOldest = "SELECT coalesce(min(sequence), 1) FROM log";
inline constexpr const char* kAppendLog =
    "INSERT INTO log (sequence, at, device, number, entry, commit_id) VALUES ($1, $2, $3, $4, $5, $6)";
// The last row of a transaction, with what kMoveHead does.
inline constexpr const char* kAppendLastLog =
    "WITH moved AS (UPDATE log_head SET sequence = $1, commit_id = $6) "
    "INSERT INTO log (sequence, at, device, number, entry, commit_id) VALUES ($1, $2, $3, $4, $5, $6)";
inline constexpr const char* kEntriesAfter = "SELECT entry FROM log WHERE sequence > $1 ORDER BY sequence LIMIT $2";

// A log row and its command row in one.
inline constexpr const char* kAppendCommand =
    "WITH logged AS (INSERT INTO log (sequence, at, device, number, entry, commit_id) VALUES ($1, $2, $3, $4, $5, $6)) "
    "INSERT INTO command (device, number, body_hash, verdict, sequence, report) VALUES ($3, $4, $7, $8, $1, $9)";
// Of a group so many at once: each statement costs more than its row. $1 to $9 are the first one's as above.
inline constexpr std::size_t kCommandsAtOnce = 8;
[[nodiscard]] inline const char* append_commands() {
  static const std::string sql = [] {
    constexpr std::array kTypes{"bigint", "bigint", "text", "bigint", "bytea", "text", "text", "bigint", "bytea"};
    std::string rows;
    for (std::size_t row = 0; row < kCommandsAtOnce; ++row) {
      rows += row == 0 ? "(" : "), (";
      for (std::size_t column = 0; column < kTypes.size(); ++column) {
        rows += (column == 0 ? "$" : ", $") + std::to_string(row * kTypes.size() + column + 1) + "::" + kTypes[column];
      }
    }
    return "WITH given (sequence, at, device, number, entry, commit_id, body_hash, verdict, report) AS (VALUES " +
           rows +
           ")), logged AS (INSERT INTO log (sequence, at, device, number, entry, commit_id) "
           "SELECT sequence, at, device, number, entry, commit_id FROM given) "
           "INSERT INTO command (device, number, body_hash, verdict, sequence, report) "
           "SELECT device, number, body_hash, verdict, sequence, report FROM given";
  }();
  return sql.c_str();
}
inline constexpr const char* kAppendLastCommand =
    "WITH moved AS (UPDATE log_head SET sequence = $1, commit_id = $6), "
    "logged AS (INSERT INTO log (sequence, at, device, number, entry, commit_id) VALUES ($1, $2, $3, $4, $5, $6)) "
    "INSERT INTO command (device, number, body_hash, verdict, sequence, report) VALUES ($3, $4, $7, $8, $1, $9)";
inline constexpr const char* kFindCommand =
    "SELECT body_hash, verdict, sequence, report FROM command WHERE device = $1 AND number = $2";
// One row always; without the command its columns are NULL.
inline constexpr const char* kFindWithLast =
    "SELECT found.body_hash, found.verdict, found.sequence, found.report, "
    "(SELECT coalesce(max(number), 0) FROM command WHERE device = $1) FROM (SELECT 1) AS one "
    "LEFT JOIN command AS found ON found.device = $1 AND found.number = $2";
inline constexpr const char* kLastNumber = "SELECT coalesce(max(number), 0) FROM command WHERE device = $1";

inline constexpr const char* kPutFact =
    "INSERT INTO fact (kind, id, body) VALUES ($1, $2, $3) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body";
inline constexpr const char* kDropFact = "DELETE FROM fact WHERE kind = $1 AND id = $2";
// By FactKind, topics (4) before the pairs (3) that name them.
inline constexpr const char* kAllFacts =
    "SELECT body FROM fact ORDER BY CASE kind WHEN 3 THEN 4 WHEN 4 THEN 3 ELSE kind END, id";

inline constexpr const char* kPutRating =
    "INSERT INTO rating (session, role, pair, rating, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
inline constexpr const char* kPutTopic =
    "INSERT INTO topic_mark (pair, topic, mark, at) VALUES ($1, $2, $3, $4) ON CONFLICT (pair, topic) DO UPDATE SET "
    "mark = excluded.mark, at = excluded.at WHERE excluded.at >= topic_mark.at";
inline constexpr const char* kPutUse =
    "INSERT INTO room_use (room, planned_start, planned_end, held_start, held_end, seats, came, cancelled, session) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
inline constexpr const char* kCountRatings =
    "SELECT role, rating, count(*), count(DISTINCT pair) FROM rating WHERE at >= $1 AND at < $2 "
    "GROUP BY role, rating ORDER BY role, rating";
inline constexpr const char* kCountTopics =
    "SELECT topic, mark, count(*) FROM topic_mark GROUP BY topic, mark ORDER BY topic, mark";
inline constexpr const char* kUses =
    "SELECT room, planned_start, planned_end, held_start, held_end, seats, came, cancelled, session FROM room_use "
    "WHERE planned_start >= $1 AND planned_start < $2 ORDER BY planned_start, room";

// Takes the guard of room $2, refuses when another booking than $1 holds it at some time in [$3, $4), or when it would
// grow into minutes leased to another device than $8; puts the booking and the fact that it is. One statement: each one
// more costs a commit 10 to 20 microseconds.
inline constexpr const char* kHoldRoom =
    "WITH guarded AS (INSERT INTO room_guard (room, version) VALUES ($2, 1) "
    "ON CONFLICT (room) DO UPDATE SET version = room_guard.version + 1), "
    "held AS (SELECT refuse_held(room, id, $1) FROM booking WHERE room = $2 "
    "AND int8range(held_start, held_end) && int8range($3, $4) AND id <> $1 LIMIT 1), "
    "away AS (SELECT refuse_leased(room, holder) FROM lease WHERE room = $2 AND holder <> $8 AND $3 < $4 "
    "AND held_end > $3 AND held_start < $4 AND NOT EXISTS "
    "(SELECT 1 FROM booking WHERE id = $1 AND room = $2 AND held_start <= $3 AND held_end >= $4)), "
    "known AS (INSERT INTO fact (kind, id, body) VALUES ($6, $1, $7) "
    "ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body) "
    "INSERT INTO booking (id, room, held_start, held_end, state) "
    "SELECT $1, $2, $3, $4, $5 FROM (SELECT count(*) FROM held) AS nobody, (SELECT count(*) FROM away) AS no_lease "
    "ON CONFLICT (id) DO UPDATE SET room = excluded.room, held_start = excluded.held_start, "
    "held_end = excluded.held_end, state = excluded.state";
// Takes the guard of room $1, refuses when it is leased to another than $2 or held by others in the minutes that
// [$3, $4) adds to the lease; puts the lease.
inline constexpr const char* kLeaseRoom = "SELECT lease_room($1, $2, $3, $4)";
inline constexpr const char* kDropLease = "DELETE FROM lease WHERE room = $1";
inline constexpr const char* kDropBooking = "DELETE FROM booking WHERE id = $1";

inline constexpr const char* kPutDevice =
    "INSERT INTO device (id, token_hash, enrolled_at, revoked, site, mode, room) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, enrolled_at = excluded.enrolled_at, "
    "revoked = excluded.revoked, site = excluded.site, mode = excluded.mode, room = excluded.room";
inline constexpr const char* kFindDevice =
    "SELECT id, token_hash, enrolled_at, revoked, site, mode, room FROM device WHERE id = $1";
inline constexpr const char* kAllDevices =
    "SELECT id, token_hash, enrolled_at, revoked, site, mode, room FROM device ORDER BY id";

inline constexpr const char* kPutRecord =
    "INSERT INTO record (kind, id, body) VALUES ($1, $2, $3) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body";
inline constexpr const char* kDropRecord = "DELETE FROM record WHERE kind = $1 AND id = $2";
inline constexpr const char* kFindRecord = "SELECT id, body FROM record WHERE kind = $1 AND id = $2";
inline constexpr const char* kRecords = "SELECT id, body FROM record WHERE kind = $1 ORDER BY id";

inline constexpr const char* kPutAudit =
    "INSERT INTO audit (sequence, at, what, actor, address, about, outcome, hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
inline constexpr const char* kLastAudit =
    "SELECT sequence, at, what, actor, address, about, outcome, hash FROM audit ORDER BY sequence DESC LIMIT 1";
inline constexpr const char* kAuditAfter =
    "SELECT sequence, at, what, actor, address, about, outcome, hash FROM audit WHERE sequence > $1 "
    "ORDER BY sequence LIMIT $2";

inline constexpr const char* kPutFeed =
    "INSERT INTO feed (owner_kind, owner_id, url, account, password, etag, last_modified, confirmed_at, failing, "
    "last_error, email) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
    "ON CONFLICT (owner_kind, owner_id) DO UPDATE SET "
    "url = excluded.url, account = excluded.account, password = excluded.password, etag = excluded.etag, "
    "last_modified = excluded.last_modified, confirmed_at = excluded.confirmed_at, failing = excluded.failing, "
    "last_error = excluded.last_error, email = excluded.email";
inline constexpr const char* kDropFeed = "DELETE FROM feed WHERE owner_kind = $1 AND owner_id = $2";
inline constexpr const char* kAllFeeds =
    "SELECT owner_kind, owner_id, url, account, password, etag, last_modified, confirmed_at, failing, last_error, "
    "email "
    "FROM feed ORDER BY owner_kind, owner_id";

inline constexpr const char* kInsertPublished =
    "INSERT INTO published_feed (room, secret) VALUES ($1, $2) ON CONFLICT DO NOTHING";
inline constexpr const char* kFindPublished = "SELECT secret FROM published_feed WHERE room = $1";

}  // namespace tandem::sync::postgres_queries
