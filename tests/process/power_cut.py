#!/usr/bin/env python3
"""Power cuts of a real server and a real device, at any moment of a run under load.

    power_cut.py --cuts 500 --seed 7

Everything that tandem-server and one tandem-device-driver write is recorded (write_recorder.cpp) while devices book.
Then, cut by cut, what a disk may hold at that moment (recorded_disk.py) is given to a real server or client: it starts
without complaint, and whatever had been told to people by then is there. `--lies` forgets that anything was synced and
has to find losses: the proof that this would be noticed.
"""

import argparse
import bisect
import os
import pathlib
import random
import shutil
import sys
import time
import unittest

from bookers import ROOMS, DriverBooker, Slots
from harness import Device, ProcessTest, Server, Site
from programs import BIN, LineReader, free_port, wait_until
from promises import DECIDED, Promises, StoreRows
from recorded_disk import RecordedDisk, records

DEVICES = 3
BOOKINGS = 250


class StampedReader(LineReader):
    """Each line knows how far the records were when it was read: whatever it says was true by then."""

    def __init__(self, stream, recordings):
        self.recordings = recordings
        super().__init__(stream)

    def parse(self, line):
        said = super().parse(line)
        said["recorded"] = {name: file.stat().st_size if file.exists() else 0
                            for name, file in self.recordings.items()}
        return said


class RecordedDevice(Device):
    recordings = {}

    def read(self, stream):
        return StampedReader(stream, self.recordings)


class TimedPromises(Promises):
    """Knows besides from which byte of a recording on each promise was given."""

    def __init__(self, device):
        super().__init__(device)
        self.given = {}  # (recording, number, progress) → byte

    def note(self, outcome):
        super().note(outcome)
        number, progress = outcome["number"], outcome["progress"]
        if self.progress.get(number) == progress and self.tickets.get(number) == outcome["ticket"]:
            for recording, byte in outcome["recorded"].items():
                self.given.setdefault((recording, number, progress), byte)

    def by(self, recording, byte):
        """As they stood at that byte: number → progress."""
        stood = {}
        for progress in ("pending", *DECIDED):
            for (which, number, said), given in self.given.items():
                if which == recording and said == progress and given <= byte:
                    stood[number] = progress
        return stood


class PowerCut(ProcessTest):
    """What main() and test_power_cut.py live through."""

    def record(self, seed, lies=False, bookings=BOOKINGS):
        """Life under load, ended in order."""
        self.random = random.Random(seed)
        self.recordings = {"server": self.folder / "server.records", "device": self.folder / "device.records"}
        self.server = Server(self.folder, self.certificates)
        self.server.environment = self.recording_of("server", self.server.data, lies)
        self.addCleanup(self.server.stop)
        self.server.start()
        self.server.load(Site(self.folder, rooms=ROOMS))
        slots = Slots(self.random)
        self.bookers = [self.new_booker(number, slots, lies) for number in range(DEVICES)]
        for booker in self.bookers:
            booker.start()
        wait_until(lambda: sum(booker.ticket for booker in self.bookers) > bookings, "enough bookings", 600)
        for booker in self.bookers:
            booker.rest.set()
            booker.join()
            self.assertIsNone(booker.failure)
        wait_until(lambda: not any(booker.look() is None or booker.promises.waiting() for booker in self.bookers),
                   "all is decided")
        for booker in self.bookers:
            booker.machine.stop()
        self.server.stop()

    def recording_of(self, name, folder, lies):
        words = {"LD_PRELOAD": BIN / "tandem-write-recorder.so", "TANDEM_RECORD_FOLDER": folder,
                 "TANDEM_RECORD_FILE": self.recordings[name]}
        return {key: str(value) for key, value in words.items()} | ({"TANDEM_RECORD_LIES": "1"} if lies else {})

    def new_booker(self, number, slots, lies):
        device = RecordedDevice(self.folder, f"d{number}", self.server, self.server.enrol(f"d{number}"))
        device.recordings = {"server": self.recordings["server"]}
        if number == 0:
            device.recordings = self.recordings
            device.environment = self.recording_of("device", device.folder, lies)
        self.addCleanup(device.stop)
        booker = DriverBooker(device.start(), random.Random(self.random.randrange(2**32)), slots)
        booker.promises = TimedPromises(device.name)
        return booker

    def cut_often(self, recording, cuts, check):
        """check(folder with what is left, byte) for `cuts` moments, half of them close to a sync."""
        data = self.recordings[recording].read_bytes()
        all_of_it = list(records(data))
        moments = self.moments(all_of_it, cuts)
        disk, files = RecordedDisk(), 0
        for index, (end, *record) in enumerate(all_of_it):
            disk.apply(*record)
            for _ in range(moments.count(index)):
                files += 1
                check(self.write_out(disk.after_cut(self.random), recording), end)
        return files, len(all_of_it)

    def moments(self, all_of_it, cuts):
        syncs = [index for index, record in enumerate(all_of_it) if record[1] in "SD"]
        near = [max(0, min(len(all_of_it) - 1, self.random.choice(syncs) + self.random.randrange(-3, 3)))
                for _ in range(cuts // 2 if syncs else 0)]
        return sorted(near + [self.random.randrange(len(all_of_it)) for _ in range(cuts - len(near))])

    def write_out(self, left, recording):
        folder = self.folder / f"after-{recording}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        for path, data in left.items():
            name = pathlib.Path(path).name
            if "sqlite" in name:
                (folder / name).write_bytes(data)
                (folder / name).chmod(0o600)
        return folder

    # --- the server ---------------------------------------------------------------------------------------------------

    def prepare_trial(self):
        self.trial = Server(self.folder, self.certificates, name="trial")
        self.addCleanup(self.trial.stop)

    def check_server(self, left, byte):
        shutil.rmtree(self.trial.data, ignore_errors=True)
        shutil.copytree(self.server.data, self.trial.data, ignore=shutil.ignore_patterns("*sqlite*"))
        for file in left.iterdir():
            shutil.copy(file, self.trial.data)
        self.trial.config.parent.joinpath("log").unlink(missing_ok=True)
        try:
            self.trial.start()
            self.trial.stop()
            problems = [line for line in self.trial.program.logged().splitlines() if line[25:26] in ("W", "E")]
            problems += self.missing(StoreRows.of_sqlite(self.trial.data / "tandem.sqlite"), byte)
        except AssertionError as error:
            problems = [str(error)]
        self.judge(problems, byte)

    def missing(self, rows, byte):
        yield from rows.problems([])
        for booker in self.bookers:
            for number, progress in booker.promises.by("server", byte).items():
                if progress in DECIDED:
                    yield from rows.broken(booker.promises.device, number, progress)

    def judge(self, problems, byte):
        self.losses += bool(problems)
        if not self.expects_losses:
            self.assertEqual(problems, [], f"at byte {byte}")

    # --- the device ---------------------------------------------------------------------------------------------------

    def check_device(self, left, byte):
        booker = self.bookers[0]
        device = Device(left, "again", self.server, booker.machine.token, port=free_port())
        device.name = booker.machine.name
        for file in list(left.glob("*sqlite*")):
            shutil.copy(file, device.folder)
        device.start()
        try:
            outcomes = {one["number"]: one["progress"] for one in device.state()["outcomes"]}
            problems = []
        except AssertionError as error:
            outcomes, problems = {}, [str(error)]
        device.kill()
        for number, progress in booker.promises.by("device", byte).items():
            kept = outcomes.get(number)
            if progress == "pending" and kept is None and number not in self.forgotten(outcomes):
                problems.append(f"{number} was told as kept and is lost")
            if progress in DECIDED and kept in DECIDED and kept != progress:
                problems.append(f"{number} was told as {progress} and is {kept}")
        self.judge(problems, byte)

    @staticmethod
    def forgotten(outcomes):
        """Of what was decided a device remembers the last ones only."""
        decided = [number for number, progress in outcomes.items() if progress in DECIDED]
        return range(min(decided)) if decided else ()

    def cut_all(self, cuts, expects_losses=False):
        self.expects_losses = expects_losses
        self.prepare_trial()
        for recording, check, share in (("server", self.check_server, cuts - cuts // 3),
                                        ("device", self.check_device, cuts // 3)):
            self.losses = 0
            begun = time.monotonic()
            done, length = self.cut_often(recording, share, check)
            print(f"{recording}: {done} power cuts in a run of {length} operations, {self.losses} with losses "
                  f"({time.monotonic() - begun:.0f} s)", flush=True)
            if expects_losses:
                self.assertGreater(self.losses, 0, f"nobody noticed that the {recording}'s disk lied")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--bookings", type=int, default=1000, help="before the end of the run that is recorded")
    parser.add_argument("--lies", action="store_true")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}", flush=True)

    class Wanted(PowerCut):
        def runTest(self):
            self.record(wanted.seed, wanted.lies, wanted.bookings)
            self.cut_all(wanted.cuts, wanted.lies)

    result = unittest.TextTestRunner(verbosity=0).run(Wanted())
    sys.exit(0 if result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
