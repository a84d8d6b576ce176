#include "kiosk/app/script.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <string>

namespace tandem::kiosk {
namespace {

template <class Command>
Command parsed(const std::string& line) {
  const auto command = parse_script_line(line);
  if (!command) throw std::runtime_error(command.error().message);
  return std::get<Command>(*command);
}

TEST(Script, EachCommandIsRead) {
  EXPECT_EQ(parsed<PressTarget>("press room.book.30").id, "room.book.30");
  EXPECT_EQ(parsed<TapAt>("tap 12.5 300").y, 300);
  EXPECT_EQ(parsed<TypeText>("type é 1").text, "é 1");
  EXPECT_EQ(parsed<PressKey>("key enter").key, platform::Key::Enter);
  EXPECT_EQ(parsed<ReadBadge>("badge 70000001").text, "70000001");
  EXPECT_EQ(parsed<TakeScreenshot>("screenshot /tmp/a b.png").path, "/tmp/a b.png");
  EXPECT_EQ(parsed<WaitForLink>("wait-link offline").link, sync::LinkState::Offline);
  EXPECT_EQ(parsed<AdvanceClock>("advance 15m").by, std::chrono::minutes{15});
  EXPECT_EQ(parsed<AdvanceClock>("advance 20s").by, std::chrono::seconds{20});
  EXPECT_NO_THROW(parsed<PrintState>("state"));
  EXPECT_NO_THROW(parsed<PrintTree>("tree"));
  EXPECT_NO_THROW(parsed<Quit>("quit"));
}

TEST(Script, WhatIsNoCommandIsInvalid) {
  for (const std::string line :
       {"", "advance m", "advance 5", "advance -5m", "advance 1d", "advance 9000h", "press", "fly away", "tap 1",
        "tap a b", "tap 1 2 3", "key any", "wait-link soon", "state now", "tree all"}) {
    const auto command = parse_script_line(line);
    ASSERT_FALSE(command.has_value()) << line;
    EXPECT_EQ(command.error().kind, platform::ErrorKind::Invalid);
  }
}

class ScriptReaderTest : public testing::Test {
 protected:
  ScriptReaderTest() { EXPECT_EQ(::pipe(ends_.data()), 0); }
  ~ScriptReaderTest() override {
    ::close(ends_[0]);
    close_writer();
  }
  void write(const std::string& text) { EXPECT_EQ(::write(ends_[1], text.data(), text.size()), ssize_t(text.size())); }
  void close_writer() {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }
  std::array<int, 2> ends_{};
};

TEST_F(ScriptReaderTest, LinesArriveInPieces) {
  ScriptReader reader{ends_[0]};
  std::string line;
  write("sta");
  reader.read();
  EXPECT_FALSE(reader.next(line));
  write("te\nquit\n");
  reader.read();
  EXPECT_TRUE(reader.next(line));
  EXPECT_EQ(line, "state");
  EXPECT_TRUE(reader.next(line));
  EXPECT_EQ(line, "quit");
}

TEST_F(ScriptReaderTest, EmptyLinesAndCommentsAreLeftOut) {
  ScriptReader reader{ends_[0]};
  std::string line;
  write("\n# a comment\r\n\r\nstate\r\n");
  reader.read();
  EXPECT_TRUE(reader.next(line));
  EXPECT_EQ(line, "state");
  EXPECT_FALSE(reader.next(line));
}

TEST_F(ScriptReaderTest, TheEndIsNoticed) {
  ScriptReader reader{ends_[0]};
  close_writer();
  reader.read();
  EXPECT_TRUE(reader.ended());
}

TEST_F(ScriptReaderTest, ALineWithoutEndEndsTheScript) {
  ScriptReader reader{ends_[0]};
  write(std::string(kMaxScriptLine + 1, 'x'));
  reader.read();
  reader.read();
  EXPECT_TRUE(reader.ended());
}

}  // namespace
}  // namespace tandem::kiosk
