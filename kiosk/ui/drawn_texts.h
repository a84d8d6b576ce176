#pragma once
// What a frame wrote and where, for tests that look for text that does not fit. Kept only where somebody asks for it
// (Context::keep_texts). Valid until the next frame. UI thread.

#include <string>
#include <vector>

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/targets.h"

namespace tandem::kiosk::ui {

struct DrawnText {
  std::string text;  // all of it
  TextRole role{TextRole::Body};
  Rect box;         // the place it was given
  float height{0};  // that its lines take
  bool cut{false};  // ended with "…"
};

using DrawnTexts = std::vector<DrawnText>;

}  // namespace tandem::kiosk::ui
