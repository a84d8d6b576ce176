#pragma once
// The screen of a kiosk that an administrator has to let in: a code to type, two fingerprints to compare, both as a QR
// code too, and how it stands. Nobody's data is on it. Pure.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

enum class SetUpTone : std::uint8_t { Busy, Good, Bad };

struct SetUpModel {
  std::string title;
  std::string advice;
  SetUpTone tone{SetUpTone::Busy};
  std::string status;  // "Waiting for the administrator"
  std::string code;    // empty: none is shown
  std::string code_word;
  std::string minutes_left;
  std::string device_word;
  std::vector<std::string> device_fingerprint;  // two lines, empty until known
  std::string server_word;
  std::vector<std::string> server_fingerprint;
  std::string server;         // HOST:PORT
  std::string qr;             // empty: none
  std::string qr_word;        // what it is, for who cannot see it
  std::string new_code_word;  // empty: nothing to tap
};

[[nodiscard]] SetUpModel set_up_model(const SetUp& set_up, platform::SteadyTime now, const Texts& texts);

}  // namespace tandem::kiosk
