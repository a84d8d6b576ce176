#include "sync/enrolment/enrolment_code.h"

#include <algorithm>
#include <cctype>

namespace tandem::sync {
namespace {

constexpr std::size_t kGroup = 4;
constexpr std::size_t kShownDigits = 32;

char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

}  // namespace

std::string make_code(platform::Random& random) {
  static_assert(kCodeAlphabet.size() == 32, "so that every character is equally likely");
  std::string code;
  while (code.size() < kCodeLength) code.push_back(kCodeAlphabet[random.below(kCodeAlphabet.size())]);
  return code;
}

std::optional<std::string> code_of(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (kCodeAlphabet.find(upper(c)) == std::string_view::npos || code.size() == kCodeLength) return std::nullopt;
    code.push_back(upper(c));
  }
  if (code.size() != kCodeLength) return std::nullopt;
  return code;
}

std::string shown_code(const std::string& code) { return code.substr(0, kGroup) + "-" + code.substr(kGroup); }

std::string shown_fingerprint(const std::string& hex) {
  std::string shown;
  for (std::size_t i = 0; i < std::min(hex.size(), kShownDigits); ++i) {
    if (i != 0 && i % kGroup == 0) shown.push_back(' ');
    shown.push_back(upper(hex[i]));
  }
  return shown;
}

}  // namespace tandem::sync
