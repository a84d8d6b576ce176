// The bytes of released versions, kept as hex files. A device of any of them has to be understood for ever, and today's
// version has to write the same bytes. TANDEM_WRITE_GOLDEN=1 writes the files of the current version.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "sync/protocol/codec.h"
#include "tests/sync/protocol/samples.h"

namespace tandem::sync::test {
namespace {

struct Released {
  std::string version;
  std::vector<std::pair<std::string, Message>> messages;
};

std::vector<Released> all_released() {
  return {{"v1", sample_messages()}, {"v2", sample_messages_of_2()}, {"v3", sample_messages_of_3()}};
}

std::string path_of(const Released& released, const std::string& name) {
  return std::string{TANDEM_SOURCE_DIR} + "/tests/golden/protocol/" + released.version + "/" + name + ".hex";
}

constexpr std::size_t kBytesOfLine = 32;

std::string hex_of(const std::string& bytes) {
  constexpr const char* digits = "0123456789abcdef";
  std::string hex;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
    if (i % kBytesOfLine == kBytesOfLine - 1 || i + 1 == bytes.size()) hex += '\n';
  }
  return hex;
}

std::string bytes_of(const std::string& hex) {
  std::string bytes;
  std::string pair;
  for (const char digit : hex) {
    if (digit == '\n') continue;
    pair += digit;
    if (pair.size() < 2) continue;
    bytes += static_cast<char>(std::stoi(pair, nullptr, 16));
    pair.clear();
  }
  return bytes;
}

std::string read_file(const std::string& path) {
  std::ifstream file{path};
  return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(GoldenBytes, OfEveryVersionAreWrittenTheSame) {
  for (const Released& released : all_released()) {
    for (const auto& [name, message] : released.messages) {
      const std::string path = path_of(released, name);
      if (std::getenv("TANDEM_WRITE_GOLDEN") != nullptr) std::ofstream{path} << hex_of(encode(message));
      EXPECT_EQ(hex_of(encode(message)), read_file(path)) << path;
    }
  }
}

TEST(GoldenBytes, OfEveryVersionAreUnderstood) {
  for (const Released& released : all_released()) {
    for (const auto& [name, message] : released.messages) {
      const platform::Result<Message> read = decode(bytes_of(read_file(path_of(released, name))));
      ASSERT_TRUE(read) << name << ": " << read.error().message;
      EXPECT_EQ(*read, message) << released.version << " " << name;
    }
  }
}

}  // namespace
}  // namespace tandem::sync::test
