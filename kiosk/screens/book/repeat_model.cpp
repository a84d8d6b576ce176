#include "kiosk/screens/book/repeat_model.h"

#include <algorithm>
#include <array>

#include "calendar/booking/series.h"
#include "kiosk/core/allowed.h"
#include "kiosk/core/book.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

using calendar::Interval;
using calendar::MissedInstance;

constexpr std::array kCounts = {2, 3, 4, 6, 8, kMostRepeats};

void add_choices(RepeatModel& model, const AppState& state, const BookScreen& screen, const Texts& texts) {
  model.every_word = texts.tr("How often");
  std::set<std::chrono::weeks> every = {std::chrono::weeks{1}, std::chrono::weeks{2}, std::chrono::weeks{4}};
  const calendar::Pair* pair = find(*state.snapshot->world, screen.pair);
  if (pair != nullptr) every.insert(pair->cadence);
  for (const auto weeks : every)
    model.every.push_back({weeks, texts.tr_n("Every week", "Every {n} weeks", static_cast<long>(weeks.count())),
                           weeks == screen.repeat.every});
  model.count_word = texts.tr("How many times");
  for (const int count : kCounts) model.counts.push_back({count, std::to_string(count), count == screen.repeat.count});
}

std::vector<Interval> times_of(const AppState& state, const calendar::Command& series) {
  const calendar::World& world = *state.snapshot->world;
  return std::visit(
      [&](const auto& asked) -> std::vector<Interval> {
        if constexpr (requires { asked.rule; }) {
          const auto horizon = state.now + world.site.policy.furthest_ahead;
          auto times = calendar::series_times({asked.first, asked.rule, horizon}, site_zone(world));
          if (times) return std::move(*times);
        }
        return {};
      },
      series);
}

// Every date with the verdict about it; what is wrong with all alike stands beside each.
void add_dates(RepeatModel& model, const AppState& state, const calendar::Command& series, const Texts& texts) {
  const calendar::Verdict verdict = verdict_now(state, series);
  const std::vector<MissedInstance>& missed = calendar::missed_of(verdict);
  const auto* refused = std::get_if<calendar::Refused>(&verdict);
  long free = 0;
  for (const Interval& when : times_of(state, series)) {
    RepeatDate date;
    date.day = texts.date(when.start, site_zone(*state.snapshot->world));
    const auto miss = std::ranges::find(missed, when, &MissedInstance::when);
    if (miss != missed.end())
      date.why = refusal_sentence(miss->reason, texts);
    else if (refused != nullptr)
      date.why = refusal_sentence(refused->reason, texts);
    date.free = date.why.empty();
    free += date.free ? 1 : 0;
    model.dates.push_back(std::move(date));
  }
  model.can_book = free > 0;
  model.summary = fill(fill(texts.tr("{n} of {count} can be had"), "n", std::to_string(free)), "count",
                       std::to_string(model.dates.size()));
  model.book_word = texts.tr_n("Book {n} date", "Book {n} dates", free);
}

}  // namespace

RepeatModel repeat_model(const AppState& state, const BookScreen& screen, const Texts& texts) {
  RepeatModel model;
  if (!screen.chosen || !state.identified) return model;
  const calendar::World& world = *state.snapshot->world;
  model.title = texts.span(screen.chosen->when, site_zone(world)) + " · " + room_name(world, screen.chosen->room);
  add_choices(model, state, screen, texts);
  add_dates(model, state, series_of(screen, state.identified->person), texts);
  return model;
}

}  // namespace tandem::kiosk
