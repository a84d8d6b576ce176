#include "kiosk/screens/header/view_model.h"

#include <algorithm>

#include "kiosk/core/first_data.h"
#include "kiosk/core/timeouts.h"
#include "kiosk/core/turn.h"

namespace tandem::kiosk {
namespace {

std::string age_words(const AppState& state, const Texts& texts) {
  const auto heard = state.snapshot->last_heard;
  if (!heard) return texts.tr("no data yet");
  const bool fresh = state.snapshot->link == sync::LinkState::Online && state.now - *heard <= kUpToDateFor;
  if (fresh) return texts.tr("up to date");
  const calendar::Zone zone = screen_zone(state);
  const bool today = zone.date_of(*heard) == zone.date_of(state.now);
  const std::string when = today ? texts.time(*heard, zone) : texts.short_date(*heard, zone);
  return fill(texts.tr("data from {time}"), "time", when);
}

void add_link(HeaderModel& model, const AppState& state, const Texts& texts) {
  model.age = age_words(state, texts);
  switch (state.snapshot->link) {
    case sync::LinkState::Online: model.link_word = texts.tr("Online"); return;
    case sync::LinkState::Connecting:
      model.link = LinkLook::Busy;
      model.link_word = texts.tr("Connecting");
      return;
    case sync::LinkState::Offline:
      model.link = LinkLook::Broken;
      model.link_word = texts.tr("Offline");
      return;
    case sync::LinkState::Denied:
      model.link = LinkLook::Broken;
      model.link_word = texts.tr("Not connected: call the facilities team");
      return;
  }
}

// Identified people see the seconds go all the time; else they come with the warning.
void add_countdown(HeaderModel& model, const AppState& state, const Texts& texts) {
  const auto timeout = timeout_of(state);
  if (!timeout) return;
  model.identified = state.identified.has_value();
  if (model.identified)
    model.sign_out_word = texts.tr("Done");
  else if (timeout->warns(state.steady) && !is_home(state))
    model.stay_word = texts.tr("Stay");
  const auto left = timeout->left(state.steady);
  model.seconds_left = static_cast<int>(left.count());
  model.share_left = static_cast<float>(left.count()) / static_cast<float>(timeout->whole.count());
}

}  // namespace

HeaderModel header_model(const AppState& state, const Texts& texts) {
  const calendar::Zone zone = screen_zone(state);
  HeaderModel model;
  model.time = texts.time(state.now, zone);
  model.date = texts.date(state.now, zone);
  for (const char* code : {"fr", "en"})
    model.languages.push_back({code, code == std::string{"fr"} ? "FR" : "EN", state.language == code,
                               code == std::string{"fr"} ? "Français" : "English"});
  model.display_word = texts.tr("Display");
  model.can_go_back = !is_home(state);
  model.back_word = texts.tr("Back");
  add_link(model, state, texts);
  add_countdown(model, state, texts);
  return model;
}

}  // namespace tandem::kiosk
