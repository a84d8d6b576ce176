#pragma once
// Series of bookings and sessions by the administration, and what pairs said of their sessions, as JSON. Core thread.

#include <boost/json/object.hpp>

#include "sync/server/server_core.h"

namespace tandem::sync {

// Statistics about fewer people say nothing.
inline constexpr std::uint64_t kSmallCell = 5;
// How many pairs one mentor may be in: so many pairs are at least one person.
inline constexpr std::uint64_t kPairsOfMentor = 2;

// `room`, `start` ("2026-11-30T10:00" on the site's clock), `minutes` (60), `rule` (an RRULE), `pair` for sessions,
// `what_is_free`, `dry_run`. Errors: Invalid for a field.
[[nodiscard]] platform::Result<boost::json::object> answer_book_series(ServerCore& core,
                                                                       const boost::json::object& request);
// The same at a running server, and not as a dry run: doors are asked for the minutes that they have leased, so
// `respond` is called later, or at once for a wrong field.
void begin_series(ServerCore& core, const boost::json::object& request, const ServerCore::AdminRespond& respond);
// `booking`, `rest`: all later ones of its series, too.
[[nodiscard]] platform::Result<boost::json::object> answer_cancel(ServerCore& core, const boost::json::object& request);
// Ratings by role and topics, without those of fewer than kSmallCell people.
[[nodiscard]] platform::Result<boost::json::object> answer_wrap_up(ServerCore& core,
                                                                   const boost::json::object& request);

}  // namespace tandem::sync
