#include "kiosk/screens/screenshot_states.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "calendar/availability/suggest.h"
#include "kiosk/core/name_letters.h"
#include "kiosk/screens/loopback.h"

namespace tandem::kiosk {
namespace {

using calendar::Instant;
using calendar::Interval;
using calendar::Pair;
using std::chrono::minutes;

constexpr minutes kOfflineFor{38};
constexpr minutes kEarly{5};
constexpr minutes kQuiet{45};  // free for long enough to be booked in the picture
constexpr minutes kLookEvery{15};
constexpr std::chrono::days kNextOpening{10};

// In a closed building there is nothing to see: two hours after it opens next.
Instant picture_time(const calendar::World& world, platform::WallTime wall) {
  const Instant now = std::chrono::floor<std::chrono::seconds>(wall);
  const auto open = world.site.opening_hours.open_within({now, now + kNextOpening}, site_zone(world));
  if (open.empty() || open.front().start <= now) return now;
  return open.front().start + std::chrono::hours{2};
}

// A session that can be attended, with the pair it is of.
struct Meeting {
  const Pair* pair{nullptr};
  calendar::BookingId booking;
  calendar::RoomId room;
  Interval when;
};

class Album {
 public:
  Album(const sync::Snapshot& snapshot, std::string language, platform::WallTime wall)
      : snapshot_(snapshot),
        language_(std::move(language)),
        now_(picture_time(*snapshot.world, wall + snapshot.server_clock_offset)) {}

  std::vector<ScreenshotState> make() {
    public_screens();
    first_start();
    identification();
    sessions();
    booking();
    rooms();
    return std::move(pictures_);
  }

 private:
  [[nodiscard]] Loopback start(Place place = Lobby{}) const {
    KioskOptions options;
    options.place = std::move(place);
    options.language = language_;
    return {snapshot_, options, now_};
  }
  void keep(const std::string& name, const Loopback& kiosk) { pictures_.push_back({name, kiosk.state()}); }

  void public_screens();
  // Before the server has said anything.
  void first_start();
  // Before an administrator has let it in.
  void set_up(AppState state);
  void identification();
  void sessions();
  void booking();
  void rooms();
  void room_in_use();
  // The first room, and the first quarter of an hour from now on, in which it can be booked at its door.
  [[nodiscard]] std::optional<std::pair<calendar::RoomId, Instant>> quiet_room() const;
  void day_grid(Loopback kiosk, const Pair& pair);
  // The next session of somebody with a badge; planned on the spot when there is none.
  static std::optional<Meeting> next_meeting(Loopback& kiosk);
  static std::optional<Meeting> plan_meeting(Loopback& kiosk, const Pair& pair);
  [[nodiscard]] const Pair* pair_with_badges() const;

  const sync::Snapshot& snapshot_;
  std::string language_;
  Instant now_;
  std::vector<ScreenshotState> pictures_;
};

bool has_badge(const calendar::World& world, const calendar::PersonId& id) {
  const calendar::Person* person = find(world, id);
  return person != nullptr && !person->badge_hash.empty();
}

const Pair* Album::pair_with_badges() const {
  const calendar::World& world = *snapshot_.world;
  for (const auto& [id, pair] : world.pairs)
    if (pair.active && has_badge(world, pair.mentor) && has_badge(world, pair.mentee)) return &pair;
  return nullptr;
}

std::optional<Meeting> Album::plan_meeting(Loopback& kiosk, const Pair& pair) {
  const Instant now = kiosk.state().now;
  calendar::SuggestRequest request;
  request.pair = pair.id;
  request.window = {now, now + std::chrono::days{5}};
  request.count = 1;
  const auto suggestions = suggest(kiosk.world(), request);
  if (suggestions.empty()) return std::nullopt;
  const auto& [room, when, score, reasons] = suggestions.front();
  if (!kiosk.happens(calendar::PlanSession{pair.id, room, when, {}})) return std::nullopt;
  for (const auto& [id, session] : kiosk.world().sessions)
    if (session.pair == pair.id && find(kiosk.world(), session.booking)->planned == when)
      return Meeting{find(kiosk.world(), pair.id), session.booking, room, when};
  return std::nullopt;
}

std::optional<Meeting> Album::next_meeting(Loopback& kiosk) {
  const calendar::World& world = kiosk.world();
  const Instant now = kiosk.state().now;
  for (const calendar::Session* session : sessions_in(world, {now, now + std::chrono::hours{12}})) {
    const Pair* pair = find(world, session->pair);
    const calendar::Booking* booking = find(world, session->booking);
    const bool ahead = booking->state == calendar::BookingState::Booked && booking->planned.start > now + kEarly;
    if (ahead && pair != nullptr && has_badge(world, pair->mentor) && has_badge(world, pair->mentee))
      return Meeting{pair, booking->id, booking->room, booking->planned};
  }
  for (const auto& [id, pair] : world.pairs)
    if (pair.active && has_badge(world, pair.mentor) && has_badge(world, pair.mentee)) return plan_meeting(kiosk, pair);
  return std::nullopt;
}

void Album::public_screens() {
  keep("today", start());
  Loopback offline = start();
  keep("today_offline", offline.cut_off(kOfflineFor));
}

void Album::first_start() {
  const auto unheard = [this](Place place, sync::LinkState link) {
    auto nothing = std::make_shared<sync::Snapshot>();
    nothing->world = std::make_shared<const calendar::World>();
    nothing->link = link;
    const KioskOptions options{std::move(place), 0, language_, site_zone(*snapshot_.world)};
    return initial_state(options, std::move(nothing), now_, {});
  };
  pictures_.push_back({"today_no_data", unheard(Lobby{}, sync::LinkState::Offline)});
  set_up(unheard(Lobby{}, sync::LinkState::Connecting));
  pictures_.push_back({"today_denied", unheard(Lobby{}, sync::LinkState::Denied)});
  const auto& rooms = snapshot_.world->rooms;
  if (rooms.empty()) return;
  pictures_.push_back({"room_no_data", unheard(Door{rooms.begin()->first}, sync::LinkState::Offline)});
  pictures_.push_back({"room_denied", unheard(Door{rooms.begin()->first}, sync::LinkState::Denied)});
}

void Album::set_up(AppState state) {
  const std::string device = "5E21 0C9B 77F4 A1D3 3B60 E8C5 92AF 4D17";
  const std::string server = "C07A 19E4 D852 6F3B A4B1 0D96 E37C 58F2";
  const SetUp waiting{SetUpStep::Waiting,       false, "K7TM-4WQX", device, server, "tandem.example:8443",
                      state.steady + minutes{9}};
  const auto picture = [&](const std::string& name, SetUpStep step, bool unreachable) {
    state.set_up = waiting;
    state.set_up->step = step;
    state.set_up->unreachable = unreachable;
    if (step != SetUpStep::Waiting) state.set_up->code.clear();
    pictures_.push_back({name, state});
  };
  picture("set_up_code", SetUpStep::Waiting, false);
  picture("set_up_unreachable", SetUpStep::Waiting, true);
  picture("set_up_approved", SetUpStep::Approved, false);
  picture("set_up_denied", SetUpStep::Denied, false);
  picture("set_up_expired", SetUpStep::Expired, false);
}

void Album::identification() {
  const Pair* pair = pair_with_badges();
  const calendar::Person* person = pair != nullptr ? find(*snapshot_.world, pair->mentor) : nullptr;
  if (person == nullptr) return;
  Loopback kiosk = start();
  kiosk.tap(IdentifyTapped{});
  const std::string letters = letters_of(person->family_name).substr(0, kNameLetters);
  for (const char letter : letters) {
    if (letter == letters.back()) keep("identify_letters", kiosk);
    kiosk.tap(LetterTapped{std::string(1, letter)});
  }
  kiosk.tap(DigitTapped{'1'}).tap(DigitTapped{'2'});
  keep("identify_pin", kiosk);
  for (int i = 0; i < kPinTries; ++i) {
    for (int digit = 0; digit < kPinMinLength; ++digit) kiosk.tap(DigitTapped{'9'});
    kiosk.tap(EntryConfirmed{});
    if (i == 0) keep("identify_wrong", kiosk);
  }
  keep("identify_locked", kiosk);
}

void Album::sessions() {
  Loopback kiosk = start();
  const auto meeting = next_meeting(kiosk);
  if (!meeting) return;
  kiosk.travel_to(meeting->when.start - kEarly).identify(meeting->pair->mentee);
  keep("my_session_check_in", kiosk);
  Loopback offline = kiosk;
  offline.cut_off(kOfflineFor).tap(CheckInTapped{meeting->booking});
  keep("my_session_awaiting", offline);
  kiosk.tap(CheckInTapped{meeting->booking});
  keep("my_session_waiting", kiosk);
  kiosk.happens(calendar::CheckIn{meeting->booking, meeting->pair->mentor, kiosk.state().now});
  kiosk.tap(NoticeDismissed{kiosk.state().notices.empty() ? 0 : kiosk.state().notices.back().ticket});
  keep("my_session_both", kiosk);
  kiosk.travel_to(meeting->when.start + minutes{20});
  keep("my_session_running", kiosk);
}

// Today's grid with a time of today chosen, where there is one.
void Album::day_grid(Loopback kiosk, const Pair& pair) {
  kiosk.tap(GridTapped{});
  const auto first = std::chrono::ceil<std::chrono::hours>(now_) + std::chrono::hours{1};
  for (Instant start = first; start < first + std::chrono::hours{8}; start += minutes{30}) {
    const Interval when{start, start + kiosk.world().site.policy.session_length};
    for (const auto& [id, room] : kiosk.world().rooms) {
      Loopback trial = kiosk;
      if (!trial.happens(calendar::PlanSession{pair.id, id, when, pair.mentee})) continue;
      kiosk.tap(GridCellTapped{id, when});
      return keep("book_grid", kiosk);
    }
  }
  keep("book_grid", kiosk);
}

void Album::booking() {
  const Pair* pair = pair_with_badges();
  if (pair == nullptr) return;
  Loopback kiosk = start();
  kiosk.identify(pair->mentee).tap(BookTapped{});
  keep("book_suggestions", kiosk);
  const auto* book = std::get_if<BookScreen>(&kiosk.state().screen);
  if (book == nullptr || book->suggestions.empty()) return;
  const calendar::Suggestion first = book->suggestions.front();
  day_grid(kiosk, *pair);
  Loopback refused = kiosk;
  refused.hold_back(true);
  refused.happens(calendar::BookRoom{first.room, first.when, {}});
  refused.tap(SuggestionTapped{first.room, first.when});
  keep("refused_alternatives", refused);
  kiosk.tap(SuggestionTapped{first.room, first.when});
  keep("booked", kiosk);
}

std::optional<std::pair<calendar::RoomId, Instant>> Album::quiet_room() const {
  const calendar::World& world = *snapshot_.world;
  for (Instant at = now_; at < now_ + kNextOpening; at += kLookEvery) {
    const Interval soon{at, at + kQuiet};
    const auto open = world.site.opening_hours.open_within(soon, site_zone(world));
    if (open.size() != 1 || open.front() != soon) continue;
    for (const auto& [id, room] : world.rooms)
      if (!room.out_of_order && room_busy(world, id, soon).empty()) return std::pair{id, at};
  }
  return std::nullopt;
}

void Album::room_in_use() {
  const auto quiet = quiet_room();
  if (!quiet) return;
  const auto& [room, at] = *quiet;
  Loopback kiosk = start(Door{room});
  if (at != now_) kiosk.travel_to(at);
  keep("room_free", kiosk);
  Loopback offline = kiosk;
  keep("room_offline", offline.cut_off(kOfflineFor));
  kiosk.tap(BookNowTapped{room, minutes{30}});
  keep("room_booked", kiosk);
  kiosk.travel_to(at + minutes{12});
  kiosk.tap(NoticeDismissed{1});
  keep("room_in_use", kiosk);
}

void Album::rooms() {
  room_in_use();
  Loopback lobby = start();
  const auto meeting = next_meeting(lobby);
  if (!meeting) return;
  Loopback kiosk = start(Door{meeting->room});
  const auto again = next_meeting(kiosk);  // the same one: planned in this kiosk's world as well
  if (!again) return;
  kiosk.travel_to(again->when.start - kEarly);
  keep("room_check_in", kiosk);
  for (const auto& person : {again->pair->mentor, again->pair->mentee})
    kiosk.happens(calendar::CheckIn{again->booking, person, kiosk.state().now});
  kiosk.travel_to(again->when.start + minutes{20});
  keep("room_busy", kiosk);
}

}  // namespace

std::vector<ScreenshotState> screenshot_states(std::shared_ptr<const sync::Snapshot> snapshot,
                                               const std::string& language, platform::WallTime wall) {
  return Album(*snapshot, language, wall).make();
}

}  // namespace tandem::kiosk
