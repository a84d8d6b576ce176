#pragma once
// How enrolment and renewal ask the server. Real: HTTPS by libcurl on a thread of its own; tests hand the question to
// the server's own routes.

#include <functional>
#include <memory>
#include <string>

#include "platform/base/event_loop.h"
#include "platform/base/result.h"
#include "platform/net/frame_dialer.h"

namespace tandem::sync {

struct EnrolmentCall {
  std::string path;
  std::string body;
  // Whom to believe, and as whom. Without authorities: whoever answers, or who the transport's authority file vouches
  // for.
  platform::ClientIdentity identity;
};

class EnrolmentTransport {
 public:
  virtual ~EnrolmentTransport() = default;
  // Calls `answer` once, later, on the loop's thread, with the body of a 200. Denied for 401 and 403 and for a
  // certificate that is not believed; TooLarge for 413 and 429; Invalid for another 4xx; Unavailable, TimedOut
  // otherwise. Nothing is called after the transport is gone.
  virtual void call(EnrolmentCall call, std::function<void(platform::Result<std::string>)> answer) = 0;
};

struct ServerPlace {
  std::string host;
  std::uint16_t port{0};
  // PEM file that vouches for the server at the first contact, by its own host name; empty: nobody does.
  std::string authority_file;
};

// `loop` must outlive it.
[[nodiscard]] std::unique_ptr<EnrolmentTransport> make_enrolment_transport(platform::EventLoop& loop,
                                                                           ServerPlace place);

}  // namespace tandem::sync
