// One feed read by ical.js: parsed whole, then every occurrence of 2026 iterated, overrides in their series' place.
//
//   node ingest_icaljs.mjs FILE

import {readFileSync} from "node:fs";
import ICAL from "ical.js";
import {count, phase} from "./phases.mjs";

const start = ICAL.Time.fromString("2026-01-01T00:00:00Z");
const end = ICAL.Time.fromString("2027-01-01T00:00:00Z");

function parse(file) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar;
}

// ICAL.Event looks for its overrides in the whole calendar unless they are given.
function seriesOf(calendar) {
  const series = new Map();
  const overrides = [];
  for (const component of calendar.getAllSubcomponents("vevent")) {
    if (component.hasProperty("recurrence-id")) overrides.push(component);
    else series.set(component.getFirstPropertyValue("uid"), new ICAL.Event(component, {exceptions: []}));
  }
  for (const component of overrides) series.get(component.getFirstPropertyValue("uid")).relateException(component);
  return series.values();
}

function occurrencesOf(event) {
  if (!event.isRecurring()) return event.startDate.compare(start) >= 0 && event.startDate.compare(end) < 0 ? 1 : 0;
  let found = 0;
  const iterator = event.iterator();
  for (let next = iterator.next(); next && next.compare(end) < 0; next = iterator.next()) {
    if (event.getOccurrenceDetails(next).startDate.compare(start) >= 0) found += 1;
  }
  return found;
}

function expand(calendar) {
  let found = 0;
  for (const event of seriesOf(calendar)) found += occurrencesOf(event);
  return found;
}

const calendar = phase("parse", () => parse(process.argv[2]));
count("occurrences", phase("expand", () => expand(calendar)));
