#include "kiosk/screens/today/view_model.h"

#include <algorithm>
#include <optional>

#include "calendar/booking/decide.h"
#include "kiosk/screens/room/availability_words.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

using calendar::SessionStatus;
using calendar::World;

// One being there and the other not is nobody's business but theirs.
std::optional<PublicStatus> public_status(SessionStatus status) {
  switch (status) {
    case SessionStatus::ToCome: return PublicStatus::ToCome;
    case SessionStatus::CheckInOpen:
    case SessionStatus::OnePresent: return PublicStatus::CheckInOpen;
    case SessionStatus::BothPresent: return PublicStatus::Ready;
    case SessionStatus::Running: return PublicStatus::Running;
    case SessionStatus::Ended:
    case SessionStatus::Freed:
    case SessionStatus::Cancelled: break;
  }
  return std::nullopt;
}

std::string status_word(PublicStatus status, const Texts& texts) {
  switch (status) {
    case PublicStatus::ToCome: return texts.tr("To come");
    case PublicStatus::CheckInOpen: return texts.tr("Check-in open");
    case PublicStatus::Ready: return texts.tr("Ready");
    case PublicStatus::Running: return texts.tr("In progress");
  }
  return {};
}

std::optional<SessionCard> session_card(const AppState& state, const calendar::Session& session, const Texts& texts) {
  const World& world = *state.snapshot->world;
  const calendar::Booking* booking = find(world, session.booking);
  const calendar::Pair* pair = find(world, session.pair);
  const auto status = public_status(status_of(world, session, state.now));
  if (booking == nullptr || pair == nullptr || !status) return std::nullopt;
  const calendar::Zone zone = site_zone(world);
  SessionCard card;
  card.session = session.id;
  card.room = booking->room;
  card.start = texts.time(booking->planned.start, zone);
  card.end = texts.time(booking->planned.end, zone);
  card.pair = public_pair(world, *pair, texts);
  card.room_name = room_name(world, booking->room);
  card.floor = room_floor(world, booking->room, texts);
  card.status = *status;
  card.status_word = status_word(*status, texts);
  card.awaiting = state.snapshot->pending.contains(booking->id);
  return card;
}

std::string room_detail(const RoomNow& now, const calendar::Zone& zone, const Texts& texts) {
  if (!now.until) return now.busy ? texts.tr("busy") : texts.tr("free all day");
  const std::string words = now.busy ? texts.tr("busy until {time}") : texts.tr("free until {time}");
  return fill(words, "time", texts.time(*now.until, zone));
}

RoomChip room_chip(const AppState& state, const calendar::Room& room, const Texts& texts) {
  const RoomNow now = room_now(state, room.id);
  RoomChip chip;
  chip.room = room.id;
  chip.name = room.name;
  chip.free = !now.busy && !room.out_of_order;
  chip.out_of_order = room.out_of_order;
  chip.stale = is_stale(state, room.id);
  chip.detail =
      room.out_of_order ? texts.tr("out of order") : room_detail(now, site_zone(*state.snapshot->world), texts);
  return chip;
}

std::vector<RoomChip> room_chips(const AppState& state, const Texts& texts) {
  std::vector<const calendar::Room*> rooms;
  for (const auto& [id, room] : state.snapshot->world->rooms) rooms.push_back(&room);
  // Near the kiosk first.
  std::ranges::stable_sort(rooms, {},
                           [&state](const calendar::Room* room) { return std::abs(room->floor - state.floor); });
  std::vector<RoomChip> chips;
  for (const calendar::Room* room : rooms) chips.push_back(room_chip(state, *room, texts));
  std::ranges::stable_partition(chips, &RoomChip::free);
  return chips;
}

}  // namespace

TodayModel today_model(const AppState& state, const Texts& texts) {
  TodayModel model;
  model.no_data = no_data_model(state, texts);
  if (model.no_data) return model;
  model.site = state.snapshot->world->site.name;
  model.title = texts.tr("Today's sessions");
  for (const calendar::Session* session : sessions_in(*state.snapshot->world, today_of(state)))
    if (auto card = session_card(state, *session, texts)) model.sessions.push_back(std::move(*card));
  if (model.sessions.empty()) model.empty = texts.tr("No more sessions today");
  model.rooms_title = texts.tr("Rooms now");
  model.rooms = room_chips(state, texts);
  for (std::size_t n = 0; n <= model.rooms.size(); ++n)
    model.more_rooms.push_back(texts.tr_n("{n} more room", "{n} more rooms", static_cast<long>(n)));
  model.here_word = texts.tr("I'm here");
  model.here_hint = texts.tr("Hold up your badge or touch here");
  model.book_word = texts.tr("Book a session");
  return model;
}

}  // namespace tandem::kiosk
