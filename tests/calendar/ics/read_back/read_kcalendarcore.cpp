// What kcalendarcore (KDE's calendars) finds in a calendar, as JSON: read_kcalendarcore FILE FROM TO, in seconds since
// 1970.

#include <KCalendarCore/ICalFormat>
#include <KCalendarCore/MemoryCalendar>
#include <KCalendarCore/OccurrenceIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <QTimeZone>

namespace {

using KCalendarCore::Incidence;

qint64 seconds(const QDateTime& time, bool all_day) {
  return all_day ? QDateTime(time.date(), QTime(0, 0), Qt::UTC).toSecsSinceEpoch() : time.toSecsSinceEpoch();
}

// DTEND of an all-day event is the day after its last one; kcalendarcore keeps the last one.
qint64 end_of(const KCalendarCore::Event& event) {
  return event.allDay() ? seconds(event.dtEnd().addDays(1), true) : seconds(event.dtEnd(), false);
}

QJsonObject found_event(const KCalendarCore::Event& event) {
  return {
      {"uid", event.uid()},
      {"recurrence_id", event.hasRecurrenceId() ? QJsonValue(event.recurrenceId().toSecsSinceEpoch()) : QJsonValue()},
      {"all_day", event.allDay()},
      {"start", seconds(event.dtStart(), event.allDay())},
      {"end", end_of(event)},
      {"stamp", event.lastModified().toSecsSinceEpoch()},
      {"sequence", event.revision()},
      {"summary", event.summary()},
      {"location", event.location()}};
}

QJsonArray instances(const KCalendarCore::Calendar& calendar, qint64 from, qint64 to) {
  QJsonArray found;
  KCalendarCore::OccurrenceIterator each(calendar, QDateTime::fromSecsSinceEpoch(from, Qt::UTC),
                                         QDateTime::fromSecsSinceEpoch(to - 1, Qt::UTC));
  while (each.hasNext()) {
    each.next();
    const auto event = each.incidence().staticCast<KCalendarCore::Event>();
    const qint64 start = seconds(each.occurrenceStartDate(), event->allDay());
    found.append(QJsonArray{event->uid(), start, start + end_of(*event) - seconds(event->dtStart(), event->allDay())});
  }
  return found;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  QFile file(argv[1]);
  if (!file.open(QIODevice::ReadOnly)) return 1;
  const KCalendarCore::MemoryCalendar::Ptr calendar(new KCalendarCore::MemoryCalendar(QTimeZone::utc()));
  KCalendarCore::ICalFormat format;
  if (!format.fromRawString(calendar, file.readAll())) return 1;
  QJsonArray events;
  for (const auto& event : calendar->rawEvents()) events.append(found_event(*event));
  const QJsonObject found{{"events", events}, {"instances", instances(*calendar, atoll(argv[2]), atoll(argv[3]))}};
  QTextStream(stdout) << QJsonDocument(found).toJson(QJsonDocument::Compact);
  return 0;
}
