#include "tests/bench/sync/fleet.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <utility>

namespace tandem::bench {
namespace {

using namespace std::chrono_literals;
using Milliseconds = std::chrono::duration<double, std::milli>;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t kHandshakesAtOnce = 64;
constexpr auto kInputTag = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t kEventsAtOnce = 256;
constexpr auto kBeat = 10s;
constexpr auto kDialTimeout = 10s;
constexpr auto kChangePatience = 10s;
// Acknowledgements wait until everybody has been read, as they would on machines of their own, but not longer.
constexpr std::size_t kRepliesAtOnce = 64;

}  // namespace

Fleet::Fleet(std::uint16_t port, SpeakerFactory speakers)
    : port_(port),
      speakers_(std::move(speakers)),
      context_(make_ssl_context()),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      random_(platform::make_system_random()) {}

Fleet::~Fleet() { ::close(epoll_); }

bool Fleet::grow(std::size_t count, std::chrono::seconds patience) {
  const auto all_current = [&] {
    while (members_.size() < count && members_.size() - current_ < kHandshakesAtOnce) {
      members_.push_back({speakers_(members_.size(), *this), nullptr, {}, {}, false, false});
      dial(members_.size() - 1);
    }
    return members_.size() >= count && current_ == members_.size();
  };
  return run(all_current, Clock::now() + patience);
}

std::vector<double> Fleet::change() {
  arrivals_.clear();
  const auto asked = Clock::now();
  members_.front().link->send(members_.front().speaker->change());
  (void)run([&] { return arrivals_.size() >= members_.size(); }, asked + kChangePatience);
  std::vector<double> took;
  if (arrivals_.size() < members_.size()) return took;
  for (const auto at : arrivals_) took.push_back(Milliseconds(at - asked).count());
  std::ranges::sort(took);
  return took;
}

void Fleet::idle(std::chrono::milliseconds time) {
  (void)run([] { return false; }, Clock::now() + time);
}

void Fleet::idle_until_input(int descriptor) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = kInputTag;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event);
  input_ = false;
  while (!run([this] { return input_; }, Clock::now() + 1h)) {
  }
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
}

Fleet::Return Fleet::come_back(std::chrono::seconds patience) {
  story_ = {};
  lost_at_ = accepted_at_ = {};
  const auto until = Clock::now() + patience;
  const bool all_left = run([&] { return lost_at_ != Clock::time_point{}; }, until);
  const auto back = [&] { return current_ == members_.size(); };
  story_.complete = all_left && run(back, until);
  const auto now = Clock::now();
  story_.seconds_lost = Seconds(now - lost_at_).count();
  story_.seconds_back = Seconds(now - accepted_at_).count();
  for (const auto& member : members_) story_.current.push_back(Seconds(member.current_at - lost_at_).count());
  std::ranges::sort(story_.current);
  return story_;
}

void Fleet::current(std::size_t member) {
  ++current_;
  members_[member].current_at = Clock::now();
}

void Fleet::heard(std::size_t, std::size_t bytes) {
  arrivals_.push_back(Clock::now());
  change_bytes_ = bytes;
}

bool Fleet::run(const std::function<bool()>& done, Clock::time_point until) {
  while (!done()) {
    const auto now = Clock::now();
    if (now >= until) return false;
    auto next = timers_.empty() ? until : std::min(until, timers_.top().at);
    const auto wait = std::clamp(std::chrono::ceil<std::chrono::milliseconds>(next - now), 0ms, 1000ms);
    serve_events(replies_.empty() ? static_cast<int>(wait.count()) : 0);
    serve_timers();
  }
  return true;
}

void Fleet::serve_events(int wait_milliseconds) {
  std::array<epoll_event, kEventsAtOnce> events;
  const int count = ::epoll_wait(epoll_, events.data(), kEventsAtOnce, wait_milliseconds);
  for (int i = 0; i < count; ++i) {
    const auto tag = events[static_cast<std::size_t>(i)].data.u64;
    if (tag == kInputTag) {
      input_ = true;
    } else {
      serve(static_cast<std::size_t>(tag));
    }
  }
  if (count < static_cast<int>(kEventsAtOnce)) send_replies();
}

void Fleet::serve(std::size_t index) {
  Member& member = members_[index];
  if (!member.link) return;
  member.link->proceed();
  if (member.link->state() == TlsLink::State::Open && !std::exchange(member.greeted, true)) {
    if (accepted_at_ == Clock::time_point{}) accepted_at_ = Clock::now();
    member.link->send(member.speaker->begin());
  }
  bool sound = true;
  for (auto bytes = member.link->receive(); sound && !bytes.empty(); bytes = member.link->receive()) {
    sound = member.speaker->hear(bytes);
  }
  if (!sound || member.link->state() == TlsLink::State::Failed) return lost(index);
  if (!std::exchange(member.reply_due, true)) replies_.push_back(index);
}

void Fleet::send_replies() {
  for (std::size_t i = 0; i < kRepliesAtOnce && !replies_.empty(); ++i) {
    Member& member = members_[replies_.front()];
    replies_.pop_front();
    member.reply_due = false;
    if (!member.link) continue;
    const auto reply = member.speaker->take_reply();
    if (!reply.empty()) member.link->send(reply);
  }
}

void Fleet::serve_timers() {
  const auto now = Clock::now();
  while (!timers_.empty() && timers_.top().at <= now) {
    const Due due = timers_.top();
    timers_.pop();
    Member& member = members_[due.member];
    if (due.of != member.link.get()) continue;
    if (due.of == nullptr) {
      dial(due.member);
    } else if (member.current_at == Clock::time_point{}) {
      lost(due.member);
    } else {
      if (now - member.current_at >= kBeat) member.backoff.reset();
      member.link->send(member.speaker->heartbeat());
      timers_.push({now + kBeat, due.member, due.of});
    }
  }
}

void Fleet::dial(std::size_t index) {
  Member& member = members_[index];
  if (!member.speaker) {
    std::fprintf(stderr, "no device for member %zu\n", index);
    std::exit(1);
  }
  ++story_.dials;
  member.greeted = false;
  member.current_at = {};
  member.link = std::make_unique<TlsLink>(context_.get(), port_, epoll_, index);
  member.speaker->introduce(member.link->ssl());
  if (member.link->state() == TlsLink::State::Failed) return lost(index);
  timers_.push({Clock::now() + kDialTimeout, index, member.link.get()});
}

void Fleet::lost(std::size_t index) {
  Member& member = members_[index];
  if (lost_at_ == Clock::time_point{}) lost_at_ = Clock::now();
  if (member.current_at != Clock::time_point{}) {
    --current_;
    member.current_at = {};
  } else {
    ++story_.failed;
  }
  member.link.reset();
  timers_.push({Clock::now() + member.backoff.next(*random_), index, nullptr});
}

}  // namespace tandem::bench
