// The forms that our code uses: a value gets a name, then it is moved into what is awaited. They have to work with
// every compiler we support. The forms that are forbidden are in forbidden_forms_test.cpp.

#include <gtest/gtest.h>

#include <functional>

#include "tests/platform/toolchain/counted.h"
#include "tests/platform/toolchain/task.h"

namespace tandem::platform {
namespace {

Task<int> sum(Frame frame) { co_return frame.first.value() + frame.second.value(); }
Task<int> call(std::function<int()> work) { co_return work(); }
Task<int> one_of(Counted value) { co_return value.value(); }
Task<int> echo(int value) { co_return value; }

Task<int> hoisted_lambda() {
  const Counted captured(7);
  auto work = [captured] { return captured.value(); };
  const int result = co_await call(std::move(work));
  co_return result;
}

Task<int> hoisted_aggregate() {
  Frame frame{Counted(3), Counted(4)};
  const int result = co_await sum(std::move(frame));
  co_return result;
}

Task<int> hoisted_choice(bool small) {
  Counted chosen = small ? Counted(7) : Counted(700);
  const int result = co_await one_of(std::move(chosen));
  co_return result;
}

Task<int> hoisted_switch(int input) {
  const int value = co_await echo(input);
  switch (value) {
    case 1: co_return 7;
    default: co_return 70;
  }
}

class HoistedForms : public testing::Test {
 protected:
  void SetUp() override { Counted::alive = Counted::moved_behind_its_back = 0; }
  void TearDown() override {
    EXPECT_EQ(Counted::alive, 0);
    EXPECT_EQ(Counted::moved_behind_its_back, 0);
  }
};

TEST_F(HoistedForms, ALambdaWithANameWorks) { EXPECT_EQ(hoisted_lambda().run(), 7); }
TEST_F(HoistedForms, AnAggregateWithANameWorks) { EXPECT_EQ(hoisted_aggregate().run(), 7); }
TEST_F(HoistedForms, AChoiceWithANameWorks) { EXPECT_EQ(hoisted_choice(true).run(), 7); }
TEST_F(HoistedForms, ASwitchOnANameWorks) { EXPECT_EQ(hoisted_switch(1).run(), 7); }

}  // namespace
}  // namespace tandem::platform
