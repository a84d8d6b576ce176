#include "platform/display/rasterizer.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "platform/display/clip.h"
#include "platform/display/pixels.h"

namespace tandem::platform {
namespace {

using pixels::Box;
using pixels::Fixed;
using pixels::Vertex;

// ImGui packs red into the lowest byte; we want it in the third.
std::uint32_t color_of(ImU32 packed) {
  const std::uint32_t red = (packed >> IM_COL32_R_SHIFT) & 0xffU, green = (packed >> IM_COL32_G_SHIFT) & 0xffU;
  const std::uint32_t blue = (packed >> IM_COL32_B_SHIFT) & 0xffU, alpha = (packed >> IM_COL32_A_SHIFT) & 0xffU;
  return alpha << 24U | red << 16U | green << 8U | blue;
}

Box common(const Box& a, const Box& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

// The part of a glyph's box to draw, and where its texels start.
struct GlyphPlace {
  Box box;
  std::int64_t texel_x{0};
  std::int64_t texel_y{0};
};

class Canvas {
 public:
  Canvas(const ImDrawData& data, const AlphaTexture& texture, const Surface& target, const Box& piece)
      : data_(data), texture_(texture), target_(target), piece_(piece) {}

  void draw(const ImDrawList& list, const ImDrawCmd& command) {
    if (command.UserCallback != nullptr) return;
    clip_ = common(clip_of(command, data_, target_.size), piece_);
    if (clip_.left >= clip_.right || clip_.top >= clip_.bottom) return;
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawIdx* const end = index + command.ElemCount;
    while (end - index >= 3) {
      if (end - index >= 6 && draw_rectangle(vertices, index)) {
        index += 6;
        continue;
      }
      const Vertex corners[3] = {vertex(vertices[index[0]]), vertex(vertices[index[1]]), vertex(vertices[index[2]])};
      pixels::fill_triangle(target_, texture_, clip_, corners);
      index += 3;
    }
  }

 private:
  [[nodiscard]] Vertex vertex(const ImDrawVert& from) const {
    return {pixels::to_fixed((from.pos.x - data_.DisplayPos.x) * data_.FramebufferScale.x),
            pixels::to_fixed((from.pos.y - data_.DisplayPos.y) * data_.FramebufferScale.y),
            from.uv.x * static_cast<float>(texture_.width), from.uv.y * static_cast<float>(texture_.height),
            color_of(from.col)};
  }

  // PrimRect() and PrimRectUV(): a b c, a c d, clockwise from the top left. False when it is not such a rectangle of
  // one colour.
  bool draw_rectangle(const ImDrawVert* vertices, const ImDrawIdx* index) {
    if (index[3] != index[0] || index[4] != index[2]) return false;
    const ImDrawVert &a = vertices[index[0]], &b = vertices[index[1]], &c = vertices[index[2]], &d = vertices[index[5]];
    const bool upright = a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x;
    const bool one_color = a.col == b.col && a.col == c.col && a.col == d.col;
    const bool texture_upright = a.uv.y == b.uv.y && b.uv.x == c.uv.x && c.uv.y == d.uv.y && d.uv.x == a.uv.x;
    if (!upright || !one_color || !texture_upright || !(a.pos.x < c.pos.x) || !(a.pos.y < c.pos.y)) return false;
    const Vertex first = vertex(a), last = vertex(c);
    if (first.u == last.u && first.v == last.v) {
      draw_plain(first, last);
    } else {
      draw_textured(first, last);
    }
    return true;
  }

  [[nodiscard]] Box covered(const Vertex& first, const Vertex& last) const {
    return {std::max(clip_.left, pixels::first_centre(first.x)), std::max(clip_.top, pixels::first_centre(first.y)),
            std::min(clip_.right, pixels::first_centre(last.x)), std::min(clip_.bottom, pixels::first_centre(last.y))};
  }

  void draw_plain(const Vertex& first, const Vertex& last) {
    const std::uint32_t coverage = pixels::sample(texture_, first.u, first.v);
    const std::uint32_t alpha = pixels::scaled(pixels::alpha_of(first.color), coverage);
    pixels::fill_box(target_, covered(first, last), pixels::with_alpha(first.color, alpha));
  }

  void draw_textured(const Vertex& first, const Vertex& last) {
    const Box box = covered(first, last);
    if (box.left >= box.right || box.top >= box.bottom) return;
    if (one_texel_a_pixel(first, last)) {
      const std::int64_t left = first.x / pixels::kOne, top = first.y / pixels::kOne;
      draw_glyph({box, std::lround(first.u) + box.left - left, std::lround(first.v) + box.top - top}, first.color);
    } else {
      draw_scaled(first, last, box);
    }
  }

  // Nearly all text: on whole pixels, not scaled, wholly inside the texture.
  [[nodiscard]] bool one_texel_a_pixel(const Vertex& first, const Vertex& last) const {
    constexpr float kNearly = 0.02F;
    const auto width = static_cast<float>(last.x - first.x) / pixels::kOne;
    const auto height = static_cast<float>(last.y - first.y) / pixels::kOne;
    const auto whole = [](float value) { return std::abs(value - std::round(value)) < kNearly; };
    return first.x % pixels::kOne == 0 && first.y % pixels::kOne == 0 && whole(first.u) && whole(first.v) &&
           std::abs(last.u - first.u - width) < kNearly && std::abs(last.v - first.v - height) < kNearly &&
           first.u > -kNearly && first.v > -kNearly && last.u < static_cast<float>(texture_.width) + kNearly &&
           last.v < static_cast<float>(texture_.height) + kNearly;
  }

  void draw_glyph(const GlyphPlace& place, std::uint32_t color) {
    const std::uint32_t alpha = pixels::alpha_of(color);
    const auto width = place.box.right - place.box.left;
    for (std::int64_t y = place.box.top; y < place.box.bottom; ++y) {
      const std::int64_t texel_row = place.texel_y + y - place.box.top;
      const std::uint8_t* texels = texture_.texels + texel_row * texture_.width + place.texel_x;
      std::uint32_t* row = pixels::row_of(target_, y) + place.box.left;
      for (std::int64_t x = 0; x < width; ++x) {
        if (texels[x] != 0) row[x] = pixels::blend(row[x], color, pixels::scaled(alpha, texels[x]));
      }
    }
  }

  void draw_scaled(const Vertex& first, const Vertex& last, const Box& box) {
    const float u_step = (last.u - first.u) * pixels::kOne / static_cast<float>(last.x - first.x);
    const float v_step = (last.v - first.v) * pixels::kOne / static_cast<float>(last.y - first.y);
    const auto centre = [](std::int64_t pixel, Fixed from) {
      return static_cast<float>(pixel * pixels::kOne + pixels::kHalf - from) / pixels::kOne;
    };
    const std::uint32_t alpha = pixels::alpha_of(first.color);
    for (std::int64_t y = box.top; y < box.bottom; ++y) {
      std::uint32_t* row = pixels::row_of(target_, y);
      const float v = first.v + centre(y, first.y) * v_step;
      for (std::int64_t x = box.left; x < box.right; ++x) {
        const std::uint32_t coverage = pixels::sample(texture_, first.u + centre(x, first.x) * u_step, v);
        row[x] = pixels::blend(row[x], first.color, pixels::scaled(alpha, coverage));
      }
    }
  }

  const ImDrawData& data_;
  const AlphaTexture& texture_;
  const Surface& target_;
  Box piece_;
  Box clip_;
};

}  // namespace

Surface surface_of(Image& image) { return {image.pixels.data(), image.size, image.size.width}; }

AlphaTexture texture_of(ImFontAtlas& atlas) {
  unsigned char* texels = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsAlpha8(&texels, &width, &height);
  return {texels, width, height};
}

void rasterize(const ImDrawData& data, const AlphaTexture& texture, const Surface& target, std::uint32_t background) {
  rasterize_piece(data, texture, target, {0, 0, target.size.width, target.size.height}, background);
}

void rasterize_piece(const ImDrawData& data, const AlphaTexture& texture, const Surface& target, const Piece& piece,
                     std::uint32_t background) {
  const Box box = common(piece, {0, 0, target.size.width, target.size.height});
  if (box.left >= box.right || box.top >= box.bottom) return;
  pixels::fill_box(target, box, 0xff000000U | background);
  Canvas canvas{data, texture, target, box};
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    for (const ImDrawCmd& command : list.CmdBuffer) canvas.draw(list, command);
  }
}

}  // namespace tandem::platform
