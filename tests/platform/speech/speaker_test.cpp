// The thread and its queue, over an engine that records and can be made to wait.
#include "platform/speech/speaker.h"

#include <gtest/gtest.h>

#include <mutex>
#include <semaphore>
#include <vector>

namespace tandem::platform {
namespace {

// Each say() tells that it has begun, and ends when it is let go.
class SlowVoice final : public SpeechEngine {
 public:
  struct Story {
    std::mutex mutex;
    std::vector<std::string> told;
    std::counting_semaphore<> begun{0};
    std::counting_semaphore<> let_go{0};
    std::counting_semaphore<> silenced{0};
    bool broken{false};
  };
  explicit SlowVoice(Story& story) : story_(story) {}

  Status say(const Utterance& utterance) override {
    story_.begun.release();
    story_.let_go.acquire();
    if (story_.broken) return fail(ErrorKind::Unavailable, "no sound card");
    write(utterance.language + ": " + utterance.text);
    return {};
  }
  void cancel() override {
    write("silence");
    story_.silenced.release();
  }

 private:
  void write(std::string line) {
    const std::lock_guard lock{story_.mutex};
    story_.told.push_back(std::move(line));
  }
  Story& story_;
};

class SpeakerTest : public testing::Test {
 protected:
  SpeakerTest() = default;
  SpeakerTest(const SpeakerTest&) = delete;
  SpeakerTest& operator=(const SpeakerTest&) = delete;
  // The thread may be in the middle of something.
  ~SpeakerTest() override { story_.let_go.release(kPlenty); }

  void say(const std::string& text, bool interrupts = false) { speaker_->say({text, "en", interrupts}); }
  // Until `count` more utterances have begun and ended.
  void listen(int count) {
    for (int i = 0; i < count; ++i) {
      story_.begun.acquire();
      story_.let_go.release();
    }
  }
  // Ends the thread; everything it has told.
  std::vector<std::string> told() {
    story_.let_go.release(kPlenty);
    speaker_.reset();
    return story_.told;
  }

  static constexpr int kPlenty = 100;
  SlowVoice::Story story_;
  std::unique_ptr<Speaker> speaker_{make_speaker(std::make_unique<SlowVoice>(story_))};
};

TEST_F(SpeakerTest, SaysOneThingAfterTheOtherInItsLanguage) {
  speaker_->say({"Bonjour", "fr", false});
  say("Hello");
  listen(2);
  const auto all = told();
  ASSERT_GE(all.size(), 2U);
  EXPECT_EQ(all[0], "fr: Bonjour");
  EXPECT_EQ(all[1], "en: Hello");
}

TEST_F(SpeakerTest, AnInterruptionSilencesWhatIsSaidAndDropsWhatWaits) {
  say("first");
  story_.begun.acquire();
  say("second");
  say("urgent", true);
  story_.let_go.release();
  listen(1);
  const auto all = told();
  ASSERT_GE(all.size(), 3U);
  EXPECT_EQ(all[0], "en: first");
  EXPECT_EQ(all[1], "silence");
  EXPECT_EQ(all[2], "en: urgent");
}

TEST_F(SpeakerTest, StopDropsWhatWaits) {
  say("first");
  story_.begun.acquire();
  say("second");
  speaker_->stop();
  for (const std::string& line : told()) EXPECT_NE(line, "en: second");
}

TEST_F(SpeakerTest, NeverWaitsForTheVoice) {
  say("first");
  story_.begun.acquire();  // and is being said for ever
  for (int i = 0; i < 1000; ++i) say("more");
  SUCCEED();
}

TEST_F(SpeakerTest, KeepsTheNewestWhenTooMuchWaits) {
  say("first");
  story_.begun.acquire();
  for (std::size_t i = 0; i <= kMaxQueuedUtterances; ++i) say(std::to_string(i));
  story_.let_go.release();
  listen(static_cast<int>(kMaxQueuedUtterances));
  const auto all = told();
  ASSERT_GE(all.size(), 2U);
  EXPECT_EQ(all[1], "en: 1");
}

TEST_F(SpeakerTest, LongTextIsCutBetweenCharacters) {
  std::string text(kMaxUtteranceBytes - 1, 'a');
  say(text + "é");
  listen(1);
  const auto all = told();
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all[0], "en: " + text);
}

TEST_F(SpeakerTest, AFailureIsNotTriedAgainAtOnce) {
  story_.broken = true;
  say("first");
  listen(1);
  for (int i = 0; i < 2; ++i) {
    say("again", true);
    story_.silenced.acquire();
  }
  // The thread is at the second of them, so it has left the first one alone.
  EXPECT_FALSE(story_.begun.try_acquire());
}

}  // namespace
}  // namespace tandem::platform
