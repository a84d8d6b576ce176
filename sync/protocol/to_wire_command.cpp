#include "sync/protocol/to_wire.h"

namespace tandem::sync {
namespace {

void on_booking(const calendar::BookingId& booking, calendar::Instant at, const std::optional<calendar::PersonId>& by,
                wire::OnBooking& out) {
  out.set_booking(booking.text());
  out.set_at(wire_of(at));
  if (by) out.set_by(by->text());
}

template <class Series, class Wire>
void series(const Series& command, Wire& out) {
  to_wire(command.first, *out.mutable_first());
  out.set_rule(command.rule);
  if (command.by) out.set_by(command.by->text());
  out.set_mode(static_cast<std::uint32_t>(command.mode));
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
  void operator()(const calendar::BookSeries& command) const {
    wire::BookSeries& wired = *out.mutable_book_series();
    wired.set_room(command.room.text());
    series(command, wired);
  }
  void operator()(const calendar::PlanSeries& command) const {
    wire::PlanSeries& wired = *out.mutable_plan_series();
    wired.set_pair(command.pair.text());
    wired.set_room(command.room.text());
    series(command, wired);
  }
  void operator()(const calendar::CancelRest& command) const {
    on_booking(command.booking, {}, command.by, *out.mutable_cancel_rest());
  }
  void operator()(const calendar::RateSession& command) const {
    wire::RateSession& wired = *out.mutable_rate_session();
    wired.set_booking(command.booking.text());
    wired.set_person(command.person.text());
    wired.set_rating(static_cast<std::uint32_t>(command.rating));
    wired.set_at(wire_of(command.at));
  }
  void operator()(const calendar::TickTopics& command) const {
    wire::TickTopics& wired = *out.mutable_tick_topics();
    wired.set_booking(command.booking.text());
    wired.set_person(command.person.text());
    for (const calendar::TickedTopic& one : command.topics) {
      wire::TickedTopic& ticked = *wired.add_topics();
      ticked.set_topic(one.topic.text());
      ticked.set_mark(static_cast<std::uint32_t>(one.mark));
    }
    wired.set_at(wire_of(command.at));
  }
  void operator()(const calendar::UnreadableCommand&) const {}  // goes as it came: encode_command()
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
  for (const calendar::MissedInstance& missed : calendar::missed_of(verdict)) {
    wire::MissedInstance& wired = *out.add_missed();
    to_wire(missed.when, *wired.mutable_when());
    wired.set_reason(static_cast<std::uint32_t>(missed.reason));
  }
}

}  // namespace tandem::sync
