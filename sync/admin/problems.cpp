#include "sync/admin/problems.h"

#include <utility>

namespace tandem::sync {

std::string text_of(const Problem& problem) {
  std::string place = problem.file;
  if (problem.row > 0) place += ":" + std::to_string(problem.row);
  if (!problem.column.empty()) place += ":" + problem.column;
  return place + ": " + problem.message;
}

void Problems::add(Problem problem) {
  ++total_;
  if (kept_.size() < kMaxProblems) kept_.push_back(std::move(problem));
}

}  // namespace tandem::sync
