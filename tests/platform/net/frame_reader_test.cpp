#include "platform/net/frame_reader.h"

#include <gtest/gtest.h>

namespace tandem::platform {
namespace {

std::string framed(std::string_view frame) {
  std::string bytes;
  append_frame(bytes, frame);
  return bytes;
}

TEST(FrameReader, TheLengthIsFourBytesBigEndian) {
  EXPECT_EQ(framed("abc"), std::string("\0\0\0\3abc", 7));
  EXPECT_EQ(framed(std::string(0x010203, 'x')).substr(0, 4), std::string("\0\1\2\3", 4));
}

TEST(FrameReader, FramesThatArriveByteByByteComeOutWhole) {
  FrameReader reader(100);
  std::vector<std::string> frames;
  for (const char byte : framed("hello") + framed("") + framed("you")) {
    reader.feed(std::string_view(&byte, 1));
    for (auto next = reader.next(); next && *next; next = reader.next()) frames.push_back(**next);
  }
  EXPECT_EQ(frames, (std::vector<std::string>{"hello", "", "you"}));
}

TEST(FrameReader, AFrameOfExactlyTheLimitIsFine) {
  FrameReader reader(5);
  reader.feed(framed("hello"));
  EXPECT_EQ(reader.next().value(), "hello");
}

TEST(FrameReader, AnOversizedLengthIsRefusedBeforeItsBytesCome) {
  FrameReader reader(5);
  reader.feed(std::string_view("\0\0\0\6", 4));
  EXPECT_EQ(reader.next().error().kind, ErrorKind::TooLarge);
}

TEST(FrameReader, ARaisedLimitHoldsForTheNextFrame) {
  FrameReader reader(5);
  reader.feed(framed("hello") + framed("hello you"));
  ASSERT_EQ(reader.next().value(), "hello");
  reader.set_limit(9);
  EXPECT_EQ(reader.next().value(), "hello you");
}

}  // namespace
}  // namespace tandem::platform
