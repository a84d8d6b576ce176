// The forms that are forbidden because g++ 12.2 compiles them wrongly, kept so that a new compiler shows when that is
// over. Each runs in a process of its own and only reports; tests/structure keeps the forms out of our code.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <functional>

#include "tests/platform/toolchain/counted.h"
#include "tests/platform/toolchain/task.h"

namespace tandem::platform {
namespace {

Task<int> sum(Frame frame) { co_return frame.first.value() + frame.second.value(); }
Task<int> sum_of(const Frame& frame) { co_return frame.first.value() + frame.second.value(); }
Task<int> call(std::function<int()> work) { co_return work(); }
Task<int> one_of(Counted value) { co_return value.value(); }
Task<int> echo(int value) { co_return value; }

Task<int> lambda_inside() {
  const Counted captured(7);
  const int result = co_await call([captured] { return captured.value(); });
  co_return result;
}

Task<int> aggregate_inside() {
  const int result = co_await sum(Frame{Counted(3), Counted(4)});
  co_return result;
}

Task<int> aggregate_by_reference_inside() {
  const int result = co_await sum_of({Counted(3), Counted(4)});
  co_return result;
}

Task<int> choice_inside(bool small) {
  const int result = co_await one_of(small ? Counted(7) : Counted(700));
  co_return result;
}

Task<int> switch_on_it(int input) {
  switch (co_await echo(input)) {
    case 1: co_return 7;
    default: co_return 70;
  }
}

Task<int> hoisted_choice(bool small) {
  Counted chosen = small ? Counted(7) : Counted(700);
  const int result = co_await one_of(std::move(chosen));
  co_return result;
}

// 7 and nothing left over, or the form is broken here. A crash says so too.
bool works(const std::function<int()>& form) {
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    std::fclose(stderr);  // a sanitizer's report of what is known
    ::close(STDERR_FILENO);
    const int result = form();
    ::_exit(result == 7 && Counted::alive == 0 && Counted::moved_behind_its_back == 0 ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void report(const char* form, bool good) {
  std::printf("%s: %s by %s\n", form, good ? "compiled well" : "MISCOMPILED", __VERSION__);
  testing::Test::RecordProperty(form, good ? "compiled well" : "miscompiled");
}

TEST(ForbiddenForms, AreReported) {
  ASSERT_TRUE(works([] { return hoisted_choice(true).run(); })) << "the form that is allowed is the measure";
  report("lambda_inside", works([] { return lambda_inside().run(); }));
  report("aggregate_inside", works([] { return aggregate_inside().run(); }));
  report("aggregate_by_reference_inside", works([] { return aggregate_by_reference_inside().run(); }));
  report("choice_inside", works([] { return choice_inside(true).run(); }));
  report("switch_on_it", works([] { return switch_on_it(1).run(); }));
}

}  // namespace
}  // namespace tandem::platform
