#include "tests/kiosk/monkey/watch.h"

#include <cxxabi.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <set>
#include <typeinfo>
#include <utility>

#include "kiosk/core/first_data.h"
#include "kiosk/core/notices.h"
#include "kiosk/core/turn.h"

namespace tandem::kiosk::test {
namespace {

using std::chrono::seconds;

// "tandem::kiosk::TodayScreen" is Today: a screen that is added has a name here by itself.
std::string name_of_type(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> whole{abi::__cxa_demangle(type.name(), nullptr, nullptr, &status),
                                                          &std::free};
  std::string name = status == 0 ? whole.get() : type.name();
  name.erase(0, name.rfind(':') + 1);
  constexpr std::string_view kSuffix = "Screen";
  if (name.ends_with(kSuffix)) name.erase(name.size() - kSuffix.size());
  return name;
}

template <std::size_t... kIndex>
std::vector<std::string> names_of_screens(std::index_sequence<kIndex...>) {
  return {name_of_type(typeid(std::variant_alternative_t<kIndex, Screen>))...};
}

// The word for an enumerator, or its number when it is newer than the words.
template <class Enum, std::size_t kCount>
std::string word(const std::array<const char*, kCount>& words, Enum value) {
  const auto number = static_cast<std::size_t>(value);
  return number < kCount ? words.at(number) : "." + std::to_string(number);
}

struct Detail {
  std::string operator()(const IdentifyScreen& screen) const {
    constexpr std::array kSteps{".letters", ".pin", ".checking"};
    constexpr std::array kProblems{"", ".more_letters", ".not_recognised", ".badge_unknown", ".locked"};
    return word(kSteps, screen.step) + word(kProblems, screen.problem);
  }
  std::string operator()(const BookScreen& screen) const {
    constexpr std::array kSteps{".suggestions", ".grid", ".filter", ".repeat"};
    return word(kSteps, screen.step) + (screen.chosen ? ".chosen" : "") + (screen.pair.empty() ? ".without_pair" : "");
  }
  template <class Other>
  std::string operator()(const Other&) const {
    return {};
  }
};

std::string name_of(const AppState& state) {
  constexpr std::array kSteps{"asking", "waiting", "approved", "denied", "expired"};
  if (state.set_up) return "set_up." + word(kSteps, state.set_up->step);
  const std::string screen = std::visit([]<class S>(const S&) { return name_of_type(typeid(S)); }, state.screen);
  return screen + std::visit(Detail{}, state.screen) + (has_data(state) ? "" : ".no_data");
}

const char* name_of(NoticeProgress progress) {
  switch (progress) {
    case NoticeProgress::Saving: return "notice.saving";
    case NoticeProgress::Awaiting: return "notice.awaiting";
    case NoticeProgress::Confirmed: return "notice.confirmed";
    case NoticeProgress::Refused: return "notice.refused";
  }
  return "notice";
}

// Nothing is left of whoever was there.
bool is_back(const AppState& state) {
  const auto* today = std::get_if<TodayScreen>(&state.screen);
  const bool first_page = today == nullptr || today->page == 0;
  return is_home(state) && !state.identified && state.language == state.home_language && first_page;
}

}  // namespace

std::vector<std::string> all_screen_names() {
  return names_of_screens(std::make_index_sequence<std::variant_size_v<Screen>>{});
}

void Watch::fail(const std::string& what) {
  if (violations_.size() >= kViolationsTold || !told_.insert(what).second) return;
  violations_.push_back((where ? where() : std::string{}) + what);
}

void Watch::see_frame(const AppState& state, const ui::Targets& targets) {
  ++seen_[name_of(state)];
  see_targets(targets);
  see_sizes(state);
  see_notices(state);
}

void Watch::see_targets(const ui::Targets& targets) {
  constexpr float kSlack = 0.5F;
  std::set<std::string_view> ids;
  largest_.targets = std::max(largest_.targets, targets.all().size());
  for (const ui::Target& target : targets.all()) {
    const bool on_panel = target.rect.x >= -kSlack && target.rect.y >= -kSlack &&
                          target.rect.right() <= static_cast<float>(panel_.width) + kSlack &&
                          target.rect.bottom() <= static_cast<float>(panel_.height) + kSlack;
    if (!on_panel) fail("not on the panel: " + target.id);
    if (target.rect.width <= 0 || target.rect.height <= 0) fail("without a size: " + target.id);
    if (target.label.empty()) fail("without a name: " + target.id);
    if (!ids.insert(target.id).second) fail("twice: " + target.id);
  }
}

void Watch::see_sizes(const AppState& state) {
  const auto bound = [this](std::size_t& largest, std::size_t size, std::size_t most, const char* what) {
    largest = std::max(largest, size);
    if (size > most) fail("too many " + std::string{what} + ": " + std::to_string(size));
  };
  constexpr std::size_t kMaxSuggestions = 16;
  constexpr std::size_t kBytesOfACharacter = 4;
  bound(largest_.notices, state.notices.size(), kMaxNotices, "notices");
  bound(largest_.burst, state.burst.text.size(), kBadgeMaxLength * kBytesOfACharacter, "bytes of a badge");
  bound(largest_.pin_failures, state.pin_failures.size(), state.snapshot->world->people.size() + kMaxNotices,
        "people with wrong PINs");
  if (const auto* book = std::get_if<BookScreen>(&state.screen))
    bound(largest_.suggestions, book->suggestions.size(), kMaxSuggestions, "suggestions");
  const auto* entry = std::get_if<IdentifyScreen>(&state.screen);
  if (entry != nullptr && entry->pin.size() > static_cast<std::size_t>(kPinMaxLength)) fail("a PIN that is too long");
}

void Watch::see_notices(const AppState& state) {
  if (state.set_up) return;
  if (announced_notice(state) != nullptr) ++seen_["notice.announced"];
  const Notice* notice = visible_notice(state);
  if (notice == nullptr) return;
  ++seen_[name_of(notice->progress)];
  if (!notice->alternatives.empty()) ++seen_["notice.alternatives"];
  const bool private_one = notice->person && (!state.identified || state.identified->person != *notice->person);
  if (private_one) fail("a notice for somebody who is not there");
}

void Watch::see_it_go_home(AppState state, const std::vector<Action>& answers) {
  if (state.set_up) return;  // it is not let in yet: that screen is its home
  const auto begun = state.steady;
  for (const Action& answer : answers) state = reduce(std::move(state), answer).state;
  while (!is_back(state) && state.steady - begun <= kHomeWithin) {
    const auto next = next_deadline(state);
    const ClockTicked tick{state.device_wall + (next - state.steady), next};
    state = reduce(std::move(state), tick).state;
  }
  if (!is_back(state)) fail("does not come home from " + name_of(state));
}

}  // namespace tandem::kiosk::test
