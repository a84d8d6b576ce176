#pragma once
// All the kiosk knows at one moment. A value: reduce() makes the next one, views and view models only read it. UI
// thread.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/availability/suggest.h"
#include "calendar/booking/command.h"
#include "calendar/booking/verdict.h"
#include "calendar/programme/ids.h"
#include "calendar/time/zone.h"
#include "kiosk/core/display.h"
#include "kiosk/core/place.h"
#include "kiosk/core/set_up.h"
#include "platform/base/clock.h"
#include "sync/replica/snapshot.h"

namespace tandem::kiosk {

enum class EntryStep : std::uint8_t { Letters, Pin, Checking };
enum class EntryProblem : std::uint8_t { None, MoreLetters, NotRecognised, BadgeUnknown, Locked };
enum class AfterIdentify : std::uint8_t { MySession, Book };

struct TodayScreen {
  int page{0};
  bool operator==(const TodayScreen&) const = default;
};
struct IdentifyScreen {
  EntryStep step{EntryStep::Letters};
  std::string letters{};  // as typed, upper case, UTF-8
  std::string pin{};
  EntryProblem problem{EntryProblem::None};
  std::optional<platform::SteadyTime> locked_until{};  // with problem Locked
  AfterIdentify then{AfterIdentify::MySession};
  bool operator==(const IdentifyScreen&) const = default;
};
struct MySessionScreen {
  bool operator==(const MySessionScreen&) const = default;
};

struct Choice {
  calendar::RoomId room{};
  calendar::Interval when{};
  bool operator==(const Choice&) const = default;
};
enum class BookStep : std::uint8_t { Suggestions, Grid };
struct BookScreen {
  BookStep step{BookStep::Suggestions};
  calendar::PairId pair{};
  std::chrono::minutes length{60};
  std::vector<calendar::Suggestion> suggestions{};  // kept up to date by reduce()
  calendar::LocalDate day{};
  std::optional<Choice> chosen{};
  int page{0};
  bool operator==(const BookScreen&) const = default;
};
struct RoomScreen {
  calendar::RoomId room{};
  bool operator==(const RoomScreen&) const = default;
};

using Screen = std::variant<TodayScreen, IdentifyScreen, MySessionScreen, BookScreen, RoomScreen>;

struct Identified {
  calendar::PersonId person{};
  platform::SteadyTime expires{};  // moved on by every touch
  bool operator==(const Identified&) const = default;
};

// Wrong PINs of one person at this kiosk.
struct PinFailures {
  int count{0};
  platform::SteadyTime locked_until{};
  bool operator==(const PinFailures&) const = default;
};

// What became of something somebody asked for.
enum class NoticeProgress : std::uint8_t {
  Saving,    // not durable yet: nothing is promised
  Awaiting,  // durable here, the server has not said
  Confirmed,
  Refused,
};
struct Notice {
  std::uint64_t ticket{0};
  calendar::Command command{};
  std::optional<calendar::CommandId> from_before{};  // of a command asked before this start of the program
  std::optional<calendar::PersonId> person{};  // shown to this person only; absent: asked at the door, shown to all
  NoticeProgress progress{NoticeProgress::Saving};
  calendar::RefusalReason reason{};               // when Refused
  std::vector<Choice> alternatives{};             // when Refused: up to three that would be accepted
  std::optional<platform::SteadyTime> hide_at{};  // absent: until dismissed or seen
  // Refused while its person was not there: until then the home screen says that there is something to be told.
  std::optional<platform::SteadyTime> announced_until{};
  bool operator==(const Notice&) const = default;
};

// Keys that may be a badge reader's burst.
struct KeyBurst {
  std::string text{};
  int length{0};
  platform::SteadyTime last{};
  bool operator==(const KeyBurst&) const = default;
};

struct AppState {
  Place place{};
  int floor{0};                      // where the kiosk stands: near rooms first
  std::string home_language{};       // of the kiosk when nobody is identified
  std::string language{};            // of the screen now
  HomeDisplay home_display{};        // how the kiosk itself looks
  DisplayWishes display_wishes{};    // of whoever stands there
  int scroll{0};                     // page of a screen that is higher than the panel
  bool display_open{false};          // the sheet with these wishes lies over the screen
  calendar::Zone device_zone{};      // of the clock until the site is known
  platform::WallTime device_wall{};  // what the device's own clock says
  // The server's time: the device's clock put right by what the newest snapshot knows of it. Screens show it and
  // commands carry it, so that a kiosk whose clock is wrong asks for the right times all the same.
  calendar::Instant now{};
  platform::SteadyTime steady{};
  platform::SteadyTime next_minute{};
  std::shared_ptr<const sync::Snapshot> snapshot{};  // never null
  Screen screen{};
  platform::SteadyTime last_touch{};
  std::optional<Identified> identified{};
  std::map<calendar::PersonId, PinFailures> pin_failures{};
  KeyBurst burst{};
  bool spoken{false};        // the screens are said aloud
  std::uint64_t attempt{0};  // of the last VerifyPin or HashBadge
  std::uint64_t next_ticket{1};
  std::optional<SetUp> set_up{};  // while it is there nothing else is shown, and nothing else can be asked for
  std::vector<Notice> notices{};  // oldest first, at most kMaxNotices (reduce.h)
};

}  // namespace tandem::kiosk
