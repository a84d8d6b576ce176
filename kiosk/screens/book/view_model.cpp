#include "kiosk/screens/book/view_model.h"

#include <array>

#include "kiosk/core/book.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

constexpr std::array<std::chrono::minutes, 4> kLengths = {std::chrono::minutes{30}, std::chrono::minutes{45},
                                                          std::chrono::minutes{60}, std::chrono::minutes{90}};

std::string partner_name(const AppState& state, const calendar::Pair& pair) {
  const calendar::PersonId& other = pair.mentor == state.identified->person ? pair.mentee : pair.mentor;
  const calendar::Person* partner = find(*state.snapshot->world, other);
  return partner != nullptr ? full_name(*partner) : std::string{};
}

// The best reason first; "both free" is true of all and said once, in the title.
std::string reason_word(const calendar::Reason& reason, const Texts& texts) {
  using calendar::SuggestionReason;
  switch (reason.what) {
    case SuggestionReason::BothFree: return texts.tr("You are both free");
    case SuggestionReason::TwoSeats:
    case SuggestionReason::RightSize: return texts.tr("Right size for two");
    case SuggestionReason::HasEquipment: return texts.tr("Has the equipment");
    case SuggestionReason::Accessible: return texts.tr("Accessible to all");
    case SuggestionReason::NeutralFloor: return texts.tr("Halfway between you");
    case SuggestionReason::SameFloor: return texts.tr("On this floor");
    case SuggestionReason::NearCadenceDate: return texts.tr("In your usual rhythm");
    case SuggestionReason::Soonest: return texts.tr("The soonest");
    case SuggestionReason::LeastUsedRoom:
    case SuggestionReason::KeepsLargeRoomsFree: return {};  // good for the building, no reason for the two
  }
  return {};
}

std::string note_words(const AppState& state, const BookScreen& screen, const Texts& texts) {
  if (screen.moving) return moving_words(state, screen, texts);
  if (screen.suggestions.empty() || screen.suggestions.front().when.length() >= screen.length) return {};
  const auto had = std::chrono::ceil<std::chrono::minutes>(screen.suggestions.front().when.length());
  return fill(
      fill(texts.tr("Nothing is free for {wanted}; this is for {length}."), "wanted", texts.length(screen.length)),
      "length", texts.length(had));
}

}  // namespace

SuggestionCard suggestion_card(const AppState& state, const calendar::Suggestion& suggestion, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  SuggestionCard card;
  card.room = suggestion.room;
  card.when = suggestion.when;
  card.day = day_word(state, suggestion.when.start, texts);
  card.span = texts.span(suggestion.when, site_zone(world));
  card.room_name = room_name(world, suggestion.room);
  card.floor = room_floor(world, suggestion.room, texts);
  for (const auto& reason : suggestion.reasons) {
    if (auto word = reason_word(reason, texts); !word.empty()) card.reasons.push_back(std::move(word));
  }
  return card;
}

std::string filter_word(const RoomFilter& filter, const Texts& texts) {
  const auto asked = filter.equipment.size() + (filter.seats > RoomFilter{}.seats ? 1U : 0U) + (filter.floor ? 1U : 0U);
  const std::string word = texts.tr("Filters");
  return asked == 0 ? word : word + " (" + std::to_string(asked) + ")";
}

std::string moving_words(const AppState& state, const BookScreen& screen, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Booking* old = screen.moving ? find(world, *screen.moving) : nullptr;
  if (old == nullptr) return {};
  return fill(texts.tr("Instead of {time}; it stays yours until the new one is confirmed."), "time",
              day_word(state, old->planned.start, texts) + ", " + texts.span(old->planned, site_zone(world)));
}

std::vector<LengthChoice> length_choices(const AppState& state, const BookScreen& screen, const Texts& texts) {
  std::vector<LengthChoice> choices;
  for (const auto length : kLengths)
    if (length <= state.snapshot->world->site.policy.longest_booking)
      choices.push_back({length, texts.length(length), length == screen.length});
  return choices;
}

BookModel book_model(const AppState& state, const BookScreen& screen, const Texts& texts) {
  BookModel model;
  model.title = screen.moving ? texts.tr("Move the session") : texts.tr("Book a session");
  model.lengths = length_choices(state, screen, texts);
  model.nothing = texts.tr("No time in the next weeks when you are both free and a room is too.");
  model.book_word = texts.tr("Book");
  model.grid_word = texts.tr("Another time or room");
  model.filter_word = filter_word(screen.filter, texts);
  if (!screen.moving) model.room_only_word = texts.tr("Just a room");
  model.note = note_words(state, screen, texts);
  if (!state.identified) return model;
  const auto pairs = pairs_of(*state.snapshot->world, state.identified->person);
  for (const calendar::Pair* pair : pairs) {
    const std::string partner = partner_name(state, *pair);
    if (pairs.size() > 1 && !screen.moving) model.pairs.push_back({pair->id, partner, pair->id == screen.pair});
    if (pair->id == screen.pair) model.partner = fill(texts.tr("with {name}"), "name", partner);
  }
  for (const auto& suggestion : screen.suggestions)
    model.suggestions.push_back(suggestion_card(state, suggestion, texts));
  return model;
}

}  // namespace tandem::kiosk
