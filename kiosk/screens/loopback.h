#pragma once
// A kiosk without a screen or a server: taps go through reduce(), commands through decide(), and what they make true
// comes back as a snapshot, as it would from the server. For pictures of states that need a few taps to reach.

#include <memory>
#include <optional>

#include "calendar/booking/decide.h"
#include "kiosk/core/reduce.h"

namespace tandem::kiosk {

enum class LoopbackLink : std::uint8_t { Online, Offline };

class Loopback {
 public:
  // `wall` is the server's time.
  Loopback(const sync::Snapshot& snapshot, const KioskOptions& options, platform::WallTime wall);

  // The answers to its effects come at once. Nobody's PIN is right here.
  Loopback& tap(const Action& action);
  // Identifies without a badge, as if one had been read, and keeps the language of the pictures.
  Loopback& identify(const calendar::PersonId& person);
  // What somebody else, somewhere else, asked for and got. False when decide() refused it.
  bool happens(const calendar::Command& command);
  // What the server found out by itself.
  Loopback& becomes(const calendar::Change& change);
  // The truth is as fresh then as it is now.
  Loopback& travel_to(calendar::Instant at);
  // Offline, nothing is heard and commands stay pending; the feeds grow old.
  Loopback& cut_off(std::chrono::minutes ago);
  // Nobody touches it; the time of day stays.
  Loopback& idle(std::chrono::seconds time);
  // This kiosk holds a lease of these minutes of the room.
  Loopback& guarantee(const calendar::RoomId& room, const calendar::Interval& minutes);
  // A fact that nobody here asked for: the server's own doing, or an administrator's.
  Loopback& becomes_true(const calendar::Change& change);
  // Applied behind the screen's back: seen only with the next snapshot.
  void hold_back(bool hold) { held_ = hold; }

  [[nodiscard]] const AppState& state() const { return state_; }
  [[nodiscard]] const calendar::World& world() const { return world_; }

 private:
  void answer(const SubmitCommand& asked);
  static void answer(const AskNewCode&) {}  // nobody has to let this one in
  static void answer(const SetBrightness&) {}
  static void answer(const RestartProgram&) {}
  // Every service PIN is right, so that the pictures have the service screen.
  void answer(const CheckServicePin& asked) { tap(ServicePinChecked{asked.attempt, true}); }
  void answer(const ReadMachine& asked);
  void answer(const VerifyPin& asked);
  void answer(const HashBadge& asked);
  bool apply_command(const calendar::NumberedCommand& command, calendar::Verdict& verdict);
  void publish();

  calendar::World world_;
  sync::Snapshot snapshot_;
  std::string language_;
  calendar::PersonId badge_;  // whose badge the next reading is
  AppState state_;
  std::uint64_t number_{0};
  LoopbackLink link_{LoopbackLink::Online};
  bool held_{false};
};

}  // namespace tandem::kiosk
