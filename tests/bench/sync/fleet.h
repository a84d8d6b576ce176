#pragma once
// N members on one thread and one epoll: they connect, say a heartbeat every ten seconds, come again after a lost
// connection as kiosks do (Backoff, dials that are given up after ten seconds), and note when each heard what. One
// thread; run() returns when what was asked for has happened.

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <queue>
#include <vector>

#include "platform/base/random.h"
#include "sync/client/backoff.h"
#include "tests/bench/sync/speaker.h"
#include "tests/bench/sync/tls_link.h"

namespace tandem::bench {

using Clock = std::chrono::steady_clock;

class Fleet final : public Listener {
 public:
  Fleet(std::uint16_t port, SpeakerFactory speakers);
  ~Fleet() override;
  Fleet(const Fleet&) = delete;
  Fleet& operator=(const Fleet&) = delete;

  // Members are added, a limited number of handshakes at a time, until there are `count` and all are current. False
  // after `patience`.
  [[nodiscard]] bool grow(std::size_t count, std::chrono::seconds patience);
  // The first member says one change. The milliseconds until each had it, ascending; empty after ten seconds.
  [[nodiscard]] std::vector<double> change();
  // The size of what the last one heard.
  [[nodiscard]] std::size_t change_bytes() const { return change_bytes_; }
  void idle(std::chrono::milliseconds time);
  // Until there is something to read.
  void idle_until_input(int descriptor);

  // How a fleet that lost its server came back.
  struct Return {
    bool complete{false};
    double seconds_lost{0};       // from the first lost connection until all were current
    double seconds_back{0};       // the same from the first connection that was accepted again
    std::vector<double> current;  // seconds after the first lost connection at which each was current, ascending
    std::size_t dials{0};
    std::size_t failed{0};
  };
  [[nodiscard]] Return come_back(std::chrono::seconds patience);

  void current(std::size_t member) override;
  void heard(std::size_t member, std::size_t bytes) override;

 private:
  struct Member {
    std::unique_ptr<Speaker> speaker;
    std::unique_ptr<TlsLink> link;
    sync::Backoff backoff;
    Clock::time_point current_at{};  // epoch: not current
    bool greeted{false};
    bool reply_due{false};
  };
  struct Due {
    Clock::time_point at;
    std::size_t member;
    TlsLink* of;  // the connection it belongs to, null: the next dial
    bool operator>(const Due& other) const { return at > other.at; }
  };

  // Serves events and timers until `done` or `until`.
  bool run(const std::function<bool()>& done, Clock::time_point until);
  void serve_events(int wait_milliseconds);
  void serve(std::size_t member);
  void serve_timers();
  void send_replies();
  void dial(std::size_t member);
  void lost(std::size_t member);

  std::uint16_t port_;
  SpeakerFactory speakers_;
  SslContext context_;
  int epoll_;
  std::unique_ptr<platform::Random> random_;
  std::vector<Member> members_;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> timers_;
  std::deque<std::size_t> replies_;
  bool input_{false};
  std::size_t change_bytes_{0};
  std::size_t current_{0};
  std::vector<Clock::time_point> arrivals_;  // of the change under way
  Return story_;
  Clock::time_point lost_at_{};
  Clock::time_point accepted_at_{};
};

}  // namespace tandem::bench
