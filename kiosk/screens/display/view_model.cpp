#include "kiosk/screens/display/view_model.h"

#include "kiosk/core/first_data.h"

namespace tandem::kiosk {

DisplayModel display_model(const AppState& state, const Texts& texts) {
  const Display now = display_of(state);
  DisplayModel model;
  model.title = texts.tr("Display");
  model.hint = texts.tr("For you, as long as you are here");
  model.language_title = texts.tr("Language");
  model.languages = {{"fr", "Français", state.language == "fr"}, {"en", "English", state.language == "en"}};
  model.text_title = texts.tr("Size of the text");
  for (const int percent : kTextSizes)
    model.text_sizes.push_back(
        {percent, fill(texts.tr("{n}%"), "n", std::to_string(percent)), now.text_percent == percent});
  model.look_title = texts.tr("Colours");
  model.looks = {{Look::Light, texts.tr("Light"), now.look == Look::Light},
                 {Look::Dark, texts.tr("Dark"), now.look == Look::Dark},
                 {Look::HighContrast, texts.tr("High contrast"), now.look == Look::HighContrast}};
  model.reach_title = texts.tr("Height of the keys");
  model.reaches = {{false, texts.tr("Whole screen"), !now.low_reach}, {true, texts.tr("Lower half"), now.low_reach}};
  model.usual_word = texts.tr("As before");
  model.unusual = state.display_wishes != DisplayWishes{};
  model.close_word = texts.tr("Close");
  return model;
}

}  // namespace tandem::kiosk
