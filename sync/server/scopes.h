#pragma once
// The scopes of the sites that have devices here, each made at its first device's hello. A company of one site has
// none: its devices get the log as it is. Core thread.

#include <map>
#include <memory>
#include <set>

#include "sync/server/site_scope.h"

namespace tandem::sync {

class Scopes {
 public:
  // Null while `world`, which is as of entry `sequence`, has one site. Valid until restart().
  [[nodiscard]] SiteScope* of(const calendar::World& world, std::uint64_t sequence, const calendar::SiteId& site);
  // `world` is the one after the entry.
  void advance(const calendar::World& world, const LogEntry& entry);
  // A device of the site said hello: its verdicts are remembered, over restart() too.
  void add_device(const calendar::SiteId& site, const calendar::DeviceId& device);
  // The World was read anew, as of entry `sequence`. Not left to of(), which would come in the middle of a group of
  // commands: whoever knows the entries before those would have to take a snapshot.
  void restart(const calendar::World& world, std::uint64_t sequence);

 private:
  [[nodiscard]] std::unique_ptr<SiteScope> made(const calendar::World& world, std::uint64_t sequence,
                                                const calendar::SiteId& site) const;

  std::map<calendar::SiteId, std::unique_ptr<SiteScope>> scopes_;
  std::map<calendar::SiteId, std::set<calendar::DeviceId>> devices_;
};

}  // namespace tandem::sync
