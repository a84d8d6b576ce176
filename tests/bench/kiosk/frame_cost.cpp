// What one frame of the kiosk costs, step by step, for callgrind to count: making it from the state (view models,
// layout, ImGui's triangles), finding what changed, drawing all of it and drawing what changed. On the small site of
// the golden images and on a large one of 50 rooms and 200 sessions in a day. kiosk_figures.py runs it.
//
//   frame_cost CATALOGUES      the folder that holds fr/tandem.mo's
#include <imgui.h>

#include <cstdio>
#include <string>

#include "kiosk/core/reduce.h"
#include "platform/display/damage.h"
#include "platform/display/rasterizer.h"
#include "tests/bench/phases.h"
#include "tests/golden/screens/golden_site.h"
#include "tests/golden/screens/paint.h"

namespace {

using namespace tandem;
using namespace tandem::kiosk;

constexpr int kRooms = 50;
constexpr int kSessions = 200;

calendar::Booking booking_of(int i, calendar::Instant day) {
  calendar::Booking booking;
  booking.id = calendar::BookingId{"large-" + std::to_string(i)};
  booking.room = calendar::RoomId{"large-" + std::to_string(i % kRooms)};
  const auto start = day + std::chrono::hours{8} + std::chrono::minutes{15 * (i / kRooms) * 8 + i % 4 * 15};
  booking.planned = booking.held = {start, start + std::chrono::minutes{45}};
  booking.session = calendar::SessionId{"large-" + std::to_string(i)};
  return booking;
}

std::shared_ptr<const sync::Snapshot> large_snapshot() {
  const auto small = test::golden_snapshot();
  calendar::World world = *small->world;
  const auto day = std::chrono::floor<std::chrono::days>(test::golden_time());
  for (int i = 0; i < kRooms; ++i) {
    calendar::Room room;
    room.id = calendar::RoomId{"large-" + std::to_string(i)};
    room.name = "Salle " + std::to_string(i);
    room.floor = i % 6;
    room.seats = 2 + i % 9;
    apply(world, calendar::RoomPut{room});
  }
  for (int i = 0; i < kSessions; ++i) {
    const calendar::Booking booking = booking_of(i, std::chrono::time_point_cast<std::chrono::seconds>(day));
    apply(world, calendar::BookingAccepted{booking});
    apply(world, calendar::SessionPlanned{
                     {*booking.session, calendar::PairId{"b0" + std::to_string(1 + i % 7)}, booking.id, {}, {}}});
  }
  auto large = std::make_shared<sync::Snapshot>(*small);
  large->world = std::make_shared<const calendar::World>(std::move(world));
  return large;
}

AppState state_of(std::shared_ptr<const sync::Snapshot> snapshot) {
  KioskOptions options;
  options.language = "fr";
  return initial_state(options, std::move(snapshot), test::golden_time(), platform::SteadyTime{});
}

AppState a_minute_later(const AppState& state) {
  const auto minute = std::chrono::minutes{1};
  return reduce(state, ClockTicked{state.device_wall + minute, state.steady + minute}).state;
}

void draw_pieces(const std::vector<platform::Piece>& pieces, platform::Image& image) {
  const auto texture = platform::texture_of(*ImGui::GetIO().Fonts);
  for (const auto& piece : pieces)
    platform::rasterize_piece(*ImGui::GetDrawData(), texture, platform::surface_of(image), piece);
}

// Warm first: the second frame is what every later one costs.
void measure(const std::string& site, std::shared_ptr<const sync::Snapshot> snapshot, const std::string& catalogues) {
  test::Painter painter(ui::panel_of_pixels(1280, 800), catalogues);
  const platform::PixelSize size{1280, 800};
  const AppState state = state_of(std::move(snapshot));
  const AppState later = a_minute_later(state);
  platform::Damage damage;
  platform::Image image(size);
  static_cast<void>(painter.frame(state));
  const auto name = [&site](const char* step) { return site + " " + step; };
  bench::phase(name("build").c_str(), [&] { return painter.frame(state); });
  const auto everything =
      bench::phase(name("compare").c_str(), [&] { return damage.update(*ImGui::GetDrawData(), size); });
  bench::phase(name("draw all").c_str(), [&] {
    draw_pieces(everything, image);
    return 0;
  });
  static_cast<void>(painter.frame(state));
  bench::count(name("pieces of the same again").c_str(), damage.update(*ImGui::GetDrawData(), size).size());
  static_cast<void>(painter.frame(later));
  const auto minute = damage.update(*ImGui::GetDrawData(), size);
  bench::phase(name("draw a minute later").c_str(), [&] {
    draw_pieces(minute, image);
    return 0;
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: frame_cost CATALOGUES\n");
    return 2;
  }
  measure("small", test::golden_snapshot(), argv[1]);
  measure("large", large_snapshot(), argv[1]);
}
