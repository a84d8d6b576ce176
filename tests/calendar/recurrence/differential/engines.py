"""Engines as programs that answer a JSON line with a JSON line. Each has a time limit: several of them walk for ever."""

import json
import os
import select
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Engine:
    """Takes cases in portions that fit into a pipe, so that all engines work at the same time."""

    def __init__(self, name, command, seconds=20):
        self.name = name
        self.command = [str(word) for word in command]
        self.seconds = seconds
        self.process = None
        self.asked = []

    def send(self, cases):
        self.asked = list(cases)
        if self.process is None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=subprocess.DEVNULL)
        try:
            self.process.stdin.write(b"".join(json.dumps(case).encode() + b"\n" for case in self.asked))
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # the answers are missing then

    def receive(self):
        """One answer for each case that was sent. The case that is not answered in time costs its own answer only."""
        answers = []
        while len(answers) < len(self.asked):
            line = self._line()
            if line:
                answers.append(json.loads(line))
                continue
            answers.append({"error": "no answer"})
            missing = self.asked[len(answers):]
            self.stop()
            if missing:
                self.send(missing)
                return answers + self.receive()
        return answers

    def _line(self):
        ready = self.process.stdout.peek(1) if self._buffered() else select.select(
            [self.process.stdout], [], [], self.seconds)[0]
        return self.process.stdout.readline() if ready else b""

    def _buffered(self):
        # What was read ahead is not seen by select().
        os.set_blocking(self.process.stdout.fileno(), False)
        try:
            return b"\n" in self.process.stdout.peek(1)
        finally:
            os.set_blocking(self.process.stdout.fileno(), True)

    def stop(self):
        if self.process is None:
            return
        self.process.kill()
        self.process.wait()
        self.process = None


def tandem(binary_folder):
    return Engine("tandem", [Path(binary_folder) / "differential_tandem"], 120)


def named(name, binary_folder):
    node = shutil.which("node") or "node"
    commands = {
        "dateutil": ["/usr/bin/python3", HERE / "engine_dateutil.py"],
        "recurring-ical-events": ["/usr/bin/python3", HERE / "engine_recurring.py"],
        "rrule": [node, HERE / "engine_rrule.mjs"],
        "rrule-temporal": [node, HERE / "engine_temporal.mjs"],
        "kcalendarcore": [Path(binary_folder) / "differential_kcalendarcore"],
    }
    # The Python ones give up themselves, after a time of the processor.
    return Engine(name, commands[name], 120 if commands[name][0] == "/usr/bin/python3" else 3)
