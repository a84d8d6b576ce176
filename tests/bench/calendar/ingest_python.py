"""One feed read by python3-icalendar and expanded over 2026 by python3-recurring-ical-events.

    ingest_python.py FILE
"""

import pathlib
import re
import sys
import time

import icalendar
import recurring_ical_events


def phase(name, work):
    before, processor_before = time.perf_counter(), time.process_time()
    result = work()
    seconds, processor = time.perf_counter() - before, time.process_time() - processor_before
    peak = re.search(r"VmHWM:\s+(\d+)", pathlib.Path("/proc/self/status").read_text())[1]
    print(f"phase\t{name}\t{seconds:.6f}\t{processor:.6f}\t{peak}", flush=True)
    return result


def main():
    calendar = phase("parse", lambda: icalendar.Calendar.from_ical(pathlib.Path(sys.argv[1]).read_bytes()))
    found = phase("expand", lambda: recurring_ical_events.of(calendar).between((2026, 1, 1), (2027, 1, 1)))
    print(f"count\toccurrences\t{len(found)}")


main()
