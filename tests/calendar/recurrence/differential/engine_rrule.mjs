// rrule.js's side of the differential runs; differential.py says what the lines are. It counts on floating time only.
import { createInterface } from "node:readline";
import rrule from "rrule";

const { RRule } = rrule;

// 20260330T090000 as rrule.js wants it: the local time in the UTC fields of a Date.
function dateOf(text) {
  const [, y, mo, d, h, mi, s] = text.match(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/).map(Number);
  return new Date(Date.UTC(y, mo - 1, d, h, mi, s));
}

const textOf = (date) => date.toISOString().replace(/[-:]|\.\d+Z/g, "");

function startsOf(asked) {
  const options = RRule.parseString(asked.rule);
  const to = dateOf(asked.to);
  options.dtstart = dateOf(asked.dtstart);
  options.until = options.until && options.until < to ? options.until : to;
  const found = [];
  new RRule(options).all((date) => {
    if (found.length === asked.limit) return false;
    found.push(textOf(date));
    return true;
  });
  return found;
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
