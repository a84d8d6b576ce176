#pragma once
// OpenSSL's objects with owners, and PEM in and out of them. Private to this room.

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

#include "platform/certificates/certificates.h"

namespace tandem::platform {

template <class T, void (*kFree)(T*)>
struct FreedBy {
  void operator()(T* object) const { kFree(object); }
};
using OpensslKey = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY, EVP_PKEY_free>>;
using OpensslRequest = std::unique_ptr<X509_REQ, FreedBy<X509_REQ, X509_REQ_free>>;
using OpensslCertificate = std::unique_ptr<X509, FreedBy<X509, X509_free>>;
using OpensslBytes = std::unique_ptr<BIO, FreedBy<BIO, BIO_free_all>>;

// Invalid with OpenSSL's own reason behind `what`; empties its queue of errors.
[[nodiscard]] tl::unexpected<Error> openssl_failed(const std::string& what);

[[nodiscard]] OpensslBytes bytes_over(std::string_view text);
// What was written into `bytes`.
[[nodiscard]] std::string text_of(BIO& bytes);

// TooLarge, or Invalid when there is none. Never asks for a passphrase.
[[nodiscard]] Result<OpensslKey> key_of_pem(std::string_view pem);
[[nodiscard]] Result<OpensslCertificate> certificate_of_pem(std::string_view pem);
[[nodiscard]] Result<OpensslRequest> request_of_pem(std::string_view pem);
[[nodiscard]] std::string pem_of(X509& certificate);

// Whether it is EC P-256, the one kind of key that is used here.
[[nodiscard]] bool is_p256(const EVP_PKEY& key);
[[nodiscard]] std::string common_name_of(const X509_NAME* name);
[[nodiscard]] bool set_common_name(X509_NAME* name, const std::string& text);

}  // namespace tandem::platform
