#pragma once
// A configuration file in TOML, read key by key: each question names its key, its fallback and its limits, and finish()
// gives the first thing that is wrong, with file and line, a key that nobody asked for included. So a typing mistake
// never turns into a default in silence. One thread.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace tandem::platform {

// Larger than any configuration, smaller than any accident.
inline constexpr std::size_t kMaxConfigBytes = std::size_t{256} * 1024;

// What a number or a duration may be, both ends included.
template <class Value>
struct Limits {
  Value least;
  Value most;
};

class ConfigFile {
 public:
  // NotFound or Denied for the file, TooLarge over kMaxConfigBytes, Invalid with file and line when it is not TOML.
  [[nodiscard]] static Result<ConfigFile> load(const std::filesystem::path& file);
  // `file` names it in messages, and its folder is where relative paths begin.
  [[nodiscard]] static Result<ConfigFile> parse(std::string_view text, const std::filesystem::path& file);

  ConfigFile(ConfigFile&&) noexcept;
  ConfigFile& operator=(ConfigFile&&) noexcept;
  ~ConfigFile();

  // Keys are "name" or "section.name". Each gives the fallback when the key is absent, and also when it is wrong; what
  // is wrong comes out of finish().
  [[nodiscard]] std::string text(const std::string& key, const std::string& fallback);
  // Absent or empty is wrong; `why` says what it is for.
  [[nodiscard]] std::string required_text(const std::string& key, const std::string& why);
  [[nodiscard]] bool flag(const std::string& key, bool fallback);
  [[nodiscard]] std::int64_t number(const std::string& key, std::int64_t fallback, Limits<std::int64_t> limits);
  // "10 min", "30 s", "2 h", "7 days", or a whole number of seconds.
  [[nodiscard]] std::chrono::seconds duration(const std::string& key, std::chrono::seconds fallback,
                                              Limits<std::chrono::seconds> limits);
  // Relative to the file's own folder; empty when absent.
  [[nodiscard]] std::filesystem::path path(const std::string& key);
  // A list of texts; empty when absent.
  [[nodiscard]] std::vector<std::string> texts(const std::string& key);
  [[nodiscard]] bool has(const std::string& key) const;

  // For rules between keys ("certificate without key"): wrong at the key's line.
  void wrong(const std::string& key, const std::string& what);

  // After the last question. Invalid: "server.toml:12: listen.port: ...".
  [[nodiscard]] Status finish();

 private:
  struct Content;
  explicit ConfigFile(std::unique_ptr<Content> content);
  std::unique_ptr<Content> content_;
};

// "10 min" and its like; Invalid with what is allowed.
[[nodiscard]] Result<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace tandem::platform
