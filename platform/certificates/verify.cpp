#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include "platform/base/check.h"
#include "platform/certificates/openssl_objects.h"

namespace tandem::platform {
namespace {

using Store = std::unique_ptr<X509_STORE, FreedBy<X509_STORE, X509_STORE_free>>;
using Context = std::unique_ptr<X509_STORE_CTX, FreedBy<X509_STORE_CTX, X509_STORE_CTX_free>>;

}  // namespace

Status verify_certificate(const std::string& certificate, const std::string& authorities, CertificateUse use,
                          std::chrono::sys_seconds at) {
  const auto leaf = certificate_of_pem(certificate);
  if (!leaf) return tl::unexpected(leaf.error());
  const auto all = split_certificates(authorities);
  if (!all) return tl::unexpected(all.error());
  const Store store(X509_STORE_new());
  TANDEM_CHECK(store != nullptr);
  for (const auto& authority : *all) {
    if (X509_STORE_add_cert(store.get(), certificate_of_pem(authority)->get()) != 1) return openssl_failed("authority");
  }
  const Context context(X509_STORE_CTX_new());
  TANDEM_CHECK(context != nullptr && X509_STORE_CTX_init(context.get(), store.get(), leaf->get(), nullptr) == 1);
  X509_VERIFY_PARAM* const rules = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_time(rules, at.time_since_epoch().count());
  X509_VERIFY_PARAM_set_purpose(rules,
                                use == CertificateUse::Server ? X509_PURPOSE_SSL_SERVER : X509_PURPOSE_SSL_CLIENT);
  const bool good = X509_verify_cert(context.get()) == 1;
  const int reason = X509_STORE_CTX_get_error(context.get());
  ERR_clear_error();
  if (good) return {};
  return fail(ErrorKind::Denied, std::string("the certificate is not valid: ") + X509_verify_cert_error_string(reason));
}

}  // namespace tandem::platform
