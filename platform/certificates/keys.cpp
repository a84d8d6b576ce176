#include <openssl/pem.h>

#include "platform/base/check.h"
#include "platform/certificates/openssl_objects.h"

namespace tandem::platform {

Result<std::string> make_private_key() {
  const OpensslKey key(EVP_EC_gen("P-256"));
  if (key == nullptr) {
    Error error = openssl_failed("cannot make a key").value();
    error.kind = ErrorKind::Unavailable;
    return tl::unexpected(std::move(error));
  }
  const OpensslBytes bytes(BIO_new(BIO_s_mem()));
  TANDEM_CHECK(bytes != nullptr);
  const int written = PEM_write_bio_PKCS8PrivateKey(bytes.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  TANDEM_CHECK(written == 1);
  return text_of(*bytes);
}

Result<std::string> make_certificate_request(const std::string& private_key, const std::string& name) {
  auto key = key_of_pem(private_key);
  if (!key) return tl::unexpected(key.error());
  const OpensslRequest request(X509_REQ_new());
  TANDEM_CHECK(request != nullptr && X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1);
  if (!set_common_name(X509_REQ_get_subject_name(request.get()), name)) return openssl_failed("not a common name");
  if (X509_REQ_set_pubkey(request.get(), key->get()) != 1 ||
      X509_REQ_sign(request.get(), key->get(), EVP_sha256()) <= 0) {
    return openssl_failed("cannot sign a request");
  }
  const OpensslBytes bytes(BIO_new(BIO_s_mem()));
  TANDEM_CHECK(bytes != nullptr && PEM_write_bio_X509_REQ(bytes.get(), request.get()) == 1);
  return text_of(*bytes);
}

Status require_pair(const std::string& certificate, const std::string& private_key) {
  auto read = certificate_of_pem(certificate);
  if (!read) return tl::unexpected(read.error());
  auto key = key_of_pem(private_key);
  if (!key) return tl::unexpected(key.error());
  if (X509_check_private_key(read->get(), key->get()) == 1) return {};
  return openssl_failed("the key is not the certificate's");
}

}  // namespace tandem::platform
