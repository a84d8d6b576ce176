// kcalendarcore's side of the differential runs: rules and calendars, a JSON line each; differential.py says what the
// lines are.
#include <KCalendarCore/ICalFormat>
#include <KCalendarCore/MemoryCalendar>
#include <KCalendarCore/OccurrenceIterator>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>
#include <iostream>
#include <string>

namespace {

using namespace KCalendarCore;

const QString kForm = QStringLiteral("yyyyMMddTHHmmss");

QTimeZone zone_named(const QString& tzid) { return tzid.isEmpty() ? QTimeZone::utc() : QTimeZone(tzid.toUtf8()); }

QDateTime time_in(const QJsonObject& asked, const char* name, const QTimeZone& zone) {
  const QString text = asked[QLatin1String(name)].toString();
  QDateTime at = QDateTime::fromString(text.left(15), kForm);
  at.setTimeZone(text.endsWith(QLatin1Char('Z')) ? QTimeZone::utc() : zone);
  return at;
}

QJsonObject starts_of(const QJsonObject& asked) {
  const QTimeZone zone = zone_named(asked[QLatin1String("tzid")].toString());
  RecurrenceRule rule;
  ICalFormat format;
  if (!format.fromString(&rule, asked[QLatin1String("rule")].toString()))
    return {{QStringLiteral("error"), QStringLiteral("no rule")}};
  const QDateTime start = time_in(asked, "dtstart", zone);
  rule.setStartDt(start);
  QJsonArray found;
  const int limit = asked[QLatin1String("limit")].toInt();
  for (const QDateTime& at : rule.timesInInterval(start, time_in(asked, "to", zone))) {
    if (found.size() == limit) break;
    if (!at.isValid()) continue;  // some rules give those
    found.append(at.toTimeZone(zone).toString(kForm));
  }
  return {{QStringLiteral("starts"), found}};
}

QString utc_text(const QDateTime& at) { return at.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ")); }

QJsonObject occurrences_of(const QJsonObject& asked) {
  const QTimeZone zone = zone_named(asked[QLatin1String("zone")].toString());
  MemoryCalendar::Ptr calendar(new MemoryCalendar(zone));
  ICalFormat format;
  if (!format.fromString(calendar, asked[QLatin1String("ics")].toString())) {
    return {{QStringLiteral("error"), QStringLiteral("no calendar")}};
  }
  // It starts a day late when an occurrence reaches into the window, so we ask for more and cut.
  OccurrenceIterator each(*calendar, time_in(asked, "from", zone).addDays(-40), time_in(asked, "to", zone));
  QJsonArray found;
  while (each.hasNext()) {
    each.next();
    const Incidence::Ptr incidence = each.incidence();
    if (incidence->status() == Incidence::StatusCanceled) continue;
    // An all-day end is the last day; the day after for what recurs and has a DURATION.
    const int days = incidence->hasDuration() && (incidence->recurs() || incidence->hasRecurrenceId()) ? 0 : 1;
    QDateTime start = each.occurrenceStartDate();
    QDateTime end = each.occurrenceEndDate();
    if (incidence->allDay()) {
      start = QDateTime(start.date(), QTime(0, 0), zone);
      end = QDateTime(end.date().addDays(days), QTime(0, 0), zone);
    }
    found.append(utc_text(start) + QLatin1Char(' ') + utc_text(end) + QLatin1Char(' ') + incidence->uid());
  }
  return {{QStringLiteral("occurrences"), found}};
}

}  // namespace

int main(int count, char** words) {
  const QCoreApplication application(count, words);
  for (std::string line; std::getline(std::cin, line);) {
    const QJsonObject asked = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
    const QJsonObject answer = asked.contains(QLatin1String("rule")) ? starts_of(asked) : occurrences_of(asked);
    std::cout << QJsonDocument(answer).toJson(QJsonDocument::Compact).constData() << std::endl;
  }
}
