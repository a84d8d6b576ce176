// tandem-frames: prints captured frames in words.
#include <CLI/CLI.hpp>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "platform/net/frame_connection.h"
#include "sync/protocol/codec.h"

namespace {

constexpr std::size_t kLengthBytes = 4;

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// Everything that is not a hex digit separates nothing and is skipped.
std::string bytes_of_hex(std::string_view text) {
  std::string bytes;
  int high = -1;
  for (const char digit : text) {
    const int value = hex_value(digit);
    if (value < 0) continue;
    if (high >= 0) bytes += static_cast<char>(high * 16 + value);
    high = high >= 0 ? -1 : value;
  }
  return bytes;
}

bool print_frame(std::string_view frame) {
  const auto message = tandem::sync::decode(frame);
  if (!message) {
    std::cout << "unreadable frame of " << frame.size() << " bytes: " << message.error().message << "\n";
    return false;
  }
  std::cout << tandem::sync::describe(*message);
  return true;
}

std::size_t length_of(std::string_view prefix) {
  std::size_t length = 0;
  for (const char byte : prefix.substr(0, kLengthBytes)) length = length * 256 + static_cast<unsigned char>(byte);
  return length;
}

// A stream of frames, each after its length in four bytes, most significant first.
bool print_stream(std::string_view stream) {
  bool all_readable = true;
  while (!stream.empty()) {
    const std::size_t length = stream.size() < kLengthBytes ? 0 : length_of(stream);
    if (stream.size() < kLengthBytes || length > tandem::platform::kMaxFrame || length > stream.size() - kLengthBytes) {
      std::cout << "the last " << stream.size() << " bytes are no whole frame\n";
      return false;
    }
    all_readable = print_frame(stream.substr(kLengthBytes, length)) && all_readable;
    stream.remove_prefix(kLengthBytes + length);
  }
  return all_readable;
}

std::string read_all(std::istream& in) { return {std::istreambuf_iterator<char>{in}, {}}; }

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Prints frames between devices and server in words. Tokens and names are left out.", "tandem-frames"};
  std::string file;
  bool hex = false;
  app.add_option("file", file, "frames, each after its length in 4 bytes; standard input when absent")
      ->check(CLI::ExistingFile);
  app.add_flag("--hex", hex, "the input is one frame written as hex digits");
  CLI11_PARSE(app, argc, argv);
  std::ifstream opened{file, std::ios::binary};
  const std::string input = read_all(file.empty() ? std::cin : opened);
  const bool readable = hex ? print_frame(bytes_of_hex(input)) : print_stream(input);
  return readable ? 0 : 1;
}
