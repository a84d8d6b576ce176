#include "sync/server/scopes.h"

namespace tandem::sync {

SiteScope* Scopes::of(const calendar::World& world, std::uint64_t sequence, const calendar::SiteId& site) {
  if (world.sites.empty()) return nullptr;
  auto& scope = scopes_[site];
  if (!scope) scope = made(world, sequence, site);
  return scope.get();
}

std::unique_ptr<SiteScope> Scopes::made(const calendar::World& world, std::uint64_t sequence,
                                        const calendar::SiteId& site) const {
  auto scope = std::make_unique<SiteScope>(world, sequence, site);
  const auto listening = devices_.find(site);
  if (listening == devices_.end()) return scope;
  for (const auto& device : listening->second) scope->add_device(device);
  return scope;
}

void Scopes::restart(const calendar::World& world, std::uint64_t sequence) {
  if (world.sites.empty()) return scopes_.clear();
  for (auto& [site, scope] : scopes_) scope = made(world, sequence, site);
}

void Scopes::add_device(const calendar::SiteId& site, const calendar::DeviceId& device) {
  devices_[site].insert(device);
  if (const auto scope = scopes_.find(site); scope != scopes_.end()) scope->second->add_device(device);
}

void Scopes::advance(const calendar::World& world, const LogEntry& entry) {
  for (auto& [site, scope] : scopes_) scope->advance(world, entry);
}

}  // namespace tandem::sync
