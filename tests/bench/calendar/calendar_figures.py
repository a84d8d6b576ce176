"""What it costs to read a calendar: this engine beside libical, kcalendarcore, ical.js, node-ical and Python's, on the
same generated feeds in one run: wall and processor time, peak memory, and instructions (valgrind), which do not depend
on what else the machine does.

    calendar_figures.py BIN              BIN holds the built bench_* programs; about ten minutes
    calendar_figures.py BIN --quick      the two smaller feeds only; two minutes
    calendar_figures.py BIN --slow       the largest feed to the slow engines and to valgrind too; an hour
"""

import argparse
import dataclasses
import pathlib
import re
import subprocess
import sys
import tempfile

from feed import write_feed

HERE = pathlib.Path(__file__).resolve().parent
SIZES = {"0.5 MB": 1_040, "5 MB": 10_400, "55 MB": 100_000}
LARGEST = "55 MB"
LIMIT_SECONDS = 1800  # one engine, one feed


@dataclasses.dataclass(frozen=True)
class Engine:
    name: str
    command: tuple
    slow: bool = False      # minutes on the largest feed
    counted: bool = False   # by valgrind too
    again: bool = False     # is given the changed feeds as well


@dataclasses.dataclass
class Cost:
    seconds: float = 0.0
    processor: float = 0.0  # seconds of it, of all threads
    peak: float = 0.0  # MB, up to the end of the phase
    instructions: int | None = None


def engines(folder):
    script = lambda runner, name: (runner, str(HERE / name))
    return [
        Engine("Tandem", (f"{folder}/bench_tandem",), counted=True),
        Engine("Tandem, stored", (f"{folder}/bench_stored_feed",), counted=True, again=True),
        Engine("libical 3.0.16", (f"{folder}/bench_libical",), counted=True),
        Engine("kcalendarcore", (f"{folder}/bench_kcalendarcore",), counted=True),
        Engine("ical.js", script("node", "ingest_icaljs.mjs"), slow=True),
        Engine("node-ical", script("node", "ingest_node_ical.mjs"), slow=True),
        Engine("recurring-ical-events", script("/usr/bin/python3", "ingest_python.py"), slow=True),
    ]


def report_of(output):
    """The phases and counts of a program's lines (phases.h)."""
    phases, counts = {}, {}
    for line in output.splitlines():
        kind, _, rest = line.partition("\t")
        if kind == "phase":
            name, seconds, processor, peak = rest.split("\t")
            phases[name] = Cost(float(seconds), float(processor), int(peak) * 1024 / 1e6)
        elif kind == "count":
            name, number = rest.split("\t")
            counts[name] = int(number)
    return phases, counts


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LIMIT_SECONDS)
    return report_of(done.stdout)


def add_instructions(command, phases, folder):
    """A dump of callgrind's says which phase it is of and how many instructions that took."""
    for old in folder.glob("callgrind.out*"):
        old.unlink()
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind.out", *command],
                   capture_output=True, check=True)
    for dump in folder.glob("callgrind.out.*"):
        text = dump.read_text()
        name = re.search(r"^desc: Trigger: Client Request: (.*)$", text, re.M)
        if name and name[1] in phases:
            phases[name[1]].instructions = int(re.search(r"^totals: (\d+)", text, re.M)[1])


def measured(engine, files, folder, count):
    command = [*engine.command, *map(str, files if engine.again else files[:1])]
    phases, counts = run(command)
    if count and engine.counted:
        add_instructions(command, phases, folder)
    return phases, counts


def replaced_in_window(text):
    """libical expands each VEVENT by itself, so an occurrence that an override replaces counts twice."""
    return len(re.findall(r"^RECURRENCE-ID[^:]*:2026", text, re.M))


def check_counts(size, counts, text):
    expected = counts["Tandem"]["occurrences"]
    for name, found in counts.items():
        twice = replaced_in_window(text) if name.startswith("libical") else 0
        if "occurrences" in found and found["occurrences"] - twice != expected:
            print(f"!! {size}: {name} finds {found['occurrences']} occurrences, Tandem {expected}")
    print(f"{size}: {text.count('BEGIN:VEVENT')} events, {text.count('RRULE')} recur, {expected} occurrences in 2026, the "
          f"same for every engine; libical counts the {replaced_in_window(text)} that are overridden twice\n")


def print_table(size, results):
    print(f"| {size} | step | wall s | processor s | M instructions | peak MB |\n"
          "| --- | --- | --: | --: | --: | --: |")
    for name, (phases, _) in results.items():
        for step, cost in phases.items():
            instructions = "" if cost.instructions is None else f"{cost.instructions / 1e6:,.1f}"
            print(f"| {name} | {step} | {cost.seconds:.3f} | {cost.processor:.3f} | {instructions} | {cost.peak:.0f} |")
    print()


def print_goals(size, results):
    ours, libical = results["Tandem"][0], results["libical 3.0.16"][0]
    stored = results["Tandem, stored"][0]
    if ours["expand"].instructions is None:
        return
    first = stored["first"].instructions
    for words, part, whole, goal in (
            ("expansion / libical's expansion", ours["expand"].instructions, libical["expand"].instructions, 1 / 5),
            ("first ingest / libical's parse", first, libical["parse"].instructions, 1.2),
            ("unchanged / first ingest", stored["unchanged"].instructions, first, 1 / 50),
            ("one event changed / first ingest", stored["one changed"].instructions, first, None),
            ("new DTSTAMPs only / first ingest", stored["new stamps"].instructions, first, None)):
        wanted = "" if goal is None else f"  (goal {goal:.3f})"
        print(f"{size}: {words}: {part / whole:.3f}{wanted}")
    print()


def measure(size, arguments, folder):
    """Prints the figures of one feed."""
    text = write_feed(SIZES[size])
    files = [folder / "feed.ics", folder / "changed.ics", folder / "restamped.ics"]
    for file, words in zip(files, (text, write_feed(SIZES[size], changed=SIZES[size] // 2),
                                   text.replace("DTSTAMP:20251201", "DTSTAMP:20251202"))):
        file.write_text(words, newline="")
    results = {}
    for engine in engines(arguments.bin):
        if size == LARGEST and engine.slow and not arguments.slow:
            continue
        print(f"{size}: {engine.name}", file=sys.stderr, flush=True)
        try:
            results[engine.name] = measured(engine, files, folder, size != LARGEST or arguments.slow)
        except subprocess.TimeoutExpired:
            print(f"{size}: {engine.name} took over {LIMIT_SECONDS} s")
    check_counts(size, {name: counts for name, (_, counts) in results.items()}, text)
    print_table(size, results)
    print_goals(size, results)
    memory = results["Tandem, stored"][1]
    print(f"{size}: stored events {memory['stored bytes'] / 1e6:.1f} MB, peak above them "
          f"{results['Tandem, stored'][0]['first'].peak - memory['stored bytes'] / 1e6:.1f} MB\n", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--slow", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            if size != LARGEST or not arguments.quick:
                measure(size, arguments, pathlib.Path(folder))


if __name__ == "__main__":
    main()
