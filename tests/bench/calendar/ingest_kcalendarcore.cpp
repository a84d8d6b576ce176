// One feed read by KDE's kcalendarcore: loaded into a calendar in memory, then every occurrence of 2026 iterated.
//
//   bench_kcalendarcore FILE
#include <KCalendarCore/ICalFormat>
#include <KCalendarCore/MemoryCalendar>
#include <KCalendarCore/OccurrenceIterator>

#include "tests/bench/phases.h"

namespace {

using namespace tandem::bench;
using namespace KCalendarCore;

std::size_t expand(const Calendar& calendar) {
  const QDateTime start(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
  OccurrenceIterator each(calendar, start, start.addYears(1));
  std::size_t occurrences = 0;
  for (; each.hasNext(); each.next()) ++occurrences;
  return occurrences;
}

}  // namespace

int main(int arguments, char** words) {
  if (arguments != 2) return 2;
  const MemoryCalendar::Ptr calendar(new MemoryCalendar(QTimeZone("Europe/Paris")));
  ICalFormat format;
  if (!phase("parse", [&] { return format.load(calendar, QString::fromLocal8Bit(words[1])); })) return 1;
  count("occurrences", phase("expand", [&calendar] { return expand(*calendar); }));
  return 0;
}
