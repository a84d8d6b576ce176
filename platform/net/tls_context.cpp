#include "platform/net/tls_context.h"

#include <openssl/ssl.h>

#include <fstream>

namespace tandem::platform {
namespace {

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
  auto tls = tls13(ssl::context::tls_server);
  // No resumption: devices keep their connections, a full handshake costs a fraction of a millisecond, and each one
  // looks at the certificates again.
  SSL_CTX_set_num_tickets(tls->native_handle(), 0);
  SSL_CTX_set_session_cache_mode(tls->native_handle(), SSL_SESS_CACHE_OFF);
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
