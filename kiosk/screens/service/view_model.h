#pragma once
// What the administrator of a kiosk sees behind the service PIN: the connection, what waits, how old the truth is, the
// machine, the end of the log. Ids and figures, nobody's name.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/screens/identify/view_model.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

enum class ServiceTone : std::uint8_t { Plain, Good, Mind };

struct ServiceRow {
  std::string label;
  std::string value;
  ServiceTone tone{ServiceTone::Plain};
};

struct ServiceModel {
  std::string title;
  std::optional<IdentifyModel> pin;  // then it is all there is
  std::string no_pin;                // said when the configuration holds none: then nothing else is shown
  std::vector<ServiceRow> rows;
  std::string log_title;
  std::vector<std::string> log;  // newest last
  std::string brightness_word;
  std::optional<int> brightness;  // per cent; absent: it cannot be set, and the row says so
  std::string darker_word;
  std::string brighter_word;
  std::string restart_word;
  bool restart_asked{false};  // the next tap does it
};

[[nodiscard]] ServiceModel service_model(const AppState& state, const ServiceScreen& screen, const Texts& texts);

}  // namespace tandem::kiosk
