#include "sync/protocol/to_wire.h"

namespace tandem::sync {
namespace {

void on_booking(const calendar::BookingId& booking, calendar::Instant at, const std::optional<calendar::PersonId>& by,
                wire::OnBooking& out) {
  out.set_booking(booking.text());
  out.set_at(wire_of(at));
  if (by) out.set_by(by->text());
}

struct CommandToWire {
  wire::Command& out;

  void operator()(const calendar::BookRoom& command) const {
    wire::BookRoom& wired = *out.mutable_book_room();
    wired.set_room(command.room.text());
    to_wire(command.when, *wired.mutable_when());
    if (command.by) wired.set_by(command.by->text());
    wired.set_promised(command.promised);
  }
  void operator()(const calendar::PlanSession& command) const {
    wire::PlanSession& wired = *out.mutable_plan_session();
    wired.set_pair(command.pair.text());
    wired.set_room(command.room.text());
    to_wire(command.when, *wired.mutable_when());
    if (command.by) wired.set_by(command.by->text());
  }
  void operator()(const calendar::CheckIn& command) const {
    wire::CheckIn& wired = *out.mutable_check_in();
    wired.set_booking(command.booking.text());
    if (command.person) wired.set_person(command.person->text());
    wired.set_at(wire_of(command.at));
  }
  void operator()(const calendar::ExtendBooking& command) const {
    on_booking(command.booking, command.new_end, command.by, *out.mutable_extend_booking());
  }
  void operator()(const calendar::EndBooking& command) const {
    on_booking(command.booking, command.at, command.by, *out.mutable_end_booking());
  }
  void operator()(const calendar::CancelBooking& command) const {
    on_booking(command.booking, {}, command.by, *out.mutable_cancel_booking());
  }
  void operator()(const calendar::ReclaimBooking& command) const {
    on_booking(command.booking, command.at, command.by, *out.mutable_reclaim_booking());
  }
  void operator()(const calendar::ReleaseNoShow& command) const { out.set_release_no_show(command.booking.text()); }
  void operator()(const calendar::GiveUpLease& command) const { out.set_give_up_lease(command.room.text()); }
};

}  // namespace

void to_wire(const calendar::CommandId& id, wire::CommandId& out) {
  out.set_device(id.device.text());
  out.set_number(id.number);
}

void to_wire(const calendar::NumberedCommand& command, wire::Command& out) {
  to_wire(command.id, *out.mutable_id());
  out.set_issued_at(wire_of(command.issued_at));
  std::visit(CommandToWire{out}, command.command);
}

void to_wire(const calendar::Verdict& verdict, wire::Verdict& out) {
  const auto* refused = std::get_if<calendar::Refused>(&verdict);
  if (refused != nullptr) out.set_refused_for(static_cast<std::uint32_t>(refused->reason));
}

}  // namespace tandem::sync
