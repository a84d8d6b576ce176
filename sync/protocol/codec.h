#pragma once
// Messages to bytes and back, by protobuf. Decoding trusts nothing: sizes, counts, ids, times and enums are checked, an
// unknown field is ignored, an unknown kind of change inside an entry is kept out and reported. Any thread.

#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "sync/protocol/messages.h"

namespace tandem::sync {

[[nodiscard]] std::string encode(const Message& message);
// Invalid: not one of ours or breaks a rule; TooLarge: more items than the limits allow.
[[nodiscard]] platform::Result<Message> decode(std::string_view frame);

// A command in a Push that cannot be read becomes an UnreadableCommand under its number; only one without a number
// makes the Push Invalid. Encoding one gives its bytes again.

// The same for what is stored one by one: a fact in a replica, a command in an outbox, an entry in the server's log.
[[nodiscard]] std::string encode_change(const calendar::Change& change);
[[nodiscard]] platform::Result<calendar::Change> decode_change(std::string_view bytes);
[[nodiscard]] std::string encode_command(const calendar::NumberedCommand& command);
[[nodiscard]] platform::Result<calendar::NumberedCommand> decode_command(std::string_view bytes);
[[nodiscard]] std::string encode_entry(const LogEntry& entry);
[[nodiscard]] platform::Result<LogEntry> decode_entry(std::string_view bytes);
[[nodiscard]] std::string encode_verdict(const calendar::Verdict& verdict);
[[nodiscard]] platform::Result<calendar::Verdict> decode_verdict(std::string_view bytes);

// One line a field, for the tool that prints frames. Tokens and hashes are left out.
[[nodiscard]] std::string describe(const Message& message);

}  // namespace tandem::sync
