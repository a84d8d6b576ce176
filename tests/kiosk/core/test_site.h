#pragma once
// A small site for the tests of the kiosk, on Monday 23 November 2026 in Paris, open 08:00 to 19:00 (UTC + 1): rooms
// oak (floor 1) and elm (floor 2), pairs ann + bob and ann + cid. Everybody's PIN hash is "pin of <id>". A TestKiosk
// walks reduce() with virtual time and keeps the effects.

#include <string>
#include <vector>

#include "kiosk/core/reduce.h"

namespace tandem::kiosk::test {

inline const calendar::PersonId kAnn{"ann"};
inline const calendar::PersonId kBob{"bob"};
inline const calendar::PersonId kCid{"cid"};
inline const calendar::RoomId kOak{"oak"};
inline const calendar::RoomId kElm{"elm"};
inline const calendar::PairId kAnnBob{"ann-bob"};
inline const calendar::PairId kAnnCid{"ann-cid"};

// Paris wall clock of that Monday.
[[nodiscard]] calendar::Instant at(int hour, int minute = 0);
[[nodiscard]] calendar::Interval span(int from_hour, int to_hour);

[[nodiscard]] calendar::World test_world();
// A session of `pair` in `room`, as the log would tell it. Its booking has the id `id`.
void add_session(calendar::World& world, const std::string& id, const calendar::PairId& pair,
                 const calendar::RoomId& room, const calendar::Interval& when);
void add_booking(calendar::World& world, const std::string& id, const calendar::RoomId& room,
                 const calendar::Interval& when, calendar::BookingState state);
// Puts a person (room) again with something changed.
template <class Edit>
void edit(calendar::World& world, const calendar::PersonId& id, const Edit& change) {
  calendar::Person person = *find(world, id);
  change(person);
  apply(world, calendar::PersonPut{person});
}
template <class Edit>
void edit(calendar::World& world, const calendar::RoomId& id, const Edit& change) {
  calendar::Room room = *find(world, id);
  change(room);
  apply(world, calendar::RoomPut{room});
}
// Online, heard from just now.
[[nodiscard]] sync::Snapshot snapshot_of(calendar::World world, calendar::Instant heard = at(9));

class TestKiosk {
 public:
  explicit TestKiosk(sync::Snapshot snapshot, Place place = Lobby{}, calendar::Instant now = at(9));

  TestKiosk& tap(const Action& action);
  TestKiosk& wait(std::chrono::milliseconds time);
  TestKiosk& arrive(sync::Snapshot snapshot);
  // By badge.
  TestKiosk& identify(const calendar::PersonId& person);
  TestKiosk& type(const std::string& text, std::chrono::milliseconds gap);
  TestKiosk& press(Key key, std::chrono::milliseconds gap);

  // The command of the last SubmitCommand; fails the program when there is none.
  [[nodiscard]] const calendar::Command& asked() const;
  [[nodiscard]] std::uint64_t ticket() const;
  template <class E>
  [[nodiscard]] const E* last() const {
    for (auto effect = effects.rbegin(); effect != effects.rend(); ++effect)
      if (const auto* found = std::get_if<E>(&*effect)) return found;
    return nullptr;
  }
  template <class S>
  [[nodiscard]] const S* screen() const {
    return std::get_if<S>(&state.screen);
  }
  // The snapshot now with what became of the last command.
  [[nodiscard]] sync::Snapshot answered(sync::CommandProgress progress,
                                        calendar::Verdict verdict = calendar::Accepted{});

  AppState state;
  std::vector<Effect> effects;
  platform::WallTime wall;
  platform::SteadyTime steady{std::chrono::hours{100}};
};

}  // namespace tandem::kiosk::test
