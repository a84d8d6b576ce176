#!/usr/bin/env python3
"""Bad networks between a real server and real devices, each device in a network namespace of its own (wire.py).

    soak_network.py --rounds 60 --seed 7

Round after round each device gets a weather of its own: delay, loss, reordering, packets twice, a slow line, big packets
that vanish, nothing in one direction or in both, another address. Everybody goes on booking. Then everything heals, and
within 30 s no device waits any more and all show the same; at the end the store is read as by soak_kill.py. Prints what
each weather cost.
"""

import argparse
import collections
import random
import sys
import time
import unittest

from bookers import ROOMS, DriverBooker, Slots
from harness import Device, ProcessTest, Site
from programs import wait_until
from promises import StoreRows
from wire import FAIR, WEATHERS, Wire, why_not

DEVICES = 3
HEALED_WITHIN = 30
# A tap is kept on the spot, whatever the network does.
KEPT_WITHIN = 10.0


class PatientBooker(DriverBooker):
    """Measures how long a tap takes to be kept, or refused on the spot."""

    def __init__(self, machine, generator, slots):
        super().__init__(machine, generator, slots)
        self.pace = 0.15
        self.asked = {}
        self.slowest = 0.0

    def work(self):
        super().work()
        self.asked[self.ticket] = time.monotonic()

    def take(self, events):
        for event in events:
            asked = self.asked.pop(event.get("ticket"), None)
            if asked is not None:
                self.slowest = max(self.slowest, event["at"] - asked)
        super().take(events)


class SoakNetwork(ProcessTest):
    """What main() and test_network.py live through."""

    def begin(self, seed):
        missing = why_not()
        if missing:
            self.skipTest(missing)
        self.random = random.Random(seed)
        self.wires = []
        for _ in range(DEVICES):
            self.wires.append(Wire(self.random))
            self.addCleanup(self.wires[-1].close)
        self.addresses = [wire.here for wire in self.wires]
        super().setUp()
        self.server = self.run_server(Site(self.folder, rooms=ROOMS), host="0.0.0.0")
        slots = Slots(self.random)
        self.bookers = [self.new_booker(n, slots) for n in range(DEVICES)]
        for booker in self.bookers:
            booker.machine.wait_link("online")
            booker.start()
        self.healing = collections.defaultdict(list)  # weather → seconds until all was well again

    def setUp(self):
        """Addresses are known once there are wires: begin()."""

    def new_booker(self, number, slots):
        device = Device(self.folder, f"d{number}", self.server, self.server.enrol(f"d{number}"),
                        wire=self.wires[number])
        self.addCleanup(device.stop)
        return PatientBooker(device.start(), random.Random(self.random.randrange(2**32)), slots)

    def live_through(self, weathers, seconds):
        """One round: `weathers` of the devices in their order."""
        for wire, weather in zip(self.wires, weathers):
            wire.become(weather)
        time.sleep(seconds / 2)
        for wire in self.wires:
            if self.random.random() < 0.2:
                wire.change_address()
        time.sleep(seconds / 2)
        self.heal(weathers)

    def heal(self, weathers):
        for booker in self.bookers:
            booker.lock.acquire()  # nobody books while all come to rest
        try:
            begun = time.monotonic()
            for wire in self.wires:
                wire.become(FAIR)
            try:
                wait_until(self.one_truth, "all is well again", HEALED_WITHIN)
            except AssertionError as error:
                raise AssertionError(f"{error}: {[weather.name for weather in weathers]}: {self.states()}") from None
            took = time.monotonic() - begun
        finally:
            for booker in self.bookers:
                booker.lock.release()
        for weather in set(weathers):
            self.healing[weather.name].append(took)
        self.check_alive()

    def one_truth(self):
        """Twice, because a tap that was made just now is not in a state that was asked for right after it."""
        if not self.same_everywhere():
            return False
        time.sleep(0.2)
        return self.same_everywhere()

    def same_everywhere(self):
        shown = [booker.look() for booker in self.bookers]
        waits = any(booker.promises.waiting() for booker in self.bookers)
        return not waits and all(one == shown[0] for one in shown)

    def states(self):
        return "; ".join(f"{booker.machine.name} {state['link']} {state['message']} at {state['sequence']}, waits for "
                         f"{booker.promises.waiting()}" for booker in self.bookers
                         for state in [booker.machine.state()])

    def check_alive(self):
        for booker in self.bookers:
            if booker.failure:
                raise AssertionError(f"{booker.machine.name}: {booker.failure}") from booker.failure
        self.assertTrue(self.server.program.running(), self.server.program.logged()[-2000:])

    def finish(self):
        for booker in self.bookers:
            booker.rest.set()
            booker.join()
        self.check_alive()
        wait_until(self.one_truth, "all is well", HEALED_WITHIN)
        shown = self.bookers[0].bookings()
        self.server.stop()
        rows = StoreRows.of_sqlite(self.server.data / "tandem.sqlite")
        self.assertEqual(list(rows.problems([booker.promises for booker in self.bookers])), [])
        self.assertEqual({name: held for name, held in rows.held.items() if held[1] < held[2]}, shown)
        slowest = max(booker.slowest for booker in self.bookers)
        self.assertLess(slowest, KEPT_WITHIN, "a tap waited for the network")
        passed, dropped = (sum(getattr(wire, word) for wire in self.wires) for word in ("passed", "dropped"))
        print(f"{sum(len(booker.promises.progress) for booker in self.bookers)} commands told as kept, "
              f"{len(rows.verdicts)} verdicts; the slowest tap was kept after {slowest * 1000:.0f} ms; "
              f"{passed} packets passed, {dropped} were dropped", flush=True)

    def print_healing(self):
        for name, times in sorted(self.healing.items()):
            print(f"{name:26} {len(times):3} times   well again after {sorted(times)[len(times) // 2]:5.1f} s, "
                  f"at most {max(times):5.1f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--seconds", type=float, default=12, help="of bad weather, a round")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}", flush=True)

    class Wanted(SoakNetwork):
        def runTest(self):
            self.begin(wanted.seed)
            try:
                for number in range(wanted.rounds):
                    first = WEATHERS[number % len(WEATHERS)]  # each in turn, whatever the seed
                    others = [self.random.choice((FAIR, *WEATHERS)) for _ in range(DEVICES - 1)]
                    self.live_through([first, *others], wanted.seconds)
                self.finish()
            finally:
                self.print_healing()

    result = unittest.TextTestRunner(verbosity=0).run(Wanted())
    sys.exit(0 if result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
