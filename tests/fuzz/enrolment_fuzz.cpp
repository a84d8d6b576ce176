// Any bytes as what a device and a server say before there is a certificate, as a request for one, as certificates, and
// as the identity that a device stores: an error, or something that can be written and read again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "platform/base/check.h"
#include "platform/certificates/certificates.h"
#include "sync/enrolment/device_identity.h"
#include "sync/enrolment/enrolment_code.h"

namespace {

using namespace tandem;

void read_words(std::string_view bytes) {
  if (const auto request = sync::decode_enrolment_request(bytes)) {
    TANDEM_CHECK(sync::decode_enrolment_request(sync::encode_enrolment_request(*request)) == *request);
  }
  if (const auto answer = sync::decode_enrolment_answer(bytes)) {
    TANDEM_CHECK(sync::decode_enrolment_answer(sync::encode_enrolment_answer(*answer)) == *answer);
  }
  if (const auto request = sync::decode_renewal_request(bytes)) {
    TANDEM_CHECK(sync::decode_renewal_request(sync::encode_renewal_request(*request)) == *request);
  }
  if (const auto answer = sync::decode_renewal_answer(bytes)) {
    TANDEM_CHECK(sync::decode_renewal_answer(sync::encode_renewal_answer(*answer)) == *answer);
  }
  if (const auto identity = sync::decode_identity(bytes)) {
    TANDEM_CHECK(sync::decode_identity(sync::encode_identity(*identity)) == *identity);
  }
  if (const auto code = sync::code_of(bytes)) TANDEM_CHECK(sync::code_of(sync::shown_code(*code)) == *code);
}

void read_certificates(std::string_view bytes) {
  if (const auto request = platform::read_certificate_request(bytes)) TANDEM_CHECK(request->fingerprint.size() == 64);
  if (const auto facts = platform::read_certificate(bytes)) TANDEM_CHECK(facts->key_fingerprint.size() == 64);
  if (const auto all = platform::split_certificates(bytes)) TANDEM_CHECK(all->size() <= platform::kMaxAuthorities);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  read_words(bytes);
  read_certificates(bytes);
  return 0;
}
