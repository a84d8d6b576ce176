#include "tests/sync/protocol/samples.h"

namespace tandem::sync::test {
namespace {

using namespace calendar;
using std::chrono::seconds;

constexpr std::int64_t kNine = 1772442000;  // 2026-03-02T09:00:00Z

Instant after(std::int64_t minutes) { return Instant{seconds{kNine + minutes * 60}}; }

Site sample_site() {
  Site site;
  site.name = "Tour Lumière";
  site.zone = "Europe/Paris";
  site.opening_hours.closed = {LocalDate{std::chrono::days{20574}}};
  return site;
}

Room sample_room() {
  Room room;
  room.id = RoomId{"ada"};
  room.name = "Ada Lovelace";
  room.floor = -1;
  room.seats = 4;
  room.equipment = {"screen", "video"};
  return room;
}

Person sample_person() {
  return {PersonId{"p-17"}, "Chloé", "Lefèvre", "Sinistres", "fr", NameVisibility::Full, "b0b1", "$argon2id$x"};
}

Pair sample_pair() {
  Pair pair;
  pair.id = PairId{"pair-3"};
  pair.mentor = PersonId{"p-17"};
  pair.mentee = PersonId{"p-18"};
  pair.started_on = LocalDate{std::chrono::days{20400}};
  pair.topics = {TopicId{"ai"}, TopicId{"chat"}};
  return pair;
}

Booking sample_booking() {
  Booking booking;
  booking.id = BookingId{"kiosk-hall-4"};
  booking.room = RoomId{"ada"};
  booking.planned = {after(0), after(60)};
  booking.held = {after(0), after(45)};
  booking.state = BookingState::Ended;
  booking.session = SessionId{"kiosk-hall-4"};
  booking.booked_by = PersonId{"p-17"};
  booking.created_at = after(-300);
  booking.first_check_in = after(-2);
  return booking;
}

Session sample_session() {
  return {SessionId{"kiosk-hall-4"}, PairId{"pair-3"}, BookingId{"kiosk-hall-4"}, after(-2), std::nullopt};
}

BusySet sample_busy() { return BusySet{{{after(30), after(60)}, {after(90), after(150)}}}; }

LogEntry sample_entry() { return {41, after(1), {DeviceId{"kiosk-hall"}, 4}, sample_changes(), Verdict{Accepted{}}}; }

}  // namespace

std::vector<Change> sample_changes() {
  const BookingId booking{"kiosk-hall-4"};
  const Interval window{after(0), after(1440)};
  return {SiteConfigured{sample_site()},
          RoomPut{sample_room()},
          RoomRemoved{RoomId{"old"}},
          PersonPut{sample_person()},
          PersonRemoved{PersonId{"p-9"}},
          PairPut{sample_pair()},
          PairRemoved{PairId{"pair-1"}},
          TopicPut{Topic{TopicId{"ai"}, "Assistants IA", "AI assistants"}},
          RoomBusyRead{RoomId{"ada"}, window, sample_busy()},
          PersonBusyRead{PersonId{"p-18"}, window, sample_busy()},
          BookingAccepted{sample_booking()},
          SessionPlanned{sample_session()},
          PersonCheckedIn{booking, PersonId{"p-18"}, after(3)},
          PersonCheckedIn{booking, std::nullopt, after(3)},
          BookingExtended{booking, after(90)},
          BookingEnded{booking, after(45)},
          BookingCancelled{booking, after(-60)},
          BookingReleased{booking, after(10)},
          BookingReclaimed{booking, after(12)}};
}

std::vector<NumberedCommand> sample_commands() {
  const BookingId booking{"kiosk-hall-4"};
  const PersonId person{"p-17"};
  const Interval when{after(0), after(60)};
  const std::vector<Command> commands{BookRoom{RoomId{"ada"}, when, std::nullopt},
                                      BookRoom{RoomId{"ada"}, when, person},
                                      PlanSession{PairId{"pair-3"}, RoomId{"ada"}, when, person},
                                      CheckIn{booking, person, after(2)},
                                      CheckIn{booking, std::nullopt, after(2)},
                                      ExtendBooking{booking, after(75), person},
                                      EndBooking{booking, after(50), person},
                                      CancelBooking{booking, person},
                                      ReclaimBooking{booking, after(12), std::nullopt},
                                      ReleaseNoShow{booking}};
  std::vector<NumberedCommand> numbered;
  for (const Command& command : commands) {
    numbered.push_back({{DeviceId{"kiosk-hall"}, numbered.size() + 1}, after(1), command});
  }
  return numbered;
}

std::vector<std::pair<std::string, Message>> sample_messages() {
  const platform::WallTime now{std::chrono::milliseconds{kNine * 1000 + 250}};
  LogEntry refused = sample_entry();
  refused.sequence = 42;
  refused.changes.clear();
  refused.verdict = Refused{RefusalReason::RoomTaken};
  const LogEntry feed{43, after(2), {}, {RoomRemoved{RoomId{"old"}}}, std::nullopt};
  Hello hello;
  hello.oldest_version = hello.newest_version = 1;
  hello.device = DeviceId{"kiosk-hall"};
  hello.token = "not-a-real-token";
  hello.software = "tandem-kiosk 0.1.0";
  hello.cursor = {"e-1", 40};
  return {{"hello", hello},
          {"welcome", Welcome{1, now, "e-1", 3, std::string{"key\0\xFF", 5}}},
          {"denied", Denied{DenialReason::Revoked, "revoked by the administrator"}},
          {"push", Push{sample_commands()}},
          {"entries", Entries{{sample_entry(), refused, feed}}},
          {"snapshot_part", SnapshotPart{sample_changes(), true, true, {"e-1", 43}}},
          {"known_verdict", KnownVerdict{3, Refused{RefusalReason::NotYours}}},
          {"ack", Ack{{"e-1", 43}}},
          {"heartbeat", Heartbeat{now, {{RoomId{"ada"}, after(0), false}, {PersonId{"p-17"}, std::nullopt, true}}}}};
}

std::vector<std::pair<std::string, Message>> sample_messages_of_2() {
  const platform::WallTime now{std::chrono::milliseconds{kNine * 1000 + 250}};
  Hello hello;
  hello.oldest_version = 1;
  hello.newest_version = 2;
  hello.device = DeviceId{"kiosk-hall"};
  hello.token = "not-a-real-token";
  hello.software = "tandem-kiosk 0.2.0";
  hello.cursor = {"e-1", 43};
  Heartbeat heartbeat{now, {}, StateMark{43, 0x0123456789abcdefU, 1}, OutboxAge{2, std::chrono::milliseconds{61'500}}};
  return {{"hello", hello},
          {"welcome", Welcome{2, now, "e-1", 3, "key"}},
          {"heartbeat", heartbeat},
          {"later", Later{4, std::chrono::milliseconds{1'500}}}};
}

namespace {

std::vector<std::pair<std::string, Message>> scope_samples() {
  const platform::WallTime now{std::chrono::milliseconds{kNine * 1000 + 250}};
  Hello hello;
  hello.oldest_version = 1;
  hello.newest_version = 3;
  hello.device = DeviceId{"kiosk-hall"};
  hello.token = "not-a-real-token";
  hello.software = "tandem-kiosk 0.3.0";
  hello.cursor = {"e-1", 43};
  hello.scope = "site:lyon";
  Welcome welcome{3, now, "e-1", 3, "key"};
  welcome.scope = "site:lyon";
  welcome.rights = DeviceRights{{}, DeviceMode::Door, RoomId{"ada"}};
  Site site = sample_site();
  site.id = SiteId{"lyon"};
  Room room = sample_room();
  room.site = site.id;
  Person person = sample_person();
  person.site = site.id;
  LogEntry entry{48, after(3), {}, {SiteConfigured{site}, RoomPut{room}, PersonPut{person}}, std::nullopt};
  entry.passed = 4;
  OutboxAge outbox{2, std::chrono::milliseconds{61'500}};
  outbox.set_aside = 1;
  outbox.last_set_aside = SetAside{7, SetAsideReason::ServerRefused};
  const NumberedCommand unread{{DeviceId{"kiosk-hall"}, 8},
                               {},
                               UnreadableCommand{std::string{"\x0a\x0e\x0a\x0akiosk-hall\x10\x08\xfa\x01\x00", 19}}};
  return {{"hello_scoped", hello},
          {"welcome", welcome},
          {"entries_passed", Entries{{entry}}},
          {"push_unreadable", Push{{unread}}},
          {"known_verdict_unreadable", KnownVerdict{8, Refused{RefusalReason::NotReadable}}},
          {"heartbeat", Heartbeat{now, {}, StateMark{43, 0x0123456789abcdefU, 1}, outbox}}};
}

std::vector<Change> lease_changes() {
  return {RoomLeased{{RoomId{"ada"}, DeviceId{"door-ada"}, {after(0), after(30)}}}, LeaseEnded{RoomId{"ada"}}};
}

std::vector<NumberedCommand> lease_commands() {
  const DeviceId door{"door-ada"};
  return {{{door, 1}, after(1), BookRoom{RoomId{"ada"}, {after(1), after(16)}, std::nullopt, true}},
          {{door, 2}, after(2), GiveUpLease{RoomId{"ada"}}}};
}

// Series, wrap-up, and what is forgotten.
std::vector<Change> later_changes() {
  const BookingId booking{"kiosk-hall-4"};
  Site site = sample_site();
  site.policy.past_kept = std::chrono::days{30};
  Booking of_series = sample_booking();
  of_series.id = BookingId{"kiosk-hall-7.2"};
  of_series.series = BookingId{"kiosk-hall-7"};
  Session wrapped_up = sample_session();
  wrapped_up.mentor_rated = wrapped_up.topics_ticked = true;
  return {SiteConfigured{site},
          BookingAccepted{of_series},
          SessionPlanned{wrapped_up},
          SessionRated{booking, PersonId{"p-18"}, after(60)},
          TopicsTicked{booking, after(61)},
          PastForgotten{after(-20000)},
          PairPastNoted{{PairId{"pair-3"}, 4, after(-60000), after(-50000)}},
          PairPastNoted{{PairId{"pair-1"}, 0, std::nullopt, std::nullopt}}};
}

std::vector<NumberedCommand> later_commands() {
  const BookingId booking{"kiosk-hall-4"};
  const PersonId person{"p-17"};
  const Interval when{after(0), after(60)};
  const std::vector<Command> commands{
      BookSeries{RoomId{"ada"}, when, "FREQ=WEEKLY;COUNT=6", person, SeriesMode::WhatIsFree},
      BookSeries{RoomId{"ada"}, when, "FREQ=WEEKLY;INTERVAL=2", std::nullopt, SeriesMode::AllOrNothing},
      PlanSeries{PairId{"pair-3"}, RoomId{"ada"}, when, "FREQ=MONTHLY;BYDAY=1TU", person, SeriesMode::WhatIsFree},
      CancelRest{BookingId{"kiosk-hall-7.2"}, person},
      RateSession{booking, person, 4, after(61)},
      TickTopics{booking,
                 person,
                 {{TopicId{"ai"}, TopicMark::Mastered}, {TopicId{"chat"}, TopicMark::NeedsPractice}},
                 after(62)}};
  std::vector<NumberedCommand> numbered;
  for (const Command& command : commands) {
    numbered.push_back({{DeviceId{"kiosk-hall"}, numbered.size() + 7}, after(1), command});
  }
  return numbered;
}

}  // namespace

std::vector<Change> sample_changes_of_3() {
  auto all = lease_changes();
  for (auto& change : later_changes()) all.push_back(std::move(change));
  return all;
}

std::vector<NumberedCommand> sample_commands_of_3() {
  auto all = lease_commands();
  for (auto& command : later_commands()) all.push_back(std::move(command));
  return all;
}

std::vector<std::pair<std::string, Message>> sample_messages_of_3() {
  Hello hello;
  hello.oldest_version = 1;
  hello.newest_version = 3;
  hello.device = DeviceId{"door-ada"};
  hello.token = "not-a-real-token";
  hello.software = "tandem-kiosk 0.3.0";
  hello.cursor = {"e-1", 43};
  const LogEntry leased{44, after(0), {}, lease_changes(), std::nullopt};
  const LogEntry refused{45, after(1), {DeviceId{"kiosk-hall"}, 5}, {}, Verdict{Refused{RefusalReason::Leased}}};
  const std::vector<MissedInstance> missed{{{after(0), after(60)}, RefusalReason::RoomTaken},
                                           {{after(10080), after(10140)}, RefusalReason::OutsideOpeningHours}};
  const LogEntry series{46, after(1), {DeviceId{"kiosk-hall"}, 7}, later_changes(), Verdict{Accepted{missed}}};
  const Verdict in_the_way{Refused{RefusalReason::SeriesInTheWay, missed}};
  std::vector<std::pair<std::string, Message>> messages = scope_samples();
  messages.insert(messages.end(),
                  {{"hello", hello},
                   {"push", Push{lease_commands()}},
                   {"push_series", Push{later_commands()}},
                   {"entries", Entries{{leased, refused}}},
                   {"entries_series", Entries{{series, {47, after(1), {DeviceId{"kiosk-hall"}, 8}, {}, in_the_way}}}},
                   {"snapshot_part", SnapshotPart{later_changes(), true, true, {"e-1", 47}}},
                   {"known_verdict", KnownVerdict{8, in_the_way}},
                   {"recall", Recall{RoomId{"ada"}}}});
  return messages;
}

std::vector<std::pair<std::string, Message>> all_sample_messages() {
  auto all = sample_messages();
  for (auto& more : {sample_messages_of_2(), sample_messages_of_3()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace tandem::sync::test
