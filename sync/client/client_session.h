#pragma once
// Flow step "push", and the device's half of the conversation in sync/protocol/messages.h:
//
//   Waiting → Dialling → Greeting → CatchingUp → Live
//      ↑__________|__________|___________|_________|     any failure: wait with jitter, try again
//
// Knows no sockets and no threads: a loop, a dialer and randomness are given to it. Loop thread only.

#include <functional>
#include <memory>
#include <string>

#include "platform/base/event_loop.h"
#include "platform/base/random.h"
#include "sync/client/backoff.h"
#include "sync/client/local_truth.h"
#include "sync/client/outbox_watchdog.h"
#include "sync/client/poison_watch.h"
#include "sync/client/server_link.h"
#include "sync/client/server_time.h"
#include "sync/replica/snapshot.h"

namespace tandem::sync {

// A server that does not want us is asked again this often: somebody has to enrol the device or update it.
inline constexpr std::chrono::seconds kDeniedRetry{60};
// A pushed command without a verdict for so long means that the connection or the server has lost it: start over.
inline constexpr std::chrono::seconds kVerdictWithin{30};
// The age of the data moves by whole minutes on a screen; nothing is published for less.
inline constexpr std::chrono::seconds kHeardStep{60};

// The whole truth is counted again after so long without news, to compare what really is in memory.
inline constexpr std::chrono::hours kRecountEvery{1};

// How often old check-in times are looked for.
inline constexpr std::chrono::hours kForgetEvery{1};

struct SessionIdentity {
  calendar::DeviceId device;
  std::string token;
  std::string software;
};

class ClientSession final : private LinkOwner {
 public:
  using Publish = std::function<void(std::shared_ptr<const Snapshot>)>;

  // What is referred to must outlive the session. Publishes a first snapshot at once, on the calling thread.
  ClientSession(platform::EventLoop& loop, platform::FrameDialer& dialer, platform::Random& random, LocalTruth& truth,
                Publish publish);
  ~ClientSession();
  ClientSession(const ClientSession&) = delete;
  ClientSession& operator=(const ClientSession&) = delete;

  void start(SessionIdentity identity);
  // Nothing of the session is called by loop or dialer afterwards.
  void stop();
  void submit(std::uint64_t ticket, calendar::Command command);
  // See DeviceClient.
  void identity_changed();

 private:
  enum class Phase { Stopped, Waiting, Dialling, Greeting, CatchingUp, Live };

  void link_opened() override;
  void link_said(std::string frame) override;
  void link_ended(const platform::Error& why) override;

  void dial();
  void send(const Message& message);
  void push();
  // The last number that may be pushed now; nothing while the server asked for patience, except check-ins and what is
  // before them.
  [[nodiscard]] std::uint64_t push_limit() const;
  void watch_outbox();
  void follow(OutboxAdvice advice);
  [[nodiscard]] Heartbeat heartbeat();
  [[nodiscard]] StateMark state_to_compare();
  void drop(const platform::Error& why);
  void wait_after_denial(const std::string& message);
  void wait(LinkState shown_as, std::string message, std::chrono::milliseconds delay);
  void tick();
  void arm_tick();

  void take(const Welcome& welcome);
  void take(const Denied& denied);
  void take(const SnapshotPart& part);
  void take(const Entries& entries);
  void take(const KnownVerdict& known);
  void take(const Heartbeat& heartbeat);
  void take(const Later& later);
  void take(const Recall& recall);
  template <class Unexpected>
  void take(const Unexpected&);

  void caught_up();
  void progressed();
  // What the server's time is was measured or heard just now.
  void time_learned();
  // The wall clock was set: what the screens add to it is another thing now. What a lease guarantees ends by time
  // alone.
  void follow_clock();
  void forget_what_is_old();
  [[nodiscard]] calendar::Instant now() const;
  [[nodiscard]] LeaseStanding standing() const;
  [[nodiscard]] std::size_t in_flight() const;
  // False: the connection is over.
  [[nodiscard]] bool settle_unknown_to_server();
  // The server ended the connection with a protocol error: over one of the commands under way, maybe.
  void look_for_poison();
  void verdicts_came();
  void publish();

  platform::EventLoop& loop_;
  platform::FrameDialer& dialer_;
  platform::Random& random_;
  LocalTruth& truth_;
  Publish publish_;
  SessionIdentity identity_;

  Phase phase_{Phase::Stopped};
  std::shared_ptr<ServerLink> link_;
  std::unique_ptr<platform::Timer> retry_timer_;
  std::unique_ptr<platform::Timer> tick_timer_;
  std::unique_ptr<platform::Timer> forget_timer_;
  Backoff backoff_;
  std::uint32_t version_{kProtocolVersion};
  platform::SteadyTime greeted_at_;
  platform::SteadyTime received_at_;  // the last frame, or when we began to wait for one
  platform::SteadyTime welcomed_at_;
  platform::SteadyTime push_progress_at_;  // the last verdict, or when something was pushed with nothing in flight
  std::uint64_t pushed_up_to_{0};          // on this connection
  platform::SteadyTime patient_until_;     // the server is busy
  std::unique_ptr<platform::Timer> patience_timer_;
  OutboxWatchdog watchdog_;
  PoisonWatch poison_;
  bool identity_changed_{false};     // since the last dial: what was denied is not what we are now
  Cursor quiet_at_;                  // the cursor at the last tick
  platform::SteadyTime counted_at_;  // when the truth was last counted, or changed
  std::uint32_t snapshots_{0};
  std::string server_epoch_;

  LinkState link_state_{LinkState::Offline};
  std::string link_message_{"not connected yet"};
  std::string storage_message_;  // why the last command could not be stored
  std::optional<calendar::Instant> last_heard_;
  std::optional<calendar::Instant> heard_published_;
  ServerTime server_time_;
  // Since the start everything up to some moment of the server's was heard, leases that ended among it.
  bool was_up_to_date_{false};
  std::map<calendar::RoomId, calendar::Interval> guaranteed_published_;
  std::chrono::milliseconds offset_published_{0};
  std::map<calendar::RoomId, FeedAge> room_feeds_;
};

}  // namespace tandem::sync
