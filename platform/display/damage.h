#pragma once
// Which parts of a picture look different from the one before, found without drawing it: the panel is cut into square
// tiles, and each tile has a fingerprint of everything that touches it, in order. A screen where one word changes is
// drawn again there and nowhere else. Pure but for what it remembers of the last picture. One thread at a time.

#include <cstdint>
#include <vector>

#include "platform/display/panel.h"
#include "platform/display/rasterizer.h"

struct ImDrawData;

namespace tandem::platform {

inline constexpr int kTileSide = 64;  // pixels
// More separate pieces than this are drawn as one: each piece reads all triangles once.
inline constexpr std::size_t kMaxDamagedPieces = 12;

class Damage {
 public:
  // The pieces of a picture of `size` on which `data` differs from the data of the last call: disjoint, inside the
  // picture, none when nothing changed. All of it at the first call, after forget() and when the size changed. A
  // fingerprint is 64 bits: that a change goes unseen is as likely as two random numbers of that size being equal.
  [[nodiscard]] std::vector<Piece> update(const ImDrawData& data, PixelSize size);

  // What was drawn is gone, or the fonts are others.
  void forget() { tiles_.clear(); }

 private:
  PixelSize size_{};
  std::vector<std::uint64_t> tiles_;  // row by row; empty: nothing is known
};

}  // namespace tandem::platform
