#include "kiosk/screens/find_room/view_model.h"

#include "kiosk/core/door_leases.h"
#include "kiosk/core/near_rooms.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

NearRoomCard card_of(const AppState& state, const NearRoom& near, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Room& room = *find(world, near.room);
  NearRoomCard card;
  card.room = near.room;
  card.name = room.name;
  card.place = texts.floor(room.floor) + " · " + texts.tr_n("{n} seat", "{n} seats", room.seats);
  card.way = way_words(near.floors_up, texts);
  card.floors_up = near.floors_up;
  card.until = near.free_until
                   ? fill(texts.tr("free until {time}"), "time", texts.time(*near.free_until, site_zone(world)))
                   : texts.tr("free for the rest of the day");
  if (!near.large_enough) card.small = texts.tr("smaller");
  const auto length = near.bookable.end - std::chrono::floor<std::chrono::minutes>(near.bookable.start);
  card.book_word =
      fill(texts.tr("Book {time}"), "time", texts.length(std::chrono::floor<std::chrono::minutes>(length)));
  if (is_cut_off(state)) card.note = texts.tr("confirmed later");
  return card;
}

}  // namespace

FindRoomModel find_room_model(const AppState& state, const FindRoomScreen& screen, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  FindRoomModel model;
  model.title = texts.tr("Free rooms near here");
  model.hint = fill(texts.tr("Instead of {room}"), "room", room_name(world, screen.from));
  for (const NearRoom& near : rooms_instead_of(state, screen.from)) model.rooms.push_back(card_of(state, near, texts));
  if (!model.rooms.empty()) return model;
  model.empty = texts.tr("No other room is free right now");
  if (const auto soon = next_room_instead_of(state, screen.from))
    model.soon = fill(fill(texts.tr("Next: {room}, from {time}"), "room", room_name(world, soon->room)), "time",
                      texts.time(soon->at, site_zone(world)));
  return model;
}

}  // namespace tandem::kiosk
