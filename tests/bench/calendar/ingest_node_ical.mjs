// One feed read by node-ical: parsed whole, then every event expanded over 2026.
//
//   node ingest_node_ical.mjs FILE

import {readFileSync} from "node:fs";
import ical from "node-ical";
import {count, phase} from "./phases.mjs";

const window = {from: new Date("2026-01-01T00:00:00Z"), to: new Date("2026-12-31T23:59:59Z")};

function expand(calendar) {
  let found = 0;
  for (const event of Object.values(calendar)) {
    if (event.type === "VEVENT") found += ical.expandRecurringEvent(event, window).length;
  }
  return found;
}

const calendar = phase("parse", () => ical.sync.parseICS(readFileSync(process.argv[2], "utf8")));
count("occurrences", phase("expand", () => expand(calendar)));
