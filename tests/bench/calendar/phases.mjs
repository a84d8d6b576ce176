// What each step of a benchmark script costs, as phases.h prints it.

import {readFileSync} from "node:fs";

export function phase(name, work) {
  const before = process.hrtime.bigint();
  const processorBefore = process.cpuUsage();
  const result = work();
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  const processor = process.cpuUsage(processorBefore);
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1];
  console.log(`phase\t${name}\t${seconds.toFixed(6)}\t${(processor.user + processor.system) / 1e6}\t${peak}`);
  return result;
}

export function count(name, number) {
  console.log(`count\t${name}\t${number}`);
}
