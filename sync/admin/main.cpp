// tandem-admin: people and rooms in and out, devices, planning, how things are. sync/admin/README.md has the files.
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "platform/base/log.h"
#include "platform/device/paths.h"
#include "sync/admin/admin_commands.h"
#include "sync/admin/enrolment_commands.h"
#include "sync/server/server_config.h"
#include "sync/web/admin_token.h"

namespace {

using namespace tandem;
using sync::AdminChannel;
using sync::AdminTarget;
using sync::ExitCode;

struct Arguments {
  std::string config;
  std::string data;
  std::string url;
  std::string token_file;
  std::string authority;
  bool make_store{false};
  sync::ImportArguments import;
  std::string export_folder;
  bool semicolons{false};
  std::string device;
  std::string device_token_file;
  sync::ApproveArguments approve;
  bool leave_behind{false};
  sync::PlanArguments plan;
  sync::SeriesArguments series;
  std::string booking;
  bool rest{false};
  sync::RightsArguments rights;
  sync::AuditArguments audit;
  std::string backup_file;
};

using Run = std::function<ExitCode(AdminChannel&)>;

void describe_target(CLI::App& app, Arguments& arguments) {
  app.add_option("--config", arguments.config, "The server's configuration file: says where its store and its port are")
      ->type_name("FILE")
      ->check(CLI::ExistingFile);
  app.add_option("--data", arguments.data, "The server's data directory, without a configuration file")
      ->type_name("DIR");
  app.add_option("--url", arguments.url, "A running server, as https://tandem.example:8443")->type_name("URL");
  app.add_option("--admin-token", arguments.token_file, "Its admin.token, when the data directory is elsewhere")
      ->type_name("FILE");
  app.add_option("--authority", arguments.authority, "Trust servers signed by this PEM file only")
      ->type_name("FILE")
      ->check(CLI::ExistingFile);
}

void describe_import(CLI::App& app, Arguments& arguments, Run& run) {
  CLI::App* import = app.add_subcommand("import", "Bring people, pairs, rooms and topics in, all or nothing");
  sync::ImportArguments& files = arguments.import;
  import->add_option("people,--people", files.people, "people.csv")->type_name("FILE");
  import->add_option("pairs,--pairs", files.pairs, "pairs.csv")->type_name("FILE");
  import->add_option("rooms,--rooms", files.rooms, "rooms.csv")->type_name("FILE");
  import->add_option("--topics", files.topics, "topics.csv")->type_name("FILE");
  import->add_option("--site", files.site, "site.toml: name, zone, opening hours, policy")->type_name("FILE");
  import->add_option("--folder", files.folder, "Where relative calendar paths start (the folder of the first file)")
      ->type_name("DIR");
  import->add_flag("--dry-run", files.dry_run, "Only say what would change");
  import->add_flag("--remove-missing", files.remove_missing,
                   "Remove people, pairs and rooms that a given file leaves out");
  import->callback([&] { run = [&](AdminChannel& channel) { return run_import(channel, arguments.import);
};
}  // namespace
);
}

void describe_export(CLI::App& app, Arguments& arguments, Run& run) {
  CLI::App* command = app.add_subcommand("export", "Write what is known as files that import again");
  command->add_option("folder", arguments.export_folder, "Where to")->type_name("DIR")->required();
  command->add_flag("--semicolons", arguments.semicolons, "For French spreadsheets: \";\" and a byte order mark");
  command->callback([&] {
    run = [&](AdminChannel& channel) { return run_export(channel, arguments.export_folder, arguments.semicolons); };
  });
}

void describe_devices(CLI::App& app, Arguments& arguments, Run& run) {
  CLI::App* enrol = app.add_subcommand("enrol", "Let a kiosk in: prints its token, once");
  enrol->add_option("device", arguments.device, "Its name")->required();
  enrol->add_option("--token-file", arguments.device_token_file, "Write the token there, mode 0600, instead")
      ->type_name("FILE");
  enrol->callback([&] {
    run = [&](AdminChannel& channel) { return run_enrol(channel, arguments.device, arguments.device_token_file); };
  });
  CLI::App* revoke = app.add_subcommand("revoke", "Shut a kiosk out: its token is worth nothing from now on");
  revoke->add_option("device", arguments.device, "Its name")->required();
  revoke->callback([&] { run = [&](AdminChannel& channel) { return run_revoke(channel, arguments.device); }; });
}

void describe_enrolment(CLI::App& app, Arguments& arguments, Run& run) {
  CLI::App* devices =
      app.add_subcommand("devices", "Kiosks that show a code and want to be let in")->require_subcommand(1);
  devices->add_subcommand("pending", "Those that wait, and this server's fingerprint")->callback([&run] {
    run = [](AdminChannel& channel) { return sync::run_pending_devices(channel); };
  });
  sync::ApproveArguments& approve = arguments.approve;
  CLI::App* yes = devices->add_subcommand("approve", "Let one in: it gets its certificate");
  yes->add_option("device", approve.device, "The code on its screen, or the first digits of its fingerprint")
      ->type_name("CODE|FINGERPRINT")
      ->required();
  yes->add_option("--id", approve.id, "Its name from now on")->type_name("ID")->required();
  yes->add_option("--site", approve.site, "Its site, where the server has several")->type_name("ID");
  yes->add_option("--mode", approve.mode, "Where it stands")->check(CLI::IsMember({"lobby", "door"}));
  yes->add_option("--room", approve.room, "At whose door")->type_name("ID");
  yes->add_flag("--replace", approve.replace, "In the place of the device that has this name; that one is revoked");
  yes->callback(
      [&] { run = [&](AdminChannel& channel) { return sync::run_approve_device(channel, arguments.approve); }; });
  CLI::App* no = devices->add_subcommand("deny", "Turn one away");
  no->add_option("device", arguments.device, "Its code, or the first digits of its fingerprint")
      ->type_name("CODE|FINGERPRINT")
      ->required();
  no->callback([&] { run = [&](AdminChannel& channel) { return sync::run_deny_device(channel, arguments.device); }; });
}

void describe_authority(CLI::App& app, Arguments& arguments, Run& run) {
  CLI::App* authority = app.add_subcommand("authority", "The server's own authority, which signs certificates");
  authority->require_subcommand(1);
  const auto add = [&](const char* what, const char* words) {
    CLI::App* const command = authority->add_subcommand(what, words);
    command->callback([&arguments, &run, what] {
      run = [&arguments, what](AdminChannel& channel) {
        return sync::run_authority(channel, what, arguments.leave_behind);
      };
    });
    return command;
  };
  add("show", "The one in force, the next and the previous one, and how many devices know the newest");
  add("new", "Make the next one: devices are told of it, the old one still signs");
  add("rotate", "The next one signs from now on")
      ->add_flag("--leave-behind", arguments.leave_behind, "Although some devices do not know it: they enrol again");
}

void describe_plan(CLI::App& app, Arguments& arguments, Run& run) {
  CLI::App* plan = app.add_subcommand("plan", "Book a session for every pair that is due");
  plan->add_option("--date", arguments.plan.date, "On that day, as 2026-11-23 (the next open one)")->type_name("DATE");
  plan->add_option("--at-most", arguments.plan.at_most, "Sessions on that day, those already there included")
      ->type_name("N")
      ->check(CLI::Range(0, 500));
  plan->add_option("--site", arguments.plan.site, "At that site (the first one)")->type_name("ID");
  plan->add_flag("--dry-run", arguments.plan.dry_run, "Only say what would be booked");
  plan->callback([&] { run = [&](AdminChannel& channel) { return run_plan(channel, arguments.plan); }; });
}

void describe_series(CLI::App& app, Arguments& arguments, Run& run) {
  CLI::App* series = app.add_subcommand("book-series", "Book a room again and again, and say which times are not free");
  sync::SeriesArguments& asked = arguments.series;
  series->add_option("room", asked.room, "Its id")->required();
  series->add_option("start", asked.start, "The first time, as 2026-11-30T10:00 on the site's clock")->required();
  series->add_option("rule", asked.rule, "An RRULE, as FREQ=WEEKLY;COUNT=6")->required();
  series->add_option("--minutes", asked.minutes, "How long each is (60)")->type_name("N")->check(CLI::Range(1, 1440));
  series->add_option("--pair", asked.pair, "Sessions of this pair")->type_name("ID");
  series->add_flag("--what-is-free", asked.what_is_free, "Book those that are free instead of all or nothing");
  series->add_flag("--dry-run", asked.dry_run, "Only say what would be booked");
  series->callback([&] { run = [&](AdminChannel& channel) { return run_book_series(channel, arguments.series); }; });
  CLI::App* cancel = app.add_subcommand("cancel", "Call a booking off");
  cancel->add_option("booking", arguments.booking, "Its id, as book-series says it")->required();
  cancel->add_flag("--rest", arguments.rest, "And all later ones of its series");
  cancel->callback([&] {
    run = [&](AdminChannel& channel) { return run_cancel(channel, arguments.booking, arguments.rest); };
  });
  app.add_subcommand("wrap-up", "What pairs said of their sessions, nothing about fewer than five people")
      ->callback([&run] { run = [](AdminChannel& channel) { return run_wrap_up(channel); }; });
}

void describe_rights(CLI::App& app, Arguments& arguments, Run& run) {
  CLI::App* rights = app.add_subcommand("rights", "Say where a kiosk stands: which site it shows, what it may ask for");
  rights->add_option("device", arguments.rights.device, "Its name")->required();
  rights->add_option("--site", arguments.rights.site, "Its site (the first one)")->type_name("ID");
  rights->add_option("--mode", arguments.rights.mode, "lobby, or door")->check(CLI::IsMember({"lobby", "door"}));
  rights->add_option("--room", arguments.rights.room, "Whose door")->type_name("ID");
  rights->callback([&] { run = [&](AdminChannel& channel) { return run_rights(channel, arguments.rights); }; });
}

void describe_audit(CLI::App& app, Arguments& arguments, Run& run) {
  CLI::App* audit = app.add_subcommand("audit", "Who did what to the server and its devices");
  audit->add_option("--since", arguments.audit.since, "From that day on, as 2026-11-23")->type_name("DATE");
  audit->add_flag("--json", arguments.audit.json, "As JSON");
  audit->add_flag("--verify", arguments.audit.verify, "Also check that no record was changed or is missing");
  audit->callback([&] { run = [&](AdminChannel& channel) { return run_audit(channel, arguments.audit); }; });
}

void describe_backups(CLI::App& app, Arguments& arguments, Run& run) {
  CLI::App* backup = app.add_subcommand("backup", "Copy the store, of a running server too, with its checksum");
  backup->add_option("file", arguments.backup_file, "The new file, on the server's machine")
      ->type_name("FILE")
      ->required();
  backup->callback(
      [&] { run = [&](AdminChannel& channel) { return sync::run_backup(channel, arguments.backup_file); }; });
  CLI::App* restore = app.add_subcommand("restore", "Put a backup in the store's place while no server runs on it");
  restore->add_option("file", arguments.backup_file, "What `backup` made")->type_name("FILE")->required();
  app.add_subcommand("new-epoch", "Say that the store was restored by other means: devices start afresh from it")
      ->callback([&run] { run = [](AdminChannel& channel) { return sync::run_new_epoch(channel); }; });
}

void describe(CLI::App& app, Arguments& arguments, Run& run) {
  app.set_version_flag("--version", "tandem-admin " TANDEM_VERSION);
  app.require_subcommand(1);
  app.footer(
      "While no server runs on the store it is opened directly, otherwise the running server is asked.\n"
      "Exit codes: 0 done; 1 refused, nothing changed; 2 wrong arguments; 3 no server, no store, or it failed.");
  describe_target(app, arguments);
  describe_import(app, arguments, run);
  describe_export(app, arguments, run);
  describe_devices(app, arguments, run);
  describe_enrolment(app, arguments, run);
  describe_authority(app, arguments, run);
  describe_plan(app, arguments, run);
  describe_series(app, arguments, run);
  describe_backups(app, arguments, run);
  describe_rights(app, arguments, run);
  describe_audit(app, arguments, run);
  app.add_subcommand("feeds", "The calendars that are read, how fresh they are; the addresses of the published ones")
      ->callback([&run] { run = [](AdminChannel& channel) { return run_feeds(channel); }; });
  app.add_subcommand("status", "Counts, and every device")->callback([&run] {
    run = [](AdminChannel& channel) { return run_status(channel); };
  });
}

// The server's address as its own machine reaches it.
std::string local_url(const platform::ListenOptions& listen) {
  const bool any = listen.host == "0.0.0.0" || listen.host == "::" || listen.host.empty();
  const std::string host = any                                          ? "localhost"
                           : listen.host.find(':') == std::string::npos ? listen.host
                                                                        : "[" + listen.host + "]";
  const bool tls = listen.tls || platform::reached_by_others(listen.host);
  return (tls ? "https://" : "http://") + host + ":" + std::to_string(listen.port);
}

platform::Result<AdminTarget> target_of(const Arguments& arguments) {
  AdminTarget target{arguments.data,      {}, arguments.url,       arguments.token_file,
                     arguments.authority, {}, arguments.make_store};
  if (!arguments.config.empty()) {
    const auto options = sync::load_server_options(arguments.config);
    if (!options) return tl::unexpected(options.error());
    target.data_directory = options->data_directory;
    target.authority = options->authority;
    if (arguments.url.empty()) target.shared_store = options->shared_store;
    if (target.url.empty() && options->listen.port != 0) target.url = local_url(options->listen);
    if (target.authority_file.empty() && options->listen.tls) {
      target.authority_file = options->listen.tls->certificate_chain;
    } else if (target.authority_file.empty() && platform::reached_by_others(options->listen.host)) {
      target.authority_file = (options->data_directory / sync::kAuthorityFile).string();
    }
  }
  // With a token of its own the store is not needed, nor perhaps on this machine.
  if (!target.token_file.empty() && !target.url.empty()) target.data_directory.clear();
  if (target.token_file.empty()) {
    if (target.data_directory.empty()) target.data_directory = platform::data_directory();
    target.token_file = target.data_directory / sync::kAdminTokenFile;
  }
  return target;
}

ExitCode administer(const Arguments& arguments, const Run& run, bool restores) {
  const auto target = target_of(arguments);
  if (!target) {
    std::cerr << "tandem-admin: " << target.error().message << "\n";
    return ExitCode::Usage;
  }
  if (restores && (!target->shared_store.empty() || target->data_directory.empty())) {
    std::cerr
        << "tandem-admin: a store in PostgreSQL is restored with PostgreSQL's own tools; say new-epoch after it\n";
    return ExitCode::Usage;
  }
  if (restores) return sync::run_restore(arguments.backup_file, target->data_directory);
  const auto channel = sync::open_admin_channel(*target);
  if (!channel) {
    std::cerr << "tandem-admin: " << channel.error().message << "\n";
    return ExitCode::Unreachable;
  }
  return run(**channel);
}

}  // namespace

int main(int count, char** words) {
  Arguments arguments;
  Run run;
  CLI::App app("Administers a Tandem server: people, pairs, rooms, devices, planning.", "tandem-admin");
  describe(app, arguments, run);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? static_cast<int>(ExitCode::Done) : static_cast<int>(ExitCode::Usage);
  }
  platform::set_log_level(platform::LogLevel::Warning);
  ::umask(S_IRWXG | S_IRWXO);  // a store, a backup and a token are nobody else's
  arguments.make_store = app.got_subcommand("import") || app.got_subcommand("enrol");
  return static_cast<int>(administer(arguments, run, app.got_subcommand("restore")));
}
