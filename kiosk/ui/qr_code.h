#pragma once
// A QR code (ISO/IEC 18004) as squares, by libqrencode. Pure.

#include <string>
#include <vector>

namespace tandem::kiosk::ui {

// Nothing else lies within so many squares of it.
inline constexpr int kQrQuietZone = 4;

struct QrCode {
  int side{0};               // squares; 0: the text is too long for any
  std::vector<bool> dark{};  // row by row
  [[nodiscard]] bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * side + x)]; }
};

[[nodiscard]] QrCode make_qr_code(const std::string& text);

}  // namespace tandem::kiosk::ui
