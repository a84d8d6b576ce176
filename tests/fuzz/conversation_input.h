#pragma once
// A fuzzer's bytes as what happens on a connection, step by step:
//
//   0x00–0x7e  a frame: one more byte for its length (times 256) and one for the rest, then the frame; what is missing
//   at
//              the end is left out
//   0x7f       the connection is lost, and another one comes
//   0x80–0xff  time passes: half a second for each above 0x7f

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace tandem::tests {

struct Reconnect {};
using Step = std::variant<std::string, Reconnect, std::chrono::milliseconds>;

class ConversationInput {
 public:
  ConversationInput(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  [[nodiscard]] bool more() const { return !rest_.empty(); }

  [[nodiscard]] Step next() {
    const std::size_t what = byte();
    if (what > kReconnect) return (what - kReconnect) * std::chrono::milliseconds{500};
    if (what == kReconnect) return Reconnect{};
    const std::size_t high = byte();
    const std::size_t length = high * 256 + byte();
    std::string frame(rest_.substr(0, length));
    rest_.remove_prefix(frame.size());
    return frame;
  }

 private:
  static constexpr std::size_t kReconnect = 0x7f;

  std::size_t byte() {
    if (rest_.empty()) return 0;
    const auto value = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }

  std::string_view rest_;
};

}  // namespace tandem::tests
