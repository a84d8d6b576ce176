#pragma once
// All the kiosk knows at one moment. A value: reduce() makes the next one, views and view models only read it. UI
// thread.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "calendar/availability/suggest.h"
#include "calendar/booking/command.h"
#include "calendar/booking/verdict.h"
#include "calendar/programme/ids.h"
#include "calendar/time/zone.h"
#include "kiosk/core/display.h"
#include "kiosk/core/place.h"
#include "kiosk/core/service_report.h"
#include "kiosk/core/set_up.h"
#include "platform/base/clock.h"
#include "sync/replica/snapshot.h"

namespace tandem::kiosk {

enum class EntryStep : std::uint8_t { Letters, Pin, Checking };
enum class EntryProblem : std::uint8_t { None, MoreLetters, NotRecognised, BadgeUnknown, Locked };
enum class AfterIdentify : std::uint8_t { MySession, Book };

struct TodayScreen {
  int page{0};
  int rooms_page{0};
  std::optional<int> floor{};  // only what is on this one
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
  int page{0};  // of what comes later
  bool operator==(const MySessionScreen&) const = default;
};

using TopicMarks = std::map<calendar::TopicId, calendar::TopicMark>;

// The topic cards of a session's pair.
struct TopicScreen {
  calendar::BookingId booking{};
  calendar::TopicId topic{};              // the card that lies on top
  TopicMarks marks{};                     // made since the cards were opened
  std::set<calendar::TopicId> swapped{};  // here the mentee shows and the mentor practises
  bool operator==(const TopicScreen&) const = default;
};

enum class WrapUpStep : std::uint8_t { Rating, Topics, Next };
struct WrapUpScreen {
  WrapUpStep step{WrapUpStep::Rating};
  calendar::BookingId booking{};
  TopicMarks marks{};
  std::vector<calendar::Suggestion> suggestions{};  // with step Next; kept up to date by reduce()
  bool operator==(const WrapUpScreen&) const = default;
};

// One of the person's own bookings still to come: moved or cancelled here.
struct OwnBookingScreen {
  calendar::BookingId booking{};
  bool operator==(const OwnBookingScreen&) const = default;
};

struct Choice {
  calendar::RoomId room{};
  calendar::Interval when{};
  bool operator==(const Choice&) const = default;
};
enum class BookStep : std::uint8_t { Suggestions, Grid, Filter, Repeat };
// What a room must have.
struct RoomFilter {
  int seats{2};
  std::optional<int> floor{};         // absent: any
  std::set<std::string> equipment{};  // all of them
  bool operator==(const RoomFilter&) const = default;
};
struct Repeat {
  std::chrono::weeks every{1};
  int count{4};
  bool operator==(const Repeat&) const = default;
};
struct BookScreen {
  BookStep step{BookStep::Suggestions};
  calendar::PairId pair{};  // empty: a room without a session
  std::chrono::minutes length{60};
  RoomFilter filter{};
  BookStep filtered{BookStep::Suggestions};         // the step that the filter was opened from
  std::vector<calendar::Suggestion> suggestions{};  // kept up to date by reduce()
  calendar::LocalDate day{};
  std::optional<Choice> chosen{};
  Repeat repeat{};
  std::optional<calendar::BookingId> moving{};  // cancelled once what is booked in its place is confirmed
  int page{0};
  bool operator==(const BookScreen&) const = default;
};
struct RoomScreen {
  calendar::RoomId room{};
  bool operator==(const RoomScreen&) const = default;
};

// Another room instead of this one, for who stands at its door.
struct FindRoomScreen {
  calendar::RoomId from{};
  bool operator==(const FindRoomScreen&) const = default;
};

// For who looks after the kiosk (service.h).
enum class ServiceStep : std::uint8_t { NoPin, Pin, Checking, Report };
struct ServiceScreen {
  ServiceStep step{ServiceStep::NoPin};
  std::string pin{};
  bool wrong{false};               // the last PIN was
  bool restart_asked{false};       // the next tap does it
  platform::SteadyTime read_at{};  // when the machine was asked last
  bool operator==(const ServiceScreen&) const = default;
};
// A lobby's, when nobody is there.
struct WallScreen {
  bool operator==(const WallScreen&) const = default;
};

using Screen = std::variant<TodayScreen, IdentifyScreen, MySessionScreen, BookScreen, RoomScreen, TopicScreen,
                            WrapUpScreen, OwnBookingScreen, FindRoomScreen, WallScreen, ServiceScreen>;

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
  calendar::RefusalReason reason{};                 // when Refused
  std::vector<Choice> alternatives{};               // when Refused: up to three that would be accepted
  std::vector<calendar::MissedInstance> missed{};   // of a series: what could not be had
  std::size_t made{0};                              // of a series: how many bookings it became
  std::optional<calendar::BookingId> instead_of{};  // cancelled once this is confirmed
  bool ends_move{false};                            // cancels what was moved
  std::optional<platform::SteadyTime> hide_at{};    // absent: until dismissed or seen
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
  platform::SteadyTime home_since{};  // when the home screen came back by itself
  std::chrono::seconds wall_after{};  // 0: a lobby has no wall
  std::optional<Identified> identified{};
  std::map<calendar::PersonId, PinFailures> pin_failures{};
  std::string service_pin_hash{};  // empty: the configuration holds none
  PinFailures service_failures{};
  std::shared_ptr<const ServiceReport> service_report{};  // null before the first
  KeyBurst burst{};
  bool spoken{false};        // the screens are said aloud
  std::uint64_t attempt{0};  // of the last VerifyPin or HashBadge
  std::uint64_t next_ticket{1};
  std::optional<SetUp> set_up{};  // while it is there nothing else is shown, and nothing else can be asked for
  // Wrap-ups that came up by themselves, which they do once only.
  std::set<std::pair<calendar::BookingId, calendar::PersonId>> wrap_ups_offered{};
  std::vector<Notice> notices{};  // oldest first, at most kMaxNotices (reduce.h)
};

}  // namespace tandem::kiosk
