"""Instructions to read and expand generated feeds: this engine beside libical alone, in one run (valgrind counts).

    calendar_figures.py PROGRAM     the built calendar_ingest
"""

import pathlib
import random
import re
import subprocess
import sys
import tempfile

RULES = ("FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=DAILY;COUNT=30", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=WEEKLY;INTERVAL=2",
         "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY")
SIZES = ((1_040, "0.5 MB"), (10_400, "5 MB"))
ENGINES = ("tandem-parse", "tandem", "libical-parse", "libical")


def feed(events):
    """A third recur; starts lie in 2025, the window is 2026."""
    source = random.Random(5)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for number in range(events):
        start = f"2025{source.randint(1, 12):02d}{source.randint(1, 28):02d}T{source.randint(7, 17):02d}0000"
        lines += ["BEGIN:VEVENT", f"UID:{number}@bench", "DTSTAMP:20250101T000000Z", f"SUMMARY:Meeting {number}",
                  "DESCRIPTION:" + "words " * 40, f"DTSTART;TZID=Europe/Paris:{start}", "DURATION:PT1H"]
        if number % 3 == 0:
            lines.append("RRULE:" + source.choice(RULES))
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def instructions(program, engine, file, folder):
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", program, engine, file],
                          capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1)), done.stdout.strip()


def main():
    with tempfile.TemporaryDirectory() as folder:
        for events, size in SIZES:
            file = pathlib.Path(folder) / "feed.ics"
            file.write_text(feed(events), newline="")
            for engine in ENGINES:
                count, occurrences = instructions(sys.argv[1], engine, str(file), folder)
                print(f"{size}, {events} events, {engine:14} {count / 1e6:9.1f} M instructions, {occurrences} occurrences")


if __name__ == "__main__":
    main()
