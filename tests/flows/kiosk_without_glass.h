#pragma once
// A kiosk but for its display: the real reduce(), the real effects, a device client on SQLite files. Taps go in as
// Actions, what people would read comes out of view models.

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/core/reduce.h"
#include "kiosk/text/texts.h"
#include "platform/base/random.h"
#include "sync/client/device_client.h"
#include "tests/flows/wire.h"
#include "tests/sync/client/virtual_loop.h"

namespace tandem::tests {

class KioskWithoutGlass {
 public:
  KioskWithoutGlass(VirtualLoop& loop, sync::ServerCore& core, const std::string& device,
                    std::filesystem::path database, kiosk::Place place = kiosk::Lobby{});

  // reduce(), then its effects; nothing else runs until settle().
  void tap(const kiosk::Action& action);
  // What a screen that has no Action yet would ask for; then settle().
  void ask(const calendar::Command& command);
  // Runs everything that needs no time to pass, then takes the newest snapshot in.
  void settle();
  // The process ends and starts again on the same files.
  void restart();

  [[nodiscard]] const kiosk::AppState& state() const { return state_; }
  [[nodiscard]] const sync::Snapshot& snapshot() const { return *state_.snapshot; }
  [[nodiscard]] const kiosk::Texts& texts() const { return *texts_; }
  // What became of the last thing that was asked for here.
  [[nodiscard]] sync::CommandOutcome last_outcome() const;
  [[nodiscard]] const std::vector<kiosk::SubmitCommand>& submitted() const { return submitted_; }

  Wire wire;

 private:
  void open();
  void run(const kiosk::Effect& effect);

  VirtualLoop& loop_;
  std::string device_;
  std::string token_;
  std::filesystem::path database_;
  kiosk::Place place_;
  std::unique_ptr<platform::Random> random_;
  std::unique_ptr<sync::DeviceClient> client_;
  std::shared_ptr<const kiosk::Texts> texts_;
  kiosk::AppState state_;
  std::vector<kiosk::SubmitCommand> submitted_;
};

}  // namespace tandem::tests
