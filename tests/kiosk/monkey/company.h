#pragma once
// Everybody else, as a kiosk hears of them: people elsewhere who book, plan, come and do not come; calendars, rooms and
// people that change under the screen; a server that decides late, and a network that goes and returns. From a seed.
// Virtual time, one thread.

#include <deque>
#include <memory>

#include "calendar/booking/decide.h"
#include "kiosk/core/effect.h"
#include "platform/base/random.h"
#include "sync/replica/snapshot.h"

namespace tandem::kiosk::test {

struct Moment {
  platform::WallTime wall;
  platform::SteadyTime steady;
};

class Company {
 public:
  // The kiosk has heard nothing at first. `random` must outlive it.
  Company(const sync::Snapshot& site, platform::Random& random, const Moment& now);

  void submit(SubmitCommand asked, const Moment& now);
  // Does what is due. True when snapshot() is another one now.
  bool live(const Moment& now);
  // When live() has something to do again.
  [[nodiscard]] platform::SteadyTime next() const;
  [[nodiscard]] std::shared_ptr<const sync::Snapshot> snapshot() const { return shown_; }

 private:
  struct Asked {
    std::uint64_t ticket;
    calendar::NumberedCommand command;
    platform::SteadyTime kept_at;     // durable on the device
    platform::SteadyTime decided_at;  // when the network is there
    bool is_kept{false};
  };

  bool keep_asked(const Moment& now);
  bool decide_asked(const Moment& now);
  void settle(const Asked& asked, const calendar::Verdict& verdict);
  [[nodiscard]] calendar::Verdict verdict_on(const calendar::NumberedCommand& command);
  void release_no_shows();
  void publish();
  [[nodiscard]] std::shared_ptr<const calendar::World> replayed();

  void happen(const Moment& now);
  void somebody_asks();
  void a_session_is_planned();
  void people_come();
  void a_calendar_changes();
  void the_network_changes(const Moment& now);
  void a_room_changes();
  void a_person_changes();
  void clocks_part();

  [[nodiscard]] std::chrono::milliseconds some(std::chrono::milliseconds least, std::chrono::milliseconds most);
  void decide_elsewhere(const calendar::Command& command);
  void somebody_was_faster(const calendar::Command& command);
  [[nodiscard]] bool online() const { return link_ == sync::LinkState::Online; }

  platform::Random& random_;
  const calendar::World site_;  // who and what there is to come back
  calendar::World truth_;
  calendar::World heard_;
  sync::Snapshot told_;  // all but the world and the outcomes
  std::shared_ptr<const sync::Snapshot> shown_;
  std::deque<Asked> asked_;
  std::deque<sync::CommandOutcome> settled_;
  sync::LinkState link_{sync::LinkState::Connecting};
  calendar::Instant now_{};
  platform::SteadyTime next_event_{};
  std::uint64_t numbers_here_{0};
  std::uint64_t numbers_elsewhere_{0};
};

}  // namespace tandem::kiosk::test
