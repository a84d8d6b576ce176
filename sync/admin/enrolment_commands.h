#pragma once
// `tandem-admin devices …` and `tandem-admin authority …`: what they ask and print.

#include <string>

#include "sync/admin/admin_commands.h"

namespace tandem::sync {

struct ApproveArguments {
  std::string device;  // a code or a fingerprint
  std::string id;
  std::string site;
  std::string mode{"lobby"};
  std::string room;
  bool replace{false};
};

[[nodiscard]] ExitCode run_pending_devices(AdminChannel& channel);
[[nodiscard]] ExitCode run_approve_device(AdminChannel& channel, const ApproveArguments& arguments);
[[nodiscard]] ExitCode run_deny_device(AdminChannel& channel, const std::string& device);
// `what`: show, new or rotate.
[[nodiscard]] ExitCode run_authority(AdminChannel& channel, const std::string& what, bool leave_behind);

}  // namespace tandem::sync
