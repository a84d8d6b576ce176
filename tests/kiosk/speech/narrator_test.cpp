// Real screens of a small site, and a speaker that writes down what it is to say.
#include "kiosk/speech/narrator.h"

#include <gtest/gtest.h>

#include <memory>

#include "tests/golden/screens/paint.h"
#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using std::chrono::seconds;

class Recorder final : public platform::Speaker {
 public:
  void say(platform::Utterance utterance) override { said.push_back(std::move(utterance)); }
  void stop() override { silences += 1; }

  [[nodiscard]] std::string all() const {
    std::string words;
    for (const auto& utterance : said) words += utterance.text + "\n";
    return words;
  }
  [[nodiscard]] bool heard(const std::string& words) const { return all().find(words) != std::string::npos; }
  void forget() {
    said.clear();
    silences = 0;
  }

  std::vector<platform::Utterance> said;
  int silences{0};
};

class Narration : public testing::Test {
 protected:
  explicit Narration(Hearers hearers = Hearers::OnePerson)
      : painter_(ui::panel_of_pixels(1280, 800), TANDEM_BINARY_DIR "/share/locale"),
        kiosk_(snapshot_of(world())),
        narrator_(speaker_, hearers) {
    kiosk_.tap(LanguageTapped{"en"});
    narrator_.turn(true);
    see();
  }

  static calendar::World world() {
    calendar::World world = test_world();
    add_session(world, "meeting", kAnnBob, kOak, span(9, 10));
    return world;
  }
  void see() {
    static_cast<void>(painter_.frame(kiosk_.state));
    narrator_.see({kiosk_.state, painter_.context().semantics(), painter_.context().focused(), english()});
  }
  void tap(const Action& action) {
    kiosk_.tap(action);
    see();
  }
  void identify() {
    kiosk_.identify(kBob).tap(LanguageTapped{"en"});
    see();
  }
  void focus(const std::string& id) {
    for (int i = 0; i < 100 && painter_.context().focused() != id; ++i) painter_.context().navigate(ui::NavKey::Next);
    see();
  }

  Painter painter_;
  TestKiosk kiosk_;
  Recorder speaker_;
  Narrator narrator_;
};

class AtALoudspeaker : public Narration {
 protected:
  AtALoudspeaker() : Narration(Hearers::EverybodyNear) {}
};

TEST_F(Narration, BeginsWithTheScreenThatIsThere) {
  EXPECT_TRUE(speaker_.heard("Today's sessions"));
  EXPECT_EQ(speaker_.said.front().language, "en");
}

TEST_F(Narration, SaysAScreenOnceAndNotAtEveryFrame) {
  speaker_.forget();
  see();
  see();
  EXPECT_EQ(speaker_.all(), "");
}

TEST_F(Narration, SaysTheScreenThatComes) {
  speaker_.forget();
  tap(IdentifyTapped{});
  EXPECT_TRUE(speaker_.heard("Who are you?"));
  EXPECT_TRUE(speaker_.said.front().interrupts);
}

TEST_F(Narration, SaysTheControlThatGetsTheFocus) {
  speaker_.forget();
  focus("today.book");
  EXPECT_EQ(speaker_.said.back().text, "Book a session, button");
  EXPECT_TRUE(speaker_.said.back().interrupts);
}

TEST_F(Narration, SaysWhatChangesByItself) {
  identify();
  speaker_.forget();
  tap(CheckInTapped{calendar::BookingId{"meeting"}});
  ASSERT_FALSE(speaker_.said.empty());
  EXPECT_FALSE(speaker_.said.back().interrupts);
}

TEST_F(Narration, EchoesLettersAndOnlyCountsDigits) {
  tap(IdentifyTapped{});
  speaker_.forget();
  tap(LetterTapped{"b"});
  EXPECT_EQ(speaker_.said.back().text, "B");
  tap(LetterTapped{"o"});
  tap(LetterTapped{"b"});
  tap(DigitTapped{'7'});
  EXPECT_EQ(speaker_.said.back().text, "1 digit");
  EXPECT_FALSE(speaker_.heard("7"));
}

TEST_F(Narration, WarnsOnceBeforeTheIdentificationEnds) {
  identify();
  kiosk_.wait(kIdentifiedFor - kTimeoutWarning - seconds{1});
  see();
  speaker_.forget();
  kiosk_.wait(seconds{1});
  see();
  EXPECT_TRUE(speaker_.heard("This closes in 10 seconds"));
  kiosk_.wait(seconds{1});
  see();
  EXPECT_FALSE(speaker_.heard("This closes in 9 seconds"));
}

TEST_F(Narration, FallsSilentAtSignOut) {
  identify();
  speaker_.forget();
  tap(SignOutTapped{});
  EXPECT_GT(speaker_.silences, 0);
  EXPECT_EQ(speaker_.all(), "");
}

TEST_F(Narration, FallsSilentWhenTurnedOff) {
  speaker_.forget();
  narrator_.turn(false);
  tap(IdentifyTapped{});
  EXPECT_EQ(speaker_.silences, 1);
  EXPECT_EQ(speaker_.all(), "");
}

TEST_F(Narration, SaysNothingToAnEmptyLobby) {
  kiosk_.wait(std::chrono::hours{1});
  see();
  speaker_.forget();
  kiosk_.wait(std::chrono::minutes{5});
  see();
  EXPECT_EQ(speaker_.all(), "");
}

TEST_F(Narration, SaysAPersonsOwnScreenThroughHeadphones) {
  speaker_.forget();
  identify();
  EXPECT_FALSE(speaker_.said.empty());
}

TEST_F(AtALoudspeaker, SaysNothingOfAPersonsOwnScreen) {
  speaker_.forget();
  identify();
  focus("session.check_in");
  tap(CheckInTapped{calendar::BookingId{"meeting"}});
  EXPECT_EQ(speaker_.all(), "");
}

TEST_F(AtALoudspeaker, WarnsOfTheEndAllTheSame) {
  identify();
  kiosk_.wait(kIdentifiedFor - kTimeoutWarning);
  see();
  EXPECT_TRUE(speaker_.heard("This closes in 10 seconds"));
}

TEST_F(AtALoudspeaker, SaysNothingOfWhatIsTyped) {
  tap(IdentifyTapped{});
  speaker_.forget();
  tap(LetterTapped{"b"});
  focus("key.O");
  EXPECT_EQ(speaker_.all(), "");
}

TEST_F(AtALoudspeaker, FallsSilentWhenSomebodyIdentifies) {
  speaker_.forget();
  identify();
  EXPECT_GT(speaker_.silences, 0);
}

}  // namespace
}  // namespace tandem::kiosk::test
