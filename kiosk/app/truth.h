#pragma once
// Where the kiosk's truth comes from: a device client, connected to a server elsewhere or to one inside this process.
// Starting takes a moment (a database, at the first start a whole site to import), so it happens on a thread of its own
// while the first frame is already on the panel; until then, and when it fails, the snapshot is empty and says why.

#include <functional>
#include <memory>
#include <optional>

#include "kiosk/app/options.h"
#include "kiosk/core/effect.h"
#include "kiosk/core/place.h"
#include "kiosk/core/set_up.h"
#include "platform/base/clock.h"
#include "sync/replica/snapshot.h"

namespace tandem::kiosk {

class Truth {
 public:
  // Closes the connection, stops the server, finishes what is being committed.
  virtual ~Truth() = default;
  // The newest, never null. Any thread.
  [[nodiscard]] virtual std::shared_ptr<const sync::Snapshot> snapshot() const = 0;
  // Nothing more happens by itself: started or failed, and an embedded server has planned its day. Any thread.
  [[nodiscard]] virtual bool settled() const = 0;
  // What the set-up screen shows, and where an administrator has put this kiosk. Any thread.
  struct Enrolment {
    std::optional<SetUp> set_up;  // until it is let in
    std::optional<Place> place;
    std::optional<std::chrono::sys_seconds> certificate_until{};
    bool operator==(const Enrolment&) const = default;
  };
  [[nodiscard]] virtual Enrolment enrolment() const = 0;
  virtual void ask_new_code() = 0;
  // Any thread; returns at once.
  virtual void submit(SubmitCommand command) = 0;
};

// `changed` is called from any thread after each new snapshot. `clock` must outlive the result.
[[nodiscard]] std::unique_ptr<Truth> open_truth(const Options& options, const platform::Clock& clock,
                                                std::function<void()> changed);

}  // namespace tandem::kiosk
