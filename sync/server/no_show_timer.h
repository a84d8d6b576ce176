#pragma once
// Gives a room back when nobody came, by the server's own clock: a dead panel never holds a room. Core thread.

#include <memory>

#include "calendar/time/instant.h"
#include "platform/base/event_loop.h"

namespace tandem::sync {

class ServerCore;

class NoShowTimer {
 public:
  // Releases nothing before `not_before`.
  NoShowTimer(ServerCore& core, calendar::Instant not_before) : core_(core), not_before_(not_before) {}

  // Looks at the World again; after every commit.
  void schedule();
  void stop() { timer_.reset(); }

 private:
  void on_timer();

  ServerCore& core_;
  calendar::Instant not_before_;
  std::unique_ptr<platform::Timer> timer_;
};

}  // namespace tandem::sync
