// Writes the calendars that other libraries read back, and beside each what they are to find in it.
//
//   written_calendars FOLDER    FOLDER/<name>.ics and FOLDER/<name>.json
//
// The .json: "window" [from, to) in seconds since 1970, "events" as they were written, "instances" [uid, start, end]
// of the window by our own expansion.

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "calendar/ics/parse.h"
#include "calendar/ics/write.h"
#include "calendar/recurrence/expand.h"

namespace tandem::tests {
namespace {

using namespace calendar;
using namespace std::chrono;
namespace json = boost::json;

constexpr local_days kMonday{2026y / March / 2};
// Over both changes of the clocks, in either hemisphere.
constexpr Interval kWindow{sys_days{2026y / January / 1}, sys_days{2027y / February / 1}};

Zone zone(const std::string& name) { return Zone::locate(name).value(); }

EventTime in(const std::string& tzid, LocalTime local) { return {EventTime::Kind::Zoned, local, tzid}; }

std::int64_t seconds_of(Instant at) { return at.time_since_epoch().count(); }

Instant instant_of(const EventTime& time) {
  if (time.kind == EventTime::Kind::Zoned) return zone(time.tzid).to_instant(time.local);
  return Instant{time.local.time_since_epoch()};  // all-day dates are compared by their date
}

PublishedEvent timed(const std::string& uid, const EventTime& start, minutes length) {
  PublishedEvent made;
  made.event.uid = uid;
  made.event.stamp = sys_days{2026y / January / 2} + 3h + 4min + 5s;
  made.event.sequence = 3;
  made.event.start = start;
  made.event.end = EventTime{start.kind, start.local + length, start.tzid};
  made.summary = "Salle réservée";
  made.location = "Salle Ada";
  return made;
}

RecurrenceRule every(Frequency frequency) {
  RecurrenceRule rule;
  rule.frequency = frequency;
  return rule;
}

// A room's bookings, one of them over the end of summer time, when an hour is there twice.
PublishedCalendar room() {
  PublishedCalendar calendar;
  calendar.name = "Tandem · Salle Ada, étage 2";
  calendar.refresh_after = 15min;
  const Instant repeated = sys_days{2026y / October / 25} + 30min;
  for (int i = 0; i < 6; ++i) {
    const Instant start = repeated + i * 30min;
    PublishedEvent booking =
        timed("k1-" + std::to_string(i) + "@tandem", on_clock_of(zone("Europe/Paris"), start), 0min);
    booking.event.end = on_clock_of(zone("Europe/Paris"), start + 30min);
    booking.event.sequence = 240 + i;
    calendar.events.push_back(booking);
  }
  return calendar;
}

// Series with exceptions, as a person's own calendar has them.
PublishedCalendar series() {
  PublishedCalendar calendar;
  PublishedEvent weekly = timed("weekly", in("Europe/Paris", kMonday + 9h), 60min);
  weekly.event.rules = {every(Frequency::Weekly)};
  weekly.event.rules[0].by_day = {{Monday, 0}, {Thursday, 0}};
  weekly.event.excluded_dates = {in("Europe/Paris", kMonday + days{7} + 9h),
                                 in("Europe/Paris", kMonday + days{10} + 9h)};
  PublishedEvent moved = timed("weekly", in("Europe/Paris", kMonday + days{15} + 14h), 90min);
  moved.event.recurrence_id = in("Europe/Paris", kMonday + days{14} + 9h);
  moved.summary = "Moved";

  PublishedEvent counted = timed("counted", in("America/New_York", kMonday + 20h), 45min);
  counted.event.rules = {every(Frequency::Daily)};
  counted.event.rules[0].interval = 2;
  counted.event.rules[0].count = 40;

  PublishedEvent last_friday = timed("last-friday", in("Australia/Lord_Howe", kMonday + days{4} + 8h), 30min);
  last_friday.event.start.local = local_days{2026y / March / 27} + 8h;
  last_friday.event.end->local = last_friday.event.start.local + 30min;
  last_friday.event.rules = {every(Frequency::Monthly)};
  last_friday.event.rules[0].by_day = {{Friday, -1}};

  PublishedEvent until = timed("until", in("Europe/Dublin", kMonday + 12h), 15min);
  until.event.rules = {every(Frequency::Weekly)};
  until.event.rules[0].until = RuleUntil{RuleUntil::Kind::Utc, local_days{2026y / June / 1} + 12h};

  PublishedEvent all_day = timed("all-day", {EventTime::Kind::Date, kMonday, {}}, 0min);
  all_day.event.end = EventTime{EventTime::Kind::Date, kMonday + days{2}, {}};
  all_day.event.rules = {every(Frequency::Monthly)};
  all_day.event.rules[0].by_month_day = {2};
  calendar.events = {weekly, moved, counted, last_friday, until, all_day};
  return calendar;
}

PublishedCalendar words() {
  PublishedCalendar calendar;
  const std::vector<std::string> summaries = {"comma, semicolon; colon: quote \" backslash \\ end",
                                              "first line\nsecond line\n\nfourth",
                                              "🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪",
                                              "séance été où ça naïf cœur Ωmega Жук 会议室 غرفة ห้อง e\u0301 a\u0308",
                                              std::string(200, 'x') + " " + std::string(200, 'y'),
                                              "BEGIN:VEVENT\nEND:VEVENT\nSUMMARY:not mine",
                                              "^n ^' ^^ = % {} <b> &amp;"};
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    PublishedEvent event = timed("words-" + std::to_string(i), {EventTime::Kind::Utc, kMonday + hours{i}, {}}, 30min);
    event.summary = summaries[i];
    event.location = summaries[summaries.size() - 1 - i];
    calendar.events.push_back(std::move(event));
  }
  calendar.events[0].event.uid = "a, b; c: \"d\" é🚪 " + std::string(100, 'u');
  return calendar;
}

PublishedCalendar backslash() {
  PublishedCalendar calendar;
  calendar.events = {timed("backslash", {EventTime::Kind::Utc, kMonday, {}}, 30min)};
  calendar.events[0].summary = "a \\n that is no line, a \\, that is two characters, two \\\\";
  return calendar;
}

// Times around the changes of many zones: who has no tzdata can only know them from our VTIMEZONEs.
PublishedCalendar zones() {
  PublishedCalendar calendar;
  const std::vector<std::string> names = {
      "Europe/Paris",     "Europe/Dublin",      "Europe/Lisbon",       "Atlantic/Azores", "America/New_York",
      "America/St_Johns", "America/Sao_Paulo",  "America/Santiago",    "America/Nuuk",    "America/Phoenix",
      "Africa/Cairo",     "Africa/Casablanca",  "Africa/Lagos",        "Asia/Jerusalem",  "Asia/Beirut",
      "Asia/Tehran",      "Asia/Kolkata",       "Asia/Kathmandu",      "Asia/Tokyo",      "Australia/Sydney",
      "Pacific/Auckland", "Pacific/Chatham",    "Pacific/Apia",        "Asia/Gaza",       "Antarctica/Troll",
      "Australia/Eucla",  "Pacific/Kiritimati", "Australia/Lord_Howe", "America/Asuncion"};
  for (const std::string& name : names) {
    const Zone there = zone(name);
    std::vector<Instant> looked_at = {kWindow.start + days{14}, kWindow.start + days{195}};
    for (Instant at = there.period_at(kWindow.start).when.end; at < kWindow.end; at = there.period_at(at).when.end) {
      looked_at.insert(looked_at.end(), {at - 3h, at - 1s, at, at + 1h, at + 3h});
    }
    for (const Instant at : looked_at) {
      const std::string uid = name + "-" + std::to_string(seconds_of(at));
      PublishedEvent event = timed(uid, on_clock_of(there, at), 30min);
      event.event.end = on_clock_of(there, at + 30min);
      calendar.events.push_back(std::move(event));
    }
  }
  return calendar;
}

json::object written(const PublishedEvent& published) {
  const Event& event = published.event;
  json::object out;
  out["uid"] = event.uid;
  out["recurrence_id"] =
      event.recurrence_id ? json::value(seconds_of(instant_of(*event.recurrence_id))) : json::value();
  out["all_day"] = event.start.kind == EventTime::Kind::Date;
  out["start"] = seconds_of(instant_of(event.start));
  out["end"] = seconds_of(instant_of(*event.end));
  out["stamp"] = seconds_of(*event.stamp);
  out["sequence"] = event.sequence;
  out["summary"] = published.summary;
  out["location"] = published.location;
  return out;
}

json::array instances(const std::string& text) {
  json::array out;
  const Feed feed = parse(text).value();
  const Expansion expansion = expand(feed, kWindow, Zone{}).value();
  for (const Occurrence& occurrence : expansion.occurrences) {
    out.push_back(
        {feed.events.at(occurrence.event).uid, seconds_of(occurrence.when.start), seconds_of(occurrence.when.end)});
  }
  return out;
}

void write(const std::filesystem::path& folder, const std::string& name, const PublishedCalendar& calendar) {
  const std::string text = write_calendar(calendar).value();
  json::array events;
  for (const PublishedEvent& event : calendar.events) events.push_back(written(event));
  const json::object expected{{"window", {seconds_of(kWindow.start), seconds_of(kWindow.end)}},
                              {"events", std::move(events)},
                              {"instances", instances(text)}};
  std::ofstream(folder / (name + ".ics"), std::ios::binary) << text;
  std::ofstream(folder / (name + ".json")) << json::serialize(expected);
}

}  // namespace
}  // namespace tandem::tests

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: written_calendars FOLDER\n";
    return 2;
  }
  using namespace tandem::tests;
  write(argv[1], "room", room());
  write(argv[1], "series", series());
  write(argv[1], "words", words());
  write(argv[1], "backslash", backslash());
  write(argv[1], "zones", zones());
  return 0;
}
