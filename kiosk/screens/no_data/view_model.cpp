#include "kiosk/screens/no_data/view_model.h"

#include "kiosk/core/first_data.h"

namespace tandem::kiosk {

std::optional<NoDataModel> no_data_model(const AppState& state, const Texts& texts) {
  if (has_data(state)) return std::nullopt;
  const std::string waiting = texts.tr("Waiting for the server");
  switch (state.snapshot->link) {
    case sync::LinkState::Offline:
      return NoDataModel{false, waiting,
                         texts.tr("The server cannot be reached; the kiosk keeps trying. If this lasts, call the "
                                  "facilities team.")};
    case sync::LinkState::Connecting:
      return NoDataModel{false, waiting, texts.tr("Rooms and sessions appear as soon as they have been received.")};
    case sync::LinkState::Online:
      return NoDataModel{true, waiting, texts.tr("The server knows no site yet: call the facilities team.")};
    case sync::LinkState::Denied: break;
  }
  return NoDataModel{true, texts.tr("This kiosk is not authorised"),
                     texts.tr("The server does not let it in: call the facilities team.")};
}

NoDataModel unknown_room_model(const calendar::RoomId& room, const Texts& texts) {
  const std::string words = texts.tr("Room {room} is not among the rooms of this site: call the facilities team.");
  return {true, texts.tr("Unknown room"), fill(words, "room", room.text())};
}

}  // namespace tandem::kiosk
