#include "kiosk/ui/qr_code.h"

#include <qrencode.h>

#include <memory>

namespace tandem::kiosk::ui {
namespace {

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

QrCode make_qr_code(const std::string& text) {
  const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
  if (code == nullptr) return {};
  QrCode made{code->width, {}};
  const auto squares = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  made.dark.reserve(squares);
  for (std::size_t i = 0; i < squares; ++i) made.dark.push_back((code->data[i] & 1U) != 0);
  return made;
}

}  // namespace tandem::kiosk::ui
