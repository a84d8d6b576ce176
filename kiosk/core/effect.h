#pragma once
// What reduce() asks the outside to do. The effect runner of kiosk/app does it off the UI thread where it takes time,
// and answers with an Action.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "calendar/booking/command.h"
#include "calendar/programme/ids.h"

namespace tandem::kiosk {

// To DeviceClient::submit(). Its answer is a snapshot whose outcomes hold the ticket.
struct SubmitCommand {
  std::uint64_t ticket{0};
  calendar::Command command;
  bool operator==(const SubmitCommand&) const = default;
};

struct PinCandidate {
  calendar::PersonId person;
  std::string pin_hash;
  bool operator==(const PinCandidate&) const = default;
};
// argon2id takes tens of milliseconds a candidate, so never on the UI thread. Answer: PinChecked with the first
// candidate whose hash matches, or none.
struct VerifyPin {
  std::uint64_t attempt{0};
  std::vector<PinCandidate> candidates;  // at most kMaxPinCandidates (reduce.h)
  std::string pin;
  bool operator==(const VerifyPin&) const = default;
};
// Answer: BadgeHashed with platform::hash_badge(site_key, badge); an empty hash when that fails.
struct HashBadge {
  std::uint64_t attempt{0};
  std::string site_key;
  std::string badge;
  bool operator==(const HashBadge&) const = default;
};

// Answer: ServicePinChecked. As slow as VerifyPin.
struct CheckServicePin {
  std::uint64_t attempt{0};
  std::string pin_hash;
  std::string pin;
  bool operator==(const CheckServicePin&) const = default;
};
// Reads files. Answer: MachineRead.
struct ReadMachine {
  bool operator==(const ReadMachine&) const = default;
};
struct SetBrightness {
  int percent{100};
  bool operator==(const SetBrightness&) const = default;
};
// Ends this run in order and begins another.
struct RestartProgram {
  bool operator==(const RestartProgram&) const = default;
};

// The answer is another SetUp.
struct AskNewCode {
  bool operator==(const AskNewCode&) const = default;
};

using Effect = std::variant<SubmitCommand, AskNewCode, VerifyPin, HashBadge, CheckServicePin, ReadMachine,
                            SetBrightness, RestartProgram>;

}  // namespace tandem::kiosk
