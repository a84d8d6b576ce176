#pragma once
// What was found to be untrue in a simulated day. Kept as words, so that a run can be judged by a test, by the soak or
// by the proof that a seeded bug is found.

#include <string>
#include <vector>

namespace tandem::tests {

class Violations {
 public:
  // Notes `words` unless `holds`; returns `holds`. Only the first few are kept.
  bool expect(bool holds, const std::string& words) {
    if (!holds && found_.size() < kKept) found_.push_back(words);
    return holds;
  }
  [[nodiscard]] bool none() const { return found_.empty(); }
  [[nodiscard]] std::string text() const {
    std::string all;
    for (const auto& words : found_) all += "  " + words + "\n";
    return all;
  }

 private:
  static constexpr std::size_t kKept = 8;
  std::vector<std::string> found_;
};

}  // namespace tandem::tests
