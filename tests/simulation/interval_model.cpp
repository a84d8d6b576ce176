#include "tests/simulation/interval_model.h"

#include <algorithm>

namespace tandem::tests {

using namespace calendar;
using std::chrono::minutes;

namespace {

bool accepted(const sync::LogEntry& entry) { return entry.verdict && std::holds_alternative<Accepted>(*entry.verdict); }

bool refused_for(const sync::LogEntry& entry, RefusalReason reason) {
  return entry.verdict && *entry.verdict == Verdict{Refused{reason}};
}

bool about_now(Instant start, Instant now) { return start >= now - minutes{2} && start <= now + minutes{1}; }

}  // namespace

bool IntervalModel::taken_by_feed(const RoomId& room, const Interval& when) const {
  const auto feed = feeds_.find(room);
  if (feed == feeds_.end()) return false;
  return std::ranges::any_of(feed->second,
                             [&](const Interval& busy) { return busy.start < when.end && when.start < busy.end; });
}

bool IntervalModel::free(const RoomId& room, const Interval& when) const {
  return when.empty() || (!taken_by_feed(room, when) && nobody_holds(room, when));  // a moment takes nothing
}

bool IntervalModel::nobody_holds(const RoomId& room, const Interval& when) const {
  const auto found = rooms_.find(room);
  if (found == rooms_.end()) return true;
  const auto next = found->second.lower_bound(when.end);
  return next == found->second.begin() || std::prev(next)->second.first <= when.start;
}

void IntervalModel::hold(const BookingId& id, const Interval& when) {
  Held& booking = bookings_.at(id);
  auto& room = rooms_[booking.room];
  if (!booking.held.empty()) room.erase(booking.held.start);
  booking.held = when;
  if (!when.empty()) room[when.start] = {when.end, id};
}

bool IntervalModel::away(const RoomId& room, const Interval& when, const DeviceId& device) const {
  const auto found = leases_.find(room);
  if (when.empty() || found == leases_.end() || found->second.holder == device) return false;
  return found->second.held.start < when.end && when.start < found->second.held.end;
}

void IntervalModel::lease(const Lease& given, Instant at, Violations& violations) {
  const std::string name = "a lease of " + given.room.text() + " to " + given.holder.text() + ": ";
  const auto known = rooms_known_.find(given.room);
  if (!violations.expect(known != rooms_known_.end(), name + "no such room")) return;
  violations.expect(!out_of_order_.contains(given.room), name + "out of order");
  const Instant from = std::chrono::floor<minutes>(at);
  violations.expect(given.held.end <= from + lease_lengths_[known->second], name + "longer than allowed");
  Interval added = given.held;
  if (const auto old = leases_.find(given.room); old != leases_.end()) {
    violations.expect(old->second.holder == given.holder, name + old->second.holder.text() + " has it");
    violations.expect(old->second.held.start == given.held.start && old->second.held.end > at, name + "not renewed");
    added.start = old->second.held.end;
  } else {
    violations.expect(added.start >= from && added.length() >= minutes{5}, name + "of no use");
  }
  violations.expect(!added.empty() && !taken_by_feed(given.room, added), name + "taken by the calendar");
  for (const auto& [start, held] : rooms_[given.room]) {
    const bool in_it = start < added.end && added.start < held.first;
    violations.expect(!in_it || bookings_.at(held.second).maker == given.holder, name + "booked already");
  }
  leases_.insert_or_assign(given.room, given);
}

void IntervalModel::remove(const RoomId& room) {
  rooms_known_.erase(room);
  feeds_.erase(room);
  leases_.erase(room);
  out_of_order_.erase(room);
}

void IntervalModel::change(const Change& change, Instant at, Violations& violations) {
  if (const auto* site = std::get_if<SiteConfigured>(&change)) {
    lease_lengths_[site->site.id] = site->site.policy.lease_length;
  } else if (const auto* leased = std::get_if<RoomLeased>(&change)) {
    lease(leased->lease, at, violations);
  } else if (const auto* ended = std::get_if<LeaseEnded>(&change)) {
    leases_.erase(ended->room);
  } else if (const auto* removed = std::get_if<RoomRemoved>(&change)) {
    remove(removed->room);
  } else if (const auto* put = std::get_if<RoomPut>(&change)) {
    rooms_known_[put->room.id] = put->room.site;
    if (put->room.out_of_order) {
      out_of_order_.insert(put->room.id);
    } else {
      out_of_order_.erase(put->room.id);
    }
  } else if (const auto* forgotten = std::get_if<PastForgotten>(&change)) {
    forget(forgotten->before);
  } else if (const auto* read = std::get_if<RoomBusyRead>(&change); read && rooms_known_.contains(read->room)) {
    auto& busy = feeds_[read->room];
    busy.clear();
    for (const Interval& one : read->busy.intervals()) {
      const Interval within{std::max(one.start, read->window.start), std::min(one.end, read->window.end)};
      if (within.start < within.end) busy.push_back(within);
    }
  }
}

void IntervalModel::judge_new(const sync::LogEntry& entry, const RoomId& room, const Interval& when, bool in_use,
                              Violations& violations) {
  const std::string name = entry.origin.device.text() + " " + std::to_string(entry.origin.number);
  const bool is_free = free(room, when);
  if (refused_for(entry, RefusalReason::RoomTaken)) {
    violations.expect(!is_free, "refused as taken though free: " + name);
  } else if (refused_for(entry, RefusalReason::RoomOutOfOrder)) {
    violations.expect(out_of_order_.contains(room), "refused as out of order: " + name);
  } else if (refused_for(entry, RefusalReason::Leased)) {
    violations.expect(away(room, when, entry.origin.device), "refused as leased though it is not: " + name);
  }
  if (!accepted(entry)) return;
  violations.expect(is_free, "accepted though the room was taken: " + name);
  violations.expect(!away(room, when, entry.origin.device), "accepted though leased to another: " + name);
  violations.expect(!out_of_order_.contains(room), "accepted in a room out of order: " + name);
  const BookingId id = booking_id_of(entry.origin);
  violations.expect(!bookings_.contains(id), "booked twice: " + name);
  bookings_[id] = Held{room, when, {}, true, in_use, false, {}, entry.origin.device};
  hold(id, when);
}

bool IntervalModel::keeps_promise(const sync::LogEntry& entry, const BookRoom& book, Violations& violations) {
  const auto lease = leases_.find(book.room);
  const bool kept = book.promised && lease != leases_.end() && lease->second.holder == entry.origin.device &&
                    lease->second.held.contains(book.when);
  if (!kept || !accepted(entry)) return kept;
  const BookingId id = booking_id_of(entry.origin);
  const bool alone = nobody_holds(book.room, book.when) && !bookings_.contains(id);
  violations.expect(alone, "promised though the room was taken: " + id.text());
  bookings_[id] = Held{book.room, book.when, {}, true, true, false, {}, entry.origin.device};
  hold(id, book.when);
  return true;
}

void IntervalModel::judge_series(const sync::LogEntry& entry, const DailySeries& series, Violations& violations) {
  const auto& [room, first, rule, walk_up] = series;
  const std::string name = entry.origin.device.text() + " " + std::to_string(entry.origin.number);
  const auto& missed = missed_of(*entry.verdict);
  for (const MissedInstance& one : missed) {
    if (one.reason == RefusalReason::RoomTaken) {
      violations.expect(!free(room, one.when), "reported as taken though free: " + name);
    } else if (one.reason == RefusalReason::Leased) {
      violations.expect(away(room, one.when, entry.origin.device), "reported as leased though it is not: " + name);
    }
  }
  if (!accepted(entry)) return;
  violations.expect(!out_of_order_.contains(room), "a series in a room out of order: " + name);
  const auto count = static_cast<std::size_t>(std::stoi(rule.substr(rule.rfind('=') + 1)));
  std::size_t booked = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto later = std::chrono::days{static_cast<int>(i)};
    const Interval when{first.start + later, first.end + later};
    if (std::ranges::any_of(missed, [&](const MissedInstance& one) { return one.when == when; })) continue;
    const bool open = free(room, when) && !away(room, when, entry.origin.device);
    violations.expect(open, "one of a series accepted though the room was taken: " + name);
    const BookingId id = booking_id_of(entry.origin, i + 1);
    bookings_[id] =
        Held{room, when, {}, true, walk_up && i == 0, false, booking_id_of(entry.origin), entry.origin.device};
    hold(id, when);
    ++booked;
  }
  violations.expect(booked + missed.size() == count && booked > 0, "a series of another number: " + name);
}

void IntervalModel::cancel(const BookingId& id) {
  Held& booking = bookings_.at(id);
  hold(id, {booking.held.start, booking.held.start});  // again is as good as once
  booking.open = false;
  booking.given_back = false;
}

void IntervalModel::cancel_rest(const BookingId& from, Instant asked) {
  const Held first = bookings_.at(from);
  if (first.series.empty()) return cancel(from);
  for (const auto& [id, booking] : bookings_) {
    const bool later = booking.planned.start >= first.planned.start && booking.planned.start > asked;
    if (booking.series == first.series && later && booking.open && !booking.somebody_there) cancel(id);
  }
}

void IntervalModel::forget(Instant before) {
  for (auto one = bookings_.begin(); one != bookings_.end();) {
    if (one->second.planned.end > before) {
      ++one;
      continue;
    }
    if (!one->second.held.empty()) rooms_[one->second.room].erase(one->second.held.start);
    one = bookings_.erase(one);
  }
}

// The command takes effect here as the rules say, whatever the changes in the log are.
void IntervalModel::obey(const sync::LogEntry& entry, const NumberedCommand& asked, Violations& violations) {
  const Command& command = asked.command;
  const std::string name = entry.origin.device.text() + " " + std::to_string(entry.origin.number);
  if (const auto* book = std::get_if<BookRoom>(&command)) {
    if (keeps_promise(entry, *book, violations)) return;
    const Instant given = std::min(asked.issued_at, entry.at);
    const bool walk_up = about_now(book->when.start, entry.at) || about_now(book->when.start, given);
    return judge_new(entry, book->room, book->when, walk_up, violations);
  }
  if (const auto* plan = std::get_if<PlanSession>(&command)) {
    return judge_new(entry, plan->room, plan->when, false, violations);
  }
  if (const auto* series = std::get_if<BookSeries>(&command)) {
    const Instant given = std::min(asked.issued_at, entry.at);
    const bool walk_up = about_now(series->first.start, entry.at) || about_now(series->first.start, given);
    return judge_series(entry, {series->room, series->first, series->rule, walk_up}, violations);
  }
  if (const auto* series = std::get_if<PlanSeries>(&command)) {
    return judge_series(entry, {series->room, series->first, series->rule, false}, violations);
  }
  if (!accepted(entry)) return;
  const BookingId id = std::visit(
      [](const auto& about) {
        if constexpr (requires { about.booking; }) return about.booking;
        return BookingId{};
      },
      command);
  if (!violations.expect(bookings_.contains(id), "accepted about a booking that is not there: " + name)) return;
  Held& booking = bookings_.at(id);
  const Interval rest{booking.held.end, booking.planned.end};
  if (const auto* extend = std::get_if<ExtendBooking>(&command)) {
    const Interval added{booking.held.end, extend->new_end};
    const bool open = free(booking.room, added) && !away(booking.room, added, entry.origin.device);
    violations.expect(booking.open && open, "extended: " + name);
    booking.planned.end = extend->new_end;
    hold(id, {booking.held.start, extend->new_end});
  } else if (const auto* end = std::get_if<EndBooking>(&command)) {
    violations.expect(booking.open, "ended twice: " + name);
    const bool never = end->at < booking.held.start && !booking.somebody_there;
    hold(id,
         {booking.held.start, never ? booking.held.start : std::clamp(end->at, booking.held.start, booking.held.end)});
    booking.open = false;
  } else if (std::holds_alternative<CancelBooking>(command)) {
    cancel(id);
  } else if (std::holds_alternative<CancelRest>(command)) {
    cancel_rest(id, std::min(asked.issued_at, entry.at));
  } else if (std::holds_alternative<CheckIn>(command) || std::holds_alternative<ReclaimBooking>(command)) {
    const bool reclaims_nothing = std::holds_alternative<ReclaimBooking>(command) && !booking.given_back;
    if (reclaims_nothing) return;
    if (booking.given_back && free(booking.room, rest) && !away(booking.room, rest, entry.origin.device)) {
      hold(id, {booking.held.start, booking.planned.end});
      booking.given_back = false;
      booking.open = true;
    }
    booking.somebody_there = true;
  }
}

void IntervalModel::play(const sync::LogEntry& entry, const NumberedCommand* asked, Violations& violations) {
  if (entry.origin.device.empty()) {
    for (const Change& one : entry.changes) change(one, entry.at, violations);
  } else if (asked != nullptr) {
    obey(entry, *asked, violations);
  } else {
    for (const Change& one : entry.changes) {
      if (const auto* ended = std::get_if<LeaseEnded>(&one)) {
        // A door gives up by itself, without a word on its screen.
        const auto lease = leases_.find(ended->room);
        const bool its = lease != leases_.end() && lease->second.holder == entry.origin.device;
        if (violations.expect(its, "a lease given up by another: " + ended->room.text())) leases_.erase(lease);
        continue;
      }
      const auto* released = std::get_if<BookingReleased>(&one);
      if (!violations.expect(released != nullptr, "a command nobody asked for")) continue;
      Held& booking = bookings_.at(released->booking);
      violations.expect(booking.open && !booking.somebody_there, "a room taken from somebody who came");
      violations.expect(entry.at >= booking.planned.start + minutes{10}, "a room given back too early");
      hold(released->booking, {booking.held.start, std::min(entry.at, booking.held.end)});
      booking.open = false;
      booking.given_back = true;
    }
  }
}

void IntervalModel::compare(const World& world, Violations& violations) const {
  violations.expect(world.bookings.size() == bookings_.size(), "the model knows another number of bookings");
  for (const auto& [id, booking] : bookings_) {
    const auto* found = find(world, id);
    if (!violations.expect(found != nullptr, "a booking is missing: " + id.text())) continue;
    const bool same = found->held == booking.held || (found->held.empty() && booking.held.empty());
    violations.expect(same, "held otherwise than in the model: " + id.text());
  }
  const bool leases_same = std::ranges::equal(world.leases, leases_, [](const auto& there, const auto& here) {
    return there.first == here.first && there.second == here.second;
  });
  violations.expect(leases_same, "leased otherwise than in the model");
}

}  // namespace tandem::tests
