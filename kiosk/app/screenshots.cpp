#include "kiosk/app/screenshots.h"

#include <iostream>

#include "kiosk/app/truth.h"
#include "kiosk/screens/screenshot_states.h"
#include "platform/base/log.h"
#include "platform/base/stopwatch.h"

namespace tandem::kiosk {
namespace {

using platform::Status;

// Enough for a screen to come to rest.
constexpr int kFramesAPicture = 3;
// Without news for this long, everything the server had to say has come.
constexpr std::chrono::milliseconds kQuiet{400};

std::shared_ptr<const sync::Snapshot> settled_snapshot(const Truth& truth, Stage& stage) {
  const platform::Stopwatch since_begun;
  auto snapshot = truth.snapshot();
  platform::Stopwatch since_news;
  while (since_begun.elapsed() < kLongestStart) {
    (void)stage.window().wait(kQuiet / 4);
    auto newer = truth.snapshot();
    if (newer->cursor != snapshot->cursor || newer->link != snapshot->link) since_news.lap();
    snapshot = std::move(newer);
    if (snapshot->link == sync::LinkState::Denied) break;
    const bool ready = truth.settled() && snapshot->link == sync::LinkState::Online;
    if (ready && since_news.elapsed() >= kQuiet) break;
  }
  return snapshot;
}

Status write_one(const std::filesystem::path& path, Stage& stage, const AppState& state) {
  for (int frame = 0; frame < kFramesAPicture; ++frame) {
    if (const auto drawn = stage.draw(state); !drawn) return tl::unexpected(drawn.error());
  }
  if (const Status written = platform::write_png(path, stage.capture()); !written) return written;
  std::cout << path.string() << '\n';
  return {};
}

Status write_all(const Options& options, Stage& stage, const platform::Clock& clock) {
  std::error_code failed;
  std::filesystem::create_directories(options.screenshots, failed);
  if (failed)
    return platform::fail(platform::ErrorKind::Denied, options.screenshots.string() + ": " + failed.message());
  const auto truth = open_truth(options, clock, [&stage] { stage.window().wake(); });
  const auto snapshot = settled_snapshot(*truth, stage);
  if (snapshot->world->rooms.empty())
    return platform::fail(platform::ErrorKind::Unavailable, "no data: " + snapshot->link_message);
  for (const std::string& language : options.screenshot_languages) {
    for (ScreenshotState& shot : screenshot_states(snapshot, language, clock.wall())) {
      shot.state.home_display = options.display;
      const auto path = options.screenshots / (shot.name + "_" + language + ".png");
      if (const Status written = write_one(path, stage, shot.state); !written) return written;
    }
  }
  return {};
}

}  // namespace

int write_screenshots(const Options& options, Stage& stage, const platform::Clock& clock) {
  const Status written = write_all(options, stage, clock);
  if (written) return 0;
  platform::log_error("kiosk", written.error().message);
  return 1;
}

}  // namespace tandem::kiosk
