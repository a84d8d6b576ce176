#pragma once
// The words on the screens. Catalogues are gettext's (.po in po/, compiled to .mo beside the program); a message is
// named by its English text. Dates, times and lengths are written as each language writes them. Immutable after load;
// any thread; no global locale is touched, so two languages can be used side by side.

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/time/instant.h"
#include "calendar/time/zone.h"
#include "platform/base/result.h"

namespace tandem::kiosk {

class Texts {
 public:
  virtual ~Texts() = default;
  [[nodiscard]] virtual const std::string& language() const = 0;  // "fr"

  // The message in this language; the English text itself when the catalogue has none.
  [[nodiscard]] virtual std::string tr(std::string_view message) const = 0;
  // Plural by the catalogue's rule; "{n}" in the result is replaced by the number.
  [[nodiscard]] virtual std::string tr_n(std::string_view one, std::string_view many, long n) const = 0;

  // "14:30" / "14:30"; "lundi 23 novembre" / "Monday 23 November"; "14:30 – 15:30"; "1 h 30" / "1 h 30 min".
  [[nodiscard]] virtual std::string time(calendar::Instant at, const calendar::Zone& zone) const = 0;
  [[nodiscard]] virtual std::string date(calendar::Instant at, const calendar::Zone& zone) const = 0;
  [[nodiscard]] virtual std::string short_date(calendar::Instant at, const calendar::Zone& zone) const = 0;
  [[nodiscard]] virtual std::string span(const calendar::Interval& when, const calendar::Zone& zone) const = 0;
  [[nodiscard]] virtual std::string length(std::chrono::minutes length) const = 0;
  // "2e étage" / "Floor 2"; floor 0 is "Rez-de-chaussée" / "Ground floor".
  [[nodiscard]] virtual std::string floor(int floor) const = 0;
  // For narrow columns: "2e ét." / "Fl. 2"; "RDC" / "Gnd"; "SS 1" / "B 1".
  [[nodiscard]] virtual std::string short_floor(int floor) const = 0;
};

// Marks a message that waits in a table to be translated later, so that the catalogues' tools find it:
// {RefusalReason::RoomTaken, message("This room is already taken")} … tr(entry.text).
[[nodiscard]] constexpr std::string_view message(std::string_view text) { return text; }

// Replaces "{name}" by `value`: fill(tr("Free until {time}"), "time", "15:00").
[[nodiscard]] std::string fill(std::string text, std::string_view name, std::string_view value);

// English needs no catalogue, nor does the pseudo-locale (pseudo.h). NotFound when `directory` has no <language>/tandem.mo.
[[nodiscard]] platform::Result<std::shared_ptr<const Texts>> load_texts(const std::filesystem::path& directory,
                                                                        const std::string& language);

}  // namespace tandem::kiosk
