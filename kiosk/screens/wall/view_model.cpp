#include "kiosk/screens/wall/view_model.h"

#include "kiosk/core/door_leases.h"
#include "kiosk/core/first_data.h"
#include "kiosk/core/programme_figures.h"

namespace tandem::kiosk {
namespace {

using std::chrono::minutes;

void add_figures(WallModel& model, const ProgrammeFigures& figures, const Texts& texts) {
  if (figures.sessions && figures.sessions->held > 0) {
    const int held = figures.sessions->held;
    model.figures.push_back({std::to_string(held) + (figures.sessions->at_least ? "+" : ""),
                             texts.tr_n("session this month", "sessions this month", held)});
  }
  if (figures.departments_linked) {
    const int linked = *figures.departments_linked;
    model.figures.push_back({std::to_string(linked), texts.tr_n("department linked", "departments linked", linked)});
  }
}

void add_topics(WallModel& model, const calendar::World& world, const ProgrammeFigures& figures, const Texts& texts) {
  for (const auto& id : figures.top_topics) {
    const calendar::Topic& topic = world.topics.at(id);
    model.topics.push_back(texts.language() == "fr" ? topic.name_fr : topic.name_en);
  }
  if (!model.topics.empty()) model.topics_title = texts.tr("Most chosen topics");
}

bool is_closed(const AppState& state) {
  const calendar::Interval moment{state.now, state.now + minutes{1}};
  return state.snapshot->world->site.opening_hours.open_within(moment, screen_zone(state)).empty();
}

}  // namespace

WallModel wall_model(const AppState& state, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Zone zone = screen_zone(state);
  WallModel model;
  model.time = texts.time(state.now, zone);
  model.date = texts.date(state.now, zone);
  model.site = world.site.name;
  const ProgrammeFigures figures = programme_figures(world, state.now);
  add_figures(model, figures, texts);
  add_topics(model, world, figures, texts);
  model.hint = texts.tr("Touch the screen or hold up your badge");
  const auto heard = state.snapshot->last_heard;
  if (is_cut_off(state))
    model.offline =
        heard ? fill(texts.tr("Offline since {time}"), "time", texts.time(*heard, zone)) : texts.tr("Offline");
  const auto minute = std::chrono::floor<minutes>(state.now).time_since_epoch() / minutes{1};
  model.place = static_cast<int>(minute % kWallPlaces);
  model.dim = is_closed(state);
  return model;
}

}  // namespace tandem::kiosk
