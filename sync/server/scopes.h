#pragma once
// The scopes of the sites that have devices here, each made at its first device's hello. A company of one site has
// none: its devices get the log as it is. Core thread.

#include <map>
#include <memory>

#include "sync/server/site_scope.h"

namespace tandem::sync {

class Scopes {
 public:
  // Null while `world`, which is as of entry `sequence`, has one site. Valid until clear().
  [[nodiscard]] SiteScope* of(const calendar::World& world, std::uint64_t sequence, const calendar::SiteId& site);
  // `world` is the one after the entry.
  void advance(const calendar::World& world, const LogEntry& entry);
  // The World was read anew.
  void clear() { scopes_.clear(); }

 private:
  std::map<calendar::SiteId, std::unique_ptr<SiteScope>> scopes_;
};

}  // namespace tandem::sync
