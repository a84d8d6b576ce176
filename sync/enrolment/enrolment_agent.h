#pragma once
// A device on its way to its first certificate. It makes a key and a request, asks who the server is, shows a one-time
// code with both fingerprints, and asks until an administrator has typed the code:
//
//   Asking → Waiting → Approved           the identity is handed over, the agent is done
//      ↑________|________→ Denied, Expired    until restart(), or kNewCodeAfter: another key and code
//
// A server that cannot be reached is asked again and again. Loop thread only.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "platform/base/event_loop.h"
#include "platform/base/random.h"
#include "sync/enrolment/device_identity.h"
#include "sync/enrolment/enrolment_proof.h"
#include "sync/enrolment/enrolment_transport.h"

namespace tandem::sync {

// The server counts its own ten minutes; the screen stops showing the code a little earlier.
inline constexpr std::chrono::minutes kCodeLife{10};
inline constexpr std::chrono::seconds kAskEvery{3};
inline constexpr std::chrono::seconds kUnreachableRetry{5};
// Where nobody taps for another code.
inline constexpr std::chrono::minutes kNewCodeAfter{10};

enum class EnrolmentPhase : std::uint8_t { Asking, Waiting, Denied, Expired, Approved };

// What a screen shows.
struct EnrolmentView {
  EnrolmentPhase phase{EnrolmentPhase::Asking};
  bool unreachable{false};            // the last call found no server
  std::string code;                   // while Waiting
  std::string request_fingerprint;    // hex; empty until known
  std::string authority_fingerprint;  // hex; empty until known
  std::string server;                 // HOST:PORT
  std::string message;                // for the log: why it was denied, why nobody answers
  platform::SteadyTime code_until;
  bool operator==(const EnrolmentView&) const = default;
};

struct EnrolmentOptions {
  std::string name;  // proposed to the administrator
  std::string software;
  std::string server;        // HOST:PORT, to show
  bool knows_server{false};  // the transport's first contact is vouched for
};

class EnrolmentAgent {
 public:
  using Changed = std::function<void(const EnrolmentView&)>;
  using Done = std::function<void(DeviceIdentity)>;

  // What is referred to must outlive the agent. `done` may destroy it.
  EnrolmentAgent(platform::EventLoop& loop, platform::Random& random, EnrolmentTransport& transport,
                 EnrolmentOptions options);
  ~EnrolmentAgent();
  EnrolmentAgent(const EnrolmentAgent&) = delete;
  EnrolmentAgent& operator=(const EnrolmentAgent&) = delete;

  void start(Changed changed, Done done);
  // Another key and code, at once.
  void restart();

 private:
  void ask_authority();
  void on_authority(const platform::Result<std::string>& said);
  void introduce(const std::string& authority, const std::string& fingerprint);
  void ask();
  void on_answer(const platform::Result<std::string>& said);
  void on_approved(const EnrolmentAnswer& answer);
  // Whether this approval comes from the server that was introduced, for our own key.
  [[nodiscard]] platform::Status believe(const EnrolmentAnswer& answer) const;
  void give_up(EnrolmentPhase phase, const std::string& why);
  void unreachable(const platform::Error& why, void (EnrolmentAgent::*again)());
  void later(std::chrono::milliseconds delay, void (EnrolmentAgent::*what)());
  void call(const char* path, std::string body, void (EnrolmentAgent::*then)(const platform::Result<std::string>&));
  void tell();

  platform::EventLoop& loop_;
  platform::Random& random_;
  EnrolmentTransport& transport_;
  const EnrolmentOptions options_;
  Changed changed_;
  Done done_;
  EnrolmentView view_;
  std::string private_key_;
  std::string request_;
  std::string authority_;  // PEM
  std::string key_;        // enrolment_key()
  std::unique_ptr<platform::Timer> timer_;
  std::shared_ptr<int> round_;  // of the calls that are under way; those of an earlier one are not heard
};

}  // namespace tandem::sync
