#include <openssl/bn.h>

#include <algorithm>

#include "platform/base/check.h"
#include "platform/certificates/openssl_objects.h"

namespace tandem::platform {
namespace {

// RFC 5280 allows 20 bytes; 127 random bits are never positive in doubt and never met twice.
constexpr int kSerialBits = 127;

struct Extension {
  int id;
  std::string value;
};

bool give_serial(X509& certificate) {
  const std::unique_ptr<BIGNUM, FreedBy<BIGNUM, BN_free>> number(BN_new());
  return number != nullptr && BN_rand(number.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr;
}

bool give_validity(X509& certificate, const Validity& validity) {
  return ASN1_TIME_set(X509_getm_notBefore(&certificate), validity.not_before.time_since_epoch().count()) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(&certificate), validity.not_after.time_since_epoch().count()) != nullptr;
}

bool add_extensions(X509& certificate, X509& issuer, const std::vector<Extension>& extensions) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  return std::all_of(extensions.begin(), extensions.end(), [&](const Extension& wanted) {
    const std::unique_ptr<X509_EXTENSION, FreedBy<X509_EXTENSION, X509_EXTENSION_free>> made(
        X509V3_EXT_conf_nid(nullptr, &context, wanted.id, wanted.value.c_str()));
    return made != nullptr && X509_add_ext(&certificate, made.get(), -1) == 1;
  });
}

bool is_address(const std::string& host) {
  const std::unique_ptr<ASN1_OCTET_STRING, FreedBy<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>> address(
      a2i_IPADDRESS(host.c_str()));
  return address != nullptr;
}

// Names come from a configuration file and end in an extension's text: a comma would begin another one.
bool is_host(const std::string& host) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == ':' || c == '*';
  };
  return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), plain);
}

Result<std::vector<Extension>> extensions_of(const CertificateOrder& order) {
  const bool server = order.use == CertificateUse::Server;
  std::vector<Extension> extensions{{NID_basic_constraints, "critical,CA:FALSE"},
                                    {NID_key_usage, "critical,digitalSignature"},
                                    {NID_ext_key_usage, server ? "serverAuth" : "clientAuth"},
                                    {NID_subject_key_identifier, "hash"},
                                    {NID_authority_key_identifier, "keyid"}};
  std::string names;
  for (const auto& host : order.host_names) {
    if (!is_host(host)) return fail(ErrorKind::Invalid, "not a host name: " + host);
    names += (names.empty() ? "" : ",") + std::string(is_address(host) ? "IP:" : "DNS:") + host;
  }
  if (!names.empty()) extensions.push_back({NID_subject_alt_name, names});
  return extensions;
}

}  // namespace

Result<std::string> make_authority_certificate(const std::string& private_key, const std::string& name,
                                               const Validity& validity) {
  const auto key = key_of_pem(private_key);
  if (!key) return tl::unexpected(key.error());
  const OpensslCertificate made(X509_new());
  TANDEM_CHECK(made != nullptr && X509_set_version(made.get(), X509_VERSION_3) == 1);
  X509_NAME* const subject = X509_get_subject_name(made.get());
  if (name.empty() || !set_common_name(subject, name)) return openssl_failed("not a common name");
  // The name alone does not tell two authorities of one server apart; the key's identifier does.
  const bool whole = X509_set_issuer_name(made.get(), subject) == 1 && give_serial(*made) &&
                     give_validity(*made, validity) && X509_set_pubkey(made.get(), key->get()) == 1 &&
                     add_extensions(*made, *made,
                                    {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                                     {NID_key_usage, "critical,keyCertSign"},
                                     {NID_subject_key_identifier, "hash"}}) &&
                     X509_sign(made.get(), key->get(), EVP_sha256()) > 0;
  if (!whole) return openssl_failed("cannot make an authority");
  return pem_of(*made);
}

Result<std::string> sign_request(const SigningAuthority& authority, std::string_view request,
                                 const CertificateOrder& order) {
  if (auto facts = read_certificate_request(request); !facts) return tl::unexpected(facts.error());
  if (auto pair = require_pair(authority.certificate, authority.private_key); !pair) {
    return tl::unexpected(pair.error());
  }
  const auto asked = request_of_pem(request);
  const auto issuer = certificate_of_pem(authority.certificate);
  const auto key = key_of_pem(authority.private_key);
  const auto extensions = extensions_of(order);
  if (!extensions) return tl::unexpected(extensions.error());
  const OpensslCertificate made(X509_new());
  TANDEM_CHECK(made != nullptr && X509_set_version(made.get(), X509_VERSION_3) == 1);
  if (order.name.empty() || !set_common_name(X509_get_subject_name(made.get()), order.name)) {
    return openssl_failed("not a common name");
  }
  const bool whole =
      X509_set_issuer_name(made.get(), X509_get_subject_name(issuer->get())) == 1 && give_serial(*made) &&
      give_validity(*made, order.validity) && X509_set_pubkey(made.get(), X509_REQ_get0_pubkey(asked->get())) == 1 &&
      add_extensions(*made, **issuer, *extensions) && X509_sign(made.get(), key->get(), EVP_sha256()) > 0;
  if (!whole) return openssl_failed("cannot sign a certificate");
  return pem_of(*made);
}

}  // namespace tandem::platform
