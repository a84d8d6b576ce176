// rrule-temporal's side of the differential runs; differential.py says what the lines are.
import { createInterface } from "node:readline";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "@js-temporal/polyfill";

const textOf = (at) => at.toPlainDateTime().toString({ smallestUnit: "second" }).replace(/[-:]/g, "");

// 20260330T090000 as Temporal reads it.
const plainOf = (text) => Temporal.PlainDateTime.from(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6"));

function startsOf(asked) {
  const zone = asked.tzid || "UTC";
  const text = `DTSTART;TZID=${zone}:${asked.dtstart}\nRRULE:${asked.rule}`;
  const rule = new RRuleTemporal({ rruleString: text, maxIterations: 200_000 });
  const end = plainOf(asked.to).toZonedDateTime(zone);
  return rule.between(plainOf(asked.dtstart).toZonedDateTime(zone), end, true).slice(0, asked.limit).map(textOf);
}

function answerTo(asked) {
  try {
    return { starts: startsOf(asked) };
  } catch (error) {
    return { error: String(error.message) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(answerTo(JSON.parse(line))) + "\n");
}
