#pragma once
// A server core on a real SQLite file and virtual time, with a small site imported the way an administrator does.

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

#include "sync/admin/admin.h"
#include "tests/sync/client/virtual_loop.h"
#include "tests/sync/scratch_file.h"

namespace tandem::tests {

// 2026-11-23, a Monday, 09:00 UTC.
inline constexpr platform::WallTime kMorning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} +
                                             std::chrono::hours{9}};
inline calendar::Instant morning(int minutes = 0) {
  return std::chrono::floor<std::chrono::seconds>(kMorning) + std::chrono::minutes{minutes};
}

class OneProcess : public testing::Test {
 protected:
  explicit OneProcess(platform::WallTime start = kMorning) : loop_(start) {}

  void SetUp() override {
    auto store = sync::open_log_store(folder_ / "server.sqlite");
    ASSERT_TRUE(store) << store.error().message;
    auto opened = sync::ServerCore::open(loop_, *std::move(store));
    ASSERT_TRUE(opened) << opened.error().message;
    core_ = *std::move(opened);
  }

  // Says which step of DESIGN's flow the next lines are, in the test's output too.
  static void step(const char* name) { std::cout << "  → " << name << "\n"; }

  std::string admin(const std::string& json) {
    const platform::Result<std::string> answer = sync::answer_admin(*core_, json);
    EXPECT_TRUE(answer) << answer.error().message;
    return answer.value_or("");
  }

  ScratchFolder folder_;
  VirtualLoop loop_;
  std::unique_ptr<sync::ServerCore> core_;
};

}  // namespace tandem::tests
