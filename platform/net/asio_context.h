#pragma once
// What an AsioLoop is inside, for the rest of platform/net. Private to this room.

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "platform/net/asio_loop.h"

namespace tandem::platform {

// The context that `loop` runs. Every AsioLoop is made by make_asio_loop().
[[nodiscard]] boost::asio::io_context& context_of(AsioLoop& loop);

// Errors as values: `const auto [error, bytes] = co_await socket.async_read_some(buffer, kAwaitTuple);`
inline constexpr auto kAwaitTuple = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace tandem::platform
