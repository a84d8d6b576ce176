#pragma once
// A store whose disk fails when a test says so; otherwise the real one.

#include <utility>

#include "sync/log/log_store.h"

namespace tandem::tests {

class FailingStore final : public sync::LogStore {
 public:
  explicit FailingStore(std::unique_ptr<sync::LogStore> real) : real_(std::move(real)) {}

  bool full{false};        // a commit fails at its end
  bool unreadable{false};  // the World cannot be read
  bool feeds_unreadable{false};
  bool refuses_bookings{false};  // as the trigger does
  std::string refused_device;    // whose bookings are refused so
  int commits{0};                // transactions that were committed

  platform::Status transaction(const std::function<platform::Status()>& work) override {
    return real_->transaction([&]() -> platform::Status {
      auto done = work();
      if (done && full) return platform::fail(platform::ErrorKind::Full, "the disk is full");
      commits += done ? 1 : 0;
      return done;
    });
  }
  platform::Result<std::uint64_t> append(const sync::LogAppend& append) override {
    const bool refused =
        refuses_bookings || (!refused_device.empty() && append.entry.origin.device.text() == refused_device);
    if (refused && !append.entry.changes.empty()) {
      return platform::fail(platform::ErrorKind::Invalid, "the room is already held then");
    }
    return real_->append(append);
  }
  platform::Result<calendar::World> load() override {
    if (unreadable) return platform::fail(platform::ErrorKind::Unavailable, "cannot read");
    return real_->load();
  }
  platform::Result<std::vector<sync::LogEntry>> entries_after(std::uint64_t sequence, std::size_t limit) override {
    return real_->entries_after(sequence, limit);
  }
  const std::string& epoch() const override { return real_->epoch(); }
  platform::Status begin_epoch() override { return real_->begin_epoch(); }
  const std::string& site_key() const override { return real_->site_key(); }
  platform::Result<std::uint64_t> head() override { return real_->head(); }
  platform::Result<std::uint64_t> oldest() override { return real_->oldest(); }
  platform::Status forget_before(std::uint64_t sequence) override { return real_->forget_before(sequence); }
  platform::Result<std::optional<sync::StoredCommand>> find_command(const calendar::CommandId& id) override {
    return real_->find_command(id);
  }
  platform::Result<std::uint64_t> last_number(const calendar::DeviceId& device) override {
    return real_->last_number(device);
  }
  platform::Status put_device(const sync::DeviceRecord& device) override { return real_->put_device(device); }
  platform::Result<std::optional<sync::DeviceRecord>> find_device(const calendar::DeviceId& id) override {
    return real_->find_device(id);
  }
  platform::Result<std::vector<sync::DeviceRecord>> devices() override { return real_->devices(); }
  platform::Status put_feed(const sync::FeedState& feed) override { return real_->put_feed(feed); }
  platform::Result<std::vector<sync::FeedState>> feeds() override {
    if (feeds_unreadable) return platform::fail(platform::ErrorKind::Unavailable, "cannot read");
    return real_->feeds();
  }
  platform::Result<std::string> publish_secret(const calendar::RoomId& room) override {
    return real_->publish_secret(room);
  }
  platform::Result<std::optional<std::string>> find_publish_secret(const calendar::RoomId& room) override {
    return real_->find_publish_secret(room);
  }

 private:
  std::unique_ptr<sync::LogStore> real_;
};

}  // namespace tandem::tests
