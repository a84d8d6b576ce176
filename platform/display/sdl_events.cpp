#include "platform/display/sdl_events.h"

#include <SDL.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::platform {
namespace {

constexpr std::array kKeys{
    std::pair{SDLK_TAB, Key::Tab},
    std::pair{SDLK_LEFT, Key::Left},
    std::pair{SDLK_RIGHT, Key::Right},
    std::pair{SDLK_UP, Key::Up},
    std::pair{SDLK_DOWN, Key::Down},
    std::pair{SDLK_PAGEUP, Key::PageUp},
    std::pair{SDLK_PAGEDOWN, Key::PageDown},
    std::pair{SDLK_HOME, Key::Home},
    std::pair{SDLK_END, Key::End},
    std::pair{SDLK_DELETE, Key::Delete},
    std::pair{SDLK_BACKSPACE, Key::Backspace},
    std::pair{SDLK_SPACE, Key::Space},
    std::pair{SDLK_RETURN, Key::Enter},
    std::pair{SDLK_KP_ENTER, Key::Enter},
    std::pair{SDLK_ESCAPE, Key::Escape},
    std::pair{SDLK_a, Key::A},
    std::pair{SDLK_c, Key::C},
    std::pair{SDLK_v, Key::V},
    std::pair{SDLK_x, Key::X},
    std::pair{SDLK_y, Key::Y},
    std::pair{SDLK_z, Key::Z},
    std::pair{SDLK_F2, Key::F2},
    std::pair{SDLK_F12, Key::F12},
};

void translate_key(const SDL_KeyboardEvent& event, WindowNews& news) {
  const auto* const known = std::ranges::find(kKeys, event.keysym.sym,
                                              [](const auto& entry) { return static_cast<SDL_Keycode>(entry.first); });
  if (known == kKeys.end()) return;
  if (event.type == SDL_KEYDOWN) {
    // ImGui repeats by itself.
    if (event.repeat == 0) news.input.emplace_back(KeyPressed{known->second, (event.keysym.mod & KMOD_SHIFT) != 0});
  } else {
    news.input.emplace_back(KeyReleased{known->second});
  }
}

void translate_window(const SDL_WindowEvent& event, WindowNews& news) {
  switch (event.event) {
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED: news.redraw = true; break;
    case SDL_WINDOWEVENT_SIZE_CHANGED: news.redraw = news.resized = true; break;
    case SDL_WINDOWEVENT_LEAVE: news.input.emplace_back(PointerGone{}); break;
    // What is held down now will be let go where we do not see it.
    case SDL_WINDOWEVENT_FOCUS_LOST:
      for (int key = 0; key < kKeyCount; ++key) news.input.emplace_back(KeyReleased{static_cast<Key>(key)});
      break;
    case SDL_WINDOWEVENT_CLOSE: news.close_requested = true; break;
    default: break;
  }
}

}  // namespace

void SdlEvents::translate_finger(const SDL_Event& event, PixelSize size, WindowNews& news) {
  const SDL_TouchFingerEvent& touch = event.tfinger;
  if (event.type == SDL_FINGERDOWN && !finger_) finger_ = touch.fingerId;
  if (finger_ != touch.fingerId) return;
  news.input.emplace_back(
      PointerMoved{touch.x * static_cast<float>(size.width), touch.y * static_cast<float>(size.height)});
  if (event.type == SDL_FINGERDOWN) news.input.emplace_back(PointerPressed{});
  if (event.type == SDL_FINGERUP) {
    news.input.emplace_back(PointerReleased{});
    news.input.emplace_back(PointerGone{});
    finger_.reset();
  }
}

void SdlEvents::translate(const SDL_Event& event, PixelSize size, WindowNews& news) {
  switch (event.type) {
    case SDL_QUIT: news.close_requested = true; break;
    case SDL_WINDOWEVENT: translate_window(event.window, news); break;
    case SDL_RENDER_TARGETS_RESET: news.redraw = true; break;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: translate_finger(event, size, news); break;
    case SDL_MOUSEMOTION:
      news.input.emplace_back(PointerMoved{static_cast<float>(event.motion.x), static_cast<float>(event.motion.y)});
      break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      if (event.button.button != SDL_BUTTON_LEFT) break;
      news.input.emplace_back(PointerMoved{static_cast<float>(event.button.x), static_cast<float>(event.button.y)});
      if (event.type == SDL_MOUSEBUTTONDOWN) {
        news.input.emplace_back(PointerPressed{});
      } else {
        news.input.emplace_back(PointerReleased{});
      }
      break;
    case SDL_MOUSEWHEEL: news.input.emplace_back(WheelTurned{event.wheel.preciseY}); break;
    case SDL_KEYDOWN:
    case SDL_KEYUP: translate_key(event.key, news); break;
    case SDL_TEXTINPUT: news.input.emplace_back(TextTyped{event.text.text}); break;
    default: break;
  }
}

}  // namespace tandem::platform
