#pragma once
// Requests of devices that want to be enrolled, until an administrator says yes or no. Kept in the store: the device
// may ask one server of a fleet, the administrator another. A request is named by its fingerprint and asked about again
// and again; its code is never sent, only typed by the administrator (sync/enrolment/enrolment_proof.h). That a device
// asked, and that its request expired, goes to the audit log once: at most kMaxWaitingRequests of each in kRequestLife,
// however many ask. Core thread.

#include <optional>
#include <string>
#include <vector>

#include "calendar/time/instant.h"
#include "sync/enrolment/enrolment_messages.h"
#include "sync/log/log_store.h"

namespace tandem::sync {

inline constexpr std::chrono::minutes kRequestLife{10};
// How long a device may still come for the answer.
inline constexpr std::chrono::minutes kAnswerKept{10};
// Wrong codes that an administrator may type while a request waits; then it is worth nothing.
inline constexpr int kCodeTries = 5;
inline constexpr std::size_t kMaxWaitingRequests = 32;
inline constexpr std::size_t kMaxWaitingFromAddress = 4;
// Of a fingerprint that is typed instead of a code.
inline constexpr std::size_t kMinFingerprintDigits = 12;

struct WaitingRequest {
  std::string fingerprint;
  EnrolmentRequest request;
  std::string address;  // without the port
  calendar::Instant asked_at;
  int wrong_codes{0};
  EnrolmentAnswer answer;
};

class EnrolmentDesk {
 public:
  explicit EnrolmentDesk(LogStore& store) : store_(store) {}

  // A device's question, the first or one of many. Invalid for a request that is none; TooLarge when too many wait, in
  // all or from this address.
  [[nodiscard]] platform::Result<EnrolmentAnswer> ask(const EnrolmentRequest& request, const std::string& address,
                                                      calendar::Instant now);
  // Those that wait, oldest first. Notes which ones have expired meanwhile.
  [[nodiscard]] platform::Result<std::vector<WaitingRequest>> waiting(calendar::Instant now);

  // Which of them an administrator means. A code: NotFound when it is nobody's, which counts against all that wait; the
  // key of both proofs comes with it. Otherwise the first digits of a fingerprint: NotFound, Invalid when too short or
  // ambiguous; Denied for a device that has to see a proof, which needs the code.
  struct Chosen {
    WaitingRequest request;
    std::string key;  // enrolment_key(); empty without a code
  };
  enum class Purpose : std::uint8_t { Approve, Deny };  // to be denied, no device needs its code
  [[nodiscard]] platform::Result<Chosen> choose(const std::string& selector, const std::string& authority_fingerprint,
                                                calendar::Instant now, Purpose purpose);
  // Inside a transaction with what the answer promises.
  [[nodiscard]] platform::Status answer(WaitingRequest request, EnrolmentAnswer answer);

 private:
  [[nodiscard]] platform::Result<std::vector<WaitingRequest>> all();
  [[nodiscard]] platform::Status put(const WaitingRequest& request);
  [[nodiscard]] platform::Status expire(WaitingRequest& request, calendar::Instant now, const char* why);
  void audit(AuditKind what, const WaitingRequest& request, calendar::Instant now, const char* outcome);
  [[nodiscard]] platform::Status require_place(const std::string& address, calendar::Instant now);
  [[nodiscard]] platform::Result<Chosen> choose_by_code(const std::string& code, const std::string& authority,
                                                        std::vector<WaitingRequest> waiting, calendar::Instant now);
  [[nodiscard]] static platform::Result<Chosen> choose_by_fingerprint(const std::string& digits,
                                                                      const std::vector<WaitingRequest>& waiting,
                                                                      Purpose purpose);

  LogStore& store_;
};

}  // namespace tandem::sync
