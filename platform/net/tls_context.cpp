#include "platform/net/tls_context.h"

#include <openssl/ssl.h>

#include <boost/asio/buffer.hpp>
#include <fstream>
#include <string_view>

namespace tandem::platform {
namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using boost::system::error_code;

std::unique_ptr<ssl::context> tls13(ssl::context::method method) {
  auto tls = std::make_unique<ssl::context>(method);
  SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_3_VERSION);
  // A queue is written in parts and may have moved in memory in between; an idle connection keeps no buffers.
  SSL_CTX_set_mode(tls->native_handle(),
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  // One call of the system for a record instead of one for its head and one for its body.
  SSL_CTX_set_read_ahead(tls->native_handle(), 1);
  return tls;
}

std::unique_ptr<ssl::context> server_side() {
  auto tls = tls13(ssl::context::tls_server);
  // No resumption: devices keep their connections, a full handshake costs a fraction of a millisecond, and each one
  // looks at the certificates again.
  SSL_CTX_set_num_tickets(tls->native_handle(), 0);
  SSL_CTX_set_session_cache_mode(tls->native_handle(), SSL_SESS_CACHE_OFF);
  return tls;
}

// A certificate, its key, and who is believed; all PEM.
Status use_identity(ssl::context& tls, const ClientIdentity& identity) {
  error_code error;
  if (!identity.certificate.empty()) tls.use_certificate_chain(asio::buffer(identity.certificate), error);
  if (!error && !identity.certificate.empty()) {
    tls.use_private_key(asio::buffer(identity.private_key), ssl::context::pem, error);
  }
  if (!error) tls.add_certificate_authority(asio::buffer(identity.authorities), error);
  if (!error) return {};
  return fail(ErrorKind::Invalid, "a certificate, its key or its authority: " + error.message());
}

// What changes when a connection asks for the devices' side: who we are, whom we believe, and that we ask for it.
int choose_side(SSL* connection, int*, void* devices) {
  const auto& tls = *static_cast<std::unique_ptr<ssl::context>*>(devices);
  const char* const name = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name);
  if (tls == nullptr || name == nullptr || std::string_view(name) != kDeviceServerName) return SSL_TLSEXT_ERR_OK;
  SSL_set_SSL_CTX(connection, tls->native_handle());
  SSL_set_verify(connection, SSL_VERIFY_PEER, nullptr);
  // By the server's own clock and rules, later: an expired certificate may still be renewed.
  X509_VERIFY_PARAM_set_flags(SSL_get0_param(connection), X509_V_FLAG_NO_CHECK_TIME);
  return SSL_TLSEXT_ERR_OK;
}

Status readable(const std::string& file) {
  if (std::ifstream(file).good()) return {};
  return fail(ErrorKind::NotFound, "cannot read " + file + ": check the path and who may read it");
}

Status accepted(const std::string& file, const char* what, const error_code& error) {
  if (!error) return {};
  return fail(ErrorKind::Invalid, file + " is not " + what + ": " + error.message());
}

}  // namespace

Result<std::unique_ptr<ssl::context>> make_server_tls(const TlsFiles& files) {
  for (const auto& file : {files.certificate_chain, files.private_key}) {
    if (auto there = readable(file); !there) return tl::unexpected(there.error());
  }
  auto tls = server_side();
  error_code error;
  tls->use_certificate_chain_file(files.certificate_chain, error);
  if (auto good = accepted(files.certificate_chain, "a PEM certificate", error); !good) {
    return tl::unexpected(good.error());
  }
  tls->use_private_key_file(files.private_key, ssl::context::pem, error);
  const char* key = "the PEM private key of the certificate";
  if (auto good = accepted(files.private_key, key, error); !good) return tl::unexpected(good.error());
  return tls;
}

Result<std::unique_ptr<ssl::context>> make_device_tls(const DeviceTls& devices) {
  auto tls = server_side();
  auto used = use_identity(*tls, {devices.certificate, devices.private_key, devices.authorities});
  if (!used) return tl::unexpected(used.error());
  return tls;
}

void serve_devices(ssl::context& web, std::unique_ptr<ssl::context>* devices) {
  SSL_CTX_set_tlsext_servername_callback(web.native_handle(), &choose_side);
  SSL_CTX_set_tlsext_servername_arg(web.native_handle(), devices);
}

Result<std::unique_ptr<ssl::context>> make_client_tls(const ClientIdentity& identity, std::chrono::sys_seconds now) {
  auto tls = tls13(ssl::context::tls_client);
  tls->set_verify_mode(ssl::verify_peer);
  X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(tls->native_handle()), now.time_since_epoch().count());
  if (auto used = use_identity(*tls, identity); !used) return tl::unexpected(used.error());
  return tls;
}

Result<std::unique_ptr<ssl::context>> make_client_tls(const std::string& authority_file) {
  auto tls = tls13(ssl::context::tls_client);
  tls->set_verify_mode(ssl::verify_peer);
  error_code error;
  if (authority_file.empty()) {
    tls->set_default_verify_paths(error);
    if (error) return fail(ErrorKind::NotFound, "the system's certificate authorities: " + error.message());
    return tls;
  }
  if (auto there = readable(authority_file); !there) return tl::unexpected(there.error());
  tls->load_verify_file(authority_file, error);
  if (auto good = accepted(authority_file, "a PEM certificate", error); !good) return tl::unexpected(good.error());
  return tls;
}

}  // namespace tandem::platform
