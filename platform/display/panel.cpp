#include "platform/display/panel.h"

#include <algorithm>
#include <cmath>

namespace tandem::platform {
namespace {

constexpr double kMillimetresPerInch = 25.4;
// Inter's own metrics (OS/2 and hhea tables): a capital is 0.727 em high, ascent to descent is 1.21 em.
constexpr double kCapitalPerEm = 0.727;
constexpr double kLinePerEm = 1.21;
// Below this nothing is readable, and FreeType and ImGui want at least some pixels.
constexpr double kSmallestFont = 8;

}  // namespace

double pixels_per_millimetre(const Panel& panel) {
  const double diagonal = std::hypot(panel.pixels.width, panel.pixels.height);
  return diagonal / (std::max(panel.diagonal_inches, 1.0) * kMillimetresPerInch);
}

float font_size_for_capital(double capital_millimetres, const Panel& panel) {
  const double capital = capital_millimetres * pixels_per_millimetre(panel);
  return static_cast<float>(std::round(std::max(capital / kCapitalPerEm * kLinePerEm, kSmallestFont)));
}

}  // namespace tandem::platform
