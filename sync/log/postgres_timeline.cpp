#include "sync/log/postgres_timeline.h"

#include <fstream>
#include <utility>

#include "platform/base/log.h"
#include "sync/log/postgres_queries.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::PostgresFault;
using platform::Status;

PostgresTimeline::PostgresTimeline(std::filesystem::path file) : file_(std::move(file)) {
  std::ifstream known(file_);
  if (!(known >> system_ >> timeline_)) timeline_ = 0;
}

Status PostgresTimeline::check(platform::PostgresConnection& connection) {
  const auto now = connection.run(postgres_queries::kTimeline);
  if (!now && connection.fault() == PostgresFault::Refused) return {};
  if (!now) return tl::unexpected(now.error());
  const std::string system = now->text(0, 0);
  const std::int64_t timeline = now->number(0, 1);
  if (system == system_ && timeline < timeline_) {
    return platform::fail(ErrorKind::Denied, "an old primary is back: this database is on timeline " +
                                                 std::to_string(timeline) + " and another took over with timeline " +
                                                 std::to_string(timeline_) + "; make it a replica of that one");
  }
  if (system == system_ && timeline == timeline_) return {};
  system_ = system;
  timeline_ = timeline;
  remember();
  return {};
}

void PostgresTimeline::remember() const {
  if (file_.empty()) return;
  const std::filesystem::path part = file_.string() + ".part";
  std::ofstream written(part);
  written << system_ << ' ' << timeline_ << '\n';
  written.close();
  std::error_code failed;
  if (written) std::filesystem::rename(part, file_, failed);
  if (!written || failed)
    platform::log_warning("store", "cannot remember the database's timeline in " + file_.string());
}

}  // namespace tandem::sync
