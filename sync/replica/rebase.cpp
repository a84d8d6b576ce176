#include "sync/replica/rebase.h"

#include "calendar/booking/decide.h"

namespace tandem::sync {
namespace {

using calendar::BookingId;
using calendar::World;

struct NamedBooking {
  const calendar::NumberedCommand& command;
  BookingId operator()(const calendar::BookRoom&) const { return calendar::booking_id_of(command.id); }
  BookingId operator()(const calendar::PlanSession&) const { return calendar::booking_id_of(command.id); }
  BookingId operator()(const calendar::GiveUpLease&) const { return {}; }
  BookingId operator()(const calendar::BookSeries&) const { return calendar::booking_id_of(command.id); }
  BookingId operator()(const calendar::PlanSeries&) const { return calendar::booking_id_of(command.id); }
  BookingId operator()(const calendar::UnreadableCommand&) const { return {}; }
  template <class AboutBooking>
  BookingId operator()(const AboutBooking& about) const {
    return about.booking;
  }
};

struct ChangedBooking {
  std::set<BookingId>& touched;
  void operator()(const calendar::BookingAccepted& change) const { touched.insert(change.booking.id); }
  template <class Change>
  void operator()(const Change& change) const {
    if constexpr (requires { change.booking; }) touched.insert(change.booking);
  }
};

}  // namespace

bool is_promised(const calendar::Command& command) {
  const auto* book = std::get_if<calendar::BookRoom>(&command);
  return book != nullptr && book->promised;
}

void note_touched(const calendar::NumberedCommand& command, const calendar::Decision& decision,
                  std::set<BookingId>& touched) {
  if (is_promised(command.command)) return;
  touched.insert(booking_of(command));
  for (const calendar::Change& change : decision.changes) std::visit(ChangedBooking{touched}, change);
}

BookingId booking_of(const calendar::NumberedCommand& command) {
  return std::visit(NamedBooking{command}, command.command);
}

Rebased rebase(const std::shared_ptr<const World>& truth, const std::deque<OutboxItem>& pending) {
  if (pending.empty()) return {truth, {}, {}};
  auto shown = std::make_shared<World>(*truth);
  Rebased result;
  for (const OutboxItem& item : pending) {
    const calendar::Decision decision =
        calendar::decide(*shown, item.command, item.command.issued_at, calendar::LeasesOfOthers::Overlooked);
    for (const calendar::Change& change : decision.changes) calendar::apply(*shown, change);
    if (decision.accepted()) note_touched(item.command, decision, result.touched);
    result.verdicts.push_back(decision.verdict);
  }
  result.world = std::move(shown);
  return result;
}

}  // namespace tandem::sync
