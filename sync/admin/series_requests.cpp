#include "sync/admin/series_requests.h"

#include <boost/json.hpp>
#include <cstdio>
#include <map>
#include <utility>

#include "calendar/booking/decide.h"
#include "sync/admin/request_json.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using namespace calendar;
using platform::ErrorKind;
using platform::Result;

constexpr std::int64_t kMinutesByDefault = 60;
constexpr std::int64_t kMostMinutes = 1440;

Result<LocalTime> local_time(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  char rest = 0;
  const int read = std::sscanf(text.c_str(), "%4d-%2u-%2uT%2d:%2d%c", &year, &month, &day, &hour, &minute, &rest);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  const bool clock = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
  if (read != 5 || !date.ok() || !clock) {
    return platform::fail(ErrorKind::Invalid, "\"start\" must be like 2026-11-30T10:00");
  }
  return LocalTime{LocalDate{date}} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

Result<std::chrono::minutes> minutes_field(const json::object& request) {
  const json::value* value = request.if_contains("minutes");
  if (value == nullptr) return std::chrono::minutes{kMinutesByDefault};
  const bool good = value->is_int64() && value->get_int64() > 0 && value->get_int64() <= kMostMinutes;
  if (good) return std::chrono::minutes{value->get_int64()};
  return platform::fail(ErrorKind::Invalid, "\"minutes\" must be a whole number from 1 to 1440");
}

Result<Interval> first_of(const World& world, const json::object& request) {
  const auto text = text_field(request, "start");
  if (!text) return tl::unexpected(text.error());
  const auto local = local_time(*text);
  if (!local) return tl::unexpected(local.error());
  const auto length = minutes_field(request);
  if (!length) return tl::unexpected(length.error());
  const Instant start = site_zone(world).to_instant(*local);
  return Interval{start, start + *length};
}

Result<Command> series_of(const World& world, const json::object& request) {
  const auto first = first_of(world, request);
  if (!first) return tl::unexpected(first.error());
  const auto room = text_field(request, "room");
  if (!room) return tl::unexpected(room.error());
  const auto rule = text_field(request, "rule");
  if (!rule) return tl::unexpected(rule.error());
  const auto pair = optional_text(request, "pair");
  if (!pair) return tl::unexpected(pair.error());
  const auto what_is_free = flag(request, "what_is_free");
  if (!what_is_free) return tl::unexpected(what_is_free.error());
  const auto mode = *what_is_free ? SeriesMode::WhatIsFree : SeriesMode::AllOrNothing;
  if (*pair) return PlanSeries{PairId{**pair}, RoomId{*room}, *first, *rule, std::nullopt, mode};
  return BookSeries{RoomId{*room}, *first, *rule, std::nullopt, mode};
}

// "2026-11-23 14:00-15:00" as the site's people read it.
std::string local_text(const Zone& zone, const Interval& when) {
  const auto local = [&](Instant at) { return utc_text(Instant(zone.to_local(at).time_since_epoch())); };
  const std::string start = local(when.start);
  constexpr std::size_t kDate = 10;
  constexpr std::size_t kTime = 5;
  return start.substr(0, kDate) + " " + start.substr(kDate + 1, kTime) + "-" + local(when.end).substr(kDate + 1, kTime);
}

json::object report(const World& world, const Verdict& verdict, const std::vector<Booking>& booked) {
  const Zone zone = site_zone(world);
  json::array bookings;
  for (const Booking& booking : booked) {
    bookings.push_back(json::object{{"booking", booking.id.text()}, {"when", local_text(zone, booking.planned)}});
  }
  json::array missed;
  for (const MissedInstance& one : missed_of(verdict)) {
    missed.push_back(json::object{{"when", local_text(zone, one.when)}, {"reason", name_of(one.reason)}});
  }
  json::object answer{{"ok", std::holds_alternative<Accepted>(verdict)},
                      {"booked", std::move(bookings)},
                      {"missed", std::move(missed)}};
  if (const auto* refused = std::get_if<Refused>(&verdict)) answer["reason"] = name_of(refused->reason);
  return answer;
}

// What would become of it now.
json::object try_out(ServerCore& core, Command command) {
  // Above all numbers of the server's own commands.
  const CommandId id{DeviceId{kServerDevice}, std::uint64_t{1} << 62U};
  const Decision decision = decide(core.world(), {id, core.now(), std::move(command)}, core.now());
  std::vector<Booking> booked;
  for (const Change& change : decision.changes) {
    if (const auto* accepted = std::get_if<BookingAccepted>(&change)) booked.push_back(accepted->booking);
  }
  json::object answer = report(core.world(), decision.verdict, booked);
  answer["dry_run"] = true;
  return answer;
}

std::vector<Booking> bookings_made_by(ServerCore& core, std::uint64_t sequence) {
  std::vector<Booking> booked;
  const auto entry = core.store().entries_after(sequence - 1, 1);
  if (!entry || entry->empty()) return booked;
  for (const Change& change : entry->front().changes) {
    if (const auto* accepted = std::get_if<BookingAccepted>(&change)) booked.push_back(accepted->booking);
  }
  return booked;
}

json::value role_report(const std::vector<RatingCount>& counts, PairRole role) {
  std::uint64_t ratings = 0;
  std::uint64_t satisfied = 0;
  std::uint64_t pairs = 0;  // at least
  for (const RatingCount& count : counts) {
    if (count.role != role) continue;
    ratings += count.count;
    if (count.rating >= kHighestRating - 1) satisfied += count.count;
    pairs = std::max(pairs, count.pairs);
  }
  const std::uint64_t enough = role == PairRole::Mentor ? kSmallCell * kPairsOfMentor : kSmallCell;
  if (pairs < enough) return nullptr;
  return json::object{{"ratings", ratings}, {"satisfied_percent", (satisfied * 100 + ratings / 2) / ratings}};
}

json::array topic_report(const std::vector<TopicCount>& counts) {
  std::map<TopicId, std::pair<std::uint64_t, std::uint64_t>> topics;
  for (const TopicCount& count : counts) {
    auto& [mastered, practice] = topics[count.topic];
    (count.mark == TopicMark::Mastered ? mastered : practice) = count.pairs;
  }
  const auto small = [](std::uint64_t cell) { return cell > 0 && cell < kSmallCell; };
  json::array all;
  for (const auto& [topic, cells] : topics) {
    // Of two cells a small one would tell the other.
    if (small(cells.first) || small(cells.second)) continue;
    all.push_back(json::object{{"topic", topic.text()}, {"mastered", cells.first}, {"needs_practice", cells.second}});
  }
  return all;
}

}  // namespace

Result<json::object> answer_book_series(ServerCore& core, const json::object& request) {
  auto command = series_of(core.world(), request);
  if (!command) return tl::unexpected(command.error());
  const auto dry_run = flag(request, "dry_run");
  if (!dry_run) return tl::unexpected(dry_run.error());
  if (*dry_run) return try_out(core, std::move(*command));
  const auto committed = core.commit_own(std::move(*command));
  if (!committed) return tl::unexpected(committed.error());
  return report(core.world(), committed->verdict, bookings_made_by(core, committed->sequence));
}

void begin_series(ServerCore& core, const json::object& request, const ServerCore::AdminRespond& respond) {
  auto command = series_of(core.world(), request);
  if (!command) return respond(tl::unexpected(command.error()));
  core.submit_own(std::move(*command), [&core, respond](const Result<Committed>& committed) {
    if (!committed) return respond(tl::unexpected(committed.error()));
    const auto booked = bookings_made_by(core, committed->sequence);
    respond(json::serialize(report(core.world(), committed->verdict, booked)));
  });
}

Result<json::object> answer_cancel(ServerCore& core, const json::object& request) {
  const auto booking = text_field(request, "booking");
  if (!booking) return tl::unexpected(booking.error());
  const auto rest = flag(request, "rest");
  if (!rest) return tl::unexpected(rest.error());
  const BookingId id{*booking};
  const auto committed =
      *rest ? core.commit_own(CancelRest{id, std::nullopt}) : core.commit_own(CancelBooking{id, std::nullopt});
  if (!committed) return tl::unexpected(committed.error());
  return report(core.world(), committed->verdict, {});
}

Result<json::object> answer_wrap_up(ServerCore& core, const json::object&) {
  const auto ratings = core.store().count_ratings({Instant{}, core.now() + std::chrono::days{1}});
  if (!ratings) return tl::unexpected(ratings.error());
  const auto topics = core.store().count_topics();
  if (!topics) return tl::unexpected(topics.error());
  return json::object{{"ok", true},
                      {"mentors", role_report(*ratings, PairRole::Mentor)},
                      {"mentees", role_report(*ratings, PairRole::Mentee)},
                      {"topics", topic_report(*topics)}};
}

}  // namespace tandem::sync
