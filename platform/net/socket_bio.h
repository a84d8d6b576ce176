#pragma once
// OpenSSL's way to a socket that never blocks: a BIO without buffers, so that an idle connection keeps none, and unlike
// OpenSSL's own without SIGPIPE. Private to this room. The socket's thread.

#include <boost/asio/ip/tcp.hpp>

struct bio_st;  // OpenSSL's BIO

namespace tandem::platform {

// Refers to `socket`, which must outlive it and be non-blocking; a closed one reads and writes EBADF, never another's
// descriptor. Freed by the SSL it is given to. Null when memory is short.
[[nodiscard]] bio_st* make_socket_bio(boost::asio::ip::tcp::socket& socket);

}  // namespace tandem::platform
