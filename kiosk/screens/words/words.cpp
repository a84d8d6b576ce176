#include "kiosk/screens/words/words.h"

#include <cstdlib>

namespace tandem::kiosk {

std::string public_name(const calendar::World& world, const calendar::PersonId& person, const Texts& texts) {
  const calendar::Person* found = find(world, person);
  const std::string name = found != nullptr ? shown_name(*found) : std::string{};
  return name.empty() ? texts.tr("Hidden name") : name;
}

std::string public_pair(const calendar::World& world, const calendar::Pair& pair, const Texts& texts) {
  const std::string mentor = public_name(world, pair.mentor, texts);
  const std::string mentee = public_name(world, pair.mentee, texts);
  const std::string hidden = texts.tr("Hidden name");
  if (mentor == hidden && mentee == hidden) return texts.tr("A pair");
  return fill(fill(texts.tr("{mentor} and {mentee}"), "mentor", mentor), "mentee", mentee);
}

std::string room_name(const calendar::World& world, const calendar::RoomId& room) {
  const calendar::Room* found = find(world, room);
  return found != nullptr ? found->name : std::string{};
}

std::string room_floor(const calendar::World& world, const calendar::RoomId& room, const Texts& texts) {
  const calendar::Room* found = find(world, room);
  return found != nullptr ? texts.floor(found->floor) : std::string{};
}

std::string equipment_word(const std::string& equipment, const Texts& texts) {
  if (equipment == "screen") return texts.tr("Screen");
  if (equipment == "whiteboard") return texts.tr("Whiteboard");
  if (equipment == "video") return texts.tr("Video");
  if (equipment == "accessible") return texts.tr("Step-free");
  return equipment;
}

std::string topic_name(const calendar::Topic& topic, const Texts& texts) {
  return texts.language() == "fr" ? topic.name_fr : topic.name_en;
}

std::string day_word(const AppState& state, calendar::Instant at, const Texts& texts) {
  const calendar::Zone zone = site_zone(*state.snapshot->world);
  const auto days = zone.date_of(at) - zone.date_of(state.now);
  if (days == std::chrono::days{0}) return texts.tr("Today");
  if (days == std::chrono::days{1}) return texts.tr("Tomorrow");
  return texts.date(at, zone);
}

std::string refusal_sentence(calendar::RefusalReason reason, const Texts& texts) {
  using calendar::RefusalReason;
  switch (reason) {
    case RefusalReason::RoomTaken: return texts.tr("This room is already taken at that time.");
    case RefusalReason::RoomUnknown: return texts.tr("This room no longer exists.");
    case RefusalReason::RoomOutOfOrder: return texts.tr("This room is out of order.");
    case RefusalReason::OutsideOpeningHours: return texts.tr("The building is closed at that time.");
    case RefusalReason::InThePast: return texts.tr("That time has passed.");
    case RefusalReason::TooFarAhead: return texts.tr("That is too far ahead to book.");
    case RefusalReason::TooLong: return texts.tr("That is longer than a room may be booked.");
    case RefusalReason::TooShort: return texts.tr("That is too short for a booking.");
    case RefusalReason::PairUnknown: return texts.tr("This pair is no longer active.");
    case RefusalReason::MentorBusy: return texts.tr("The mentor is busy at that time.");
    case RefusalReason::MenteeBusy: return texts.tr("The mentee is busy at that time.");
    case RefusalReason::NotYours: return texts.tr("This booking belongs to somebody else.");
    case RefusalReason::BookingUnknown: return texts.tr("This booking no longer exists.");
    case RefusalReason::BookingOver: return texts.tr("This booking is already over.");
    case RefusalReason::CheckInTooEarly: return texts.tr("Check-in is not open yet.");
    case RefusalReason::CheckInTooLate: return texts.tr("Check-in is closed.");
    case RefusalReason::RoomReleased: return texts.tr("The room was released and somebody else has it now.");
    case RefusalReason::ClockWrong:
      return texts.tr("The clock of this kiosk is wrong. Please tell the facilities team.");
    case RefusalReason::Leased: return texts.tr("This room is held by the panel at its door for now.");
    case RefusalReason::NotStored: return texts.tr("This kiosk could not store it. Please tell the facilities team.");
    case RefusalReason::SeriesInTheWay: return texts.tr("Not every date of the series can be had.");
    case RefusalReason::SeriesRule: return texts.tr("This repetition is not possible.");
    case RefusalReason::Forgotten: return texts.tr("That is too long ago.");
    case RefusalReason::SessionNotHeld: return texts.tr("There is no session to wrap up.");
    case RefusalReason::WrapUpTooLate: return texts.tr("It is too late to wrap up this session.");
    case RefusalReason::TopicUnknown: return texts.tr("This is not a topic of the pair.");
    case RefusalReason::NotAllowed: return texts.tr("This kiosk may not do that. Please use the one in the lobby.");
    default: break;
  }
  return texts.tr("That did not work. Nothing was changed.");
}

std::string way_words(int floors_up, const Texts& texts) {
  if (floors_up == 0) return texts.tr("On this floor");
  const long floors = std::abs(floors_up);
  return floors_up > 0 ? texts.tr_n("Up {n} floor", "Up {n} floors", floors)
                       : texts.tr_n("Down {n} floor", "Down {n} floors", floors);
}

std::string held_words(const calendar::Lease& lease, const calendar::Zone& zone, const Texts& texts) {
  return fill(texts.tr("Held by its door panel until {time}"), "time", texts.time(lease.held.end, zone));
}

}  // namespace tandem::kiosk
