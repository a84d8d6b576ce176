#pragma once
// Keys, requests and certificates as PEM text (RFC 7468), by OpenSSL: EC P-256 and SHA-256, nothing else. A private key
// stays text in the hands of whoever made it; a request proves that its sender has the key (RFC 2986, section 4.2); an
// authority turns requests into certificates (RFC 5280) for one use each. Time is an argument everywhere. Any thread.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace tandem::platform {

// What is read is larger than this only by mistake or on purpose. Our own take about 400 and 800 bytes.
inline constexpr std::size_t kMaxRequestPem = std::size_t{4} * 1024;
inline constexpr std::size_t kMaxCertificatePem = std::size_t{8} * 1024;
inline constexpr std::size_t kMaxKeyPem = std::size_t{4} * 1024;
// A common name (RFC 5280, ub-common-name).
inline constexpr std::size_t kMaxCommonName = 64;
// Authorities that are believed at the same time.
inline constexpr std::size_t kMaxAuthorities = 4;

// [not_before, not_after), whole seconds. RFC 5280 counts the last one in; OpenSSL does not, and so do we.
struct Validity {
  std::chrono::sys_seconds not_before;
  std::chrono::sys_seconds not_after;
  bool operator==(const Validity&) const = default;
  [[nodiscard]] bool holds(std::chrono::sys_seconds at) const { return not_before <= at && at < not_after; }
};

struct RequestFacts {
  std::string name;         // the common name it asks for; may be empty
  std::string fingerprint;  // SHA-256 of its DER form, 64 digits of lower-case hex
};

struct CertificateFacts {
  std::string name;             // the common name
  std::string fingerprint;      // SHA-256 of its DER form, hex
  std::string key_fingerprint;  // SHA-256 of its public key (SubjectPublicKeyInfo, as pins are made by RFC 7469), hex
  std::string serial;           // hex
  Validity validity;
  bool authority{false};  // may sign others
};

struct SigningAuthority {
  std::string certificate;  // PEM
  std::string private_key;  // PEM
};

enum class CertificateUse : std::uint8_t {
  Device,  // a TLS client and nothing else
  Server,  // a TLS server and nothing else
};

struct CertificateOrder {
  CertificateUse use{CertificateUse::Device};
  std::string name;
  Validity validity;
  std::vector<std::string> host_names{};  // a server's: DNS names and addresses
};

// A new private key, PKCS #8. Unavailable when the system gives no randomness.
[[nodiscard]] Result<std::string> make_private_key();
// A request for `name`, signed with the key. Invalid for a key that is none, or a name longer than kMaxCommonName.
[[nodiscard]] Result<std::string> make_certificate_request(const std::string& private_key, const std::string& name);
// A certificate that signs itself and may sign others, but no other authorities.
[[nodiscard]] Result<std::string> make_authority_certificate(const std::string& private_key, const std::string& name,
                                                             const Validity& validity);

// TooLarge over its limit; Invalid when it is not one request of ours: no PEM, another kind of key, a signature that is
// not by its own key.
[[nodiscard]] Result<RequestFacts> read_certificate_request(std::string_view pem);
// TooLarge, Invalid when it does not begin with a certificate.
[[nodiscard]] Result<CertificateFacts> read_certificate(std::string_view pem);
// Every certificate of the text, each as PEM of its own. TooLarge over kMaxAuthorities, Invalid when there is none or
// one does not parse.
[[nodiscard]] Result<std::vector<std::string>> split_certificates(std::string_view pem);

// A certificate for the key of the request; everything else in it is what the order says. Errors as in
// read_certificate_request(); Invalid besides for an order without a name, or an authority whose key is not its own.
[[nodiscard]] Result<std::string> sign_request(const SigningAuthority& authority, std::string_view request,
                                               const CertificateOrder& order);

// Invalid when the key is not the certificate's.
[[nodiscard]] Status require_pair(const std::string& certificate, const std::string& private_key);
// Denied, with the reason, unless one of `authorities` (PEM, one after the other) signed the certificate for this use
// and both are valid at `at`.
[[nodiscard]] Status verify_certificate(const std::string& certificate, const std::string& authorities,
                                        CertificateUse use, std::chrono::sys_seconds at);

}  // namespace tandem::platform
