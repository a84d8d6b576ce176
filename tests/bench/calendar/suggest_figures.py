"""Time and instructions of a search for a time and a room in a large company: wall time by Google Benchmark, instructions
of one search by valgrind (the difference of eleven searches and one, so that building the company does not count).

    suggest_figures.py PROGRAM     the built bench_suggest
"""

import json
import re
import subprocess
import sys
import tempfile

REPEATED = 10


def instructions(program, case, times, folder):
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", program, "--search", case,
                           "--times", str(times)], capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def main():
    program = sys.argv[1]
    timed = subprocess.run([program, "--benchmark_format=json", "--benchmark_repetitions=5",
                            "--benchmark_report_aggregates_only=true"], capture_output=True, text=True, check=True)
    medians = [each for each in json.loads(timed.stdout)["benchmarks"] if each["aggregate_name"] == "median"]
    with tempfile.TemporaryDirectory() as folder:
        for each in medians:
            name = each["run_name"]
            words = f"{name:30} {each['cpu_time']:9.1f} us"
            if "found" in each:
                many = instructions(program, name, 1 + REPEATED, folder)
                one = (many - instructions(program, name, 1, folder)) / REPEATED
                words += (f" {one / 1e6:8.2f} M instructions, {each['starts']:.0f} starts, "
                          f"{each['rooms_read']:.0f} rooms read, {each['found']:.0f} found")
            print(words)


if __name__ == "__main__":
    main()
