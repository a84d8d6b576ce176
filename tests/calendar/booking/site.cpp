#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {

Instant at(int minutes) {
  using namespace std::chrono;
  return sys_days{year{2026} / 3 / 2} + hours{8} + std::chrono::minutes{minutes};
}

Interval from_to(int start, int end) { return {at(start), at(end)}; }

SmallSite::SmallSite() {
  Site site;
  site.name = "Test";
  site.zone = "Etc/UTC";
  apply(world, SiteConfigured{site});
  for (const char* id : {"r1", "r2", "r3"}) {
    Room room;
    room.id = RoomId{id};
    room.out_of_order = std::string{id} == "r3";
    apply(world, RoomPut{room});
  }
  for (const PersonId& id : {kAnn, kBob, kCid}) {
    Person person;
    person.id = id;
    apply(world, PersonPut{person});
  }
  for (const auto& [id, mentee] : {std::pair{"p1", kBob}, std::pair{"p2", kCid}}) {
    Pair pair;
    pair.id = PairId{id};
    pair.mentor = kAnn;
    pair.mentee = mentee;
    apply(world, PairPut{pair});
  }
}

Decision SmallSite::ask(const Command& command, int now, const std::string& device) {
  const NumberedCommand numbered{{DeviceId{device}, next++}, at(now), command};
  Decision decision = decide(world, numbered, at(now));
  for (const Change& change : decision.changes) apply(world, change);
  return decision;
}

std::string SmallSite::answer(const Command& command, int now, const std::string& device) {
  const Decision decision = ask(command, now, device);
  return decision.accepted() ? "Accepted" : name_of(std::get<Refused>(decision.verdict).reason);
}

BookingId SmallSite::plan(int start, int end, const std::string& pair, const std::string& room) {
  const BookingId id = booking_id_of({DeviceId{"kiosk"}, next});
  EXPECT_EQ(answer(PlanSession{PairId{pair}, RoomId{room}, from_to(start, end), std::nullopt}, 0), "Accepted");
  return id;
}

BookingId SmallSite::book(int start, int end, const std::string& room) {
  const BookingId id = booking_id_of({DeviceId{"kiosk"}, next});
  EXPECT_EQ(answer(BookRoom{RoomId{room}, from_to(start, end), std::nullopt}, 0), "Accepted");
  return id;
}

}  // namespace tandem::calendar::test
