#include "kiosk/ui/icons.h"

#include <imgui.h>

#include <algorithm>
#include <initializer_list>

namespace tandem::kiosk::ui {
namespace {

constexpr float kPi = 3.14159265F;

// Coordinates are shares of the square, so a shape reads like a drawing on a grid of 0 to 1.
class Pen {
 public:
  Pen(ImDrawList& list, const Rect& square, std::uint32_t colour)
      : list_(list),
        x_(square.x),
        y_(square.y),
        size_(square.width),
        colour_(colour),
        width_(std::max(1.5F, square.width * 0.095F)) {}

  void path(std::initializer_list<ImVec2> points, bool closed = false) {
    for (const ImVec2& point : points) list_.PathLineTo(at(point));
    list_.PathStroke(colour_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, width_);
    if (closed) return;
    // Round ends: a bare stroke looks cut off at small sizes.
    list_.AddCircleFilled(at(*points.begin()), width_ / 2, colour_);
    list_.AddCircleFilled(at(*(points.end() - 1)), width_ / 2, colour_);
  }
  void box(ImVec2 from, ImVec2 to, float round) {
    list_.AddRect(at(from), at(to), colour_, round * size_, ImDrawFlags_None, width_);
  }
  void ring(ImVec2 middle, float radius) { list_.AddCircle(at(middle), radius * size_, colour_, 0, width_); }
  void dot(ImVec2 middle, float radius) { list_.AddCircleFilled(at(middle), radius * size_, colour_); }
  void arc(ImVec2 middle, float radius, float from, float to) {
    list_.PathArcTo(at(middle), radius * size_, from * kPi, to * kPi, 24);
    list_.PathStroke(colour_, ImDrawFlags_None, width_);
  }

 private:
  [[nodiscard]] ImVec2 at(ImVec2 share) const { return {x_ + share.x * size_, y_ + share.y * size_}; }

  ImDrawList& list_;
  float x_;
  float y_;
  float size_;
  ImU32 colour_;
  float width_;
};

void draw_clock(Pen& pen) {
  pen.ring({.5F, .5F}, .38F);
  pen.path({{.5F, .28F}, {.5F, .52F}, {.66F, .6F}});
}
void draw_hourglass(Pen& pen) {
  pen.path({{.24F, .12F}, {.76F, .12F}});
  pen.path({{.24F, .88F}, {.76F, .88F}});
  pen.path({{.3F, .12F}, {.3F, .26F}, {.7F, .74F}, {.7F, .88F}});
  pen.path({{.7F, .12F}, {.7F, .26F}, {.3F, .74F}, {.3F, .88F}});
}
void draw_door(Pen& pen) {
  pen.path({{.12F, .88F}, {.88F, .88F}});
  pen.path({{.26F, .88F}, {.26F, .12F}, {.74F, .12F}, {.74F, .88F}});
  pen.dot({.61F, .52F}, .055F);
}
void draw_person(Pen& pen) {
  pen.ring({.5F, .3F}, .18F);
  pen.arc({.5F, .92F}, .34F, 1.0F, 2.0F);
}
void draw_people(Pen& pen) {
  pen.ring({.36F, .34F}, .15F);
  pen.arc({.36F, .86F}, .28F, 1.0F, 2.0F);
  pen.arc({.66F, .34F}, .15F, -0.5F, 0.5F);
  pen.arc({.66F, .86F}, .28F, 1.5F, 2.0F);
}
void draw_badge(Pen& pen) {
  pen.box({.2F, .1F}, {.8F, .9F}, .09F);
  pen.path({{.42F, .22F}, {.58F, .22F}});
  pen.ring({.5F, .46F}, .1F);
  pen.arc({.5F, .78F}, .17F, 1.0F, 2.0F);
}
void draw_waves(Pen& pen) {
  pen.dot({.5F, .78F}, .07F);
  pen.arc({.5F, .78F}, .26F, 1.25F, 1.75F);
  pen.arc({.5F, .78F}, .46F, 1.25F, 1.75F);
  pen.arc({.5F, .78F}, .66F, 1.25F, 1.75F);
}
void draw_warning(Pen& pen) {
  pen.path({{.5F, .12F}, {.92F, .86F}, {.08F, .86F}}, true);
  pen.path({{.5F, .4F}, {.5F, .6F}});
  pen.dot({.5F, .73F}, .055F);
}
void draw_calendar(Pen& pen) {
  pen.box({.12F, .2F}, {.88F, .88F}, .09F);
  pen.path({{.14F, .42F}, {.86F, .42F}});
  pen.path({{.33F, .1F}, {.33F, .26F}});
  pen.path({{.67F, .1F}, {.67F, .26F}});
}
void draw_grid(Pen& pen) {
  pen.box({.12F, .12F}, {.88F, .88F}, .09F);
  pen.path({{.12F, .5F}, {.88F, .5F}});
  pen.path({{.5F, .12F}, {.5F, .88F}});
}
void draw_erase(Pen& pen) {
  pen.path({{.36F, .2F}, {.92F, .2F}, {.92F, .8F}, {.36F, .8F}, {.08F, .5F}}, true);
  pen.path({{.5F, .38F}, {.74F, .62F}});
  pen.path({{.74F, .38F}, {.5F, .62F}});
}
void draw_lock(Pen& pen) {
  pen.box({.2F, .44F}, {.8F, .88F}, .08F);
  pen.arc({.5F, .44F}, .2F, 1.0F, 2.0F);
  pen.dot({.5F, .66F}, .06F);
}
void draw_filter(Pen& pen) {
  pen.path({{.12F, .26F}, {.88F, .26F}});
  pen.path({{.26F, .5F}, {.74F, .5F}});
  pen.path({{.42F, .74F}, {.58F, .74F}});
}
void draw_repeat(Pen& pen) {
  pen.arc({.5F, .5F}, .34F, 0.15F, 1.65F);
  pen.path({{.5F, .04F}, {.68F, .18F}, {.52F, .34F}});
}
void draw_swap(Pen& pen) {
  pen.path({{.12F, .34F}, {.84F, .34F}});
  pen.path({{.68F, .18F}, {.86F, .34F}, {.68F, .48F}});
  pen.path({{.88F, .68F}, {.16F, .68F}});
  pen.path({{.32F, .54F}, {.14F, .68F}, {.32F, .84F}});
}
void draw_return(Pen& pen) {
  pen.arc({.52F, .54F}, .34F, 1.15F, 2.8F);
  pen.path({{.12F, .16F}, {.2F, .42F}, {.46F, .36F}});
}
void draw_cross(Pen& pen) {
  pen.path({{.22F, .22F}, {.78F, .78F}});
  pen.path({{.78F, .22F}, {.22F, .78F}});
}

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, const Rect& square, std::uint32_t colour) {
  Pen pen(list, square, colour);
  switch (icon) {
    case Icon::None: break;
    case Icon::Check: pen.path({{.16F, .54F}, {.4F, .78F}, {.86F, .26F}}); break;
    case Icon::Clock: draw_clock(pen); break;
    case Icon::Hourglass: draw_hourglass(pen); break;
    case Icon::Door: draw_door(pen); break;
    case Icon::Person: draw_person(pen); break;
    case Icon::People: draw_people(pen); break;
    case Icon::Badge: draw_badge(pen); break;
    case Icon::Online: draw_waves(pen); break;
    case Icon::Offline:
      draw_waves(pen);
      pen.path({{.14F, .14F}, {.86F, .86F}});
      break;
    case Icon::Warning: draw_warning(pen); break;
    case Icon::Cross: draw_cross(pen); break;
    case Icon::Plus:
      pen.path({{.5F, .16F}, {.5F, .84F}});
      pen.path({{.16F, .5F}, {.84F, .5F}});
      break;
    case Icon::Minus: pen.path({{.16F, .5F}, {.84F, .5F}}); break;
    case Icon::Back: pen.path({{.64F, .16F}, {.3F, .5F}, {.64F, .84F}}); break;
    case Icon::Forward: pen.path({{.36F, .16F}, {.7F, .5F}, {.36F, .84F}}); break;
    case Icon::Up: pen.path({{.16F, .64F}, {.5F, .3F}, {.84F, .64F}}); break;
    case Icon::Down: pen.path({{.16F, .36F}, {.5F, .7F}, {.84F, .36F}}); break;
    case Icon::Calendar: draw_calendar(pen); break;
    case Icon::Grid: draw_grid(pen); break;
    case Icon::Erase: draw_erase(pen); break;
    case Icon::Lock: draw_lock(pen); break;
    case Icon::Circle: pen.ring({.5F, .5F}, .34F); break;
    case Icon::Filter: draw_filter(pen); break;
    case Icon::Repeat: draw_repeat(pen); break;
    case Icon::Swap: draw_swap(pen); break;
    case Icon::Disc: pen.dot({.5F, .5F}, .38F); break;
    case Icon::Return: draw_return(pen); break;
  }
}

}  // namespace tandem::kiosk::ui
