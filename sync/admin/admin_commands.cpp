#include "sync/admin/admin_commands.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

#include "platform/base/clock.h"
#include "sync/admin/admin_answers.h"
#include "sync/admin/csv_table.h"
#include "sync/log/audit.h"
#include "sync/log/backup.h"
#include "sync/log/log_store.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using platform::ErrorKind;
using platform::Result;

// Into the request as <field> and <field>_name; false after saying what is wrong with it.
bool add_file(json::object& request, const std::string& field, const std::string& path) {
  if (path.empty()) return true;
  std::error_code ignored;
  const bool folder = std::filesystem::is_directory(path, ignored);
  std::ifstream in(path, std::ios::binary);
  if (folder || !in) {
    std::cerr << path << ": cannot be read: " << (folder ? "it is a folder" : std::strerror(errno)) << "\n";
    return false;
  }
  std::ostringstream bytes;
  bytes << in.rdbuf();  // which sets failbit when there is nothing in it
  // Before it goes into JSON, which holds nothing but UTF-8.
  if (const std::optional<Problem> problem = encoding_problem(path, bytes.view())) {
    std::cerr << text_of(*problem) << "\n";
    return false;
  }
  request[field] = bytes.str();
  request[field + "_name"] = path;
  return true;
}

std::string folder_of(const ImportArguments& arguments) {
  if (!arguments.folder.empty()) return std::filesystem::absolute(arguments.folder).string();
  for (const std::string& file : {arguments.people, arguments.rooms}) {
    if (!file.empty()) return std::filesystem::absolute(file).parent_path().string();
  }
  return {};
}

void print_counts(const json::object& answer) {
  const json::value* counts = answer.if_contains("counts");
  if (counts == nullptr || !counts->is_object()) return;
  for (const auto& [kind, value] : counts->get_object()) {
    const json::object& count = value.as_object();
    std::cout << kind << ": " << number(count, "added") << " added, " << number(count, "changed") << " changed, "
              << number(count, "removed") << " removed, " << number(count, "unchanged") << " unchanged\n";
  }
}

ExitCode print_problems(const json::object& answer) {
  each(answer, "problems", [](const json::object& problem) { std::cerr << text(problem, "text") << "\n"; });
  const std::int64_t total = number(answer, "problems_total");
  std::cerr << total << (total == 1 ? " problem" : " problems") << "; nothing was imported\n";
  return ExitCode::Refused;
}

// A file only its owner can read, complete or not there.
bool write_secret(const std::string& file, const std::string& secret) {
  const std::string line = secret + "\n";
  const std::string part = file + ".part";
  ::unlink(part.c_str());
  const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  const bool written =
      ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(descriptor) == 0;
  ::close(descriptor);
  return written && std::rename(part.c_str(), file.c_str()) == 0;
}

// Into the log of the copy: what was recorded after the backup is in the store that is kept aside.
void record_restore(const std::filesystem::path& file, const std::filesystem::path& data_directory) {
  const auto now = std::chrono::floor<std::chrono::seconds>(platform::SystemClock{}.wall());
  const auto store = open_log_store(data_directory / kLogFile);
  const AuditRecord record{0, now, AuditKind::Restored, "administrator", "", file.filename().string(), "done", ""};
  const auto recorded = store ? record_audit(**store, record) : platform::Status{tl::unexpected(store.error())};
  if (!recorded) std::cerr << "not in the audit log: " << recorded.error().message << "\n";
}

}  // namespace

ExitCode run_import(AdminChannel& channel, const ImportArguments& arguments) {
  json::object request{{"do", "import"},
                       {"folder", folder_of(arguments)},
                       {"dry_run", arguments.dry_run},
                       {"remove_missing", arguments.remove_missing}};
  bool readable = true;
  for (const auto& [field, path] :
       {std::pair{"site", arguments.site}, std::pair{"people", arguments.people}, std::pair{"pairs", arguments.pairs},
        std::pair{"rooms", arguments.rooms}, std::pair{"topics", arguments.topics}}) {
    readable = add_file(request, field, path) && readable;
  }
  if (!readable) {
    std::cerr << "nothing was imported\n";
    return ExitCode::Refused;
  }
  const Result<json::object> answer = ask(channel, request);
  if (!answer) return failed(answer.error());
  if (!yes(*answer, "ok")) return print_problems(*answer);
  print_counts(*answer);
  std::cout << (arguments.dry_run ? "dry run: nothing was imported\n" : "imported into " + channel.name() + "\n");
  return ExitCode::Done;
}

ExitCode run_export(AdminChannel& channel, const std::filesystem::path& folder, bool semicolons) {
  const Result<json::object> answer = ask(channel, {{"do", "export"}, {"separator", semicolons ? ";" : ","}});
  if (!answer) return failed(answer.error());
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const json::value* files = answer->if_contains("files");
  if (files == nullptr || !files->is_object()) return ExitCode::Unreachable;
  for (const auto& [name, value] : files->get_object()) {
    const std::filesystem::path path = folder / std::filesystem::path(std::string(name)).filename();
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << std::string_view(value.as_string()) << std::flush;
    if (!out) {
      std::cerr << "tandem-admin: cannot write " << path.string() << "\n";
      return ExitCode::Unreachable;
    }
    std::cout << path.string() << "\n";
  }
  std::cout << text(*answer, "note") << "\n";
  return ExitCode::Done;
}

ExitCode run_enrol(AdminChannel& channel, const std::string& device, const std::string& token_file) {
  const Result<json::object> answer = ask(channel, {{"do", "enrol"}, {"device", device}});
  if (!answer) return failed(answer.error());
  if (token_file.empty()) {
    std::cout << text(*answer, "token") << "\n";
    return ExitCode::Done;
  }
  if (!write_secret(token_file, text(*answer, "token"))) {
    std::cerr << "tandem-admin: cannot write " << token_file << "; enrol the device again to get another token\n";
    return ExitCode::Unreachable;
  }
  std::cout << device << " is enrolled; its token is in " << token_file << "\n";
  return ExitCode::Done;
}

ExitCode run_revoke(AdminChannel& channel, const std::string& device) {
  const Result<json::object> answer = ask(channel, {{"do", "revoke"}, {"device", device}});
  if (!answer) return failed(answer.error());
  std::cout << device << " is revoked\n";
  return ExitCode::Done;
}

ExitCode run_plan(AdminChannel& channel, const PlanArguments& arguments) {
  json::object request{{"do", "plan"}, {"dry_run", arguments.dry_run}};
  if (!arguments.date.empty()) request["date"] = arguments.date;
  if (!arguments.site.empty()) request["site"] = arguments.site;
  if (arguments.at_most) request["at_most"] = *arguments.at_most;
  const Result<json::object> answer = ask(channel, request);
  if (!answer) return failed(answer.error());
  std::size_t planned = 0;
  each(*answer, "planned", [&](const json::object& session) {
    std::cout << text(session, "pair") << "  " << text(session, "when") << "  " << text(session, "room") << "\n";
    ++planned;
  });
  each(*answer, "not_planned", [](const json::object& pair) {
    std::cout << text(pair, "pair") << "  not planned: " << text(pair, "reason") << "\n";
  });
  std::cout << planned << " planned, " << number(*answer, "due") << " due"
            << (arguments.dry_run ? "; dry run: nothing was booked\n" : "\n");
  return ExitCode::Done;
}

ExitCode run_book_series(AdminChannel& channel, const SeriesArguments& arguments) {
  json::object request{{"do", "book_series"},
                       {"room", arguments.room},
                       {"start", arguments.start},
                       {"rule", arguments.rule},
                       {"what_is_free", arguments.what_is_free},
                       {"dry_run", arguments.dry_run}};
  if (!arguments.pair.empty()) request["pair"] = arguments.pair;
  if (arguments.minutes) request["minutes"] = *arguments.minutes;
  const Result<json::object> answer = ask(channel, request);
  if (!answer) return failed(answer.error());
  each(*answer, "booked", [&](const json::object& booking) {
    std::cout << text(booking, "when") << "  " << (arguments.dry_run ? "free" : text(booking, "booking")) << "\n";
  });
  each(*answer, "missed", [](const json::object& missed) {
    std::cout << text(missed, "when") << "  not free: " << text(missed, "reason") << "\n";
  });
  if (!yes(*answer, "ok")) {
    std::cerr << "nothing was booked: " << text(*answer, "reason") << "\n";
    return ExitCode::Refused;
  }
  if (arguments.dry_run) std::cout << "dry run: nothing was booked\n";
  return ExitCode::Done;
}

ExitCode run_cancel(AdminChannel& channel, const std::string& booking, bool rest) {
  const Result<json::object> answer = ask(channel, {{"do", "cancel"}, {"booking", booking}, {"rest", rest}});
  if (!answer) return failed(answer.error());
  if (!yes(*answer, "ok")) {
    std::cerr << "nothing was cancelled: " << text(*answer, "reason") << "\n";
    return ExitCode::Refused;
  }
  std::cout << booking << (rest ? " and the rest of its series are cancelled\n" : " is cancelled\n");
  return ExitCode::Done;
}

ExitCode run_wrap_up(AdminChannel& channel) {
  const Result<json::object> answer = ask(channel, {{"do", "wrap_up"}});
  if (!answer) return failed(answer.error());
  for (const char* role : {"mentors", "mentees"}) {
    const json::value* said = answer->if_contains(role);
    std::cout << role << ": ";
    if (said == nullptr || !said->is_object()) {
      std::cout << "too few to say\n";
      continue;
    }
    std::cout << number(said->get_object(), "ratings") << " ratings, "
              << number(said->get_object(), "satisfied_percent") << " % satisfied\n";
  }
  each(*answer, "topics", [](const json::object& topic) {
    std::cout << text(topic, "topic") << ": " << number(topic, "mastered") << " mastered, "
              << number(topic, "needs_practice") << " need practice\n";
  });
  return ExitCode::Done;
}

ExitCode run_feeds(AdminChannel& channel) {
  const Result<json::object> answer = ask(channel, {{"do", "feeds"}});
  if (!answer) return failed(answer.error());
  each(*answer, "feeds", [](const json::object& feed) {
    const std::string confirmed = text(feed, "confirmed_at");
    std::cout << text(feed, "owner") << "  " << (confirmed.empty() ? "never read" : "read " + confirmed) << "  "
              << text(feed, "address");
    if (yes(feed, "failing")) std::cout << "  FAILING: " << text(feed, "error");
    std::cout << "\n";
  });
  std::cout << "published:\n";
  each(*answer, "published", [](const json::object& room) {
    std::cout << "room " << text(room, "room") << "  " << text(room, "name") << "  " << text(room, "path") << "\n";
  });
  return ExitCode::Done;
}

ExitCode run_status(AdminChannel& channel) {
  const Result<json::object> answer = ask(channel, {{"do", "status"}});
  if (!answer) return failed(answer.error());
  std::cout << channel.name() << "\n"
            << "site: " << text(*answer, "site") << " (" << text(*answer, "zone") << ")\n"
            << "log: " << number(*answer, "sequence") << " entries, epoch " << text(*answer, "epoch") << "\n";
  for (const char* what : {"people", "pairs", "rooms", "topics", "sessions_today", "feeds", "feeds_failing"}) {
    std::cout << what << ": " << number(*answer, what) << "\n";
  }
  each(*answer, "devices", [](const json::object& device) {
    std::cout << "device " << text(device, "device") << "  enrolled " << text(device, "enrolled_at")
              << (yes(device, "revoked")     ? "  revoked"
                  : yes(device, "connected") ? "  connected"
                                             : "  not connected");
    if (const auto waiting = number(device, "waiting"); waiting > 0) {
      std::cout << "  " << waiting << " waiting, the oldest for " << number(device, "oldest_waiting_s") << " s";
    }
    for (const char* what : {"set_aside", "unreadable", "not_allowed"}) {
      if (const auto count = number(device, what); count > 0) std::cout << "  " << what << " " << count;
    }
    if (const auto resyncs = number(device, "resyncs"); resyncs > 0) std::cout << "  sent anew " << resyncs << " times";
    std::cout << "\n";
  });
  return ExitCode::Done;
}

ExitCode run_backup(AdminChannel& channel, const std::filesystem::path& file) {
  const Result<json::object> answer =
      ask(channel, {{"do", "backup"}, {"file", std::filesystem::absolute(file).string()}});
  if (!answer) return failed(answer.error());
  std::cout << text(*answer, "file") << " has " << number(*answer, "sequence")
            << " entries; its checksum is beside it, in " << text(*answer, "file") << kChecksumEnding << "\n";
  return ExitCode::Done;
}

ExitCode run_restore(const std::filesystem::path& file, const std::filesystem::path& data_directory) {
  const Result<std::filesystem::path> kept = restore(file, data_directory);
  if (!kept) return failed(kept.error());
  record_restore(file, data_directory);
  std::cout << data_directory.string() << " has the store of " << file.string() << " now, as another history";
  if (!kept->empty()) std::cout << "; the one that was there is " << kept->string();
  std::cout << "\n";
  return ExitCode::Done;
}

ExitCode run_new_epoch(AdminChannel& channel) {
  const Result<json::object> answer = ask(channel, {{"do", "begin_epoch"}});
  if (!answer) return failed(answer.error());
  std::cout << channel.name() << " is another history now: " << text(*answer, "epoch") << "\n";
  return ExitCode::Done;
}

}  // namespace tandem::sync
