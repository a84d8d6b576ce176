// Flow "A tap becomes truth": kiosk → server → every kiosk, step by step under the names of README.md. The glass itself
// (touch → view → Action) is tests/golden's and tests/process's; here the flow starts with the Action.
#include "calendar/booking/decide.h"
#include "kiosk/screens/my_session/view_model.h"
#include "kiosk/screens/today/view_model.h"
#include "tests/flows/kiosk_without_glass.h"
#include "tests/flows/one_process.h"

namespace tandem::tests {
namespace {

using namespace kiosk;

// Anna and Bob are a pair; their session is planned for now.
constexpr const char* kImport = R"({"do": "import",
  "site": "name = \"Site\"\nzone = \"UTC\"\n[opening_hours]\nmonday = [\"08:00-19:00\"]\n",
  "people": "id,given_name,family_name,visibility,badge\np1,Anna,Berg,full,70001\np2,Bob,Cole,full,70002\n",
  "pairs": "id,mentor,mentee,started_on\nb1,p1,p2,2026-10-01\n",
  "rooms": "id,name,floor,seats\nr1,Loire,0,2\n"})";

class ATapBecomesTruth : public OneProcess {
 protected:
  void SetUp() override {
    OneProcess::SetUp();
    admin(kImport);
    admin(R"({"do": "plan"})");
    ASSERT_EQ(core_->world().sessions.size(), 1U);
    a_ = std::make_unique<KioskWithoutGlass>(loop_, *core_, "kiosk-a", folder_ / "a.sqlite");
    b_ = std::make_unique<KioskWithoutGlass>(loop_, *core_, "kiosk-b", folder_ / "b.sqlite");
    settle();
    ASSERT_EQ(a_->snapshot().link, sync::LinkState::Online);
    ASSERT_EQ(b_->snapshot().link, sync::LinkState::Online);
  }
  void TearDown() override {
    a_.reset();
    b_.reset();
  }

  void settle() {
    loop_.run();
    a_->settle();
    b_->settle();
  }
  static void badge(KioskWithoutGlass& at, const std::string& number) {
    for (const char digit : number) {
      at.tap(KeyTyped{Key::Character, std::string(1, digit), at.state().steady});
    }
    at.tap(KeyTyped{Key::Enter, "", at.state().steady});
  }
  [[nodiscard]] const calendar::Session& session_in(const calendar::World& world) const {
    return world.sessions.begin()->second;
  }

  std::unique_ptr<KioskWithoutGlass> a_;
  std::unique_ptr<KioskWithoutGlass> b_;
};

TEST_F(ATapBecomesTruth, StepByStep) {
  const calendar::BookingId booking = session_in(core_->world()).booking;
  loop_.run_for(core_->world().bookings.at(booking).planned.start - core_->now());
  settle();
  badge(*a_, "70001");
  ASSERT_TRUE(a_->state().identified);
  // With the cable out, the device's own steps can be seen before the server's.
  a_->wire.pull();
  settle();

  step("kiosk/core reduce()");
  a_->tap(CheckInTapped{booking});
  ASSERT_EQ(a_->submitted().size(), 1U);
  EXPECT_TRUE(std::holds_alternative<calendar::CheckIn>(a_->submitted().front().command));

  step("sync/outbox append()");
  a_->settle();
  const sync::CommandOutcome saved = a_->last_outcome();
  EXPECT_EQ(saved.command.id.device.text(), "kiosk-a");
  EXPECT_EQ(saved.command.id.number, 1U);
  a_->restart();
  EXPECT_EQ(a_->last_outcome().command, saved.command) << "durable before said";

  step("calendar/booking decide()");
  EXPECT_EQ(a_->last_outcome().progress, sync::CommandProgress::Pending);
  EXPECT_EQ(a_->last_outcome().verdict, calendar::Verdict{calendar::Accepted{}});
  EXPECT_TRUE(session_in(*a_->snapshot().world).mentor_arrived) << "shown at once, as pending";
  EXPECT_TRUE(a_->snapshot().pending.contains(booking));
  EXPECT_FALSE(session_in(core_->world()).mentor_arrived) << "the server knows nothing yet";

  step("sync/client push()");
  a_->wire.forget();
  b_->wire.forget();
  a_->wire.plug();
  const std::uint64_t before = core_->head();
  loop_.run_for(std::chrono::minutes{1});
  const std::vector<sync::Push> pushes = a_->wire.carried<sync::Push>();
  ASSERT_EQ(pushes.size(), 1U);
  EXPECT_EQ(pushes.front().commands.front(), saved.command);

  step("sync/server commit()");
  EXPECT_TRUE(session_in(core_->world()).mentor_arrived);
  const auto stored = core_->store().find_command(saved.command.id);
  ASSERT_TRUE(stored && *stored);
  EXPECT_EQ((*stored)->verdict, calendar::Verdict{calendar::Accepted{}});

  step("sync/log append()");
  EXPECT_EQ((*stored)->sequence, before + 1);
  const auto entries = core_->store().entries_after(before, 10);
  ASSERT_TRUE(entries);
  EXPECT_EQ(entries->front().origin, saved.command.id);

  step("sync/server fan_out()");
  const std::vector<sync::Entries> told = b_->wire.carried<sync::Entries>();
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.front().entries.front().sequence, before + 1);
  EXPECT_FALSE(told.front().entries.front().verdict) << "a verdict is for the device that asked";

  step("sync/replica apply()");
  settle();
  EXPECT_EQ(a_->last_outcome().progress, sync::CommandProgress::Accepted);
  EXPECT_TRUE(a_->snapshot().pending.empty());
  EXPECT_TRUE(session_in(*b_->snapshot().world).mentor_arrived);
  EXPECT_EQ(b_->snapshot().cursor, core_->cursor());

  step("kiosk/screens view_model()");
  badge(*b_, "70002");
  const MySessionModel model = my_session_model(b_->state(), {}, b_->texts());
  ASSERT_TRUE(model.current);
  EXPECT_TRUE(model.current->partner.here) << "Bob reads on kiosk B that Anna is there";
  EXPECT_FALSE(model.current->me.here);
}

}  // namespace
}  // namespace tandem::tests
