// Any bytes as a frame, an entry, a command, a change: an error, or something that can be written and read again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "calendar/booking/world.h"
#include "platform/base/check.h"
#include "platform/base/log.h"
#include "sync/protocol/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tandem;
  platform::set_log_level(platform::LogLevel::Error);
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  if (const auto message = sync::decode(bytes)) {
    const auto again = sync::decode(sync::encode(*message));
    TANDEM_CHECK(again && *again == *message);
    TANDEM_CHECK(!sync::describe(*message).empty());
  }
  if (const auto change = sync::decode_change(bytes)) {
    TANDEM_CHECK(sync::decode_change(sync::encode_change(*change)) == *change);
    calendar::World world;
    calendar::apply(world, *change);
  }
  if (const auto command = sync::decode_command(bytes)) {
    TANDEM_CHECK(sync::decode_command(sync::encode_command(*command)) == *command);
  }
  if (const auto entry = sync::decode_entry(bytes)) {
    TANDEM_CHECK(sync::decode_entry(sync::encode_entry(*entry)) == *entry);
  }
  return 0;
}
