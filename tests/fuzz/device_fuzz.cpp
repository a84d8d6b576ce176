// Any frames, at any times, from a server: the device client asks and acknowledges only what can be read, shows a whole
// site and never forgets what a person asked for.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "platform/base/check.h"
#include "platform/base/log.h"
#include "sync/client/device_client.h"
#include "tests/fuzz/conversation_input.h"
#include "tests/sync/client/fake_server.h"
#include "tests/sync/client/virtual_loop.h"
#include "tests/sync/small_site.h"

namespace {

using namespace tandem;

// A device that knows the small site, and then hears only what the input says.
struct Device {
  Device() {
    auto opened =
        sync::open_device_client(loop, server, *random, {{}, calendar::DeviceId{"k1"}, "token", "fuzz"}, [] {});
    TANDEM_CHECK(opened.has_value());
    client = std::move(*opened);
    loop.run();
    server.ignores_pushes = true;
    client->submit(1, calendar::BookRoom{calendar::RoomId{"r1"}, tests::from_to(10, 11), std::nullopt});
    loop.run();
  }
  tests::VirtualLoop loop{tests::at(9)};
  tests::FakeServer server{loop};
  std::unique_ptr<platform::Random> random{platform::make_seeded_random(1)};
  std::unique_ptr<sync::DeviceClient> client;
};

void play(tests::ConversationInput& input, Device& device) {
  while (input.more()) {
    const tests::Step step = input.next();
    if (const auto* frame = std::get_if<std::string>(&step)) {
      device.server.say_raw(*frame);
      device.loop.run();
    } else if (const auto* time = std::get_if<std::chrono::milliseconds>(&step)) {
      device.loop.run_for(*time);
    } else {
      device.server.cut();
      device.loop.run_for(std::chrono::seconds{30});
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
  Device device;
  play(input, device);
  const auto seen = device.client->snapshot();
  TANDEM_CHECK(seen != nullptr && seen->world != nullptr);
  const bool told = std::ranges::any_of(seen->outcomes, [](const auto& outcome) { return outcome.ticket == 1; });
  TANDEM_CHECK(told);
  return 0;
}
