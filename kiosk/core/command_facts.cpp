#include <type_traits>

#include "kiosk/core/notices.h"

namespace tandem::kiosk {
namespace {

template <class Command>
concept HasWhen = requires(const Command& command) {
  command.when;
};

}  // namespace

std::optional<calendar::PersonId> asked_by(const calendar::Command& command) {
  return std::visit(
      [](const auto& asked) -> std::optional<calendar::PersonId> {
        if constexpr (requires { asked.person; })
          return asked.person;
        else if constexpr (requires { asked.by; })
          return asked.by;
        else
          return std::nullopt;
      },
      command);
}

std::optional<calendar::Interval> time_of(const calendar::World& world, const calendar::Command& command) {
  return std::visit(
      [&world](const auto& asked) -> std::optional<calendar::Interval> {
        if constexpr (HasWhen<std::decay_t<decltype(asked)>>)
          return asked.when;
        else if constexpr (requires { asked.first; })
          return asked.first;
        else if constexpr (requires { asked.booking; }) {
          const calendar::Booking* booking = find(world, asked.booking);
          return booking != nullptr ? std::optional{booking->planned} : std::nullopt;
        } else
          return std::nullopt;
      },
      command);
}

}  // namespace tandem::kiosk
