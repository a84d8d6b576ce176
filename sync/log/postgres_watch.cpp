#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "platform/device/credentials.h"
#include "platform/postgres/postgres_connection.h"
#include "sync/log/log_watch.h"
#include "sync/log/postgres_queries.h"

namespace tandem::sync {
namespace {

using platform::PostgresConnection;
using platform::PostgresParameters;
using platform::Status;

namespace queries = postgres_queries;

constexpr std::size_t kNameLength = 16;
// Before a connection that could not be made is tried again.
constexpr std::chrono::milliseconds kConnectAgain{1'000};

class PostgresWatch final : public LogWatch {
 public:
  PostgresWatch(std::string url, LogWatchEvents events)
      : url_(std::move(url)),
        events_(std::move(events)),
        name_(platform::random_secret().substr(0, kNameLength)),
        listener_([this] { listen(); }),
        speaker_([this] { speak(); }) {}

  ~PostgresWatch() override {
    {
      const std::scoped_lock lock{mutex_};
      stopping_ = true;
    }
    changed_.notify_all();
    listener_.join();
    speaker_.join();
  }

  void committed() override { say({}); }
  void recall(const calendar::RoomId& room) override { say(room.text()); }

 private:
  // What is said is the server's name, alone for a commit and with the room for a recall.
  void say(const std::string& room) {
    {
      const std::scoped_lock lock{mutex_};
      if (room.empty()) unsaid_ = true;
      if (!room.empty() && unsaid_recalls_.size() < kMaxUnsaidRecalls) unsaid_recalls_.insert(room);
    }
    changed_.notify_all();
  }
  void hear_recall(const std::string& said) {
    const bool recall = said.size() > kNameLength + 1 && said[kNameLength] == ' ' && !said.starts_with(name_);
    const std::string room = recall ? said.substr(kNameLength + 1) : std::string{};
    if (recall && room.size() <= platform::kMaxIdLength && events_.recall) events_.recall(calendar::RoomId{room});
  }

  bool stopping() {
    const std::scoped_lock lock{mutex_};
    return stopping_;
  }
  // False: the watch ends.
  bool pause(std::chrono::milliseconds duration) {
    std::unique_lock lock{mutex_};
    return !changed_.wait_for(lock, duration, [this] { return stopping_; });
  }

  std::unique_ptr<PostgresConnection> connect(const char* set_up) {
    auto opened = PostgresConnection::open({url_, "tandem watch"});
    if (opened && (*opened)->execute(set_up)) return std::move(*opened);
    return nullptr;
  }

  void listen() {
    while (!stopping()) {
      if (auto connection = connect(queries::kListen)) {
        events_.look();  // what was said while nobody listened
        while (!stopping() && hear(*connection)) continue;
        set_on_duty(false);
      } else if (!pause(kConnectAgain)) {
        return;
      }
    }
  }

  // False when the connection is gone.
  bool hear(PostgresConnection& connection) {
    // Asked when on duty too: a connection that died without a word is found out, and the duty given up.
    const auto given = connection.run(on_duty_ ? queries::kStillThere : queries::kTryDuty);
    if (!given) return false;
    set_on_duty(given->number(0, 0) != 0);
    const auto heard = connection.notifications(kLookEvery);
    if (!heard) return false;
    const bool others = heard->empty() || std::any_of(heard->begin(), heard->end(),
                                                      [this](const std::string& name) { return name != name_; });
    if (others) events_.look();
    for (const std::string& said : *heard) hear_recall(said);
    return true;
  }

  void set_on_duty(bool on_duty) {
    if (std::exchange(on_duty_, on_duty) != on_duty) events_.on_duty(on_duty);
  }

  void speak() {
    std::unique_ptr<PostgresConnection> connection;
    for (;;) {
      std::vector<std::string> words;
      {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return stopping_ || unsaid_ || !unsaid_recalls_.empty(); });
        if (stopping_) return;
        if (std::exchange(unsaid_, false)) words.push_back(name_);
        for (const std::string& room : std::exchange(unsaid_recalls_, {})) words.push_back(name_ + ' ' + room);
      }
      if (connection == nullptr || connection->lost()) connection = connect(queries::kSpeak);
      // What cannot be said is found by whoever looks.
      for (const std::string& said : words) {
        if (connection != nullptr) (void)connection->run(queries::kSay, PostgresParameters{}.text(said));
      }
      if (!pause(connection == nullptr ? kConnectAgain : kNotifyGap)) return;
    }
  }

  const std::string url_;
  const LogWatchEvents events_;
  const std::string name_;  // of this server, in notifications
  bool on_duty_{false};     // listener thread
  std::mutex mutex_;
  std::condition_variable changed_;
  bool unsaid_{false};
  std::set<std::string> unsaid_recalls_;  // rooms
  bool stopping_{false};
  std::thread listener_;  // last: they use the rest
  std::thread speaker_;
};

}  // namespace

std::unique_ptr<LogWatch> watch_shared_log(const std::string& url, LogWatchEvents events) {
  return std::make_unique<PostgresWatch>(url, std::move(events));
}

}  // namespace tandem::sync
