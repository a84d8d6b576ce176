#pragma once
// Everything that can happen to the kiosk: taps in the past tense, keys, the answers to effects, a new snapshot, time.
// A view emits Actions and changes nothing; reduce() (reduce.h) is the only one who acts on them. Value types, UI
// thread.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "calendar/booking/command.h"
#include "calendar/programme/ids.h"
#include "calendar/time/instant.h"
#include "calendar/time/zone.h"
#include "kiosk/core/display.h"
#include "kiosk/core/place.h"
#include "kiosk/core/service_report.h"
#include "kiosk/core/set_up.h"
#include "platform/base/clock.h"
#include "sync/replica/snapshot.h"

namespace tandem::kiosk {

// Time and truth. The application ticks before it hands over the inputs of a wake-up, so that state.now is right.
struct ClockTicked {
  platform::WallTime wall;  // the device's clock, as wrong as it may be
  platform::SteadyTime steady;
};
struct SnapshotArrived {
  std::shared_ptr<const sync::Snapshot> snapshot;
};
// What an administrator has to be told, or nothing once the kiosk is let in; then the place that he gave it.
struct SetUpChanged {
  std::optional<SetUp> set_up;
  std::optional<Place> place;
};
// A finger or the mouse touched the panel anywhere, or a key was pressed: somebody is there.
struct Touched {};
// The screens are said aloud from now on, or not any more: who listens needs more time.
struct SpeechTurned {
  bool on{false};
};

// Hardware keys, badge readers included. `text` is one UTF-8 character when `key` is Character. `at` tells a reader's
// burst from a person's typing.
enum class Key : std::uint8_t { Character, Enter, Backspace, Escape };
struct KeyTyped {
  Key key{Key::Character};
  std::string text;
  platform::SteadyTime at;
};

// Navigation.
struct TodayTapped {};
struct IdentifyTapped {};  // "I'm here" on a public screen
struct BookTapped {};      // identifies first when nobody is
struct MySessionTapped {};
struct RoomTapped {
  calendar::RoomId room;
};
struct BackTapped {};
struct SignOutTapped {};
struct LanguageTapped {
  std::string language;
};
// How the screens look to whoever stands there.
struct DisplayTapped {};  // opens the sheet
struct DisplayClosed {};
struct LookTapped {
  Look look{Look::Light};
};
struct TextSizeTapped {
  int percent{100};  // one of kTextSizes; others are ignored
};
struct LowReachTapped {
  bool low{false};
};
struct UsualDisplayTapped {};  // the kiosk's own way again
struct PageTapped {
  int page{0};
};
// A page up or down on a screen that is higher than the panel.
struct ScrollTapped {
  int page{0};
};
struct RoomsPageTapped {
  int page{0};
};
// Sessions and rooms of one floor, or of all of them.
struct LobbyFloorTapped {
  std::optional<int> floor;
};
struct WakeTapped {};  // the lobby's wall

// For who looks after the kiosk.
struct ServiceTapped {};  // F12, or a long press on the clock
struct ServicePinChecked {
  std::uint64_t attempt{0};
  bool right{false};
};
struct MachineRead {
  std::shared_ptr<const ServiceReport> report;
};
struct BrightnessTapped {
  int percent{100};
};
struct RestartTapped {};

struct NoticeDismissed {
  std::uint64_t ticket{0};
};

// Identification. On-screen keys send the same letters and digits as hardware ones.
struct LetterTapped {
  std::string letter;
};
struct DigitTapped {
  char digit{'0'};
};
struct EraseTapped {};
struct EntryConfirmed {};
// Answers to VerifyPin and HashBadge; an `attempt` that is not the current one is ignored.
struct PinChecked {
  std::uint64_t attempt{0};
  std::optional<calendar::PersonId> person;
};
struct BadgeHashed {
  std::uint64_t attempt{0};
  std::string badge_hash;
};

// The administrator is to be shown another code.
struct NewCodeTapped {};

// What people ask for.
struct CheckInTapped {
  calendar::BookingId booking;
};
struct ExtendTapped {
  calendar::BookingId booking;
  std::chrono::minutes by{15};
};
struct EndTapped {
  calendar::BookingId booking;
};
struct ReclaimTapped {
  calendar::BookingId booking;
};
struct CancelTapped {
  calendar::BookingId booking;
};
struct CancelRestTapped {  // it and all later ones of its series
  calendar::BookingId booking;
};
struct OwnBookingTapped {  // opens it
  calendar::BookingId booking;
};
struct MoveTapped {
  calendar::BookingId booking;
};
struct BookNowTapped {
  calendar::RoomId room;
  std::chrono::minutes length{30};
};
// At a room that is not to be had: which other ones are free?
struct FindRoomTapped {
  calendar::RoomId from;
};
struct OtherRoomTapped {
  calendar::RoomId room;
};

// Topic cards.
struct TopicsTapped {
  calendar::BookingId booking;
};
struct TopicTapped {
  calendar::TopicId topic;
};
struct RolesSwapped {};
// On a topic card, or in the wrap-up, where the same mark again takes it back.
struct TopicMarked {
  calendar::TopicId topic;
  calendar::TopicMark mark{calendar::TopicMark::Mastered};
};

// Wrap-up. Its third step is a SuggestionTapped.
struct WrapUpTapped {
  calendar::BookingId booking;
};
struct RatingTapped {
  int rating{calendar::kLowestRating};
};
struct WrapUpStepDone {};  // on to the next step, with what was ticked or without

// Book.
struct PairTapped {
  calendar::PairId pair;
};
struct LengthTapped {
  std::chrono::minutes length{60};
};
struct SuggestionTapped {
  calendar::RoomId room;
  calendar::Interval when;
};
struct RoomOnlyTapped {};     // no session: a room for whoever is identified
struct GridTapped {};         // from the suggestions to the room × time grid
struct SuggestionsTapped {};  // and back
struct DayTapped {
  calendar::LocalDate day;
};
struct GridCellTapped {
  calendar::RoomId room;
  calendar::Interval when;
};  // chooses
// A finger drawn from one time to another: chooses as much of it, from its start on, as can be had.
struct GridDragged {
  calendar::RoomId room;
  calendar::Interval when;
};
struct ChosenBookTapped {};  // books what was chosen
struct FilterTapped {};
struct SeatsTapped {
  int seats{2};
};
struct FloorTapped {
  std::optional<int> floor;
};
struct EquipmentTapped {  // wanted, or not any more
  std::string equipment;
};
struct RepeatTapped {};  // what was chosen, again and again
struct RepeatEveryTapped {
  std::chrono::weeks every{1};
};
struct RepeatCountTapped {
  int count{2};
};
struct SeriesBookTapped {};
struct AlternativeTapped {
  std::uint64_t ticket{0};
  std::size_t index{0};
};

using Action = std::variant<
    ClockTicked, SnapshotArrived, SetUpChanged, NewCodeTapped, Touched, SpeechTurned, KeyTyped, TodayTapped,
    IdentifyTapped, BookTapped, MySessionTapped, RoomTapped, BackTapped, SignOutTapped, LanguageTapped, DisplayTapped,
    DisplayClosed, LookTapped, TextSizeTapped, LowReachTapped, UsualDisplayTapped, ScrollTapped, PageTapped,
    NoticeDismissed, LetterTapped, DigitTapped, EraseTapped, EntryConfirmed, PinChecked, BadgeHashed, CheckInTapped,
    ExtendTapped, EndTapped, ReclaimTapped, CancelTapped, BookNowTapped, FindRoomTapped, OtherRoomTapped,
    RoomsPageTapped, LobbyFloorTapped, WakeTapped, ServiceTapped, ServicePinChecked, MachineRead, BrightnessTapped,
    RestartTapped, CancelRestTapped, OwnBookingTapped, MoveTapped, TopicsTapped, TopicTapped, RolesSwapped, TopicMarked,
    WrapUpTapped, RatingTapped, WrapUpStepDone, PairTapped, LengthTapped, SuggestionTapped, RoomOnlyTapped, GridTapped,
    SuggestionsTapped, DayTapped, GridCellTapped, GridDragged, ChosenBookTapped, FilterTapped, SeatsTapped, FloorTapped,
    EquipmentTapped, RepeatTapped, RepeatEveryTapped, RepeatCountTapped, SeriesBookTapped, AlternativeTapped>;

}  // namespace tandem::kiosk
