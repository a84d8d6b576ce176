// tandem-admin's rights and audit.
#include <boost/json.hpp>
#include <iostream>

#include "sync/admin/admin_answers.h"
#include "sync/admin/admin_commands.h"

namespace tandem::sync {

namespace json = boost::json;
using platform::Result;

ExitCode run_rights(AdminChannel& channel, const RightsArguments& arguments) {
  const Result<json::object> answer = ask(channel, {{"do", "rights"},
                                                    {"device", arguments.device},
                                                    {"site", arguments.site},
                                                    {"mode", arguments.mode},
                                                    {"room", arguments.room}});
  if (!answer) return failed(answer.error());
  std::cout << arguments.device << " is a " << arguments.mode << (arguments.room.empty() ? "" : " of " + arguments.room)
            << (arguments.site.empty() ? "" : " at " + arguments.site) << "\n";
  return ExitCode::Done;
}

ExitCode run_audit(AdminChannel& channel, const AuditArguments& arguments) {
  const Result<json::object> answer =
      ask(channel, {{"do", "audit"}, {"since", arguments.since}, {"verify", arguments.verify}});
  if (!answer) return failed(answer.error());
  const ExitCode code = yes(*answer, "ok") ? ExitCode::Done : ExitCode::Refused;
  if (arguments.json) {
    std::cout << json::serialize(*answer) << "\n";
    return code;
  }
  each(*answer, "records", [](const json::object& record) {
    const std::string address = text(record, "address");
    std::cout << text(record, "at") << "  " << text(record, "what") << "  " << text(record, "actor")
              << (address.empty() ? "" : " from " + address) << "  " << text(record, "about") << "  "
              << text(record, "outcome") << "\n";
  });
  if (!arguments.verify) return code;
  if (code != ExitCode::Done) {
    std::cerr << "record " << number(*answer, "broken_at") << " does not follow from the one before it\n";
  } else {
    std::cout << number(*answer, "verified") << " records follow from one another; the last hash is "
              << text(*answer, "last_hash") << "\n";
  }
  return code;
}

}  // namespace tandem::sync
