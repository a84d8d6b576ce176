#include "sync/protocol/from_wire.h"

namespace tandem::sync {
namespace {

using calendar::BookingId;
using calendar::PersonId;

std::optional<PersonId> person(Reader& reader, bool present, const std::string& id) {
  if (!present) return std::nullopt;
  return reader.id<PersonId>(id, "person");
}

calendar::BookRoom book_room(Reader& reader, const wire::BookRoom& in) {
  return {reader.id<calendar::RoomId>(in.room(), "room"), reader.interval(in.when(), "booking time"),
          person(reader, in.has_by(), in.by()), in.promised()};
}

calendar::PlanSession plan_session(Reader& reader, const wire::PlanSession& in) {
  return {reader.id<calendar::PairId>(in.pair(), "pair"), reader.id<calendar::RoomId>(in.room(), "room"),
          reader.interval(in.when(), "session time"), person(reader, in.has_by(), in.by())};
}

calendar::CheckIn check_in(Reader& reader, const wire::CheckIn& in) {
  return {reader.id<BookingId>(in.booking(), "booking"), person(reader, in.has_person(), in.person()),
          reader.instant(in.at(), "check-in")};
}

template <class Command>
Command on_booking(Reader& reader, const wire::OnBooking& in) {
  return {reader.id<BookingId>(in.booking(), "booking"), reader.instant(in.at(), "time"),
          person(reader, in.has_by(), in.by())};
}

calendar::CancelBooking cancel_booking(Reader& reader, const wire::OnBooking& in) {
  return {reader.id<BookingId>(in.booking(), "booking"), person(reader, in.has_by(), in.by())};
}

calendar::Command command(Reader& reader, const wire::Command& in) {
  switch (in.kind_case()) {
    case wire::Command::kBookRoom: return book_room(reader, in.book_room());
    case wire::Command::kPlanSession: return plan_session(reader, in.plan_session());
    case wire::Command::kCheckIn: return check_in(reader, in.check_in());
    case wire::Command::kExtendBooking: return on_booking<calendar::ExtendBooking>(reader, in.extend_booking());
    case wire::Command::kEndBooking: return on_booking<calendar::EndBooking>(reader, in.end_booking());
    case wire::Command::kCancelBooking: return cancel_booking(reader, in.cancel_booking());
    case wire::Command::kReclaimBooking: return on_booking<calendar::ReclaimBooking>(reader, in.reclaim_booking());
    case wire::Command::kReleaseNoShow:
      return calendar::ReleaseNoShow{reader.id<BookingId>(in.release_no_show(), "booking")};
    case wire::Command::kGiveUpLease:
      return calendar::GiveUpLease{reader.id<calendar::RoomId>(in.give_up_lease(), "leased room")};
    case wire::Command::KIND_NOT_SET: break;
  }
  reader.invalid("command", "unknown kind");
  return {};
}

}  // namespace

calendar::CommandId from_wire(Reader& reader, const wire::CommandId& in) {
  reader.require(in.device().size() <= calendar::kMaxDeviceIdLength, "device id");
  reader.require(in.number() > 0, "command number");
  return {reader.id<calendar::DeviceId>(in.device(), "device"), in.number()};
}

calendar::NumberedCommand from_wire(Reader& reader, const wire::Command& in) {
  return {from_wire(reader, in.id()), reader.instant(in.issued_at(), "issued"), command(reader, in)};
}

// A reason that a newer server knows and we do not is still a refusal.
calendar::Verdict from_wire(Reader&, const wire::Verdict& in) {
  if (!in.has_refused_for()) return calendar::Accepted{};
  const auto last = static_cast<std::uint32_t>(calendar::RefusalReason::Leased);
  if (in.refused_for() > last) return calendar::Refused{calendar::RefusalReason::Malformed};
  return calendar::Refused{static_cast<calendar::RefusalReason>(in.refused_for())};
}

}  // namespace tandem::sync
