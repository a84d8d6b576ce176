#include "platform/display/clip.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace tandem::platform {
namespace {

std::int64_t bounded(float position, int limit) {
  return static_cast<std::int64_t>(std::floor(std::clamp(position, 0.0F, static_cast<float>(limit))));
}

}  // namespace

pixels::Box clip_of(const ImDrawCmd& command, const ImDrawData& data, PixelSize size) {
  const ImVec4& clip = command.ClipRect;
  const ImVec2 origin = data.DisplayPos, scale = data.FramebufferScale;
  return {bounded((clip.x - origin.x) * scale.x, size.width), bounded((clip.y - origin.y) * scale.y, size.height),
          bounded((clip.z - origin.x) * scale.x, size.width), bounded((clip.w - origin.y) * scale.y, size.height)};
}

}  // namespace tandem::platform
