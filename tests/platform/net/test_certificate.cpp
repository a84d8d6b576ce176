#include "tests/platform/net/test_certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>

#include "platform/base/check.h"

namespace tandem::platform {
namespace {

constexpr long kValidSeconds = 3600;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

void add_extension(X509* certificate, int id, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value.c_str());
  TANDEM_CHECK(extension != nullptr);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Certificate sign(const std::string& name, const std::string& alternative, EVP_PKEY* key) {
  Certificate certificate(X509_new(), &X509_free);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kValidSeconds);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1,
                             0);
  X509_set_issuer_name(certificate.get(), subject);
  add_extension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate.get(), NID_subject_alt_name, alternative);
  TANDEM_CHECK(X509_sign(certificate.get(), key, EVP_sha256()) > 0);
  return certificate;
}

File create(const std::string& path) {
  File file(std::fopen(path.c_str(), "w"), &std::fclose);
  TANDEM_CHECK(file != nullptr);
  return file;
}

}  // namespace

TlsFiles make_test_certificate(const std::filesystem::path& folder, const std::string& name,
                               const std::string& alternative) {
  const TlsFiles files{(folder / (name + ".pem")).string(), (folder / (name + ".key")).string()};
  const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  const auto certificate = sign(name, alternative, key.get());
  PEM_write_X509(create(files.certificate_chain).get(), certificate.get());
  PEM_write_PrivateKey(create(files.private_key).get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return files;
}

}  // namespace tandem::platform
