#include "calendar/booking/series.h"
#include "sync/protocol/from_wire.h"

namespace tandem::sync {
namespace {

using calendar::BookingId;
using calendar::PersonId;

std::optional<PersonId> person(Reader& reader, bool present, const std::string& id) {
  if (!present) return std::nullopt;
  return reader.id<PersonId>(id, "person");
}

calendar::BookRoom book_room(Reader& reader, const wire::BookRoom& in) {
  return {reader.id<calendar::RoomId>(in.room(), "room"), reader.interval(in.when(), "booking time"),
          person(reader, in.has_by(), in.by()), in.promised()};
}

calendar::PlanSession plan_session(Reader& reader, const wire::PlanSession& in) {
  return {reader.id<calendar::PairId>(in.pair(), "pair"), reader.id<calendar::RoomId>(in.room(), "room"),
          reader.interval(in.when(), "session time"), person(reader, in.has_by(), in.by())};
}

calendar::CheckIn check_in(Reader& reader, const wire::CheckIn& in) {
  return {reader.id<BookingId>(in.booking(), "booking"), person(reader, in.has_person(), in.person()),
          reader.instant(in.at(), "check-in")};
}

template <class Command>
Command on_booking(Reader& reader, const wire::OnBooking& in) {
  return {reader.id<BookingId>(in.booking(), "booking"), reader.instant(in.at(), "time"),
          person(reader, in.has_by(), in.by())};
}

calendar::CancelBooking cancel_booking(Reader& reader, const wire::OnBooking& in) {
  return {reader.id<BookingId>(in.booking(), "booking"), person(reader, in.has_by(), in.by())};
}

calendar::SeriesMode mode(Reader& reader, std::uint32_t value) {
  return reader.choice(value, calendar::SeriesMode::WhatIsFree, "what a series wants");
}

calendar::BookSeries book_series(Reader& reader, const wire::BookSeries& in) {
  return {reader.id<calendar::RoomId>(in.room(), "room"), reader.interval(in.first(), "first time"),
          reader.text(in.rule(), "rule", calendar::kMaxSeriesRuleLength), person(reader, in.has_by(), in.by()),
          mode(reader, in.mode())};
}

calendar::PlanSeries plan_series(Reader& reader, const wire::PlanSeries& in) {
  return {
      reader.id<calendar::PairId>(in.pair(), "pair"), reader.id<calendar::RoomId>(in.room(), "room"),
      reader.interval(in.first(), "first time"),      reader.text(in.rule(), "rule", calendar::kMaxSeriesRuleLength),
      person(reader, in.has_by(), in.by()),           mode(reader, in.mode())};
}

calendar::CancelRest cancel_rest(Reader& reader, const wire::OnBooking& in) {
  return {reader.id<BookingId>(in.booking(), "booking"), person(reader, in.has_by(), in.by())};
}

calendar::RateSession rate_session(Reader& reader, const wire::RateSession& in) {
  return {reader.id<BookingId>(in.booking(), "booking"), reader.id<PersonId>(in.person(), "person"),
          reader.number(in.rating(), static_cast<std::uint32_t>(calendar::kHighestRating), "rating"),
          reader.instant(in.at(), "rated")};
}

calendar::TickTopics tick_topics(Reader& reader, const wire::TickTopics& in) {
  calendar::TickTopics ticked;
  ticked.booking = reader.id<BookingId>(in.booking(), "booking");
  ticked.person = reader.id<PersonId>(in.person(), "person");
  ticked.at = reader.instant(in.at(), "ticked");
  if (!reader.count(in.topics_size(), calendar::kMaxTickedTopics, "ticked topics")) return ticked;
  for (const wire::TickedTopic& one : in.topics()) {
    ticked.topics.push_back({reader.id<calendar::TopicId>(one.topic(), "topic"),
                             reader.choice(one.mark(), calendar::TopicMark::NeedsPractice, "mark of a topic")});
  }
  return ticked;
}

// A reason that a newer server knows and we do not is still a refusal.
calendar::RefusalReason reason(std::uint32_t value) {
  const bool known = value <= static_cast<std::uint32_t>(calendar::kLastRefusalReason);
  return known ? static_cast<calendar::RefusalReason>(value) : calendar::RefusalReason::Malformed;
}

std::vector<calendar::MissedInstance> missed(Reader& reader, const wire::Verdict& in) {
  std::vector<calendar::MissedInstance> read;
  if (!reader.count(in.missed_size(), calendar::kMaxSeriesInstances, "missed instances")) return read;
  for (const wire::MissedInstance& one : in.missed()) {
    read.push_back({reader.interval(one.when(), "missed time"), reason(one.reason())});
  }
  return read;
}

calendar::Command command(Reader& reader, const wire::Command& in) {
  switch (in.kind_case()) {
    case wire::Command::kBookRoom: return book_room(reader, in.book_room());
    case wire::Command::kPlanSession: return plan_session(reader, in.plan_session());
    case wire::Command::kCheckIn: return check_in(reader, in.check_in());
    case wire::Command::kExtendBooking: return on_booking<calendar::ExtendBooking>(reader, in.extend_booking());
    case wire::Command::kEndBooking: return on_booking<calendar::EndBooking>(reader, in.end_booking());
    case wire::Command::kCancelBooking: return cancel_booking(reader, in.cancel_booking());
    case wire::Command::kReclaimBooking: return on_booking<calendar::ReclaimBooking>(reader, in.reclaim_booking());
    case wire::Command::kReleaseNoShow:
      return calendar::ReleaseNoShow{reader.id<BookingId>(in.release_no_show(), "booking")};
    case wire::Command::kGiveUpLease:
      return calendar::GiveUpLease{reader.id<calendar::RoomId>(in.give_up_lease(), "leased room")};
    case wire::Command::kBookSeries: return book_series(reader, in.book_series());
    case wire::Command::kPlanSeries: return plan_series(reader, in.plan_series());
    case wire::Command::kCancelRest: return cancel_rest(reader, in.cancel_rest());
    case wire::Command::kRateSession: return rate_session(reader, in.rate_session());
    case wire::Command::kTickTopics: return tick_topics(reader, in.tick_topics());
    case wire::Command::KIND_NOT_SET: break;
  }
  reader.invalid("command", "unknown kind");
  return {};
}

}  // namespace

calendar::CommandId from_wire(Reader& reader, const wire::CommandId& in) {
  reader.require(in.device().size() <= calendar::kMaxDeviceIdLength, "device id");
  reader.require(in.number() > 0, "command number");
  return {reader.id<calendar::DeviceId>(in.device(), "device"), in.number()};
}

calendar::NumberedCommand from_wire(Reader& reader, const wire::Command& in) {
  return {from_wire(reader, in.id()), reader.instant(in.issued_at(), "issued"), command(reader, in)};
}

calendar::Verdict from_wire(Reader& reader, const wire::Verdict& in) {
  if (!in.has_refused_for()) return calendar::Accepted{missed(reader, in)};
  return calendar::Refused{reason(in.refused_for()), missed(reader, in)};
}

}  // namespace tandem::sync
