#include "kiosk/screens/today/view_model.h"

#include <algorithm>
#include <cstdlib>

#include "kiosk/core/door_leases.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

using calendar::World;

SessionCard session_card(const AppState& state, const ListedSession& listed, const Texts& texts) {
  const World& world = *state.snapshot->world;
  const calendar::Zone zone = site_zone(world);
  const calendar::Booking& booking = *listed.booking;
  SessionCard card;
  card.session = listed.session->id;
  card.room = booking.room;
  card.start = texts.time(booking.planned.start, zone);
  card.end = texts.time(booking.planned.end, zone);
  card.pair = public_pair(world, *listed.pair, texts);
  card.status = listed.status;
  card.status_word = status_words(texts).at(static_cast<std::size_t>(listed.status));
  card.awaiting = state.snapshot->pending.contains(booking.id);
  if (card.awaiting) card.status_word = texts.tr("Awaiting confirmation");
  const calendar::Room* room = find(world, booking.room);
  if (room == nullptr) return card;
  card.room_name = room->name;
  card.floor = texts.floor(room->floor);
  card.floors_up = room->floor - state.floor;
  if (card.floors_up != 0) card.way = way_words(card.floors_up, texts);
  return card;
}

std::string room_detail(const RoomNow& now, const calendar::Zone& zone, const Texts& texts) {
  if (!now.until) return now.busy ? texts.tr("busy") : texts.tr("free all day");
  const std::string words = now.busy ? texts.tr("busy until {time}") : texts.tr("free until {time}");
  return fill(words, "time", texts.time(*now.until, zone));
}

RoomChip room_chip(const AppState& state, const ListedRoom& listed, const Texts& texts) {
  const calendar::Zone zone = site_zone(*state.snapshot->world);
  const calendar::Room& room = *listed.room;
  RoomChip chip;
  chip.room = room.id;
  chip.name = room.name;
  chip.free = !listed.now.busy && !room.out_of_order;
  chip.out_of_order = room.out_of_order;
  chip.stale = is_stale(state, room.id);
  chip.detail = room.out_of_order ? texts.tr("out of order") : room_detail(listed.now, zone, texts);
  chip.held = chip.free && is_out_of_reach(state, room.id, {state.now, state.now + std::chrono::minutes{1}});
  if (chip.held) chip.detail = held_words(*held_elsewhere(state, room.id), zone, texts);
  return chip;
}

void add_floors(TodayModel& model, const AppState& state, const TodayList& list, const Texts& texts) {
  if (list.floors.size() < 2) return;
  const auto* screen = std::get_if<TodayScreen>(&state.screen);
  const bool one = screen != nullptr && screen->floor.has_value();
  model.floors.push_back({std::nullopt, texts.tr("All"), texts.tr("All floors"), !one});
  for (const int floor : list.floors)
    model.floors.push_back({floor, texts.short_floor(floor), texts.floor(floor), one && *screen->floor == floor});
}

// The part of `whole` that lies in [first, first + count).
template <class T, class Make>
void add_part(const std::vector<T>& whole, std::size_t first, std::size_t count, const Make& make) {
  first = std::min(first, whole.size());
  const std::size_t end = first + std::min(count, whole.size() - first);
  for (std::size_t i = first; i < end; ++i) make(whole[i]);
}

}  // namespace

StatusWords status_words(const Texts& texts) {
  return {texts.tr("To come"),   texts.tr("Check-in open"), texts.tr("One of two here"),
          texts.tr("Both here"), texts.tr("In progress"),   texts.tr("Over")};
}

TodayModel today_model(const AppState& state, const TodayList& list, const TodayPage& page, const Texts& texts) {
  TodayModel model;
  model.no_data = no_data_model(state, texts);
  if (model.no_data) return model;
  model.site = state.snapshot->world->site.name;
  model.title = texts.tr("Today's sessions");
  add_floors(model, state, list, texts);
  add_part(list.sessions, page.first_session, page.sessions,
           [&](const ListedSession& listed) { model.sessions.push_back(session_card(state, listed, texts)); });
  if (list.sessions.empty()) model.empty = texts.tr("No more sessions today");
  model.rooms_title = texts.tr("Rooms now");
  model.previous_rooms = texts.tr("Previous rooms");
  model.next_rooms = texts.tr("Next rooms");
  add_part(list.rooms, page.first_room, page.rooms,
           [&](const ListedRoom& listed) { model.rooms.push_back(room_chip(state, listed, texts)); });
  model.here_word = texts.tr("I'm here");
  model.here_hint = texts.tr("Hold up your badge or touch here");
  model.book_word = texts.tr("Book a session");
  return model;
}

TodayModel today_model(const AppState& state, const Texts& texts) {
  const auto* screen = std::get_if<TodayScreen>(&state.screen);
  return today_model(state, today_list(state, screen != nullptr ? *screen : TodayScreen{}), {}, texts);
}

}  // namespace tandem::kiosk
