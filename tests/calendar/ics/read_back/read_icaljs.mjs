// What ical.js (Thunderbird) finds in a calendar, as JSON: read_icaljs.mjs FILE FROM TO, in seconds since 1970. Its zones
// are the file's own VTIMEZONEs.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const [file, from, to] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')));
ICAL.TimezoneService.reset();
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));

const seconds = (time) => (time.isDate ? Date.UTC(time.year, time.month - 1, time.day) / 1000 : time.toUnixTime());

const all = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
const series = all.filter((event) => !event.isRecurrenceException());
for (const override of all.filter((event) => event.isRecurrenceException())) {
  series.find((event) => event.uid === override.uid).relateException(override);
}

const events = all.map((event) => ({
  uid: event.uid,
  recurrence_id: event.recurrenceId ? seconds(event.recurrenceId) : null,
  all_day: event.startDate.isDate,
  start: seconds(event.startDate),
  end: seconds(event.endDate),
  stamp: seconds(event.component.getFirstPropertyValue('dtstamp')),
  sequence: event.sequence,
  summary: event.summary,
  location: event.location,
}));

// Series only by what getOccurrenceDetails() says: it takes the length of an event by its clock, not by its instants.
function occurrencesOf(event) {
  if (!event.isRecurring()) return [[event.startDate, event.endDate]];
  const found = [];
  const margin = 30 * 86400; // no override lies further from where it was
  const iterator = event.iterator();
  for (let next = iterator.next(); next && seconds(next) < to + margin; next = iterator.next()) {
    const { startDate, endDate } = event.getOccurrenceDetails(next);
    found.push([startDate, endDate]);
  }
  return found;
}

const instances = [];
for (const event of series) {
  for (const [start, end] of occurrencesOf(event)) {
    if (seconds(start) < to && seconds(end) > from) instances.push([event.uid, seconds(start), seconds(end)]);
  }
}
console.log(JSON.stringify({ events, instances }));
