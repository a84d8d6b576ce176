#include "kiosk/screens/header/view_model.h"

#include <algorithm>

#include "kiosk/core/first_data.h"
#include "kiosk/core/reduce.h"
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

void add_identified(HeaderModel& model, const AppState& state, const Texts& texts) {
  if (!state.identified) return;
  const auto left = std::max(state.identified->expires - state.steady, platform::SteadyTime::duration{0});
  model.identified = true;
  model.sign_out_word = texts.tr("Done");
  model.seconds_left = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count());
  model.share_left = static_cast<float>(model.seconds_left) / static_cast<float>(kIdentifiedFor.count());
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
  add_identified(model, state, texts);
  return model;
}

}  // namespace tandem::kiosk
