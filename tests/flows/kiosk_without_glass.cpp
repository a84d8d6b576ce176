#include "tests/flows/kiosk_without_glass.h"

#include <gtest/gtest.h>

#include <utility>

#include "platform/device/credentials.h"

namespace tandem::tests {

using namespace kiosk;

KioskWithoutGlass::KioskWithoutGlass(VirtualLoop& loop, sync::ServerCore& core, const std::string& device,
                                     std::filesystem::path database, Place place)
    : wire(loop, core),
      loop_(loop),
      device_(device),
      token_(*core.enrol(calendar::DeviceId(device))),
      database_(std::move(database)),
      place_(std::move(place)),
      random_(platform::make_seeded_random(7)),
      texts_(*load_texts({}, "en")) {
  open();
}

void KioskWithoutGlass::open() {
  sync::DeviceClientOptions options{database_, calendar::DeviceId(device_), token_, "tandem-test"};
  auto client = sync::open_device_client(loop_, wire, *random_, std::move(options), [] {});
  ASSERT_TRUE(client) << client.error().message;
  client_ = *std::move(client);
  KioskOptions kiosk;
  kiosk.language = "en";
  kiosk.place = place_;
  state_ = initial_state(kiosk, client_->snapshot(), loop_.clock().wall(), loop_.clock().steady());
  settle();
}

void KioskWithoutGlass::restart() {
  client_->stop();
  client_.reset();
  loop_.run();
  open();
}

void KioskWithoutGlass::tap(const Action& action) {
  Step step = reduce(std::move(state_), action);
  state_ = std::move(step.state);
  for (const Effect& effect : step.effects) run(effect);
}

void KioskWithoutGlass::ask(const calendar::Command& command) {
  run(SubmitCommand{state_.next_ticket++, command});
  settle();
}

void KioskWithoutGlass::settle() {
  loop_.run();
  tap(ClockTicked{loop_.clock().wall(), loop_.clock().steady()});
  tap(SnapshotArrived{client_->snapshot()});
}

void KioskWithoutGlass::run(const Effect& effect) {
  if (const auto* submit = std::get_if<SubmitCommand>(&effect)) {
    submitted_.push_back(*submit);
    client_->submit(submit->ticket, submit->command);
  } else if (const auto* badge = std::get_if<HashBadge>(&effect)) {
    tap(BadgeHashed{badge->attempt, platform::hash_badge(badge->site_key, badge->badge).value_or("")});
  } else if (const auto* pin = std::get_if<VerifyPin>(&effect)) {
    PinChecked checked{pin->attempt, std::nullopt};
    for (const PinCandidate& candidate : pin->candidates) {
      if (platform::pin_matches(candidate.pin_hash, pin->pin)) checked.person = candidate.person;
    }
    tap(checked);
  }
}

sync::CommandOutcome KioskWithoutGlass::last_outcome() const {
  const std::shared_ptr<const sync::Snapshot> snapshot = client_->snapshot();
  if (snapshot->outcomes.empty()) {
    ADD_FAILURE() << "nothing was asked for at " << device_;
    return {};
  }
  return snapshot->outcomes.back();
}

}  // namespace tandem::tests
