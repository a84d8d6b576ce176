#pragma once
// What the one-time code is for. Device and administrator know it, the network never sees it: both sides stretch it,
// together with the fingerprints of the request and of the server's authority, into a key, and prove with it that they
// know the code and mean the same two fingerprints. Somebody in between who puts a request or an authority of his own
// in their place proves nothing; trying all codes takes 2^40 stretchings within the ten minutes of a code.

#include <string>

#include "platform/base/result.h"

namespace tandem::sync {

// What both sides must agree on, as lower-case hex.
struct Introduction {
  std::string request;    // RequestFacts::fingerprint
  std::string authority;  // CertificateFacts::key_fingerprint of the server's authority
};

// argon2id, tens of milliseconds on purpose. Unavailable without memory for it.
[[nodiscard]] platform::Result<std::string> enrolment_key(const std::string& code, const Introduction& introduction);
// The device's, with its request.
[[nodiscard]] std::string device_proof(const std::string& key);
// The server's, with its approval, over everything that the device will believe from then on.
[[nodiscard]] std::string server_proof(const std::string& key, const std::string& approval);

}  // namespace tandem::sync
