// Triangles of any shape: ImGui's rounded corners, circles, lines and their anti-aliased fringes.

#include <algorithm>
#include <array>
#include <utility>

#include "platform/display/pixels.h"

namespace tandem::platform::pixels {
namespace {

struct Span {
  std::int64_t begin{0};
  std::int64_t end{0};
};

std::int64_t floor_divide(std::int64_t a, std::int64_t positive) {
  return a >= 0 ? a / positive : -((-a + positive - 1) / positive);
}

// The side of the line from `from` to `to` that the triangle is on, as a bound on x in each row. With corners clockwise
// on the screen, inside is where dx * (y - from.y) - dy * (x - from.x) >= 0; a centre exactly on the line belongs to
// the triangle only for top and left edges.
class Edge {
 public:
  Edge(const Vertex& from, const Vertex& to) : from_(&from), dx_(to.x - from.x), dy_(to.y - from.y) {
    const bool top_or_left = dy_ < 0 || (dy_ == 0 && dx_ > 0);
    bias_ = top_or_left ? 0 : -1;
  }

  void narrow(std::int64_t row, Span& span) const {
    const Fixed y = row * kOne + kHalf;
    const std::int64_t at_zero = dx_ * (y - from_->y) - dy_ * (kHalf - from_->x) + bias_;
    if (dy_ > 0) {
      span.end = std::min(span.end, floor_divide(at_zero, dy_ * kOne) + 1);
    } else if (dy_ < 0) {
      span.begin = std::max(span.begin, -floor_divide(at_zero, -dy_ * kOne));
    } else if (at_zero < 0) {
      span.end = span.begin;
    }
  }

 private:
  const Vertex* from_;
  Fixed dx_, dy_;
  std::int64_t bias_{0};
};

// A value that changes evenly over the triangle.
class Plane {
 public:
  Plane(const Vertex (&corners)[3], float a, float b, float c) {
    const double x1 = pixels_between(corners[1].x, corners[0].x), y1 = pixels_between(corners[1].y, corners[0].y);
    const double x2 = pixels_between(corners[2].x, corners[0].x), y2 = pixels_between(corners[2].y, corners[0].y);
    const double area = x1 * y2 - x2 * y1, ab = b - a, ac = c - a;
    per_x_ = (ab * y2 - ac * y1) / area;
    per_y_ = (ac * x1 - ab * x2) / area;
    at_origin_ = a - per_x_ * pixels_between(corners[0].x, kHalf) - per_y_ * pixels_between(corners[0].y, kHalf);
  }
  // At the centre of a pixel.
  [[nodiscard]] float at(std::int64_t x, std::int64_t y) const {
    return static_cast<float>(at_origin_ + per_x_ * static_cast<double>(x) + per_y_ * static_cast<double>(y));
  }

 private:
  static double pixels_between(Fixed a, Fixed b) { return static_cast<double>(a - b) / static_cast<double>(kOne); }
  double per_x_{0}, per_y_{0}, at_origin_{0};
};

float channel(std::uint32_t color, unsigned shift) { return static_cast<float>((color >> shift) & 0xffU); }

std::uint32_t to_channel(float value) { return static_cast<std::uint32_t>(std::clamp(value, 0.0F, 255.0F) + 0.5F); }

Plane plane_of(const Vertex (&c)[3], unsigned shift) {
  return {c, channel(c[0].color, shift), channel(c[1].color, shift), channel(c[2].color, shift)};
}

// One colour, alpha changing: the fringe of every anti-aliased shape.
class FadingPainter {
 public:
  explicit FadingPainter(const Vertex (&corners)[3]) : color_(corners[0].color), alpha_(plane_of(corners, 24)) {}
  void paint(std::uint32_t* row, std::int64_t y, const Span& span) const {
    // Not summed up from the first pixel: where a span begins depends on the piece that is drawn.
    for (std::int64_t x = span.begin; x < span.end; ++x) row[x] = blend(row[x], color_, to_channel(alpha_.at(x, y)));
  }

 private:
  std::uint32_t color_;
  Plane alpha_;
};

class FlatPainter {
 public:
  explicit FlatPainter(std::uint32_t color) : color_(color) {}
  void paint(std::uint32_t* row, std::int64_t, const Span& span) const {
    const std::uint32_t alpha = alpha_of(color_);
    if (alpha == 255) {
      std::fill(row + span.begin, row + span.end, color_);
      return;
    }
    for (std::int64_t x = span.begin; x < span.end; ++x) row[x] = blend(row[x], color_, alpha);
  }

 private:
  std::uint32_t color_;
};

// Everything at once: colours, alpha and texture.
class FullPainter {
 public:
  FullPainter(const Vertex (&c)[3], const AlphaTexture& texture)
      : texture_(texture),
        u_(c, c[0].u, c[1].u, c[2].u),
        v_(c, c[0].v, c[1].v, c[2].v),
        channels_{plane_of(c, 24), plane_of(c, 16), plane_of(c, 8), plane_of(c, 0)} {}
  void paint(std::uint32_t* row, std::int64_t y, const Span& span) const {
    for (std::int64_t x = span.begin; x < span.end; ++x) {
      std::uint32_t color = 0;
      for (const Plane& plane : channels_) color = color << 8U | to_channel(plane.at(x, y));
      const std::uint32_t coverage = sample(texture_, u_.at(x, y), v_.at(x, y));
      row[x] = blend(row[x], color, scaled(alpha_of(color), coverage));
    }
  }

 private:
  const AlphaTexture& texture_;
  Plane u_, v_;
  std::array<Plane, 4> channels_;
};

template <class Painter>
void paint_rows(const Surface& target, const Box& clip, const Vertex (&c)[3], const Painter& painter) {
  const auto [low, high] = std::minmax({c[0].y, c[1].y, c[2].y});
  const std::int64_t top = std::max(clip.top, first_centre(low));
  const std::int64_t bottom = std::min(clip.bottom, first_centre(high) + 1);
  const std::array edges{Edge{c[0], c[1]}, Edge{c[1], c[2]}, Edge{c[2], c[0]}};
  for (std::int64_t y = top; y < bottom; ++y) {
    Span span{clip.left, clip.right};
    for (const Edge& edge : edges) edge.narrow(y, span);
    if (span.begin < span.end) painter.paint(row_of(target, y), y, span);
  }
}

bool one_place(const Vertex (&c)[3]) {
  return c[0].u == c[1].u && c[0].u == c[2].u && c[0].v == c[1].v && c[0].v == c[2].v;
}

bool same_color(const Vertex (&c)[3], std::uint32_t mask) {
  return ((c[0].color ^ c[1].color) & mask) == 0 && ((c[0].color ^ c[2].color) & mask) == 0;
}

}  // namespace

void fill_triangle(const Surface& target, const AlphaTexture& texture, const Box& clip, const Vertex (&corners)[3]) {
  Vertex c[3] = {corners[0], corners[1], corners[2]};
  const std::int64_t area = (c[1].x - c[0].x) * (c[2].y - c[0].y) - (c[2].x - c[0].x) * (c[1].y - c[0].y);
  if (area == 0) return;
  if (area < 0) std::swap(c[1], c[2]);
  // The texel of untextured shapes is white; only a texture that really changes needs sampling in every pixel.
  if (!one_place(c) || sample(texture, c[0].u, c[0].v) != 255 || !same_color(c, 0x00ffffffU)) {
    paint_rows(target, clip, c, FullPainter{c, texture});
  } else if (same_color(c, 0xffffffffU)) {
    if (alpha_of(c[0].color) != 0) paint_rows(target, clip, c, FlatPainter{c[0].color});
  } else {
    paint_rows(target, clip, c, FadingPainter{c});
  }
}

}  // namespace tandem::platform::pixels
