#include <openssl/err.h>

#include <array>
#include <ctime>
#include <optional>

#include "platform/certificates/openssl_objects.h"

namespace tandem::platform {
namespace {

using Sha256 = std::array<unsigned char, EVP_MAX_MD_SIZE>;

constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view kEnd = "-----END CERTIFICATE-----";

std::string hex_of(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (std::size_t i = 0; i < size; ++i) {
    hex.push_back(kDigits[bytes[i] >> 4U]);
    hex.push_back(kDigits[bytes[i] & 15U]);
  }
  return hex;
}

std::optional<std::chrono::sys_seconds> time_of(const ASN1_TIME* time) {
  std::tm fields{};
  if (ASN1_TIME_to_tm(time, &fields) != 1) return std::nullopt;
  return std::chrono::sys_seconds{std::chrono::seconds{::timegm(&fields)}};
}

std::string serial_of(const X509& certificate) {
  const ASN1_INTEGER* serial = X509_get0_serialNumber(&certificate);
  return hex_of(ASN1_STRING_get0_data(serial), static_cast<std::size_t>(ASN1_STRING_length(serial)));
}

}  // namespace

Result<RequestFacts> read_certificate_request(std::string_view pem) {
  const auto request = request_of_pem(pem);
  if (!request) return tl::unexpected(request.error());
  EVP_PKEY* const key = X509_REQ_get0_pubkey(request->get());
  if (key == nullptr || !is_p256(*key)) return openssl_failed("a request must be for an EC P-256 key");
  if (X509_REQ_verify(request->get(), key) != 1) return openssl_failed("the request is not signed with its own key");
  Sha256 hash{};
  unsigned size = 0;
  if (X509_REQ_digest(request->get(), EVP_sha256(), hash.data(), &size) != 1) return openssl_failed("a request's hash");
  return RequestFacts{common_name_of(X509_REQ_get_subject_name(request->get())), hex_of(hash.data(), size)};
}

Result<CertificateFacts> read_certificate(std::string_view pem) {
  const auto certificate = certificate_of_pem(pem);
  if (!certificate) return tl::unexpected(certificate.error());
  X509* const read = certificate->get();
  Sha256 whole{};
  Sha256 key{};
  unsigned whole_size = 0;
  unsigned key_size = 0;
  unsigned char* key_bytes = nullptr;
  const int key_length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(read), &key_bytes);
  if (key_length < 0) return openssl_failed("a certificate's public key");
  const bool hashed =
      EVP_Digest(key_bytes, static_cast<std::size_t>(key_length), key.data(), &key_size, EVP_sha256(), nullptr) == 1 &&
      X509_digest(read, EVP_sha256(), whole.data(), &whole_size) == 1;
  OPENSSL_free(key_bytes);
  const auto from = time_of(X509_get0_notBefore(read));
  const auto to = time_of(X509_get0_notAfter(read));
  if (!hashed || !from || !to) return openssl_failed("a certificate's hash or dates");
  const bool authority = X509_check_ca(read) == 1;
  ERR_clear_error();
  return CertificateFacts{common_name_of(X509_get_subject_name(read)),
                          hex_of(whole.data(), whole_size),
                          hex_of(key.data(), key_size),
                          serial_of(*read),
                          {*from, *to},
                          authority};
}

Result<std::vector<std::string>> split_certificates(std::string_view pem) {
  if (pem.size() > kMaxAuthorities * kMaxCertificatePem) return fail(ErrorKind::TooLarge, "too many certificates");
  std::vector<std::string> all;
  for (auto begin = pem.find(kBegin); begin != std::string_view::npos; begin = pem.find(kBegin)) {
    const auto end = pem.find(kEnd, begin);
    if (end == std::string_view::npos) return fail(ErrorKind::Invalid, "a certificate is cut off");
    auto certificate = certificate_of_pem(pem.substr(begin, end + kEnd.size() - begin));
    if (!certificate) return tl::unexpected(certificate.error());
    if (all.size() == kMaxAuthorities) return fail(ErrorKind::TooLarge, "too many certificates");
    all.push_back(pem_of(**certificate));
    pem.remove_prefix(end + kEnd.size());
  }
  if (all.empty()) return fail(ErrorKind::Invalid, "no certificate");
  return all;
}

}  // namespace tandem::platform
