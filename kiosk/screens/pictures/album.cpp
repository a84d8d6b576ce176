#include "kiosk/screens/pictures/album.h"

#include "calendar/availability/suggest.h"

namespace tandem::kiosk {
namespace {

using calendar::Instant;
using calendar::Pair;

// In a closed building there is nothing to see: two hours after it opens next.
Instant picture_time(const calendar::World& world, platform::WallTime wall) {
  const Instant now = std::chrono::floor<std::chrono::seconds>(wall);
  const auto open = world.site.opening_hours.open_within({now, now + kNextOpening}, site_zone(world));
  if (open.empty() || open.front().start <= now) return now;
  return open.front().start + std::chrono::hours{2};
}

bool has_badge(const calendar::World& world, const calendar::PersonId& id) {
  const calendar::Person* person = find(world, id);
  return person != nullptr && !person->badge_hash.empty();
}

std::optional<Meeting> plan_meeting(Loopback& kiosk, const Pair& pair) {
  const Instant now = kiosk.state().now;
  calendar::SuggestRequest request;
  request.pair = pair.id;
  request.window = {now, now + std::chrono::days{5}};
  request.count = 1;
  const auto suggestions = suggest(kiosk.world(), request);
  if (suggestions.empty()) return std::nullopt;
  const auto& [room, when, score, reasons] = suggestions.front();
  if (!kiosk.happens(calendar::PlanSession{pair.id, room, when, {}})) return std::nullopt;
  for (const auto& [id, session] : kiosk.world().sessions)
    if (session.pair == pair.id && find(kiosk.world(), session.booking)->planned == when)
      return Meeting{find(kiosk.world(), pair.id), session.booking, room, when};
  return std::nullopt;
}

}  // namespace

Album::Album(const sync::Snapshot& snapshot, std::string language, platform::WallTime wall)
    : snapshot_(snapshot),
      language_(std::move(language)),
      now_(picture_time(*snapshot.world, wall + snapshot.server_clock_offset)) {}

Loopback Album::start(Place place) const {
  KioskOptions options;
  options.place = std::move(place);
  options.language = language_;
  options.service_pin_hash = "any";
  return {snapshot_, options, now_};
}

const calendar::Pair* pair_with_badges(const calendar::World& world) {
  for (const auto& [id, pair] : world.pairs)
    if (pair.active && has_badge(world, pair.mentor) && has_badge(world, pair.mentee)) return &pair;
  return nullptr;
}

std::optional<Meeting> next_meeting(Loopback& kiosk) {
  const calendar::World& world = kiosk.world();
  const Instant now = kiosk.state().now;
  for (const calendar::Session* session : sessions_in(world, {now, now + std::chrono::hours{12}})) {
    const Pair* pair = find(world, session->pair);
    const calendar::Booking* booking = find(world, session->booking);
    const bool ahead = booking->state == calendar::BookingState::Booked && booking->planned.start > now + kEarly;
    if (ahead && pair != nullptr && has_badge(world, pair->mentor) && has_badge(world, pair->mentee))
      return Meeting{pair, booking->id, booking->room, booking->planned};
  }
  for (const auto& [id, pair] : world.pairs)
    if (pair.active && has_badge(world, pair.mentor) && has_badge(world, pair.mentee)) return plan_meeting(kiosk, pair);
  return std::nullopt;
}

}  // namespace tandem::kiosk
