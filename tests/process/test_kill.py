"""kill -9 of the server and of devices at random moments while 200 bookings are made. What a screen confirmed is decided
exactly once and told, every accepted booking is there once, and no two overlap."""

import os
import random
import time
import unittest

from harness import ProcessTest, Site
from programs import hour, wait_until

BOOKINGS = 200
SERVER_KILLS = 8
DEVICE_KILLS = 9
SEED = int(os.environ.get("TANDEM_SEED", random.randrange(2**32)))


def slots(generator, rooms):
    """Three out of four are free for the taking, the fourth was asked for just before by somebody else."""
    free = [(f"r{1 + n % rooms}", hour(24 + n // rooms)) for n in range(BOOKINGS)]
    generator.shuffle(free)
    wanted = []
    for n in range(BOOKINGS):
        wanted.append(wanted[-1] if n % 4 == 3 else free[n])
    return wanted


class Ledger:
    """What a device has said about each booking it confirmed."""

    def __init__(self, device):
        self.device = device
        self.last = {}
        self.taken = 0

    def read(self):
        self.device.catch_up()
        for event in self.device.seen[self.taken:]:
            if event["event"] == "outcome" and event.get("reason") != "NotStored":
                self._note(event)
        self.taken = len(self.device.seen)

    def _note(self, event):
        before = self.last.get(event["booking"])
        on_the_spot = event["progress"] == "refused" and before is None
        if on_the_spot:  # never numbered, never confirmed; the next command takes the same name
            return
        if before in ("accepted", "refused") and event["progress"] != before:
            raise AssertionError(f"{event['booking']} was {before} and became {event['progress']}")
        self.last[event["booking"]] = event["progress"]


class KillNine(ProcessTest):
    def setUp(self):
        super().setUp()
        print(f"seed {SEED}")
        self.random = random.Random(SEED)
        self.server = self.run_server(Site(self.folder, rooms=6))
        self.devices = [self.run_device(self.server, name) for name in ("a", "b", "c")]
        self.ledgers = [Ledger(device) for device in self.devices]
        for device in self.devices:
            device.wait_link("online")

    def kill_something(self, moment):
        if moment == "server":
            self.server.kill()
            self.server.start()
            return
        device = self.random.choice(self.devices)
        device.kill()
        device.start()

    def test_two_hundred_bookings_survive_it(self):
        moments = ["server"] * SERVER_KILLS + ["device"] * DEVICE_KILLS
        self.random.shuffle(moments)
        at = sorted(self.random.sample(range(BOOKINGS), len(moments)))
        kills = dict(zip(at, moments))
        for ticket, (room, start) in enumerate(slots(self.random, 6), 1):
            device = self.random.choice(self.devices)
            device.book(ticket, room, start, start + 3600)
            time.sleep(self.random.uniform(0, 0.03))  # so that a kill meets every stage of a booking
            if ticket in kills:
                self.kill_something(kills[ticket])
        wait_until(self.all_decided, "every confirmed booking has its verdict", 120)
        self.check()

    def all_decided(self):
        for ledger in self.ledgers:
            ledger.device.state()
            ledger.read()
        return all("pending" not in ledger.last.values() for ledger in self.ledgers)

    def check(self):
        witness = self.run_device(self.server, "witness")
        witness.wait_link("online")
        truth = witness.state()["bookings"]
        by_id = {booking["id"]: booking for booking in truth}
        self.assertEqual(len(by_id), len(truth))
        confirmed = {booking: progress for ledger in self.ledgers for booking, progress in ledger.last.items()}
        for booking, progress in confirmed.items():
            self.assertEqual(booking in by_id, progress == "accepted", f"{booking} was {progress}")
        self.assert_no_overlap(truth)
        for device in self.devices:
            wait_until(lambda d=device: d.state()["bookings"] == truth, f"{device.name} shows the truth")
        print(f"{len(confirmed)} confirmed, {len(truth)} accepted, {SERVER_KILLS} + {DEVICE_KILLS} kills")
        self.assertGreater(len(truth), BOOKINGS // 3)

    def assert_no_overlap(self, bookings):
        ordered = sorted(bookings, key=lambda booking: (booking["room"], booking["start"]))
        for one, other in zip(ordered, ordered[1:]):
            if one["room"] == other["room"]:
                self.assertLessEqual(one["end"], other["start"], f"{one} overlaps {other}")


if __name__ == "__main__":
    unittest.main()
