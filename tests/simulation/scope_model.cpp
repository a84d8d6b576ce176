#include "tests/simulation/scope_model.h"

#include <set>

#include "calendar/booking/facts.h"

namespace tandem::tests {
namespace {

using namespace calendar;

class Part {
 public:
  Part(const World& whole, const SiteId& site) : whole_(whole), site_(site) {
    for (const auto& [id, person] : whole.people) {
      if (person.site == site) people_.insert(id);
    }
    const std::set<PersonId> at_home = people_;
    for (const auto& [id, pair] : whole.pairs) {
      if (at_home.contains(pair.mentor) || at_home.contains(pair.mentee)) add(pair);
    }
    const std::set<PairId> home = pairs_;
    for (const auto& [id, booking] : whole.bookings) look_at(booking, home);
  }

  bool operator()(const SiteConfigured& fact) const { return fact.site.id == site_; }
  bool operator()(const RoomPut& fact) const { return fact.room.site == site_; }
  bool operator()(const PersonPut& fact) const { return people_.contains(fact.person.id); }
  bool operator()(const PersonBusyRead& fact) const { return people_.contains(fact.person); }
  bool operator()(const PairPut& fact) const { return pairs_.contains(fact.pair.id); }
  bool operator()(const PairPastNoted& fact) const { return pairs_.contains(fact.past.pair); }
  bool operator()(const RoomBusyRead& fact) const { return is_here(fact.room); }
  bool operator()(const RoomLeased& fact) const { return is_here(fact.lease.room); }
  bool operator()(const BookingAccepted& fact) const { return bookings_.contains(fact.booking.id); }
  bool operator()(const SessionPlanned& fact) const { return bookings_.contains(fact.session.booking); }
  template <class OfAll>
  bool operator()(const OfAll&) const {
    return true;
  }

 private:
  [[nodiscard]] bool is_here(const RoomId& room) const {
    const auto found = whole_.rooms.find(room);
    return found != whole_.rooms.end() && found->second.site == site_;
  }
  void add(const Pair& pair) {
    pairs_.insert(pair.id);
    people_.insert({pair.mentor, pair.mentee});
  }
  void look_at(const Booking& booking, const std::set<PairId>& home) {
    const auto session = booking.session ? whole_.sessions.find(*booking.session) : whole_.sessions.end();
    const bool of_pair = session != whole_.sessions.end();
    const bool of_home = of_pair && home.contains(session->second.pair);
    if (!is_here(booking.room) && !of_home) return;
    bookings_.insert(booking.id);
    if (booking.booked_by) people_.insert(*booking.booked_by);
    if (of_pair && whole_.pairs.contains(session->second.pair)) add(whole_.pairs.at(session->second.pair));
  }

  const World& whole_;
  const SiteId& site_;
  std::set<PersonId> people_;
  std::set<PairId> pairs_;
  std::set<BookingId> bookings_;
};

Change without_site(Change fact) {
  if (auto* configured = std::get_if<SiteConfigured>(&fact)) configured->site.id = {};
  if (auto* put = std::get_if<RoomPut>(&fact)) put->room.site = {};
  if (auto* put = std::get_if<PersonPut>(&fact)) put->person.site = {};
  return fact;
}

}  // namespace

World part_of_site(const World& whole, const SiteId& site) {
  if (whole.sites.empty()) return whole;
  const Part part{whole, site};
  World shown;
  for (const Change& fact : facts_of(whole)) {
    if (std::visit(part, fact)) calendar::apply(shown, without_site(fact));
  }
  return shown;
}

}  // namespace tandem::tests
