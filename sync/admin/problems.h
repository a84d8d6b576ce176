#pragma once
// What is wrong with the files of an import, each with its place and what to do. All are collected, so that a person
// repairs a file once; nothing is imported while there is one. Values of badge and PIN columns never go in.

#include <cstddef>
#include <string>
#include <vector>

namespace tandem::sync {

inline constexpr std::size_t kMaxProblems = 50;

// `row` counts lines of the file from 1, 0 is the whole file; `column` is the header's name, empty for the whole row.
struct Problem {
  std::string file;
  std::size_t row{0};
  std::string column;
  std::string message;
  bool operator==(const Problem&) const = default;
};

// "people.csv:12:pin: use 4 to 8 digits"
[[nodiscard]] std::string text_of(const Problem& problem);

class Problems {
 public:
  void add(Problem problem);
  [[nodiscard]] bool none() const { return total_ == 0; }
  // The first kMaxProblems of them, in the order found.
  [[nodiscard]] const std::vector<Problem>& kept() const { return kept_; }
  [[nodiscard]] std::size_t total() const { return total_; }

 private:
  std::vector<Problem> kept_;
  std::size_t total_{0};
};

}  // namespace tandem::sync
