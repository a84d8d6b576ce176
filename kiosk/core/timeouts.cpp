#include "kiosk/core/timeouts.h"

#include <algorithm>

#include "kiosk/core/reduce.h"
#include "kiosk/core/service.h"
#include "kiosk/core/turn.h"

namespace tandem::kiosk {
namespace {

using std::chrono::seconds;

seconds allowed(const AppState& state, seconds usual) { return state.spoken ? usual * kSpokenTimes : usual; }

// Nobody has changed how the home screen looks, its language or its page.
bool looks_as_usual(const AppState& state) {
  const auto* today = std::get_if<TodayScreen>(&state.screen);
  return !state.display_open && state.display_wishes == DisplayWishes{} && state.language == state.home_language &&
         (today == nullptr || *today == TodayScreen{});
}

}  // namespace

seconds Timeout::left(platform::SteadyTime now) const {
  return std::max(std::chrono::ceil<seconds>(at - now), seconds{0});
}

std::optional<Timeout> timeout_of(const AppState& state) {
  if (state.identified) return Timeout{state.identified->expires, allowed(state, kIdentifiedFor)};
  if (is_home(state) && (state.set_up || looks_as_usual(state))) return std::nullopt;
  const auto* service = std::get_if<ServiceScreen>(&state.screen);
  if (service != nullptr && service->step == ServiceStep::Report) {
    const seconds whole = allowed(state, kServiceIdle);
    return Timeout{state.last_touch + whole, whole};
  }
  const auto* entry = std::get_if<IdentifyScreen>(&state.screen);
  if (entry != nullptr && entry->step == EntryStep::Checking) return std::nullopt;
  const seconds whole = allowed(state, entry != nullptr ? kEntryIdle : kBrowseIdle);
  return Timeout{state.last_touch + whole, whole};
}

std::optional<platform::SteadyTime> next_timeout_step(const AppState& state) {
  const auto timeout = timeout_of(state);
  if (!timeout) return std::nullopt;
  const bool counts = state.identified.has_value() || timeout->warns(state.steady);
  if (!counts) return timeout->at - kTimeoutWarning;
  return timeout->at - std::max(timeout->left(state.steady) - seconds{1}, seconds{0});
}

platform::SteadyTime identified_until(const AppState& state) { return state.steady + allowed(state, kIdentifiedFor); }

}  // namespace tandem::kiosk
