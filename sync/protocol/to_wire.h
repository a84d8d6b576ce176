#pragma once
// From our types to the generated ones. Private to the codec: nobody else sees protobuf.

#include "sync/protocol/messages.h"
#include "tandem.pb.h"

namespace tandem::sync {

[[nodiscard]] inline std::int64_t wire_of(calendar::Instant at) { return at.time_since_epoch().count(); }
void to_wire(const calendar::Interval& interval, wire::Interval& out);

// to_wire_site.cpp
void to_wire(const calendar::Site& site, wire::Site& out);
void to_wire(const calendar::Room& room, wire::Room& out);
// to_wire_programme.cpp
void to_wire(const calendar::Person& person, wire::Person& out);
void to_wire(const calendar::Topic& topic, wire::Topic& out);
void to_wire(const calendar::Pair& pair, wire::Pair& out);
// to_wire_change.cpp
void to_wire(const calendar::Booking& booking, wire::Booking& out);
void to_wire(const calendar::Session& session, wire::Session& out);
void to_wire(const calendar::Change& change, wire::Change& out);
// to_wire_command.cpp
void to_wire(const calendar::CommandId& id, wire::CommandId& out);
void to_wire(const calendar::NumberedCommand& command, wire::Command& out);
void to_wire(const calendar::Verdict& verdict, wire::Verdict& out);
// to_wire_message.cpp
void to_wire(const LogEntry& entry, wire::LogEntry& out);
void to_wire(const Message& message, wire::Frame& out);

}  // namespace tandem::sync
