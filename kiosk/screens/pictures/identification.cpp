#include "kiosk/core/name_letters.h"
#include "kiosk/core/timeouts.h"
#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {

void add_identification_pictures(Album& album) {
  const calendar::Pair* pair = pair_with_badges(album.world());
  const calendar::Person* person = pair != nullptr ? find(album.world(), pair->mentor) : nullptr;
  if (person == nullptr) return;
  Loopback kiosk = album.start();
  kiosk.tap(IdentifyTapped{});
  const std::string letters = letters_of(person->family_name).substr(0, kNameLetters);
  for (const char letter : letters) {
    if (letter == letters.back()) album.keep("identify_letters", kiosk);
    kiosk.tap(LetterTapped{std::string(1, letter)});
  }
  kiosk.tap(DigitTapped{'1'}).tap(DigitTapped{'2'});
  album.keep("identify_pin", kiosk);
  Loopback closing = kiosk;
  const auto nearly = kEntryIdle - kTimeoutWarning + std::chrono::seconds{3};
  closing.tap(ClockTicked{closing.state().device_wall + nearly, closing.state().steady + nearly});
  album.keep("identify_closing", closing);
  for (int i = 0; i < kPinTries; ++i) {
    for (int digit = 0; digit < kPinMinLength; ++digit) kiosk.tap(DigitTapped{'9'});
    kiosk.tap(EntryConfirmed{});
    if (i == 0) album.keep("identify_wrong", kiosk);
  }
  album.keep("identify_locked", kiosk);
}

}  // namespace tandem::kiosk
