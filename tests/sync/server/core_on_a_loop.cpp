#include "tests/sync/server/core_on_a_loop.h"

#include <gtest/gtest.h>

#include "sync/protocol/codec.h"

namespace tandem::tests {

void MemoryConnection::send(std::string frame) {
  if (closed) return;
  auto message = sync::decode(frame);
  EXPECT_TRUE(message.has_value()) << (message ? "" : message.error().message);
  queued += frame.size();
  frames += frame;
  if (message) received.push_back(std::move(*message));
}

TestDevice::TestDevice(sync::ServerCore& core, const std::string& id, std::string token)
    : core_(core), id_(id), token_(std::move(token)) {}

void TestDevice::connect(const sync::Cursor& cursor, std::uint32_t newest_version, const std::string& scope) {
  connection_ = std::make_shared<MemoryConnection>();
  handler_ = core_.accept_device();
  handler_->on_open(connection_);
  sync::Hello hello;
  hello.newest_version = newest_version;
  hello.device = calendar::DeviceId{id_};
  hello.token = token_;
  hello.software = "test";
  hello.cursor = cursor;
  hello.scope = scope;
  say(hello);
}

void TestDevice::say(const sync::Message& message) { say_raw(sync::encode(message)); }

void TestDevice::say_raw(std::string frame) {
  say_without_waiting(std::move(frame));
  static_cast<VirtualLoop&>(core_.loop()).run();  // commands are committed in groups, when the loop comes to it
}

void TestDevice::say_without_waiting(std::string frame) {
  if (connection_ == nullptr) {
    connection_ = std::make_shared<MemoryConnection>();
    handler_ = core_.accept_device();
    handler_->on_open(connection_);
  }
  handler_->on_frame(std::move(frame));
}

void TestDevice::push(std::uint64_t number, calendar::Command command) {
  say(sync::Push{{{{calendar::DeviceId{id_}, number}, core_.now(), std::move(command)}}});
}

void TestDevice::hang_up() {
  handler_->on_closed({platform::ErrorKind::Closed, "hung up"});
  handler_.reset();
}

std::vector<sync::LogEntry> TestDevice::entries() const {
  std::vector<sync::LogEntry> all;
  for (const auto& batch : heard<sync::Entries>()) {
    all.insert(all.end(), batch.entries.begin(), batch.entries.end());
  }
  return all;
}

std::vector<std::uint64_t> TestDevice::sequences() const {
  std::vector<std::uint64_t> numbers;
  for (const auto& entry : entries()) numbers.push_back(entry.sequence);
  return numbers;
}

std::optional<sync::DenialReason> TestDevice::denial() const {
  const auto denied = heard<sync::Denied>();
  if (denied.size() != 1) return std::nullopt;
  return denied.front().reason;
}

calendar::World TestDevice::world() const {
  calendar::World world;
  for (const auto& message : connection_->received) {
    if (const auto* part = std::get_if<sync::SnapshotPart>(&message)) {
      if (part->first) world = {};
      for (const auto& fact : part->facts) calendar::apply(world, fact);
    } else if (const auto* batch = std::get_if<sync::Entries>(&message)) {
      for (const auto& entry : batch->entries) {
        for (const auto& change : entry.changes) calendar::apply(world, change);
      }
    }
  }
  return world;
}

CoreOnALoop::CoreOnALoop(std::unique_ptr<sync::LogStore> store) : loop(at(9)) {
  if (store == nullptr) store = std::move(*sync::open_log_store_in_memory());
  auto core = sync::ServerCore::open(loop, std::move(store));
  EXPECT_TRUE(core.has_value());
  core_ = std::move(*core);
  if (core_->head() == 0) {
    EXPECT_TRUE(core_->commit_changes(small_site_facts()));
  }
}

TestDevice CoreOnALoop::device(const std::string& id) {
  auto token = core_->enrol(calendar::DeviceId{id});
  EXPECT_TRUE(token.has_value());
  return TestDevice(*core_, id, *token);
}

TestDevice CoreOnALoop::door(const std::string& id, const std::string& room_id) {
  TestDevice made = device(id);
  sync::DeviceRecord record = **core_->store().find_device(calendar::DeviceId{id});
  record.mode = sync::DeviceMode::Door;
  record.room = calendar::RoomId{room_id};
  EXPECT_TRUE(core_->store().put_device(record));
  return made;
}

}  // namespace tandem::tests
