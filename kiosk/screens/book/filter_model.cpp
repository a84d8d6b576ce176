#include "kiosk/screens/book/filter_model.h"

#include <algorithm>
#include <array>

#include "kiosk/core/book.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

constexpr std::array kSeats = {2, 4, 6, 8, 12};

void add_seats(FilterModel& model, const BookScreen& screen, const Texts& texts) {
  model.seats_word = texts.tr("Seats, at least");
  for (const int seats : kSeats) model.seats.push_back({seats, std::to_string(seats), seats == screen.filter.seats});
}

void add_floors(FilterModel& model, const AppState& state, const BookScreen& screen, const Texts& texts) {
  model.floor_word = texts.tr("Floor");
  model.floors.push_back({std::nullopt, texts.tr("Any"), !screen.filter.floor});
  std::set<int> floors;
  for (const auto& [id, room] : state.snapshot->world->rooms) floors.insert(room.floor);
  for (const int floor : floors)
    model.floors.push_back({floor, texts.short_floor(floor), screen.filter.floor == floor});
}

void add_equipment(FilterModel& model, const AppState& state, const BookScreen& screen, const Texts& texts) {
  model.equipment_word = texts.tr("Equipment");
  std::set<std::string> equipment;
  for (const auto& [id, room] : state.snapshot->world->rooms)
    equipment.insert(room.equipment.begin(), room.equipment.end());
  for (const auto& item : equipment)
    model.equipment.push_back({item, equipment_word(item, texts), screen.filter.equipment.contains(item)});
}

}  // namespace

FilterModel filter_model(const AppState& state, const BookScreen& screen, const Texts& texts) {
  FilterModel model;
  model.title = texts.tr("Which rooms?");
  add_seats(model, screen, texts);
  add_floors(model, state, screen, texts);
  add_equipment(model, state, screen, texts);
  long fitting = 0;
  for (const auto& [id, room] : state.snapshot->world->rooms)
    if (!room.out_of_order && fits(screen.filter, room)) ++fitting;
  model.fitting = texts.tr_n("{n} room has all that", "{n} rooms have all that", fitting);
  model.done_word = texts.tr("Show times");
  return model;
}

}  // namespace tandem::kiosk
