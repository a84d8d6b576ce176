#pragma once
// Which hosts never leave this machine, the only ones that plain text may be spoken with. Private to this room.

#include <boost/asio/ip/address.hpp>
#include <string>

namespace tandem::platform {

// "localhost" or the text of a loopback address.
[[nodiscard]] bool is_loopback_host(const std::string& host);
// 127.0.0.0/8, ::1, and 127.0.0.0/8 mapped into IPv6.
[[nodiscard]] bool is_loopback(const boost::asio::ip::address& address);

}  // namespace tandem::platform
