#include "platform/certificates/openssl_objects.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <array>

#include "platform/base/check.h"

namespace tandem::platform {
namespace {

// OpenSSL asks on the terminal when a key is encrypted and no callback is there.
int no_passphrase(char*, int, int, void*) { return 0; }

Status within(std::string_view pem, std::size_t most, const char* what) {
  if (pem.size() <= most) return {};
  return fail(ErrorKind::TooLarge, std::string(what) + " has more than " + std::to_string(most) + " bytes");
}

}  // namespace

tl::unexpected<Error> openssl_failed(const std::string& what) {
  std::array<char, 256> reason{};
  const unsigned long code = ERR_peek_last_error();
  if (code != 0) ERR_error_string_n(code, reason.data(), reason.size());
  ERR_clear_error();
  return fail(ErrorKind::Invalid, code == 0 ? what : what + ": " + reason.data());
}

OpensslBytes bytes_over(std::string_view text) {
  OpensslBytes bytes(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  TANDEM_CHECK(bytes != nullptr);
  return bytes;
}

std::string text_of(BIO& bytes) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(&bytes, &data);
  return {data, static_cast<std::size_t>(size)};
}

Result<OpensslKey> key_of_pem(std::string_view pem) {
  if (auto small = within(pem, kMaxKeyPem, "a private key"); !small) return tl::unexpected(small.error());
  const auto bytes = bytes_over(pem);
  OpensslKey key(PEM_read_bio_PrivateKey(bytes.get(), nullptr, no_passphrase, nullptr));
  if (key == nullptr || !is_p256(*key)) return openssl_failed("not an EC P-256 private key");
  return key;
}

Result<OpensslCertificate> certificate_of_pem(std::string_view pem) {
  if (auto small = within(pem, kMaxCertificatePem, "a certificate"); !small) return tl::unexpected(small.error());
  const auto bytes = bytes_over(pem);
  OpensslCertificate certificate(PEM_read_bio_X509(bytes.get(), nullptr, no_passphrase, nullptr));
  if (certificate == nullptr) return openssl_failed("not a certificate");
  return certificate;
}

Result<OpensslRequest> request_of_pem(std::string_view pem) {
  if (auto small = within(pem, kMaxRequestPem, "a certificate request"); !small) {
    return tl::unexpected(small.error());
  }
  const auto bytes = bytes_over(pem);
  OpensslRequest request(PEM_read_bio_X509_REQ(bytes.get(), nullptr, no_passphrase, nullptr));
  if (request == nullptr) return openssl_failed("not a certificate request");
  return request;
}

std::string pem_of(X509& certificate) {
  OpensslBytes bytes(BIO_new(BIO_s_mem()));
  TANDEM_CHECK(bytes != nullptr && PEM_write_bio_X509(bytes.get(), &certificate) == 1);
  return text_of(*bytes);
}

bool is_p256(const EVP_PKEY& key) {
  std::array<char, 32> group{};
  if (EVP_PKEY_get_base_id(&key) != EVP_PKEY_EC) return false;
  if (EVP_PKEY_get_group_name(&key, group.data(), group.size(), nullptr) != 1) return false;
  return std::string_view(group.data()) == "prime256v1";
}

std::string common_name_of(const X509_NAME* name) {
  const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
  if (at < 0) return {};
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (size < 0) {
    ERR_clear_error();
    return {};
  }
  std::string copy(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  OPENSSL_free(text);
  return copy;
}

bool set_common_name(X509_NAME* name, const std::string& text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  return text.size() <= kMaxCommonName && X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, bytes,
                                                                     static_cast<int>(text.size()), -1, 0) == 1;
}

}  // namespace tandem::platform
