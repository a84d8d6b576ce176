// What a command may name: only what its device was shown.
#include "sync/server/site_scope.h"

namespace tandem::sync {
namespace {

using calendar::RefusalReason;
using Refusal = std::optional<RefusalReason>;

struct Named {
  const calendar::World& shown;

  Refusal operator()(const calendar::ReleaseNoShow&) const { return std::nullopt; }
  Refusal operator()(const calendar::UnreadableCommand&) const { return std::nullopt; }
  template <class Content>
  Refusal operator()(const Content& command) const {
    Refusal rest = who(command);
    if constexpr (requires { command.pair; }) {
      if (calendar::find(shown, command.pair) == nullptr) rest = RefusalReason::PairUnknown;
    }
    if constexpr (requires { command.room; }) {
      return room_or(command.room, rest);
    } else {
      return booking_or(command.booking, rest);
    }
  }
  template <class Content>
  Refusal who(const Content& command) const {
    if constexpr (requires { command.by; }) {
      return known(command.by);
    } else if constexpr (requires { command.person; }) {
      return known(command.person);
    } else {
      return std::nullopt;
    }
  }

  Refusal room_or(const calendar::RoomId& room, Refusal rest) const {
    return calendar::find(shown, room) == nullptr ? Refusal{RefusalReason::RoomUnknown} : rest;
  }
  Refusal booking_or(const calendar::BookingId& booking, Refusal rest) const {
    return calendar::find(shown, booking) == nullptr ? Refusal{RefusalReason::BookingUnknown} : rest;
  }
  Refusal known(const std::optional<calendar::PersonId>& person) const {
    const bool there = !person || calendar::find(shown, *person) != nullptr;
    return there ? std::nullopt : Refusal{RefusalReason::NotYours};
  }
};

}  // namespace

std::optional<RefusalReason> unknown_to(const SiteScope& scope, const calendar::Command& command) {
  return std::visit(Named{scope.world()}, command);
}

}  // namespace tandem::sync
