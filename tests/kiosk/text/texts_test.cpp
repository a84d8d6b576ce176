#include "kiosk/text/texts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace tandem::kiosk {
namespace {

using calendar::Instant;
using calendar::Interval;
using calendar::Zone;
using std::chrono::hours;
using std::chrono::minutes;

const std::filesystem::path kCatalogues = std::filesystem::path{TANDEM_BINARY_DIR} / "share/locale";

std::shared_ptr<const Texts> texts(const std::string& language) {
  auto loaded = load_texts(kCatalogues, language);
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

Instant at(int year, unsigned month, unsigned day, int hour, int minute) {
  using namespace std::chrono;
  return sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} +
         std::chrono::hours{hour} + std::chrono::minutes{minute};
}

const Zone kParis = *Zone::locate("Europe/Paris");
const Instant kMonday = at(2026, 11, 23, 13, 30);  // 14:30 in Paris

TEST(Texts, TimesAreTwentyFourHourInBothLanguages) {
  EXPECT_EQ(texts("fr")->time(kMonday, kParis), "14:30");
  EXPECT_EQ(texts("en")->time(at(2026, 7, 1, 6, 5), kParis), "08:05");
}

TEST(Texts, DatesAreWrittenAsEachLanguageWritesThem) {
  EXPECT_EQ(texts("fr")->date(kMonday, kParis), "lundi 23 novembre");
  EXPECT_EQ(texts("en")->date(kMonday, kParis), "Monday 23 November");
  EXPECT_EQ(texts("fr")->short_date(kMonday, kParis), "lun. 23 nov.");
  EXPECT_EQ(texts("en")->short_date(kMonday, kParis), "Mon 23 Nov");
}

TEST(Texts, TheFirstOfAMonthIsOrdinalInFrench) {
  EXPECT_EQ(texts("fr")->date(at(2026, 12, 1, 9, 0), kParis), "mardi 1er décembre");
  EXPECT_EQ(texts("en")->date(at(2026, 12, 1, 9, 0), kParis), "Tuesday 1 December");
}

TEST(Texts, TheDayIsTheOneOfTheZone) {
  EXPECT_EQ(texts("en")->date(at(2026, 11, 23, 23, 30), kParis), "Tuesday 24 November");
}

TEST(Texts, ASpanHasAnEnDash) {
  EXPECT_EQ(texts("fr")->span(Interval{kMonday, kMonday + hours{1}}, kParis), "14:30 – 15:30");
}

TEST(Texts, LengthsKeepNumberAndUnitTogether) {
  EXPECT_EQ(texts("fr")->length(minutes{90}), "1\u00a0h\u00a030");
  EXPECT_EQ(texts("en")->length(minutes{90}), "1\u00a0h\u00a030\u00a0min");
  EXPECT_EQ(texts("fr")->length(minutes{65}), "1\u00a0h\u00a005");
  EXPECT_EQ(texts("fr")->length(minutes{120}), "2\u00a0h");
  EXPECT_EQ(texts("en")->length(minutes{45}), "45\u00a0min");
}

TEST(Texts, FloorsAreNamed) {
  EXPECT_EQ(texts("fr")->floor(0), "Rez-de-chaussée");
  EXPECT_EQ(texts("fr")->floor(1), "1er étage");
  EXPECT_EQ(texts("fr")->floor(2), "2e étage");
  EXPECT_EQ(texts("fr")->floor(-2), "2e sous-sol");
  EXPECT_EQ(texts("en")->floor(0), "Ground floor");
  EXPECT_EQ(texts("en")->floor(3), "Floor 3");
}

TEST(Texts, FloorsHaveShortNamesForNarrowColumns) {
  EXPECT_EQ(texts("fr")->short_floor(0), "RDC");
  EXPECT_EQ(texts("fr")->short_floor(1), "1er ét.");
  EXPECT_EQ(texts("fr")->short_floor(2), "2e ét.");
  EXPECT_EQ(texts("en")->short_floor(-1), "B 1");
  EXPECT_EQ(texts("en")->short_floor(3), "Fl. 3");
}

TEST(Texts, AnUnknownMessageIsItsEnglishText) { EXPECT_EQ(texts("fr")->tr("No such message"), "No such message"); }

TEST(Texts, PluralsWithoutCatalogueAreEnglish) {
  EXPECT_EQ(texts("en")->tr_n("{n} thing", "{n} things", 1), "1 thing");
  EXPECT_EQ(texts("en")->tr_n("{n} thing", "{n} things", 0), "0 things");
}

TEST(Fill, ReplacesEveryPlaceOnce) {
  EXPECT_EQ(fill("{a} and {a} but {b}", "a", "{a}"), "{a} and {a} but {b}");
  EXPECT_EQ(fill("until {time}", "time", "15:00"), "until 15:00");
}

TEST(LoadTexts, EnglishNeedsNoCatalogue) {
  const auto loaded = load_texts("/nonexistent", "en");
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ((*loaded)->language(), "en");
}

TEST(LoadTexts, AMissingLanguageIsNotFound) {
  const auto loaded = load_texts(kCatalogues, "de");
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().kind, platform::ErrorKind::NotFound);
}

TEST(LoadTexts, ALanguageCannotLeaveTheDirectory) {
  const auto loaded = load_texts(kCatalogues, "../locale/fr");
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().kind, platform::ErrorKind::Invalid);
}

TEST(LoadTexts, ADamagedCatalogueIsCorruptAndNamed) {
  const auto directory = std::filesystem::temp_directory_path() / "tandem_texts_test";
  std::filesystem::create_directories(directory / "fr");
  std::ofstream(directory / "fr/tandem.mo") << "not a catalogue at all, but long enough";
  const auto loaded = load_texts(directory, "fr");
  std::filesystem::remove_all(directory);
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().kind, platform::ErrorKind::Corrupt);
  EXPECT_NE(loaded.error().message.find("tandem.mo"), std::string::npos);
}

}  // namespace
}  // namespace tandem::kiosk
