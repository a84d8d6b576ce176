#include "kiosk/app/warning_tone.h"

#include "kiosk/core/timeouts.h"
#include "kiosk/core/turn.h"

namespace tandem::kiosk {

void WarningTone::see(const AppState& state) {
  const auto timeout = timeout_of(state);
  // A home screen in another language is put back without a word: nobody loses anything.
  const bool due = timeout && timeout->warns(state.steady) && (state.identified || !is_home(state));
  if (due && !warned_ && tone_) tone_->play();
  warned_ = due;
}

}  // namespace tandem::kiosk
