#include "sync/admin/utf8.h"

#include <cstdint>

namespace tandem::sync {
namespace {

// What may follow a lead byte: how many bytes, and the range of the first of them (RFC 3629, section 4).
struct Tail {
  std::size_t length;
  std::uint8_t low;
  std::uint8_t high;
};

std::optional<Tail> tail_after(std::uint8_t lead) {
  if (lead < 0x80) return Tail{0, 0, 0};
  if (lead < 0xC2) return std::nullopt;
  if (lead < 0xE0) return Tail{1, 0x80, 0xBF};
  if (lead == 0xE0) return Tail{2, 0xA0, 0xBF};
  if (lead == 0xED) return Tail{2, 0x80, 0x9F};
  if (lead < 0xF0) return Tail{2, 0x80, 0xBF};
  if (lead == 0xF0) return Tail{3, 0x90, 0xBF};
  if (lead < 0xF4) return Tail{3, 0x80, 0xBF};
  if (lead == 0xF4) return Tail{3, 0x80, 0x8F};
  return std::nullopt;
}

bool tail_is_there(std::string_view text, const Tail& tail) {
  if (text.size() <= tail.length) return false;
  for (std::size_t i = 1; i <= tail.length; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (byte < (i == 1 ? tail.low : 0x80) || byte > (i == 1 ? tail.high : 0xBF)) return false;
  }
  return true;
}

}  // namespace

std::optional<std::size_t> first_bad_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::optional<Tail> tail = tail_after(static_cast<std::uint8_t>(text[at]));
    if (!tail || !tail_is_there(text.substr(at), *tail)) return at;
    at += 1 + tail->length;
  }
  return std::nullopt;
}

}  // namespace tandem::sync
