#pragma once
// The file of a LedClock, gone with the test.

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "platform/base/led_clock.h"

namespace tandem::platform::test {

class LedFile {
 public:
  explicit LedFile(LedTime time = {}) {
    std::string name = (std::filesystem::temp_directory_path() / "tandem-clock-XXXXXX").string();
    ::close(::mkstemp(name.data()));
    path_ = name;
    std::ofstream file(path_, std::ios::binary);
    file.write(reinterpret_cast<const char*>(&time), sizeof time);
  }
  LedFile(const LedFile&) = delete;
  LedFile& operator=(const LedFile&) = delete;
  ~LedFile() { std::filesystem::remove(path_); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tandem::platform::test
