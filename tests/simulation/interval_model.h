#pragma once
// The rules of who holds a room when, written a second time and without any of the calendar's code: an interval map for
// each room. Each command in the log is played on it with its verdict; what it then holds must be what the World holds.

#include <map>
#include <set>
#include <string>

#include "calendar/booking/world.h"
#include "sync/protocol/messages.h"
#include "tests/simulation/violations.h"

namespace tandem::tests {

class IntervalModel {
 public:
  // The next entry of the log. `asked` is what the device that is named in it was heard to ask; null when it is the
  // server's own or no command.
  void play(const sync::LogEntry& entry, const calendar::NumberedCommand* asked, Violations& violations);
  // Each booking holds here what it holds there, and so does each lease.
  void compare(const calendar::World& world, Violations& violations) const;

 private:
  struct Held {
    calendar::RoomId room;
    calendar::Interval planned;
    calendar::Interval held;
    bool open{true};
    bool somebody_there{false};
    bool given_back{false};
    calendar::BookingId series{};  // empty: of none
    calendar::DeviceId maker{};
  };
  using Bookings = std::map<calendar::BookingId, Held>;

  // Of bookings; of bookings and the company's calendar.
  [[nodiscard]] bool nobody_holds(const calendar::RoomId& room, const calendar::Interval& when) const;
  [[nodiscard]] bool free(const calendar::RoomId& room, const calendar::Interval& when) const;
  [[nodiscard]] bool taken_by_feed(const calendar::RoomId& room, const calendar::Interval& when) const;
  void hold(const calendar::BookingId& id, const calendar::Interval& when);
  // Leased to another device than this one.
  [[nodiscard]] bool away(const calendar::RoomId& room, const calendar::Interval& when,
                          const calendar::DeviceId& device) const;
  // A door gets minutes, from one moment of the log on.
  void lease(const calendar::Lease& given, calendar::Instant at, Violations& violations);
  // True: the door had said yes for good.
  [[nodiscard]] bool keeps_promise(const sync::LogEntry& entry, const calendar::BookRoom& book, Violations& violations);
  void judge_new(const sync::LogEntry& entry, const calendar::RoomId& room, const calendar::Interval& when, bool in_use,
                 Violations& violations);
  // So many times, a day apart.
  struct DailySeries {
    calendar::RoomId room;
    calendar::Interval first;
    std::string rule;  // ends in "COUNT=<times>"
    bool walk_up;      // the first is in use at once
  };
  void judge_series(const sync::LogEntry& entry, const DailySeries& series, Violations& violations);
  void cancel_rest(const calendar::BookingId& from, calendar::Instant asked);
  void cancel(const calendar::BookingId& id);
  void forget(calendar::Instant before);
  void remove(const calendar::RoomId& room);
  void change(const calendar::Change& change, calendar::Instant at, Violations& violations);
  void obey(const sync::LogEntry& entry, const calendar::NumberedCommand& asked, Violations& violations);

  Bookings bookings_;
  std::map<calendar::RoomId, std::map<calendar::Instant, std::pair<calendar::Instant, calendar::BookingId>>> rooms_;
  std::map<calendar::RoomId, std::vector<calendar::Interval>> feeds_;
  std::map<calendar::RoomId, calendar::Lease> leases_;
  std::map<calendar::SiteId, std::chrono::minutes> lease_lengths_;
  std::map<calendar::RoomId, calendar::SiteId> rooms_known_;
  std::set<calendar::RoomId> out_of_order_;
};

}  // namespace tandem::tests
