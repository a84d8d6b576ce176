#pragma once
// From the generated types to ours, checked by a Reader. Private to the codec.

#include "sync/protocol/messages.h"
#include "sync/protocol/reader.h"
#include "tandem.pb.h"

namespace tandem::sync {

// from_wire_site.cpp
[[nodiscard]] calendar::Site from_wire(Reader& reader, const wire::Site& in);
[[nodiscard]] calendar::Room from_wire(Reader& reader, const wire::Room& in);
// from_wire_programme.cpp
[[nodiscard]] calendar::Person from_wire(Reader& reader, const wire::Person& in);
[[nodiscard]] calendar::Topic from_wire(Reader& reader, const wire::Topic& in);
[[nodiscard]] calendar::Pair from_wire(Reader& reader, const wire::Pair& in);
// from_wire_booking.cpp
[[nodiscard]] calendar::Booking from_wire(Reader& reader, const wire::Booking& in);
[[nodiscard]] calendar::Session from_wire(Reader& reader, const wire::Session& in);
// from_wire_change.cpp; nullopt, and left out, for a kind this version does not know.
[[nodiscard]] std::optional<calendar::Change> from_wire(Reader& reader, const wire::Change& in);
// from_wire_command.cpp
[[nodiscard]] calendar::CommandId from_wire(Reader& reader, const wire::CommandId& in);
[[nodiscard]] calendar::NumberedCommand from_wire(Reader& reader, const wire::Command& in);
[[nodiscard]] calendar::Verdict from_wire(Reader& reader, const wire::Verdict& in);
// from_wire_message.cpp
[[nodiscard]] LogEntry from_wire(Reader& reader, const wire::LogEntry& in);
[[nodiscard]] Message from_wire(Reader& reader, const wire::Frame& in);

}  // namespace tandem::sync
