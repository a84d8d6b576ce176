#include "kiosk/text/catalogue.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tandem::kiosk {
namespace {

using platform::ErrorKind;

void append_word(std::string& bytes, std::size_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>((value >> shift) & 0xffU));
}

// Header, table of originals, table of translations, then the strings.
std::string mo_file(const std::vector<std::pair<std::string, std::string>>& messages) {
  const std::size_t tables = 28, count = messages.size();
  std::string bytes, strings;
  for (const std::size_t word :
       {std::size_t{0x950412de}, std::size_t{0}, count, tables, tables + 8 * count, std::size_t{0}, std::size_t{0}}) {
    append_word(bytes, word);
  }
  const auto add_table = [&](auto text_of) {
    for (const auto& entry : messages) {
      append_word(bytes, text_of(entry).size());
      append_word(bytes, tables + 16 * count + strings.size());
      strings += text_of(entry) + '\0';
    }
  };
  add_table([](const auto& entry) { return entry.first; });
  add_table([](const auto& entry) { return entry.second; });
  return bytes + strings;
}

const std::string kFrenchHeader = "Language: fr\nPlural-Forms: nplurals=2; plural=(n > 1);\n";

TEST(Catalogue, FindsWhatItHolds) {
  const auto catalogue = Catalogue::parse(mo_file({{"", kFrenchHeader}, {"Room", "Salle"}}));
  ASSERT_TRUE(catalogue.has_value());
  ASSERT_NE(catalogue->find("Room"), nullptr);
  EXPECT_EQ(*catalogue->find("Room"), "Salle");
  EXPECT_EQ(catalogue->find("Floor"), nullptr);
}

TEST(Catalogue, FrenchZeroIsSingular) {
  const std::string one("a seat\0{n} seats", 16), forms("une place\0{n} places", 20);
  const auto catalogue = Catalogue::parse(mo_file({{"", kFrenchHeader}, {one, forms}}));
  ASSERT_TRUE(catalogue.has_value());
  EXPECT_EQ(*catalogue->find_plural("a seat", 0), "une place");
  EXPECT_EQ(*catalogue->find_plural("a seat", 2), "{n} places");
}

TEST(Catalogue, MissingPluralFormFallsBackToTheLastOne) {
  const auto catalogue = Catalogue::parse(mo_file({{"", kFrenchHeader}, {"a seat", "une place"}}));
  ASSERT_TRUE(catalogue.has_value());
  EXPECT_EQ(*catalogue->find_plural("a seat", 5), "une place");
}

TEST(Catalogue, WithoutHeaderPluralsAreEnglish) {
  const Catalogue catalogue;
  EXPECT_EQ(catalogue.plural_form(0), 1U);
  EXPECT_EQ(catalogue.plural_form(1), 0U);
}

TEST(Catalogue, UnknownPluralRuleIsInvalid) {
  const auto catalogue = Catalogue::parse(mo_file({{"", "Plural-Forms: nplurals=3; plural=n%10;\n"}}));
  ASSERT_FALSE(catalogue.has_value());
  EXPECT_EQ(catalogue.error().kind, ErrorKind::Invalid);
}

TEST(Catalogue, GarbageIsCorrupt) {
  for (const std::string bytes : {"", "\xde\x12\x04\x95", "<!DOCTYPE html><html><body>404</body></html>"}) {
    const auto catalogue = Catalogue::parse(bytes);
    ASSERT_FALSE(catalogue.has_value()) << bytes;
    EXPECT_EQ(catalogue.error().kind, ErrorKind::Corrupt);
  }
}

TEST(Catalogue, EveryTruncationIsCorrupt) {
  const std::string whole = mo_file({{"", kFrenchHeader}, {"Room", "Salle"}});
  // The last byte is the NUL after the last string, which nothing points at.
  for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
    EXPECT_FALSE(Catalogue::parse(whole.substr(0, size)).has_value()) << size;
  }
}

TEST(Catalogue, AnyByteMayBeWrongWithoutReadingOutside) {
  const std::string whole = mo_file({{"", kFrenchHeader}, {"Room", "Salle"}});
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(0xff);
    (void)Catalogue::parse(damaged);  // the sanitizers judge
  }
}

TEST(Catalogue, TooManyMessagesAreTooLarge) {
  std::string bytes;
  for (const std::size_t word :
       {std::size_t{0x950412de}, std::size_t{0}, kMaxCatalogueMessages + 1, std::size_t{28}, std::size_t{28}}) {
    append_word(bytes, word);
  }
  const auto catalogue = Catalogue::parse(bytes);
  ASSERT_FALSE(catalogue.has_value());
  EXPECT_EQ(catalogue.error().kind, ErrorKind::TooLarge);
}

}  // namespace
}  // namespace tandem::kiosk
