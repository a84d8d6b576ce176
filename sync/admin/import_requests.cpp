#include "sync/admin/import_requests.h"

#include <boost/json.hpp>
#include <utility>

#include "platform/base/log.h"
#include "sync/admin/export_site.h"
#include "sync/admin/request_json.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using platform::ErrorKind;
using platform::Result;

struct FileField {
  const char* field;  // of the request; "<field>_name" may say what messages call the file
  const char* name;
  std::optional<NamedText> SiteFiles::*file;
};
constexpr FileField kFileFields[] = {{"site", "site.toml", &SiteFiles::site},
                                     {"people", "people.csv", &SiteFiles::people},
                                     {"pairs", "pairs.csv", &SiteFiles::pairs},
                                     {"rooms", "rooms.csv", &SiteFiles::rooms},
                                     {"topics", "topics.csv", &SiteFiles::topics}};

Result<SiteFiles> files_of(const json::object& request) {
  SiteFiles files;
  bool any = false;
  for (const FileField& field : kFileFields) {
    Result<std::optional<std::string>> text = optional_text(request, field.field);
    if (!text) return tl::unexpected(text.error());
    const std::string name_field = std::string(field.field) + "_name";
    Result<std::optional<std::string>> name = optional_text(request, name_field.c_str());
    if (!name) return tl::unexpected(name.error());
    if (!*text) continue;
    files.*field.file = NamedText{name->value_or(field.name), **std::move(text)};
    any = true;
  }
  if (!any) return platform::fail(ErrorKind::Invalid, "an import needs one of site, people, pairs, rooms, topics");
  Result<std::optional<std::string>> folder = optional_text(request, "folder");
  if (!folder) return tl::unexpected(folder.error());
  files.folder = folder->value_or("");
  return files;
}

json::object refused(const Problems& problems) {
  json::array list;
  for (const Problem& problem : problems.kept()) {
    list.push_back(json::object{{"file", problem.file},
                                {"row", problem.row},
                                {"column", problem.column},
                                {"message", problem.message},
                                {"text", text_of(problem)}});
  }
  return {{"ok", false}, {"problems", std::move(list)}, {"problems_total", problems.total()}};
}

json::object counts_json(const std::map<std::string, Counts>& counts) {
  json::object all;
  for (const auto& [kind, count] : counts) {
    all[kind] = json::object{
        {"added", count.added}, {"changed", count.changed}, {"removed", count.removed}, {"unchanged", count.unchanged}};
  }
  return all;
}

// "people +3 ~1 -0, rooms +1 ~0 -0": kinds that changed.
std::string summary(const std::map<std::string, Counts>& counts) {
  std::string text;
  for (const auto& [kind, count] : counts) {
    if (count.added + count.changed + count.removed == 0) continue;
    text += (text.empty() ? "" : ", ") + kind + " +" + std::to_string(count.added) + " ~" +
            std::to_string(count.changed) + " -" + std::to_string(count.removed);
  }
  return text;
}

}  // namespace

Result<ImportOrder> read_import(const json::object& request) {
  const Result<SiteFiles> files = files_of(request);
  if (!files) return tl::unexpected(files.error());
  const Result<bool> dry_run = flag(request, "dry_run");
  if (!dry_run) return tl::unexpected(dry_run.error());
  const Result<bool> remove_missing = flag(request, "remove_missing");
  if (!remove_missing) return tl::unexpected(remove_missing.error());
  ImportOrder order;
  order.rows = read_site_rows(*files, order.problems);
  order.missing = *remove_missing ? Missing::Remove : Missing::Keep;
  order.dry_run = *dry_run;
  return order;
}

Result<json::object> carry_out_import(ServerCore& core, ImportOrder& order, const std::string& from) {
  if (!order.problems.none()) return refused(order.problems);
  const ImportContext context{core.world(), core.feeds(), core.site_key(), core.now(), order.missing};
  ImportPlan plan = plan_import(order.rows, context, order.problems);
  if (!order.problems.none()) return refused(order.problems);

  json::object answer{{"ok", true}, {"dry_run", order.dry_run}, {"counts", counts_json(plan.counts)}};
  if (order.dry_run) return answer;
  const std::size_t changes = plan.changes.size() + plan.feeds.size();
  if (changes > 0) {
    const Result<std::uint64_t> sequence = core.commit_changes(std::move(plan.changes), plan.feeds);
    if (!sequence) return tl::unexpected(sequence.error());
    platform::log_info("admin", "imported " + std::to_string(changes) + " changes");
    core.audit({0, core.now(), AuditKind::Imported, "administrator", from, summary(plan.counts), "done", ""});
  }
  return answer;
}

Result<json::object> answer_import(ServerCore& core, const json::object& request) {
  Result<ImportOrder> order = read_import(request);
  if (!order) return tl::unexpected(order.error());
  return carry_out_import(core, *order, core.asked_from());
}

Result<json::object> answer_export(ServerCore& core, const json::object& request) {
  const Result<std::optional<std::string>> separator = optional_text(request, "separator");
  if (!separator) return tl::unexpected(separator.error());
  const std::string wanted = separator->value_or(",");
  if (wanted != "," && wanted != ";") return platform::fail(ErrorKind::Invalid, "\"separator\" is neither , nor ;");
  const CsvSeparator chosen = wanted == ";" ? CsvSeparator::Semicolon : CsvSeparator::Comma;
  json::object files;
  for (auto& [name, text] : export_site(core.world(), core.feeds(), chosen)) files[name] = text;
  return json::object{
      {"ok", true},
      {"files", std::move(files)},
      {"note",
       "Badges and PINs are stored as hashes and are not exported; importing these files leaves them as they are."}};
}

}  // namespace tandem::sync
