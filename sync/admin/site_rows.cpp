#include "sync/admin/site_rows.h"

#include "sync/admin/site_toml.h"

namespace tandem::sync {

SiteRows read_site_rows(const SiteFiles& files, Problems& problems) {
  SiteRows rows;
  if (files.site) {
    if (auto sites = read_sites(files.site->name, files.site->text, problems)) {
      rows.site = sites->front();
      rows.other_sites.assign(sites->begin() + 1, sites->end());
    }
  }
  rows.people = read_people(files, problems);
  rows.pairs = read_pairs(files, problems);
  rows.rooms = read_rooms(files, problems);
  rows.topics = read_topics(files, problems);
  return rows;
}

}  // namespace tandem::sync
