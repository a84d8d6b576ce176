#include "kiosk/text/catalogue.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace tandem::kiosk {
namespace {

using platform::ErrorKind;
using platform::fail;
using platform::Result;

constexpr std::uint32_t kMagic = 0x950412de;

// The rules of the languages we ship, spelled as in the headers that gettext's tools write, without spaces and
// brackets.
struct PluralRule {
  std::string_view expression;
  std::size_t (*form)(long n);
};
constexpr std::array kPluralRules{
    PluralRule{"nplurals=2;plural=n!=1;", [](long n) -> std::size_t { return n != 1 ? 1 : 0; }},
    PluralRule{"nplurals=2;plural=n>1;", [](long n) -> std::size_t { return n > 1 ? 1 : 0; }},
    PluralRule{"nplurals=1;plural=0;", [](long) -> std::size_t { return 0; }},
};

std::optional<std::uint32_t> word_at(std::string_view bytes, std::size_t offset) {
  if (offset > bytes.size() || bytes.size() - offset < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = (value << 8U) | static_cast<unsigned char>(bytes[offset + i]);
  return value;
}

// Entry `index` of the table of {length, offset} pairs that starts at `table`.
std::optional<std::string_view> string_at(std::string_view bytes, std::size_t table, std::size_t index) {
  const auto length = word_at(bytes, table + 8 * index);
  const auto offset = word_at(bytes, table + 8 * index + 4);
  if (!length || !offset || *offset > bytes.size() || bytes.size() - *offset < *length) return std::nullopt;
  return bytes.substr(*offset, *length);
}

// Plural forms are separated by NUL.
std::vector<std::string> split_forms(std::string_view text) {
  std::vector<std::string> forms;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find('\0', begin);
    forms.emplace_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return forms;
    begin = end + 1;
  }
}

Result<std::size_t (*)(long)> plural_rule_of(std::string_view header) {
  constexpr std::string_view kField = "Plural-Forms:";
  const std::size_t field = header.find(kField);
  if (field == std::string_view::npos) return kPluralRules.front().form;
  const std::string_view rest = header.substr(field + kField.size());
  std::string rule{rest.substr(0, rest.find('\n'))};
  std::erase_if(rule, [](char c) { return c == ' ' || c == '(' || c == ')'; });
  const auto known = std::ranges::find(kPluralRules, rule, &PluralRule::expression);
  if (known == kPluralRules.end()) return fail(ErrorKind::Invalid, "unknown plural rule: " + rule);
  return known->form;
}

}  // namespace

Result<Catalogue> Catalogue::parse(std::string_view bytes) {
  if (bytes.size() > kMaxCatalogueBytes) return fail(ErrorKind::TooLarge, "catalogue over 4 MiB");
  const auto magic = word_at(bytes, 0), revision = word_at(bytes, 4), count = word_at(bytes, 8);
  const auto originals = word_at(bytes, 12), translations = word_at(bytes, 16);
  if (!translations || *magic != kMagic || *revision != 0) return fail(ErrorKind::Corrupt, "not a .mo catalogue");
  if (*count > kMaxCatalogueMessages) return fail(ErrorKind::TooLarge, "catalogue with too many messages");

  Catalogue catalogue;
  catalogue.plural_ = kPluralRules.front().form;
  for (std::size_t i = 0; i < *count; ++i) {
    const auto original = string_at(bytes, *originals, i), translation = string_at(bytes, *translations, i);
    if (!original || !translation) return fail(ErrorKind::Corrupt, "catalogue points outside itself");
    if (original->empty()) {
      const auto rule = plural_rule_of(*translation);
      if (!rule) return tl::unexpected(rule.error());
      catalogue.plural_ = *rule;
      continue;
    }
    catalogue.forms_.insert_or_assign(std::string{original->substr(0, original->find('\0'))},
                                      split_forms(*translation));
  }
  return catalogue;
}

const std::string* Catalogue::find(std::string_view message) const {
  const auto at = forms_.find(std::string{message});
  return at == forms_.end() ? nullptr : &at->second.front();
}

const std::string* Catalogue::find_plural(std::string_view one, long n) const {
  const auto at = forms_.find(std::string{one});
  if (at == forms_.end()) return nullptr;
  return &at->second[std::min(plural_form(n), at->second.size() - 1)];
}

std::size_t Catalogue::plural_form(long n) const { return plural_ != nullptr ? plural_(n) : (n == 1 ? 0 : 1); }

}  // namespace tandem::kiosk
