// Any frames, at any times, of an enrolled device: the server core sends only what can be read, holds no room twice,
// answers another device, and shows that one the World it has.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>

#include "platform/base/check.h"
#include "platform/base/log.h"
#include "sync/protocol/state_checksum.h"
#include "tests/fuzz/conversation_input.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace {

using namespace tandem;

constexpr calendar::Interval kAlways{calendar::Instant{}, calendar::Instant{} + std::chrono::years{200}};

void check_no_room_is_held_twice(const calendar::World& world) {
  for (const char* room : {"r1", "r2"}) {
    const auto held = calendar::held_in(world, calendar::RoomId{room}, kAlways);
    for (std::size_t i = 1; i < held.size(); ++i) TANDEM_CHECK(held[i - 1].end <= held[i].start);
  }
}

void play(tests::ConversationInput& input, tests::CoreOnALoop& core) {
  auto device = core.device("k1");
  device.connect();
  while (input.more()) {
    const tests::Step step = input.next();
    if (const auto* frame = std::get_if<std::string>(&step)) {
      if (!device.closed()) device.say_raw(*frame);
    } else if (const auto* time = std::get_if<std::chrono::milliseconds>(&step)) {
      core.wait(*time);
    } else {
      device.hang_up();
      device.connect();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  testing::GTEST_FLAG(break_on_failure) = true;
  platform::set_log_level(platform::LogLevel::Error);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tests::ConversationInput input(data, size);
  tests::CoreOnALoop core;
  play(input, core);
  check_no_room_is_held_twice(core->world());
  auto other = core.device("k2");
  other.connect();
  other.push(1, calendar::CheckIn{calendar::BookingId{"none"}, std::nullopt, core->now()});
  TANDEM_CHECK(other.entries().size() == 1 && other.entries().front().verdict);
  TANDEM_CHECK(sync::StateChecksum(other.world()).value() == sync::StateChecksum(core->world()).value());
  return 0;
}
