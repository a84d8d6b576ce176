#include "platform/display/damage.h"

#include <imgui.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "platform/display/clip.h"
#include "platform/display/pixels.h"

namespace tandem::platform {
namespace {

using pixels::Box;

// Multiplying by an odd number and folding the upper half down spreads every bit (the finaliser of SplitMix64, halved).
std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
  return hash ^ (hash >> 32U);
}

std::uint64_t words(float a, float b) {
  return static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(a)) << 32U | std::bit_cast<std::uint32_t>(b);
}

// A fingerprint of a few vertices and the box around them.
struct Shape {
  std::uint64_t hash{0};
  float left{pixels::kFarthest}, top{pixels::kFarthest}, right{-pixels::kFarthest}, bottom{-pixels::kFarthest};

  void add(const ImDrawVert& vertex) {
    hash = mixed(hash, words(vertex.pos.x, vertex.pos.y));
    hash = mixed(hash, words(vertex.uv.x, vertex.uv.y));
    hash = mixed(hash, vertex.col);
    left = std::min(left, vertex.pos.x);
    top = std::min(top, vertex.pos.y);
    right = std::max(right, vertex.pos.x);
    bottom = std::max(bottom, vertex.pos.y);
  }
};

class Tiles {
 public:
  Tiles(const ImDrawData& data, PixelSize size, int columns, int rows)
      : data_(data),
        size_(size),
        columns_(columns),
        hashes_(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows)) {}

  void add(const ImDrawList& list, const ImDrawCmd& command) {
    if (command.UserCallback != nullptr) return;
    clip_ = clip_of(command, data_, size_);
    if (clip_.left >= clip_.right || clip_.top >= clip_.bottom) return;
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawIdx* const end = index + command.ElemCount;
    while (end - index >= 3) {
      // The two triangles of a rectangle, nearly all there are, in one go.
      const bool rectangle = end - index >= 6 && index[3] == index[0] && index[4] == index[2];
      Shape shape;
      for (int i = 0; i < 3; ++i) shape.add(vertices[index[i]]);
      if (rectangle) shape.add(vertices[index[5]]);
      touch(shape);
      index += rectangle ? 6 : 3;
    }
  }

  [[nodiscard]] std::vector<std::uint64_t> take() { return std::move(hashes_); }

 private:
  // Pixels that the shape may touch: one more on each side, for what rounding may do.
  [[nodiscard]] Box box_of(const Shape& shape) const {
    const auto x = [&](float at) { return (at - data_.DisplayPos.x) * data_.FramebufferScale.x; };
    const auto y = [&](float at) { return (at - data_.DisplayPos.y) * data_.FramebufferScale.y; };
    const auto whole = [](float at) {
      return static_cast<std::int64_t>(std::clamp(at, -pixels::kFarthest, pixels::kFarthest));
    };
    return {std::max(clip_.left, whole(x(shape.left)) - 1), std::max(clip_.top, whole(y(shape.top)) - 1),
            std::min(clip_.right, whole(x(shape.right)) + 2), std::min(clip_.bottom, whole(y(shape.bottom)) + 2)};
  }

  void touch(const Shape& shape) {
    const Box box = box_of(shape);
    if (box.left >= box.right || box.top >= box.bottom) return;
    std::uint64_t hash =
        mixed(shape.hash, static_cast<std::uint64_t>(clip_.left << 32) ^ static_cast<std::uint64_t>(clip_.top));
    hash = mixed(hash, static_cast<std::uint64_t>(clip_.right << 32) ^ static_cast<std::uint64_t>(clip_.bottom));
    for (std::int64_t row = box.top / kTileSide; row <= (box.bottom - 1) / kTileSide; ++row)
      for (std::int64_t column = box.left / kTileSide; column <= (box.right - 1) / kTileSide; ++column) {
        std::uint64_t& tile = hashes_[static_cast<std::size_t>(row * columns_ + column)];
        tile = mixed(tile, hash);
      }
  }

  const ImDrawData& data_;
  PixelSize size_;
  std::int64_t columns_;
  std::vector<std::uint64_t> hashes_;
  Box clip_;
};

// Tiles in a row that changed become one strip; strips of the same width under one another become one piece.
class Pieces {
 public:
  explicit Pieces(PixelSize size) : size_(size) {}

  void add_strip(int row, int first, int end) {
    const Box strip{std::int64_t{first} * kTileSide, std::int64_t{row} * kTileSide,
                    std::min<std::int64_t>(std::int64_t{end} * kTileSide, size_.width),
                    std::min<std::int64_t>(std::int64_t{row + 1} * kTileSide, size_.height)};
    for (Box& piece : pieces_)
      if (piece.bottom == strip.top && piece.left == strip.left && piece.right == strip.right) {
        piece.bottom = strip.bottom;
        return;
      }
    pieces_.push_back(strip);
  }

  [[nodiscard]] std::vector<Box> take() {
    if (pieces_.size() <= kMaxDamagedPieces) return std::move(pieces_);
    Box all = pieces_.front();
    for (const Box& piece : pieces_)
      all = {std::min(all.left, piece.left), std::min(all.top, piece.top), std::max(all.right, piece.right),
             std::max(all.bottom, piece.bottom)};
    return {all};
  }

 private:
  PixelSize size_;
  std::vector<Box> pieces_;
};

int tiles_along(int pixels) { return (pixels + kTileSide - 1) / kTileSide; }

}  // namespace

std::vector<Box> Damage::update(const ImDrawData& data, PixelSize size) {
  const int columns = tiles_along(size.width);
  const int rows = tiles_along(size.height);
  Tiles tiles{data, size, columns, rows};
  for (int i = 0; i < data.CmdListsCount; ++i)
    for (const ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) tiles.add(*data.CmdLists[i], command);
  std::vector<std::uint64_t> now = tiles.take();
  const bool known = size_ == size && tiles_.size() == now.size();
  const auto changed = [&](int row, int column) {
    const auto i = static_cast<std::size_t>(row * columns + column);
    return !known || tiles_[i] != now[i];
  };
  Pieces pieces{size};
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const int first = column;
      while (column < columns && changed(row, column)) ++column;
      if (column > first) pieces.add_strip(row, first, column);
    }
  size_ = size;
  tiles_ = std::move(now);
  return pieces.take();
}

}  // namespace tandem::platform
