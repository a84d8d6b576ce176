#include "sync/admin/enrolment_commands.h"

#include <boost/json.hpp>
#include <iostream>

#include "sync/enrolment/json_fields.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using platform::ErrorKind;
using platform::Result;

constexpr std::size_t kMaxAnswer = std::size_t{1024} * 1024;
constexpr std::size_t kMaxText = 256;
constexpr std::int64_t kMostDevices = 1'000'000;

Result<json::object> ask(AdminChannel& channel, const json::object& request) {
  const auto answer = channel.ask(json::serialize(request));
  if (!answer) return tl::unexpected(answer.error());
  return json_object_of(*answer, kMaxAnswer);
}

ExitCode failed(const platform::Error& error) {
  std::cerr << "tandem-admin: " << error.message << "\n";
  const bool away = error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::TimedOut;
  return away ? ExitCode::Unreachable : ExitCode::Refused;
}

void print_authority(const json::object& answer, const char* which) {
  const json::value* const value = answer.if_contains(which);
  if (value == nullptr || !value->is_object()) return;
  JsonFields fields(value->get_object());
  std::cout << which << "  " << fields.text("fingerprint", kMaxText) << "  made " << fields.text("made_at", kMaxText)
            << "\n";
}

}  // namespace

ExitCode run_pending_devices(AdminChannel& channel) {
  const auto answer = ask(channel, {{"do", "pending_devices"}});
  if (!answer) return failed(answer.error());
  JsonFields fields(*answer);
  std::cout << "this server  " << fields.text("authority", kMaxText) << "\n";
  const json::value* const devices = answer->if_contains("devices");
  if (devices == nullptr || !devices->is_array()) return ExitCode::Unreachable;
  for (const auto& value : devices->get_array()) {
    if (!value.is_object()) continue;
    JsonFields device(value.get_object());
    const bool needs_code = device.flag("needs_code");
    std::cout << device.text("fingerprint", kMaxText) << "  " << device.text("name", kMaxText) << "  "
              << device.text("address", kMaxText) << "  " << device.text("software", kMaxText) << "  since "
              << device.text("asked_at", kMaxText) << (needs_code ? "" : "  (knows this server: no code needed)")
              << "\n";
  }
  if (devices->get_array().empty()) std::cout << "no device waits\n";
  return ExitCode::Done;
}

ExitCode run_approve_device(AdminChannel& channel, const ApproveArguments& arguments) {
  const auto answer = ask(channel, {{"do", "approve_device"},
                                    {"device", arguments.device},
                                    {"id", arguments.id},
                                    {"site", arguments.site},
                                    {"mode", arguments.mode},
                                    {"room", arguments.room},
                                    {"replace", arguments.replace}});
  if (!answer) return failed(answer.error());
  std::cout << arguments.id << " is approved: it comes for its certificate within seconds\n";
  return ExitCode::Done;
}

ExitCode run_deny_device(AdminChannel& channel, const std::string& device) {
  const auto answer = ask(channel, {{"do", "deny_device"}, {"device", device}});
  if (!answer) return failed(answer.error());
  JsonFields fields(*answer);
  std::cout << fields.text("fingerprint", kMaxText) << " is denied\n";
  return ExitCode::Done;
}

ExitCode run_authority(AdminChannel& channel, const std::string& what, bool leave_behind) {
  const auto answer = ask(channel, {{"do", "authority"}, {"what", what}, {"leave_behind", leave_behind}});
  if (!answer) return failed(answer.error());
  for (const char* const which : {"current", "next", "previous"}) print_authority(*answer, which);
  JsonFields fields(*answer);
  const auto told = fields.number("told", kMostDevices);
  std::cout << fields.number("certificates", kMostDevices) << " certificates in force, " << told
            << " of devices that know the newest authority\n";
  return ExitCode::Done;
}

}  // namespace tandem::sync
