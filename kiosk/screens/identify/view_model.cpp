#include "kiosk/screens/identify/view_model.h"

#include "kiosk/core/reduce.h"

namespace tandem::kiosk {
namespace {

std::string lock_words(const AppState& state, const IdentifyScreen& screen, const Texts& texts) {
  const auto left = screen.locked_until.value_or(state.steady) - state.steady;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
  const std::string wait = texts.tr_n("{n} second", "{n} seconds", static_cast<long>(seconds));
  return fill(texts.tr("Too many wrong PINs. Try again in {time}, or use your badge."), "time", wait);
}

std::string problem_words(const AppState& state, const IdentifyScreen& screen, const Texts& texts) {
  switch (screen.problem) {
    case EntryProblem::None: return {};
    case EntryProblem::MoreLetters: return texts.tr("Go on with the letters of your name.");
    case EntryProblem::NotRecognised: return texts.tr("Name or PIN not recognised. Try again.");
    case EntryProblem::BadgeUnknown: return texts.tr("This badge is not known. Use your name and PIN.");
    case EntryProblem::Locked: return lock_words(state, screen, texts);
  }
  return {};
}

std::vector<std::string> keyboard_of(const std::string& language) {
  if (language == "fr") return {"AZERTYUIOP", "QSDFGHJKLM", "WXCVBN"};
  return {"QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"};
}

std::string instruction(EntryStep step, const Texts& texts) {
  switch (step) {
    case EntryStep::Letters: return texts.tr("Type the first three letters of your name");
    case EntryStep::Pin: return texts.tr("Enter your PIN");
    case EntryStep::Checking: return texts.tr("Checking…");
  }
  return {};
}

}  // namespace

IdentifyModel identify_model(const AppState& state, const IdentifyScreen& screen, const Texts& texts) {
  IdentifyModel model;
  model.step = screen.step;
  model.title = texts.tr("Who are you?");
  model.badge_hint = texts.tr("Hold your badge to the reader");
  model.instruction = instruction(screen.step, texts);
  model.problem = problem_words(state, screen, texts);
  model.letters = screen.letters;
  model.pin_digits = static_cast<int>(screen.pin.size());
  model.pin_words = texts.tr_n("{n} digit", "{n} digits", model.pin_digits);
  model.keys_enabled = screen.step != EntryStep::Checking && screen.problem != EntryProblem::Locked;
  model.can_confirm = model.keys_enabled &&
                      (screen.step == EntryStep::Letters ? !screen.letters.empty() : model.pin_digits >= kPinMinLength);
  model.confirm_word = texts.tr("OK");
  model.erase_word = texts.tr("Erase");
  model.keyboard = keyboard_of(state.language);
  return model;
}

}  // namespace tandem::kiosk
