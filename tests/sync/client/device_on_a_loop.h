#pragma once
// One device client against a fake server under virtual time.

#include <gtest/gtest.h>

#include <algorithm>

#include "sync/client/device_client.h"
#include "tests/sync/client/fake_server.h"
#include "tests/sync/client/virtual_loop.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {

class DeviceOnALoop : public testing::Test {
 protected:
  void start(const std::filesystem::path& file = {}) {
    auto opened = sync::open_device_client(loop, server, *random, {file, calendar::DeviceId{"k1"}, "token", "test"},
                                           [this] { ++changes; });
    ASSERT_TRUE(opened) << opened.error().message;
    client = std::move(*opened);
    loop.run();
  }

  void submit(std::uint64_t ticket, calendar::Command command) {
    client->submit(ticket, std::move(command));
    loop.run();
  }

  [[nodiscard]] std::shared_ptr<const sync::Snapshot> seen() const { return client->snapshot(); }

  [[nodiscard]] sync::CommandOutcome outcome(std::uint64_t ticket) const {
    const auto snapshot = seen();
    const auto found = std::ranges::find(snapshot->outcomes, ticket, &sync::CommandOutcome::ticket);
    if (found == snapshot->outcomes.end()) {
      ADD_FAILURE() << "no outcome for ticket " << ticket;
      return {};
    }
    return *found;
  }

  // Another kiosk books at the server.
  calendar::Verdict other_books(const std::string& room_id, const calendar::Interval& when) {
    const auto verdict = server.commit(numbered("k2", ++other_number, book(room_id, when)));
    loop.run();
    return verdict;
  }

  [[nodiscard]] std::size_t bookings_shown(const std::string& room_id = "r1") const {
    return calendar::bookings_in(*seen()->world, calendar::RoomId{room_id}, from_to(0, 23)).size();
  }

  void go_offline() {
    server.reachable = false;
    server.cut();
    loop.run();
  }
  void come_back() {
    server.reachable = true;
    loop.run_for(std::chrono::minutes{1});
  }

  VirtualLoop loop{at(9)};
  FakeServer server{loop};
  std::unique_ptr<platform::Random> random{platform::make_seeded_random(1)};
  int changes{0};
  std::uint64_t other_number{0};
  std::unique_ptr<sync::DeviceClient> client;  // last: it uses the others
};

}  // namespace tandem::tests
