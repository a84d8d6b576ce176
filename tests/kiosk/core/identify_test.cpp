#include "kiosk/core/identify.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using std::chrono::seconds;

TestKiosk& enter(TestKiosk& kiosk, const std::string& letters, const std::string& pin) {
  kiosk.tap(IdentifyTapped{});
  for (const char c : letters) kiosk.tap(LetterTapped{std::string(1, c)});
  for (const char c : pin) kiosk.tap(DigitTapped{c});
  return kiosk.tap(EntryConfirmed{});
}

void fail_pin(TestKiosk& kiosk, int times) {
  for (int i = 0; i < times; ++i) {
    for (const char c : std::string{"9999"}) kiosk.tap(DigitTapped{c});
    kiosk.tap(EntryConfirmed{}).tap(PinChecked{kiosk.state.attempt, std::nullopt});
  }
}

TEST(Identify, ThreeLettersLeadToThePin) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).tap(LetterTapped{"a"}).tap(LetterTapped{"r"}).tap(LetterTapped{"c"});
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->step, EntryStep::Pin);
}

TEST(Identify, LettersNobodyHasLeadToThePinAllTheSame) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "zzz", "1234");
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->step, EntryStep::Checking);
  EXPECT_TRUE(kiosk.last<VerifyPin>()->candidates.empty());
}

TEST(Identify, EveryoneTheLettersMeanIsTried) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "ber", "1234");
  ASSERT_EQ(kiosk.last<VerifyPin>()->candidates.size(), 2U);
  EXPECT_EQ(kiosk.last<VerifyPin>()->candidates[0], (PinCandidate{kBob, "pin of bob"}));
}

TEST(Identify, RightPinOpensMySessionInThePersonsLanguage) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "ber", "1234").tap(PinChecked{kiosk.state.attempt, kCid});
  EXPECT_EQ(kiosk.state.identified->person, kCid);
  EXPECT_EQ(kiosk.state.language, "fr");
  EXPECT_NE(kiosk.screen<MySessionScreen>(), nullptr);
}

TEST(Identify, AskedForBookingItOpensBook) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(BookTapped{});
  EXPECT_NE(kiosk.screen<IdentifyScreen>(), nullptr);
  kiosk.identify(kBob);
  EXPECT_NE(kiosk.screen<BookScreen>(), nullptr);
}

TEST(Identify, PinTooShortIsNotChecked) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "arc", "123");
  EXPECT_EQ(kiosk.last<VerifyPin>(), nullptr);
}

TEST(Identify, WrongPinSaysSoAndForgetsTheDigits) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "arc", "1234").tap(PinChecked{kiosk.state.attempt, std::nullopt});
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->problem, EntryProblem::NotRecognised);
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->pin, "");
}

TEST(Identify, FifthWrongPinLocks) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "arc", "");
  fail_pin(kiosk, 4);
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->problem, EntryProblem::NotRecognised);
  fail_pin(kiosk, 1);
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->problem, EntryProblem::Locked);
}

TEST(Identify, LockedPersonIsNotTriedEvenAfterLeaving) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "arc", "");
  fail_pin(kiosk, 5);
  kiosk.tap(BackTapped{}).tap(BackTapped{});
  kiosk.effects.clear();
  enter(kiosk, "arc", "1234");
  EXPECT_EQ(kiosk.last<VerifyPin>(), nullptr);
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->problem, EntryProblem::Locked);
}

TEST(Identify, LockEndsAndTheNextOneIsLonger) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "arc", "");
  fail_pin(kiosk, 5);
  kiosk.wait(kFirstPinLock - seconds{1}).tap(Touched{});
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->problem, EntryProblem::Locked);
  kiosk.wait(seconds{1});
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->problem, EntryProblem::None);
  fail_pin(kiosk, 1);
  EXPECT_EQ(*kiosk.screen<IdentifyScreen>()->locked_until - kiosk.steady, kFirstPinLock * 2);
}

TEST(Identify, LockGrowsToItsLimit) {
  EXPECT_EQ(pin_lock_after(4), seconds{0});
  EXPECT_EQ(pin_lock_after(5), kFirstPinLock);
  EXPECT_EQ(pin_lock_after(7), kFirstPinLock * 4);
  EXPECT_EQ(pin_lock_after(1000), kLongestPinLock);
}

TEST(Identify, RightPinForgetsTheWrongOnes) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "arc", "");
  fail_pin(kiosk, 4);
  enter(kiosk, "arc", "1234").tap(PinChecked{kiosk.state.attempt, kAnn});
  EXPECT_TRUE(kiosk.state.pin_failures.empty());
}

TEST(Identify, BadgeOpensALockedPersonsSession) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "arc", "");
  fail_pin(kiosk, 5);
  kiosk.identify(kAnn);
  EXPECT_TRUE(kiosk.state.identified);
}

TEST(Identify, UnknownBadgeAsksForTheName) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(calendar::PersonId{"nobody"});
  EXPECT_FALSE(kiosk.state.identified);
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->problem, EntryProblem::BadgeUnknown);
}

TEST(Identify, PersonsWithoutABadgeAreNotFoundByAnEmptyHash) {
  calendar::World world = test_world();
  edit(world, kAnn, [](calendar::Person& ann) { ann.badge_hash.clear(); });
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.type("123456", std::chrono::milliseconds{5}).press(Key::Enter, std::chrono::milliseconds{5});
  kiosk.tap(BadgeHashed{kiosk.state.attempt, ""});
  EXPECT_FALSE(kiosk.state.identified);
}

TEST(Identify, AnswerToAnAbandonedPinIsIgnored) {
  TestKiosk kiosk(snapshot_of(test_world()));
  enter(kiosk, "arc", "1234");
  const auto attempt = kiosk.state.attempt;
  kiosk.tap(BackTapped{}).tap(PinChecked{attempt, kAnn});
  EXPECT_FALSE(kiosk.state.identified);
}

TEST(Identify, PersonWithoutAPinIsNoCandidate) {
  calendar::World world = test_world();
  edit(world, kAnn, [](calendar::Person& ann) { ann.pin_hash.clear(); });
  TestKiosk kiosk(snapshot_of(std::move(world)));
  enter(kiosk, "arc", "1234");
  EXPECT_TRUE(kiosk.last<VerifyPin>()->candidates.empty());
}

TEST(Identify, LettersOfACrowdAskForMore) {
  calendar::World world = test_world();
  for (int i = 0; i < 40; ++i) {
    calendar::Person person = world.people.at(kAnn);
    person.id = calendar::PersonId{"crowd" + std::to_string(i)};
    person.given_name = "Zoe";
    person.family_name = std::string("Martin") + static_cast<char>('a' + i % 26);
    apply(world, calendar::PersonPut{person});
  }
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.tap(IdentifyTapped{});
  for (const char c : std::string{"mar"}) kiosk.tap(LetterTapped{std::string(1, c)});
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->problem, EntryProblem::MoreLetters);
  for (const char c : std::string{"tinb"}) kiosk.tap(LetterTapped{std::string(1, c)});
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->step, EntryStep::Pin);
}

TEST(Identify, EraseTakesADigitThenALetter) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{});
  for (const char c : std::string{"arc"}) kiosk.tap(LetterTapped{std::string(1, c)});
  kiosk.tap(DigitTapped{'1'}).tap(EraseTapped{}).tap(EraseTapped{});
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->letters, "AR");
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->step, EntryStep::Letters);
}

}  // namespace
}  // namespace tandem::kiosk::test
