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
  template <class AboutBooking>
  BookingId operator()(const AboutBooking& about) const {
    return about.booking;
  }
};

}  // namespace

BookingId booking_of(const calendar::NumberedCommand& command) {
  return std::visit(NamedBooking{command}, command.command);
}

Rebased rebase(const std::shared_ptr<const World>& truth, const std::deque<OutboxItem>& pending) {
  if (pending.empty()) return {truth, {}, {}};
  auto shown = std::make_shared<World>(*truth);
  Rebased result;
  for (const OutboxItem& item : pending) {
    const calendar::Decision decision = calendar::decide(*shown, item.command, item.command.issued_at);
    for (const calendar::Change& change : decision.changes) calendar::apply(*shown, change);
    if (decision.accepted()) result.touched.insert(booking_of(item.command));
    result.verdicts.push_back(decision.verdict);
  }
  result.world = std::move(shown);
  return result;
}

}  // namespace tandem::sync
