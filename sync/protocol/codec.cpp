#include "sync/protocol/codec.h"

#include <google/protobuf/stubs/logging.h>

#include <limits>

#include "platform/base/log.h"
#include "sync/protocol/from_wire.h"
#include "sync/protocol/to_wire.h"

namespace tandem::sync {
namespace {

template <class Wire, class Value>
std::string encoded(const Value& value) {
  Wire wired;
  to_wire(value, wired);
  return wired.SerializeAsString();
}

// protobuf writes a line of its own about text that is not UTF-8; a peer must not fill our log, and the error says it.
void keep_parser_quiet() {
  static google::protobuf::LogHandler* const old_handler = google::protobuf::SetLogHandler(nullptr);
  (void)old_handler;
}

template <class Wire>
bool parsed(Wire& wired, std::string_view bytes) {
  keep_parser_quiet();
  const auto most = static_cast<std::size_t>(std::numeric_limits<int>::max());
  return bytes.size() <= most && wired.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

void report_left_out(const Reader& reader) {
  if (reader.left_out() == 0) return;
  platform::log_warning("protocol",
                        std::to_string(reader.left_out()) + " change(s) of a kind this version does not know");
}

// `read` is what from_wire() made of it.
template <class Value>
platform::Result<Value> checked(const Reader& reader, Value read) {
  if (!reader.ok()) return tl::unexpected<platform::Error>(*reader.error());
  report_left_out(reader);
  return read;
}

template <class Wire, class Value>
platform::Result<Value> decoded(std::string_view bytes, const char* what) {
  Wire wired;
  if (!parsed(wired, bytes)) return platform::fail(platform::ErrorKind::Invalid, std::string{what} + ": unreadable");
  Reader reader;
  Value read = from_wire(reader, wired);
  return checked(reader, std::move(read));
}

}  // namespace

std::string encode(const Message& message) { return encoded<wire::Frame>(message); }
platform::Result<Message> decode(std::string_view frame) { return decoded<wire::Frame, Message>(frame, "frame"); }

std::string encode_change(const calendar::Change& change) { return encoded<wire::Change>(change); }
platform::Result<calendar::Change> decode_change(std::string_view bytes) {
  auto change = decoded<wire::Change, std::optional<calendar::Change>>(bytes, "change");
  if (!change) return tl::unexpected<platform::Error>(change.error());
  if (!*change) return platform::fail(platform::ErrorKind::Invalid, "change: unknown kind");
  return std::move(**change);
}

std::string encode_command(const calendar::NumberedCommand& command) {
  const auto* unreadable = std::get_if<calendar::UnreadableCommand>(&command.command);
  return unreadable != nullptr ? unreadable->body : encoded<wire::Command>(command);
}
platform::Result<calendar::NumberedCommand> decode_command(std::string_view bytes) {
  return decoded<wire::Command, calendar::NumberedCommand>(bytes, "command");
}

std::string encode_entry(const LogEntry& entry) { return encoded<wire::LogEntry>(entry); }
platform::Result<LogEntry> decode_entry(std::string_view bytes) {
  return decoded<wire::LogEntry, LogEntry>(bytes, "entry");
}

std::string encode_verdict(const calendar::Verdict& verdict) { return encoded<wire::Verdict>(verdict); }
platform::Result<calendar::Verdict> decode_verdict(std::string_view bytes) {
  return decoded<wire::Verdict, calendar::Verdict>(bytes, "verdict");
}

}  // namespace tandem::sync
