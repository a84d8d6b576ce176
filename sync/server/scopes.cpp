#include "sync/server/scopes.h"

namespace tandem::sync {

SiteScope* Scopes::of(const calendar::World& world, std::uint64_t sequence, const calendar::SiteId& site) {
  if (world.sites.empty()) return nullptr;
  auto& scope = scopes_[site];
  if (!scope) scope = std::make_unique<SiteScope>(world, sequence, site);
  return scope.get();
}

void Scopes::advance(const calendar::World& world, const LogEntry& entry) {
  for (auto& [site, scope] : scopes_) scope->advance(world, entry);
}

}  // namespace tandem::sync
