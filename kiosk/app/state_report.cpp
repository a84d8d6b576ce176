#include "kiosk/app/state_report.h"

#include <array>
#include <boost/json.hpp>

#include "kiosk/app/script.h"

namespace tandem::kiosk {
namespace {

namespace json = boost::json;

const char* name_of(const Screen& screen) {
  struct Namer {
    const char* operator()(const TodayScreen&) const { return "today"; }
    const char* operator()(const IdentifyScreen&) const { return "identify"; }
    const char* operator()(const MySessionScreen&) const { return "my_session"; }
    const char* operator()(const TopicScreen&) const { return "topics"; }
    const char* operator()(const WrapUpScreen&) const { return "wrap_up"; }
    const char* operator()(const OwnBookingScreen&) const { return "own_booking"; }
    const char* operator()(const BookScreen&) const { return "book"; }
    const char* operator()(const RoomScreen&) const { return "room"; }
    const char* operator()(const ServiceScreen&) const { return "service"; }
    const char* operator()(const WallScreen&) const { return "wall"; }
    const char* operator()(const FindRoomScreen&) const { return "find_room"; }
  };
  return std::visit(Namer{}, screen);
}

const char* name_of(sync::CommandProgress progress) {
  switch (progress) {
    case sync::CommandProgress::Pending: return "pending";
    case sync::CommandProgress::Accepted: return "accepted";
    case sync::CommandProgress::Refused: return "refused";
  }
  return "pending";
}

const char* name_of(NoticeProgress progress) {
  switch (progress) {
    case NoticeProgress::Saving: return "saving";
    case NoticeProgress::Awaiting: return "awaiting";
    case NoticeProgress::Confirmed: return "confirmed";
    case NoticeProgress::Refused: return "refused";
  }
  return "saving";
}

const char* name_of(calendar::BookingState state) {
  switch (state) {
    case calendar::BookingState::Booked: return "booked";
    case calendar::BookingState::InUse: return "in_use";
    case calendar::BookingState::Ended: return "ended";
    case calendar::BookingState::Released: return "released";
    case calendar::BookingState::Cancelled: return "cancelled";
  }
  return "booked";
}

std::int64_t seconds_of(calendar::Instant at) { return at.time_since_epoch().count(); }

json::value reason_of(const calendar::Verdict& verdict) {
  const auto* const refused = std::get_if<calendar::Refused>(&verdict);
  return refused != nullptr ? json::value(static_cast<int>(refused->reason)) : json::value(nullptr);
}

json::array outcomes_of(const sync::Snapshot& snapshot) {
  json::array list;
  for (const sync::CommandOutcome& outcome : snapshot.outcomes) {
    list.push_back({{"ticket", outcome.ticket},
                    {"number", outcome.command.id.number},
                    {"command", calendar::name_of(outcome.command.command)},
                    {"booking", calendar::booking_id_of(outcome.command.id).text()},
                    {"progress", name_of(outcome.progress)},
                    {"reason", reason_of(outcome.verdict)}});
  }
  return list;
}

json::array bookings_of(const sync::Snapshot& snapshot) {
  json::array list;
  for (const auto& [id, booking] : snapshot.world->bookings) {
    list.push_back({{"id", id.text()},
                    {"room", booking.room.text()},
                    {"start", seconds_of(booking.held.start)},
                    {"end", seconds_of(booking.held.end)},
                    {"state", name_of(booking.state)},
                    {"session", booking.session ? json::value(booking.session->text()) : json::value(nullptr)},
                    {"pending", snapshot.pending.contains(id)}});
  }
  return list;
}

json::array notices_of(const AppState& state) {
  json::array list;
  for (const Notice& notice : state.notices) {
    list.push_back({{"ticket", notice.ticket},
                    {"progress", name_of(notice.progress)},
                    {"reason", static_cast<int>(notice.reason)},
                    {"alternatives", notice.alternatives.size()}});
  }
  return list;
}

json::array targets_of(const ui::Targets& targets) {
  json::array list;
  for (const ui::Target& target : targets.all()) {
    list.push_back({{"id", target.id},
                    {"label", target.label},
                    {"x", target.rect.x},
                    {"y", target.rect.y},
                    {"w", target.rect.width},
                    {"h", target.rect.height},
                    {"enabled", target.enabled}});
  }
  return list;
}

json::object health_of(const sync::Snapshot& snapshot) {
  const sync::SyncHealth& health = snapshot.health;
  return {{"waiting", health.waiting},
          {"oldest_issued_at", health.oldest_issued_at ? json::value(seconds_of(*health.oldest_issued_at)) : nullptr},
          {"stalls", health.stalls},
          {"set_aside", health.set_aside},
          {"snapshots", health.snapshots}};
}

json::value set_up_of(const AppState& state) {
  if (!state.set_up) return nullptr;
  constexpr std::array kSteps{"asking", "waiting", "approved", "denied", "expired"};
  return json::object{{"step", kSteps.at(static_cast<std::size_t>(state.set_up->step))},
                      {"unreachable", state.set_up->unreachable},
                      {"code", state.set_up->code},
                      {"device", state.set_up->device_fingerprint},
                      {"server", state.set_up->server_fingerprint}};
}

}  // namespace

std::string state_report(const AppState& state, const ui::Targets& targets, const FrameFigures& figures) {
  const sync::Snapshot& snapshot = *state.snapshot;
  return json::serialize(json::object{
      {"screen", state.set_up ? "set_up" : name_of(state.screen)},
      {"set_up", set_up_of(state)},
      {"lang", state.language},
      {"link", name_of(snapshot.link)},
      {"link_message", snapshot.link_message},
      {"now", seconds_of(state.now)},
      {"identified", state.identified ? json::value(state.identified->person.text()) : json::value(nullptr)},
      {"cursor", {{"epoch", snapshot.cursor.epoch}, {"sequence", snapshot.cursor.sequence}}},
      {"sync", health_of(snapshot)},
      {"rooms", snapshot.world->rooms.size()},
      {"sessions", snapshot.world->sessions.size()},
      {"notices", notices_of(state)},
      {"outcomes", outcomes_of(snapshot)},
      {"bookings", bookings_of(snapshot)},
      {"targets", targets_of(targets)},
      {"frames",
       {{"count", figures.frames},
        {"last_us", figures.last_frame.count()},
        {"tap_to_frame_us", figures.tap_to_frame.count()},
        {"first_ms", figures.first_frame.count()}}}});
}

}  // namespace tandem::kiosk
