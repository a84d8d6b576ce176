#pragma once
// Commands that want minutes leased to a door wait here for a moment while the door is asked to give its lease up. Its
// answer comes in its own queue of commands, so whatever it booked under the lease is decided first. A command waits
// for kRecallWithin at most and is then decided as things stand: refused as Leased. What its device asked after it
// waits behind it. Core thread.

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "calendar/booking/command.h"
#include "platform/base/event_loop.h"
#include "platform/base/result.h"

namespace tandem::sync {

class ServerCore;
struct Committed;

inline constexpr std::chrono::milliseconds kRecallWithin{1'000};
// A door that did not answer is not waited for again before this.
inline constexpr std::chrono::seconds kSilentDoorFor{10};
// Commands that may wait at once; more are decided as things stand.
inline constexpr std::size_t kMaxRecalled = 256;

// What leases cost others, since the server started.
struct LeaseCost {
  std::uint64_t recalls{0};   // times a lease was asked back because somebody wanted its minutes
  std::uint64_t given_up{0};  // of them, answered in time
  std::uint64_t refusals{0};  // commands refused as Leased
};

class RecallDesk {
 public:
  using Answer = std::function<void(const platform::Result<Committed>&)>;

  // `core` owns it.
  explicit RecallDesk(ServerCore& core) : core_(core) {}

  // True: the command waits, and comes to ServerCore::decide_soon() later. False: it is the caller's still.
  [[nodiscard]] bool takes(const calendar::NumberedCommand& command, const Answer& answer);
  // The room has no lease any more. True: somebody waited for that.
  bool lease_ended(const calendar::RoomId& room);
  // The device is gone: what it asked comes again when it does.
  void forget(const calendar::DeviceId& device);
  // A command about the room was refused as Leased.
  void refused(const calendar::RoomId& room) { ++costs_[room].refusals; }
  void stop();

  [[nodiscard]] const std::map<calendar::RoomId, LeaseCost>& costs() const { return costs_; }
  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }

 private:
  struct Waiting {
    calendar::NumberedCommand command;
    Answer answer;
    std::optional<calendar::RoomId> room;  // absent: it waits behind another one of its device
    platform::SteadyTime until;
  };
  // The room whose lease alone stands against the command, when its door may still be asked.
  [[nodiscard]] std::optional<calendar::RoomId> leased_room(const calendar::NumberedCommand& command) const;
  [[nodiscard]] bool is_silent(const calendar::RoomId& room) const;
  // False: nobody knows where the holder is.
  [[nodiscard]] bool ask(const calendar::RoomId& room);
  // Those that `ready` names are decided, and what waits behind them is looked at again.
  void release(const std::function<bool(const Waiting&)>& ready);
  void arm();
  void on_timer();

  ServerCore& core_;
  std::deque<Waiting> waiting_;  // in the order they came
  std::map<calendar::RoomId, platform::SteadyTime> silent_until_;
  std::map<calendar::RoomId, LeaseCost> costs_;
  std::unique_ptr<platform::Timer> timer_;
};

}  // namespace tandem::sync
