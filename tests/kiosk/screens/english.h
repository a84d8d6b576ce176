#pragma once
// English needs no catalogue.

#include "kiosk/text/texts.h"
#include "platform/base/check.h"

namespace tandem::kiosk::test {

[[nodiscard]] inline const Texts& english() {
  static const auto texts = load_texts({}, "en");
  TANDEM_CHECK(texts.has_value());
  return **texts;
}

}  // namespace tandem::kiosk::test
