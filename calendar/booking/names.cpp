// Names of commands and refusals, for logs and tests.
#include <string>

#include "calendar/booking/command.h"
#include "calendar/booking/verdict.h"

namespace tandem::calendar {
namespace {

struct NameOf {
  const char* operator()(const BookRoom&) const { return "BookRoom"; }
  const char* operator()(const PlanSession&) const { return "PlanSession"; }
  const char* operator()(const CheckIn&) const { return "CheckIn"; }
  const char* operator()(const ExtendBooking&) const { return "ExtendBooking"; }
  const char* operator()(const EndBooking&) const { return "EndBooking"; }
  const char* operator()(const CancelBooking&) const { return "CancelBooking"; }
  const char* operator()(const ReclaimBooking&) const { return "ReclaimBooking"; }
  const char* operator()(const ReleaseNoShow&) const { return "ReleaseNoShow"; }
  const char* operator()(const GiveUpLease&) const { return "GiveUpLease"; }
  const char* operator()(const BookSeries&) const { return "BookSeries"; }
  const char* operator()(const PlanSeries&) const { return "PlanSeries"; }
  const char* operator()(const CancelRest&) const { return "CancelRest"; }
  const char* operator()(const RateSession&) const { return "RateSession"; }
  const char* operator()(const TickTopics&) const { return "TickTopics"; }
  const char* operator()(const UnreadableCommand&) const { return "UnreadableCommand"; }
};

}  // namespace

// The number is what follows the last dash, so no two devices can give the same name.
BookingId booking_id_of(const CommandId& id) { return BookingId{id.device.text() + "-" + std::to_string(id.number)}; }

bool was_made_by(const DeviceId& device, const BookingId& booking) {
  return booking.text().starts_with(device.text()) && booking.text().find_last_of('-') == device.text().size();
}

// kMaxDeviceIdLength leaves room for it, and a dot never follows the last dash of a name without it.
BookingId booking_id_of(const CommandId& id, std::size_t instance) {
  return BookingId{booking_id_of(id).text() + "." + std::to_string(instance)};
}

const std::vector<MissedInstance>& missed_of(const Verdict& verdict) {
  return std::visit([](const auto& said) -> const std::vector<MissedInstance>& { return said.missed; }, verdict);
}

const char* name_of(const Command& command) { return std::visit(NameOf{}, command); }

const char* name_of(RefusalReason reason) {
  switch (reason) {
    case RefusalReason::Malformed: return "Malformed";
    case RefusalReason::RoomUnknown: return "RoomUnknown";
    case RefusalReason::RoomOutOfOrder: return "RoomOutOfOrder";
    case RefusalReason::RoomTaken: return "RoomTaken";
    case RefusalReason::OutsideOpeningHours: return "OutsideOpeningHours";
    case RefusalReason::InThePast: return "InThePast";
    case RefusalReason::TooFarAhead: return "TooFarAhead";
    case RefusalReason::TooLong: return "TooLong";
    case RefusalReason::TooShort: return "TooShort";
    case RefusalReason::PairUnknown: return "PairUnknown";
    case RefusalReason::MentorBusy: return "MentorBusy";
    case RefusalReason::MenteeBusy: return "MenteeBusy";
    case RefusalReason::NotYours: return "NotYours";
    case RefusalReason::BookingUnknown: return "BookingUnknown";
    case RefusalReason::BookingOver: return "BookingOver";
    case RefusalReason::CheckInTooEarly: return "CheckInTooEarly";
    case RefusalReason::CheckInTooLate: return "CheckInTooLate";
    case RefusalReason::RoomReleased: return "RoomReleased";
    case RefusalReason::NothingToRelease: return "NothingToRelease";
    case RefusalReason::ServerOnly: return "ServerOnly";
    case RefusalReason::ClockWrong: return "ClockWrong";
    case RefusalReason::NotStored: return "NotStored";
    case RefusalReason::Leased: return "Leased";
    case RefusalReason::SeriesInTheWay: return "SeriesInTheWay";
    case RefusalReason::SeriesRule: return "SeriesRule";
    case RefusalReason::Forgotten: return "Forgotten";
    case RefusalReason::SessionNotHeld: return "SessionNotHeld";
    case RefusalReason::WrapUpTooLate: return "WrapUpTooLate";
    case RefusalReason::TopicUnknown: return "TopicUnknown";
    case RefusalReason::NotAllowed: return "NotAllowed";
    case RefusalReason::NotReadable: return "NotReadable";
    case RefusalReason::NumberSpent: return "NumberSpent";
  }
  return "unknown";
}

}  // namespace tandem::calendar
