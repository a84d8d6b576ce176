#include "sync/admin/admin.h"

#include <boost/json.hpp>
#include <map>
#include <utility>

#include "sync/admin/audit_requests.h"
#include "sync/admin/enrolment_requests.h"
#include "sync/admin/import_job.h"
#include "sync/admin/import_requests.h"
#include "sync/admin/plan_requests.h"
#include "sync/admin/request_json.h"
#include "sync/admin/series_requests.h"
#include "sync/admin/status_requests.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using platform::ErrorKind;
using platform::Result;

using Answer = Result<json::object> (*)(ServerCore&, const json::object&);

const std::map<std::string, Answer, std::less<>>& answers() {
  static const std::map<std::string, Answer, std::less<>> all{{"import", answer_import},
                                                              {"export", answer_export},
                                                              {"enrol", answer_enrol},
                                                              {"revoke", answer_revoke},
                                                              {"plan", answer_plan},
                                                              {"feeds", answer_feeds},
                                                              {"status", answer_status},
                                                              {"backup", answer_backup},
                                                              {"begin_epoch", answer_begin_epoch},
                                                              {"book_series", answer_book_series},
                                                              {"cancel", answer_cancel},
                                                              {"wrap_up", answer_wrap_up},
                                                              {"pending_devices", answer_pending_devices},
                                                              {"approve_device", answer_approve_device},
                                                              {"deny_device", answer_deny_device},
                                                              {"authority", answer_authority},
                                                              {"rights", answer_rights},
                                                              {"audit", answer_audit}};
  return all;
}

Result<json::object> parse_request(const std::string& text) {
  boost::system::error_code error;
  json::value value = json::parse(text, error);
  if (error) return platform::fail(ErrorKind::Invalid, "the request is not JSON in UTF-8: " + error.message());
  if (!value.is_object()) return platform::fail(ErrorKind::Invalid, "the request must be a JSON object");
  return std::move(value.as_object());
}

}  // namespace

Result<std::string> answer_admin(ServerCore& core, const std::string& text) {
  const Result<json::object> request = parse_request(text);
  if (!request) return tl::unexpected(request.error());
  const Result<std::string> what = text_field(*request, "do");
  if (!what) return tl::unexpected(what.error());
  const auto answer = answers().find(*what);
  if (answer == answers().end()) {
    return platform::fail(ErrorKind::Invalid,
                          "\"do\" is none of import, export, enrol, revoke, plan, feeds, status, "
                          "backup, begin_epoch, book_series, cancel, wrap_up, "
                          "pending_devices, approve_device, deny_device, authority, rights, audit");
  }
  const Result<json::object> result = answer->second(core, *request);
  if (!result) return tl::unexpected(result.error());
  return json::serialize(*result);
}

ServerCore::AdminHandler make_admin_handler(ServerCore& core) {
  return [&core](const std::string& text) { return answer_admin(core, text); };
}

ServerCore::LaterHandler make_later_handler(ServerCore& core) {
  return [&core, imports = std::make_shared<ImportJob>(core)](const std::string& text,
                                                              const ServerCore::AdminRespond& respond) {
    const Result<json::object> request = parse_request(text);
    const Result<std::string> what = request ? text_field(*request, "do") : tl::unexpected(request.error());
    if (what == "backup") {
      begin_backup(core, *request, respond);
    } else if (what == "import") {
      imports->begin(*request, respond);
    } else if (what == "book_series" && flag(*request, "dry_run") == false) {
      begin_series(core, *request, respond);
    } else {
      return false;
    }
    return true;
  };
}

}  // namespace tandem::sync
