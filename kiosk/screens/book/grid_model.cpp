#include "kiosk/screens/book/grid_model.h"

#include <algorithm>

#include "kiosk/core/book.h"
#include "kiosk/screens/room/availability_words.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

using calendar::BusySet;
using calendar::Interval;
using std::chrono::minutes;

// What one day's grid is drawn against.
struct Axis {
  std::vector<Interval> open;
  Interval span;  // from the first opening to the last closing
};

Axis axis_of(const AppState& state, calendar::LocalDate day) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Zone zone = site_zone(world);
  Axis axis;
  axis.open = world.site.opening_hours.open_within(zone.day(day), zone);
  if (!axis.open.empty()) axis.span = {axis.open.front().start, axis.open.back().end};
  return axis;
}

float share(const Axis& axis, calendar::Instant at) {
  const auto length = static_cast<float>(axis.span.length().count());
  return length > 0 ? static_cast<float>((at - axis.span.start).count()) / length : 0;
}

Stretch stretch(const Axis& axis, const Interval& when) { return {share(axis, when.start), share(axis, when.end)}; }

std::vector<Stretch> stretches(const Axis& axis, const BusySet& busy) {
  std::vector<Stretch> all;
  for (const Interval& interval : busy.intervals()) all.push_back(stretch(axis, interval));
  return all;
}

BusySet people_busy(const AppState& state, const calendar::PairId& pair_id, const Interval& window) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Pair* pair = find(world, pair_id);
  if (pair != nullptr) return person_busy(world, pair->mentor, window).united(person_busy(world, pair->mentee, window));
  return state.identified ? person_busy(world, state.identified->person, window) : BusySet{};
}

// Short enough for the column of the names on every panel.
std::string row_detail(const calendar::Room& room, const Texts& texts) {
  return fill(texts.tr_n("{floor} · {n} seat", "{floor} · {n} seats", room.seats), "floor",
              texts.short_floor(room.floor));
}

// Everything a row's cells depend on besides their room.
struct Day {
  const AppState& state;
  const BookScreen& screen;
  const Texts& texts;
  const Axis& axis;
  const BusySet& people;
  minutes step;
};

const calendar::BookingPolicy& policy_of(const AppState& state) { return state.snapshot->world->site.policy; }

// What the two keep free around a session; who books alone keeps nothing.
minutes walking_time(const AppState& state, const BookScreen& screen) {
  return screen.pair.empty() ? minutes{0} : policy_of(state).walking_time;
}

// As decide() sees it: with the gap of the room and the way of the people.
bool is_free(const Day& day, const BusySet& room, const Interval& when) {
  const bool open = std::ranges::any_of(day.axis.open, [&](const Interval& span) { return span.contains(when); });
  return open && when.start >= day.state.now && !room.overlaps(widened(when, policy_of(day.state).room_gap)) &&
         !day.people.overlaps(widened(when, walking_time(day.state, day.screen)));
}

// From `at` on for the length that is wanted, else for the longest that fits; empty when none does.
Interval longest_free(const Day& day, const BusySet& busy, calendar::Instant at) {
  const Interval wanted{at, at + day.screen.length};
  if (is_free(day, busy, wanted)) return wanted;
  for (const minutes shorter : kShorterLengths)
    if (shorter < day.screen.length && is_free(day, busy, {at, at + shorter})) return {at, at + shorter};
  return {};
}

std::vector<GridCell> cells_of(const Day& day, const calendar::RoomId& room, const BusySet& busy) {
  const calendar::Zone zone = site_zone(*day.state.snapshot->world);
  std::vector<GridCell> cells;
  for (auto at = day.axis.span.start; at < day.axis.span.end; at += day.step) {
    GridCell cell;
    cell.when = longest_free(day, busy, at);
    cell.place = stretch(day.axis, {at, std::min(at + day.step, day.axis.span.end)});
    cell.label = day.texts.time(at, zone);
    cell.free = cell.when.length() == day.screen.length;
    const auto& chosen = day.screen.chosen;
    cell.chosen = chosen && chosen->room == room && chosen->when.contains(at);
    cell.partly = !cell.free && !cell.when.empty();
    cells.push_back(std::move(cell));
  }
  return cells;
}

GridRow row_of(const Day& day, const calendar::Room& room) {
  const Interval around = widened(day.axis.span, policy_of(day.state).room_gap);
  const BusySet busy = room_busy(*day.state.snapshot->world, room.id, around);
  GridRow row;
  row.room = room.id;
  row.name = room.name;
  row.detail = row_detail(room, day.texts);
  row.stale = is_stale(day.state, room.id);
  row.busy = stretches(day.axis, busy.within(day.axis.span));
  row.cells = cells_of(day, room.id, busy);
  const auto& chosen = day.screen.chosen;
  if (chosen && chosen->room == room.id && overlaps(chosen->when, day.axis.span))
    row.chosen = stretch(day.axis, chosen->when);
  return row;
}

std::vector<GridRow> rows_of(const Day& day) {
  std::vector<const calendar::Room*> rooms;
  for (const auto& [id, room] : day.state.snapshot->world->rooms)
    if (!room.out_of_order && fits(day.screen.filter, room)) rooms.push_back(&room);
  std::ranges::stable_sort(rooms, {},
                           [&day](const calendar::Room* room) { return std::abs(room->floor - day.state.floor); });
  std::vector<GridRow> rows;
  for (const calendar::Room* room : rooms) rows.push_back(row_of(day, *room));
  return rows;
}

std::vector<GridHour> hours_of(const Axis& axis, const calendar::Zone& zone, const Texts& texts) {
  std::vector<GridHour> hours;
  for (auto at = std::chrono::ceil<std::chrono::hours>(axis.span.start); at < axis.span.end;
       at += std::chrono::hours{1})
    hours.push_back({share(axis, at), texts.time(at, zone)});
  return hours;
}

std::string choice_words(const AppState& state, const BookScreen& screen, const Texts& texts) {
  if (!screen.chosen) return {};
  const calendar::World& world = *state.snapshot->world;
  const std::string words = day_word(state, screen.chosen->when.start, texts) + ", " +
                            texts.span(screen.chosen->when, site_zone(world)) + " · " +
                            room_name(world, screen.chosen->room);
  const auto length = std::chrono::ceil<minutes>(screen.chosen->when.length());
  return length < screen.length ? words + " · " + texts.length(length) : words;
}

void add_ways(GridModel& model, const AppState& state, const BookScreen& screen, const Texts& texts) {
  model.filter_word = filter_word(screen.filter, texts);
  model.filtered = screen.filter != RoomFilter{};
  model.repeat_word = texts.tr("Repeat");
  model.can_repeat = screen.chosen && !screen.moving;
  model.note = moving_words(state, screen, texts);
  model.nothing = texts.tr("No room has all that is asked for.");
  if (screen.chosen) model.chosen_time = texts.time(screen.chosen->when.start, site_zone(*state.snapshot->world));
}

}  // namespace

minutes open_length(const AppState& state, calendar::LocalDate day) {
  return std::chrono::ceil<minutes>(axis_of(state, day).span.length());
}

GridModel grid_model(const AppState& state, const BookScreen& screen, const Texts& texts, minutes step) {
  const calendar::Zone zone = site_zone(*state.snapshot->world);
  const Axis axis = axis_of(state, screen.day);
  GridModel model;
  model.day = day_word(state, zone.day(screen.day).start + std::chrono::hours{12}, texts);
  model.previous_day = screen.day - std::chrono::days{1};
  model.next_day = screen.day + std::chrono::days{1};
  model.previous_word = texts.tr("Previous day");
  model.next_word = texts.tr("Next day");
  model.can_go_back = screen.day > zone.date_of(state.now);
  model.lengths = length_choices(state, screen, texts);
  model.choice = choice_words(state, screen, texts);
  model.choose_word = texts.tr("Touch a free time, or draw along a row");
  model.book_word = screen.moving ? texts.tr("Move") : texts.tr("Book");
  model.both_word = screen.pair.empty() ? texts.tr("You") : texts.tr("You two");
  add_ways(model, state, screen, texts);
  if (axis.open.empty()) {
    model.closed = texts.tr("The building is closed on this day.");
    return model;
  }
  const BusySet people = people_busy(state, screen.pair, widened(axis.span, walking_time(state, screen)));
  model.span = axis.span;
  model.hours = hours_of(axis, zone, texts);
  model.people_busy = stretches(axis, people.within(axis.span));
  model.rows = rows_of({state, screen, texts, axis, people, step});
  return model;
}

}  // namespace tandem::kiosk
