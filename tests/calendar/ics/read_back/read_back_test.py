"""Other people's libraries find in our calendars what we wrote: every time, text and number, and every instance of a
series. One test a library; READ_BACK_BIN names the folder of the programs that are compiled."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = pathlib.Path(os.environ["READ_BACK_BIN"])


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=100, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def by_uid(events):
    return sorted(events, key=lambda event: (event["uid"], event["recurrence_id"] or 0))


class ReadBack(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        run(PROGRAMS / "written_calendars", cls.folder)

    def expect_same(self, *reader, without=()):
        for file in sorted(self.folder.glob("*.ics")):
            if file.stem in without:
                continue
            with self.subTest(calendar=file.stem):
                written = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
                found = json.loads(run(*reader, file, *written["window"]))
                self.assertEqual(len(found["events"]), len(written["events"]))
                for ours, theirs in zip(by_uid(written["events"]), by_uid(found["events"])):
                    self.assertEqual(theirs, ours)
                self.assertGreater(len(written["instances"]), 0)
                self.assertEqual(sorted(found["instances"]), sorted(written["instances"]))

    def test_libical(self):
        self.expect_same(PROGRAMS / "read_libical")

    def test_kcalendarcore(self):
        self.expect_same(PROGRAMS / "read_kcalendarcore")

    def test_python_icalendar(self):
        # Its 4.0 undoes escapes one kind after the other, so a backslash before an n becomes a line feed.
        self.expect_same(sys.executable, HERE / "read_python.py", without=["backslash"])

    def test_ical_js(self):
        self.expect_same("node", HERE / "read_icaljs.mjs")


if __name__ == "__main__":
    unittest.main()
