#include "tests/sync/admin/sample_site_rows.h"

#include <fstream>
#include <sstream>

namespace tandem::sync {
namespace {

NamedText file(const std::string& name) {
  std::ifstream in(kSampleSite / name, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return {name, text.str()};
}

}  // namespace

const std::filesystem::path kSampleSite = std::filesystem::path(TANDEM_SOURCE_DIR) / "platform/packaging/sample-site";

SiteRows SampleSiteRows::rows_;

void SampleSiteRows::SetUpTestSuite() {
  const SiteFiles files{file("site.toml"), file("people.csv"), file("pairs.csv"),
                        file("rooms.csv"), file("topics.csv"), kSampleSite.string()};
  Problems problems;
  rows_ = read_site_rows(files, problems);
  for (const Problem& problem : problems.kept()) ADD_FAILURE() << text_of(problem);
}

}  // namespace tandem::sync
