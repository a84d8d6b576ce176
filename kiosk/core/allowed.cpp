#include "kiosk/core/allowed.h"

#include "calendar/booking/decide.h"

namespace tandem::kiosk {

calendar::Verdict verdict_now(const AppState& state, const calendar::Command& command) {
  static const calendar::CommandId kAsking{calendar::DeviceId{"screen"}, 0};
  constexpr auto kLeases = calendar::LeasesOfOthers::Overlooked;
  return decide(*state.snapshot->world, {kAsking, state.now, command}, state.now, kLeases).verdict;
}

bool allowed(const AppState& state, const calendar::Command& command) {
  return std::holds_alternative<calendar::Accepted>(verdict_now(state, command));
}

}  // namespace tandem::kiosk
