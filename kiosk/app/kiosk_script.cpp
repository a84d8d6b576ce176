// The part of the frame loop that does what a script says instead of hands.

#include <poll.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/tree_report.h"

namespace tandem::kiosk {
namespace {

using platform::ErrorKind;
using platform::fail;
using platform::Status;

void print_line(const std::string& line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

std::vector<platform::InputEvent> tap_events(float x, float y) {
  return {platform::PointerMoved{x, y}, platform::PointerPressed{}, platform::PointerReleased{},
          platform::PointerGone{}};
}

bool readable(int descriptor) {
  pollfd polled{descriptor, POLLIN, 0};
  return ::poll(&polled, 1, 0) > 0;
}

}  // namespace

struct Kiosk::ScriptRunner {
  Kiosk& kiosk;

  Status operator()(const PressTarget& press) const {
    const ui::Target* const target = kiosk.stage_.context().targets().find(press.id);
    if (target == nullptr) return fail(ErrorKind::NotFound, "no target " + press.id + " on this screen");
    if (!target->enabled) return fail(ErrorKind::Unavailable, "target " + press.id + " cannot be pressed now");
    kiosk.take_input(tap_events(target->rect.middle_x(), target->rect.middle_y()));
    return {};
  }
  Status operator()(const TapAt& tap) const {
    kiosk.take_input(tap_events(tap.x, tap.y));
    return {};
  }
  Status operator()(const TypeText& type) const {
    for (const std::string& character : characters_of(type.text)) kiosk.take_input({platform::TextTyped{character}});
    return {};
  }
  Status operator()(const PressKey& press) const {
    kiosk.take_input({platform::KeyPressed{press.key}, platform::KeyReleased{press.key}});
    return {};
  }
  Status operator()(const ReadBadge& badge) const {
    kiosk.take_input({platform::TextTyped{badge.text}, platform::KeyPressed{platform::Key::Enter},
                      platform::KeyReleased{platform::Key::Enter}});
    return {};
  }
  Status operator()(const TakeScreenshot& shot) const { return write_png(shot.path, kiosk.stage_.capture()); }
  Status operator()(const PrintState&) const {
    print_line(state_report(kiosk.state_, kiosk.stage_.context().targets(), kiosk.figures_));
    return {};
  }
  Status operator()(const PrintTree&) const {
    print_line(tree_report(kiosk.stage_.context().semantics()));
    return {};
  }
  Status operator()(const WaitForLink& wait) const {
    kiosk.waiting_ = Waiting{wait.link, kiosk.clock_.steady() + kLongestLinkWait};
    return {};
  }
  Status operator()(const AdvanceClock& advance) const {
    if (kiosk.led_ == nullptr) return fail(ErrorKind::Unavailable, "only a clock of --clock can be led");
    kiosk.led_->lead(advance.by);
    kiosk.act(ClockTicked{kiosk.clock_.wall(), kiosk.clock_.steady()});
    kiosk.dirty_ = true;
    return {};
  }
  Status operator()(const Quit&) const {
    kiosk.quit_ = true;
    return {};
  }
};

void Kiosk::read_script() {
  if (script_ended_ || !readable(STDIN_FILENO)) return;
  script_.read();
  if (!script_.ended()) return;
  script_ended_ = true;
  stage_.window().unwatch(STDIN_FILENO);
}

bool Kiosk::script_may_go_on() const { return !quit_ && !waiting_ && !dirty_ && !stage_.input().pending(); }

platform::Status Kiosk::execute(const ScriptCommand& command) { return std::visit(ScriptRunner{*this}, command); }

void Kiosk::run_script() {
  if (waiting_) {
    const bool there = state_.snapshot->link == waiting_->link;
    if (!there && clock_.steady() < waiting_->until) return;
    if (!there) print_line(R"({"error":"the link did not come to that state in time"})");
    waiting_.reset();
  }
  std::string line;
  while (script_may_go_on() && script_.next(line)) {
    const auto command = parse_script_line(line);
    const Status done = command ? execute(*command) : Status{tl::unexpected(command.error())};
    if (!done) print_line(boost::json::serialize(boost::json::object{{"error", done.error().message}}));
    if (waiting_) run_script();
  }
  if (script_ended_ && script_may_go_on()) quit_ = true;
}

}  // namespace tandem::kiosk
