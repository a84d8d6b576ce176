#pragma once
// How often devices, and whoever pretends to be one, may come and ask. Honest kiosks never reach these limits: the
// burst of commands is a whole outbox, so that one that was away for weeks brings everything at once. Whoever does is
// told Later or Busy, keeps its commands and comes again. Refusals are counted for the status. Core thread.

#include <cstdint>
#include <string>

#include "calendar/programme/ids.h"
#include "platform/base/rate_limit.h"

namespace tandem::sync {

struct AdmissionLimits {
  platform::Rate commands{50, 10'000};     // of a device
  platform::Rate snapshots{1.0 / 15, 20};  // of a device; half of the 30 s in which all come to rest
  platform::Rate hellos{2, 120};           // of a device, with its own token
  platform::Rate failures{0.5, 50};        // of an address: hellos that were refused
};

// Keys that are remembered: more than any company has devices, and few kilobytes each thousand.
inline constexpr std::size_t kMostLimitedDevices = 20'000;
inline constexpr std::size_t kMostLimitedAddresses = 4'096;

struct Admission {
  explicit Admission(const AdmissionLimits& limits)
      : commands(limits.commands, kMostLimitedDevices),
        snapshots(limits.snapshots, kMostLimitedDevices),
        hellos(limits.hellos, kMostLimitedDevices),
        failures(limits.failures, kMostLimitedAddresses) {}

  platform::RateLimit<calendar::DeviceId> commands;
  platform::RateLimit<calendar::DeviceId> snapshots;
  platform::RateLimit<calendar::DeviceId> hellos;
  platform::RateLimit<std::string> failures;
};

// "192.0.2.7:41234", "[2001:db8::1]:41234" without the port.
[[nodiscard]] inline std::string address_of(const std::string& peer) {
  const std::size_t colon = peer.rfind(':');
  const bool has_port = colon != std::string::npos && peer.find(':') == colon;
  const bool bracketed = !peer.empty() && peer.front() == '[';
  return has_port || bracketed ? peer.substr(0, colon) : peer;
}

}  // namespace tandem::sync
