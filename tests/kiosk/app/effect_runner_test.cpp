#include "kiosk/app/effect_runner.h"

#include <gtest/gtest.h>

#include <semaphore>
#include <thread>

#include "platform/device/credentials.h"

namespace tandem::kiosk {
namespace {

class EffectRunnerTest : public testing::Test {
 protected:
  // The next answer, however long it takes.
  Action answer() {
    answered_.acquire();
    std::vector<Action> answers = runner_.take_answers();
    if (answers.size() != 1) throw std::runtime_error("not one answer");
    return answers.front();
  }

  std::vector<SubmitCommand> submitted_;
  std::counting_semaphore<> answered_{0};
  EffectRunner runner_{
      {[this](SubmitCommand command) { submitted_.push_back(std::move(command)); }, [this] { answered_.release(); }}};
};

TEST_F(EffectRunnerTest, CommandsGoOnAtOnce) {
  runner_.run(SubmitCommand{7, calendar::CancelBooking{calendar::BookingId{"b"}, std::nullopt}});
  ASSERT_EQ(submitted_.size(), 1U);
  EXPECT_EQ(submitted_.front().ticket, 7U);
}

TEST_F(EffectRunnerTest, TheCandidateWhosePinItIsComesBack) {
  const calendar::PersonId ada{"ada"}, bob{"bob"};
  runner_.run(VerifyPin{3, {{ada, *platform::hash_pin("1111")}, {bob, *platform::hash_pin("2222")}}, "2222"});
  const Action action = answer();
  EXPECT_EQ(std::get<PinChecked>(action).attempt, 3U);
  EXPECT_EQ(std::get<PinChecked>(action).person, bob);
}

TEST_F(EffectRunnerTest, AWrongPinIsNobodys) {
  runner_.run(VerifyPin{4, {{calendar::PersonId{"ada"}, *platform::hash_pin("1111")}}, "9999"});
  EXPECT_EQ(std::get<PinChecked>(answer()).person, std::nullopt);
}

TEST_F(EffectRunnerTest, BadgesAreHashedUnderTheSiteKey) {
  const std::string key = platform::random_secret();
  runner_.run(HashBadge{5, key, "70000001"});
  EXPECT_EQ(std::get<BadgeHashed>(answer()).badge_hash, *platform::hash_badge(key, "70000001"));
}

TEST_F(EffectRunnerTest, ABadgeThatCannotBeHashedIsEmpty) {
  runner_.run(HashBadge{6, "not a key", "70000001"});
  EXPECT_EQ(std::get<BadgeHashed>(answer()).badge_hash, "");
}

TEST(EffectRunnerService, MachineIsReadByTheWorker) {
  std::binary_semaphore answered{0};
  const auto test_thread = std::this_thread::get_id();
  EffectRunner runner{{.submit = [](const SubmitCommand&) {},
                       .answered = [&] { answered.release(); },
                       .machine =
                           [&] {
                             EXPECT_NE(std::this_thread::get_id(), test_thread);
                             ServiceReport report;
                             report.device = "lobby-1";
                             return report;
                           }}};
  runner.run(ReadMachine{});
  answered.acquire();
  const auto answers = runner.take_answers();
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(std::get<MachineRead>(answers[0]).report->device, "lobby-1");
}

TEST(EffectRunnerService, PinOfTheServiceScreenIsChecked) {
  std::binary_semaphore answered{0};
  EffectRunner runner{{.submit = [](const SubmitCommand&) {}, .answered = [&] { answered.release(); }}};
  runner.run(CheckServicePin{9, *platform::hash_pin("24680"), "24680"});
  answered.acquire();
  const auto answers = runner.take_answers();
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(std::get<ServicePinChecked>(answers[0]).attempt, 9U);
  EXPECT_TRUE(std::get<ServicePinChecked>(answers[0]).right);
}

}  // namespace
}  // namespace tandem::kiosk
