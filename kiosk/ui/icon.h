#pragma once
// The few signs the screens use, drawn with lines so that they are sharp at every size. Each shape differs from the
// others without its colour.

#include <cstdint>

namespace tandem::kiosk::ui {

enum class Icon : std::uint8_t {
  None,
  Check,      // there, confirmed
  Clock,      // to come
  Hourglass,  // waiting, awaiting
  Door,       // a room
  Person,
  People,
  Badge,
  Online,
  Offline,
  Warning,
  Cross,
  Plus,
  Minus,
  Back,
  Forward,
  Up,
  Down,
  Calendar,
  Grid,
  Erase,
  Lock,
  Circle,  // free
  Disc,    // busy
  Filter,
  Repeat,
  Swap,
  Return,  // given back
};

}  // namespace tandem::kiosk::ui
