#pragma once
// Bytes in, frames out: four bytes of length, big-endian, then that many bytes. Pure, so that it can be fuzzed. Private
// to this room.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace tandem::platform {

inline constexpr std::size_t kFrameHeadSize = 4;

// Appends `frame` with its length in front.
void append_frame(std::string& to, std::string_view frame);

class FrameReader {
 public:
  explicit FrameReader(std::size_t limit) : limit_(limit) {}

  // Holds for every frame that next() has not begun to give out.
  void set_limit(std::size_t bytes) { limit_ = bytes; }
  void feed(std::string_view bytes);
  // The next whole frame; nothing when more bytes are needed; TooLarge as soon as a length says so.
  [[nodiscard]] Result<std::optional<std::string>> next();

 private:
  std::size_t limit_;
  std::string buffer_;
  std::size_t used_{0};
};

}  // namespace tandem::platform
