#include "kiosk/text/texts.h"

#include <array>
#include <fstream>
#include <iterator>

#include "kiosk/text/catalogue.h"
#include "kiosk/text/pseudo.h"

namespace tandem::kiosk {
namespace {

using calendar::Instant;
using calendar::Interval;
using calendar::Zone;
using platform::ErrorKind;
using platform::fail;
using platform::Result;

// Monday first, as in std::chrono::weekday::iso_encoding() - 1.
constexpr std::array kWeekdays{message("Monday"), message("Tuesday"),  message("Wednesday"), message("Thursday"),
                               message("Friday"), message("Saturday"), message("Sunday")};
constexpr std::array kShortWeekdays{message("Mon"), message("Tue"), message("Wed"), message("Thu"),
                                    message("Fri"), message("Sat"), message("Sun")};
constexpr std::array kMonths{message("January"),   message("February"), message("March"),    message("April"),
                             message("May"),       message("June"),     message("July"),     message("August"),
                             message("September"), message("October"),  message("November"), message("December")};
constexpr std::array kShortMonths{message("Jan"), message("Feb"), message("Mar"), message("Apr"),
                                  message("May"), message("Jun"), message("Jul"), message("Aug"),
                                  message("Sep"), message("Oct"), message("Nov"), message("Dec")};

std::string two_digits(long value) { return (value < 10 ? "0" : "") + std::to_string(value); }

class CatalogueTexts : public Texts {
 public:
  CatalogueTexts(std::string language, Catalogue catalogue)
      : language_(std::move(language)), catalogue_(std::move(catalogue)) {}

  const std::string& language() const override { return language_; }

  std::string tr(std::string_view text) const override {
    const std::string* found = catalogue_.find(text);
    return found != nullptr ? *found : std::string{text};
  }

  std::string tr_n(std::string_view one, std::string_view many, long n) const override {
    return fill(form(one, many, n), "n", std::to_string(n));
  }

  std::string time(Instant at, const Zone& zone) const override {
    const std::chrono::hh_mm_ss clock{zone.to_local(at).time_since_epoch() % std::chrono::days{1}};
    return two_digits(clock.hours().count()) + ":" + two_digits(clock.minutes().count());
  }

  std::string date(Instant at, const Zone& zone) const override { return date_of(at, zone, kWeekdays, kMonths); }
  std::string short_date(Instant at, const Zone& zone) const override {
    return date_of(at, zone, kShortWeekdays, kShortMonths);
  }

  std::string span(const Interval& when, const Zone& zone) const override {
    return fill(fill(tr("{start} – {end}"), "start", time(when.start, zone)), "end", time(when.end, zone));
  }

  std::string length(std::chrono::minutes length) const override {
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(length);
    const std::string h = std::to_string(hours.count()), rest = std::to_string((length - hours).count());
    if (hours.count() == 0) return fill(tr("{minutes} min"), "minutes", rest);
    if (length == hours) return fill(tr("{hours} h"), "hours", h);
    return fill(fill(tr("{hours} h {minutes} min"), "hours", h), "minutes", two_digits((length - hours).count()));
  }

  std::string floor(int floor) const override {
    if (floor == 0) return tr("Ground floor");
    if (floor == 1) return tr("Floor 1");
    if (floor == -1) return tr("Basement 1");
    if (floor < 0) return fill(tr("Basement {n}"), "n", std::to_string(-static_cast<long>(floor)));
    return fill(tr("Floor {n}"), "n", std::to_string(floor));
  }

  std::string short_floor(int floor) const override {
    if (floor == 0) return tr("Gnd");
    if (floor == 1) return tr("Fl. 1");
    if (floor < 0) return fill(tr("B {n}"), "n", std::to_string(-static_cast<long>(floor)));
    return fill(tr("Fl. {n}"), "n", std::to_string(floor));
  }

 protected:
  std::string form(std::string_view one, std::string_view many, long n) const {
    const std::string* found = catalogue_.find_plural(one, n);
    return found != nullptr ? *found : std::string{n == 1 ? one : many};
  }

 private:
  std::string date_of(Instant at, const Zone& zone, const std::array<std::string_view, 7>& weekdays,
                      const std::array<std::string_view, 12>& months) const {
    const calendar::LocalDate local = zone.date_of(at);
    const std::chrono::year_month_day day{local};
    const unsigned weekday = std::chrono::weekday{local}.iso_encoding() - 1;
    const unsigned number{day.day()}, month = unsigned{day.month()} - 1;
    // TRANSLATORS: "1" is the first day of a month: French writes it 1er.
    std::string text = fill(tr("{weekday} {day} {month}"), "day", number == 1 ? tr("1") : std::to_string(number));
    text = fill(std::move(text), "weekday", tr(weekdays.at(weekday)));
    return fill(std::move(text), "month", tr(months.at(month)));
  }

  std::string language_;
  Catalogue catalogue_;
};

class PseudoTexts final : public CatalogueTexts {
 public:
  PseudoTexts() : CatalogueTexts(std::string{kPseudoLocale}, Catalogue{}) {}

  std::string tr(std::string_view text) const override { return pseudo(text); }
  std::string tr_n(std::string_view one, std::string_view many, long n) const override {
    return fill(pseudo(form(one, many, n)), "n", std::to_string(n));
  }
};

// The whole file, or one byte more than parse() accepts.
Result<std::string> read_bounded(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorKind::NotFound, "no catalogue " + path.string());
  std::string bytes(kMaxCatalogueBytes + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

// "fr", "en", "pt_BR": it becomes part of a path.
bool is_language_name(const std::string& name) {
  constexpr std::size_t kLongest = 16;
  return !name.empty() && name.size() <= kLongest &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string::npos;
}

}  // namespace

std::string fill(std::string text, std::string_view name, std::string_view value) {
  const std::string place = "{" + std::string{name} + "}";
  for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size())) {
    text.replace(at, place.size(), value);
  }
  return text;
}

Result<std::shared_ptr<const Texts>> load_texts(const std::filesystem::path& directory, const std::string& language) {
  if (!is_language_name(language)) return fail(ErrorKind::Invalid, "not a language: " + language);
  if (language == kPseudoLocale) return std::make_shared<const PseudoTexts>();
  const std::filesystem::path path = directory / language / "tandem.mo";
  const auto bytes = read_bounded(path);
  if (!bytes) {
    if (language != "en") return tl::unexpected(bytes.error());
    return std::make_shared<const CatalogueTexts>(language, Catalogue{});
  }
  auto catalogue = Catalogue::parse(*bytes);
  if (!catalogue) return platform::fail_in(path.string(), catalogue.error());
  return std::make_shared<const CatalogueTexts>(language, std::move(*catalogue));
}

}  // namespace tandem::kiosk
