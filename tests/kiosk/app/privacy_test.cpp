// What strangers see, hear and can read out of a kiosk at which nobody is identified. A site is marked with words that
// occur nowhere else; and sites that differ in private things only must look and sound the same.
#include <gtest/gtest.h>

#include "kiosk/app/state_report.h"
#include "kiosk/speech/phrases.h"
#include "tests/golden/screens/paint.h"
#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using calendar::NameVisibility;
using std::chrono::minutes;

const calendar::BookingId kMeeting{"meeting"};

// What nobody else is to know of Ann, of her pair with Bob and of their session from 9 to 10 in Oak.
struct Secrets {
  NameVisibility visibility{NameVisibility::Hidden};
  std::string topic{"Xylotopicmark"};
  std::optional<minutes> ann_after_start{};  // absent: she has not come
  bool rated{false};
  bool released{false};  // nobody came
  bool cancelled{false};
  bool ended{false};
};
constexpr const char* kGiven = "Quibblemark";
constexpr const char* kFamily = "Zanzimarkov";

calendar::World marked(const Secrets& secrets) {
  calendar::World world = test_world();
  edit(world, kAnn, [&](calendar::Person& person) {
    person.given_name = kGiven;
    person.family_name = kFamily;
    person.visibility = secrets.visibility;
  });
  apply(world, calendar::TopicPut{{calendar::TopicId{"t"}, secrets.topic, secrets.topic}});
  calendar::Pair pair = *find(world, kAnnBob);
  pair.topics = {calendar::TopicId{"t"}};
  apply(world, calendar::PairPut{pair});
  add_session(world, kMeeting.text(), kAnnBob, kOak, span(9, 10));
  if (secrets.ann_after_start) {
    apply(world, calendar::PersonCheckedIn{kMeeting, kAnn, at(9) + *secrets.ann_after_start});
    apply(world, calendar::PersonCheckedIn{kMeeting, kBob, at(9)});
  }
  if (secrets.rated) apply(world, calendar::SessionRated{kMeeting, kAnn, at(9, 30)});
  if (secrets.rated) apply(world, calendar::TopicsTicked{kMeeting, at(9, 30)});
  if (secrets.released) apply(world, calendar::BookingReleased{kMeeting, at(9, 10)});
  if (secrets.cancelled) apply(world, calendar::BookingCancelled{kMeeting, at(9, 10)});
  if (secrets.ended) apply(world, calendar::BookingEnded{kMeeting, at(9, 10)});
  return world;
}

class Strangers : public testing::Test {
 protected:
  Strangers() : painter_(ui::panel_of_pixels(1080, 1920), TANDEM_BINARY_DIR "/share/locale") {}

  // Every word of the screen: what is drawn, what is said at a loudspeaker and, with `report`, what a script is told.
  std::string words_of(const AppState& state, bool report) {
    static_cast<void>(painter_.frame(state));
    const ui::Semantics& tree = painter_.context().semantics();
    std::string words;
    for (int i = 0; i < tree.size(); ++i) {
      const ui::SemanticNode node = tree.node(i);
      words += std::string(node.name) + '\n' + std::string(node.value) + '\n';
      words += control_words(tree, i, Hearers::EverybodyNear, english()) + '\n';
    }
    words += screen_words(tree, Hearers::EverybodyNear, english()) + '\n';
    return report ? words + state_report(state, painter_.context().targets(), {}) : words;
  }

  // The home screen alone.
  std::string screen_at(const Secrets& secrets, const Place& place, calendar::Instant now) {
    return words_of(TestKiosk(snapshot_of(marked(secrets), now), place, now).state, false);
  }
  std::string screens_at(const Secrets& secrets, const Place& place, calendar::Instant now, bool report) {
    TestKiosk kiosk(snapshot_of(marked(secrets), now), place, now);
    std::string words = words_of(kiosk.state, report);
    for (const calendar::RoomId& room : {kOak, kElm}) words += words_of(kiosk.tap(RoomTapped{room}).state, report);
    kiosk.tap(TodayTapped{}).wait(kWallAfter);
    EXPECT_EQ(kiosk.screen<WallScreen>() != nullptr, std::holds_alternative<Lobby>(place));
    words += words_of(kiosk.state, report);
    kiosk.tap(TodayTapped{}).tap(IdentifyTapped{});
    words += words_of(kiosk.state, report);
    for (const char* letter : {"b", "e", "r"}) kiosk.tap(LetterTapped{letter});
    words += words_of(kiosk.state, report);
    kiosk.tap(SetUpChanged{kiosk::SetUp{}, std::nullopt});
    return words + words_of(kiosk.state, report);
  }
  // Of a lobby and of a door, before, while and after the pair should meet.
  std::string everything(const Secrets& secrets, bool report = true) {
    std::string words;
    for (const Place& place : {Place{Lobby{}}, Place{Door{kOak}}})
      for (const calendar::Instant now : {at(8, 50), at(9, 5), at(9, 40), at(10, 20)})
        words += screens_at(secrets, place, now, report);
    return words;
  }

  Painter painter_;
};

bool tells(const std::string& words, const std::string& mark) { return words.find(mark) != std::string::npos; }

TEST_F(Strangers, ReadTheNameOfWhoAllowsIt) {
  const std::string words = everything({.visibility = NameVisibility::Full});
  EXPECT_TRUE(tells(words, kGiven));
  EXPECT_TRUE(tells(words, kFamily));
}

TEST_F(Strangers, ReadInitialsOfWhoAllowsThose) {
  const std::string words = everything({.visibility = NameVisibility::Initials});
  EXPECT_TRUE(tells(words, "Q. Z."));
  EXPECT_FALSE(tells(words, kGiven));
  EXPECT_FALSE(tells(words, kFamily));
}

TEST_F(Strangers, ReadNothingOfWhoHidesTheirName) {
  const std::string words = everything({});
  EXPECT_FALSE(tells(words, "Q. Z."));
  EXPECT_FALSE(tells(words, kGiven));
  EXPECT_FALSE(tells(words, kFamily));
}

TEST_F(Strangers, ReadNoTopic) { EXPECT_FALSE(tells(everything({}), Secrets{}.topic)); }

TEST_F(Strangers, DoNotSeeWhoCameLate) {
  const auto running = [&](minutes ann) {
    return screens_at({.ann_after_start = ann}, Lobby{}, at(9, 40), false) +
           screens_at({.ann_after_start = ann}, Door{kOak}, at(9, 40), false);
  };
  EXPECT_EQ(running(minutes{-5}), running(minutes{9}));
}

TEST_F(Strangers, DoNotSeeWhoHasRated) {
  const Secrets held{.ann_after_start = minutes{0}};
  Secrets rated = held;
  rated.rated = true;
  EXPECT_EQ(everything(held, false), everything(rated, false));
}

TEST_F(Strangers, SeeNoDifferenceInTheLobbyBetweenWhoDidNotComeAndWhoWentEarly) {
  const auto lobby = [&](const Secrets& secrets) { return screen_at(secrets, Lobby{}, at(9, 40)); };
  EXPECT_EQ(lobby({.released = true}), lobby({.ann_after_start = minutes{0}, .ended = true}));
}

TEST_F(Strangers, SeeNoDifferenceAtTheDoorBetweenWhoDidNotComeAndWhoCancelled) {
  const auto door = [&](const Secrets& secrets) { return screen_at(secrets, Door{kOak}, at(9, 40)); };
  EXPECT_EQ(door({.released = true}), door({.cancelled = true}));
}

TEST_F(Strangers, DoNotReadAtTheDoorWhoDidNotCome) {
  const std::string words = screen_at({.visibility = NameVisibility::Full, .released = true}, Door{kOak}, at(9, 12));
  EXPECT_FALSE(tells(words, kGiven));
  EXPECT_FALSE(tells(words, kFamily));
}

}  // namespace
}  // namespace tandem::kiosk::test
