#!/usr/bin/env python3
"""kill -9 of servers, kiosks, devices and databases at random moments under load, as often as asked for.

    soak_kill.py --kills 1000 --seed 7                     one server with its SQLite file
    soak_kill.py --kills 1000 --seed 7 --store postgres    two servers on one PostgreSQL, which is killed as well

Four devices and two kiosks at one door want the same rooms all the time. At the end nothing waits any more, every
command that was ever told as kept has exactly the verdict that was told, no room is held twice, the log has no gap and
every screen shows what the store holds. Prints what happened; the exit status is 1 when something is not so.
"""

import argparse
import collections
import concurrent.futures
import random
import sys
import time
import unittest

from bookers import ROOMS, DriverBooker, KioskBooker, Slots
from harness import Device, Kiosk, ProcessTest, Site
from postgres import Postgres
from programs import wait_until
from promises import StoreRows

DRIVERS, KIOSKS = 4, 2
CONVERGED_WITHIN = 60
# How many machines die at the same moment.
TOGETHER = (1, 1, 2, 3)
# Of a hundred kills, how many hit what; without a database of its own that share goes to the server.
SHARES = {"server": 35, "device": 35, "kiosk": 22, "database": 8}


class Soak(ProcessTest):
    """What main() and test_soak.py live through."""

    def begin(self, store, seed, kiosks=KIOSKS):
        self.random = random.Random(seed)
        self.database = Postgres() if store == "postgres" else None
        words = self.database.words() if self.database else None
        self.servers = [self.run_server(Site(self.folder, rooms=ROOMS), postgres=words)]
        if words:
            self.servers.append(self.run_another_server("other", words))
        slots = Slots(self.random)
        self.bookers = [DriverBooker(self.new_device(n), self.child(), slots) for n in range(DRIVERS)]
        self.bookers += [KioskBooker(self.new_kiosk(n), self.child()) for n in range(kiosks)]
        for booker in self.bookers:
            booker.start()
        self.kills = collections.Counter()
        self.restarts = []

    def child(self):
        return random.Random(self.random.randrange(2**32))

    def server_of(self, number):
        return self.servers[number % len(self.servers)]

    def new_device(self, number):
        return self.run_device(self.server_of(number), f"d{number}")

    def new_kiosk(self, number):
        server = self.server_of(number)
        kiosk = Kiosk(self.folder, f"k{number}", server, server.enrol(f"k{number}"), room="r1")
        self.addCleanup(kiosk.stop)
        return kiosk.start()

    def kill_often(self, kills, pause=0.8):
        reported = 0
        while (done := sum(self.kills.values())) < kills:
            time.sleep(self.random.uniform(0, pause))
            self.kill_together(self.victims(min(kills - done, self.random.choice(TOGETHER))))
            self.check_alive()
            if done // 100 > reported:
                reported = done // 100
                print(f"{done} kills so far", flush=True)

    def machines(self):
        machines = [("server", server) for server in self.servers]
        machines += [("device", booker) for booker in self.bookers[:DRIVERS]]
        machines += [("kiosk", booker) for booker in self.bookers[DRIVERS:]]
        return machines + ([("database", self.database)] if self.database else [])

    def victims(self, count):
        """Different ones. A database goes alone: a server does not start without it."""
        machines = self.machines()
        kinds = [kind for kind, _ in machines]
        chosen = {}
        while len(chosen) < count:
            number, = self.random.choices(range(len(machines)), [SHARES[kind] / kinds.count(kind) for kind in kinds])
            if kinds[number] == "database":
                return [machines[number]]
            chosen[number] = machines[number]
        return list(chosen.values())

    def kill_together(self, victims):
        self.kills.update(kind for kind, _ in victims)
        with concurrent.futures.ThreadPoolExecutor() as hands:
            for done in [hands.submit(self.kill, kind, machine) for kind, machine in victims]:
                done.result()

    def kill(self, kind, machine):
        if kind in ("device", "kiosk"):
            return machine.kill_and_start()
        begun = time.monotonic()
        machine.kill()
        machine.start()
        if kind == "server":
            self.restarts.append(time.monotonic() - begun)

    def check_alive(self):
        for booker in self.bookers:
            if booker.failure:
                raise AssertionError(f"{booker.machine.name}: {booker.failure}") from booker.failure
        for server in self.servers:
            self.assertTrue(server.program.running(), server.program.logged()[-2000:])

    def finish(self):
        """Everything comes to rest, then the store is read. Returns how long rest took."""
        for booker in self.bookers:
            booker.rest.set()
        for booker in self.bookers:
            booker.join()
        self.check_alive()
        begun = time.monotonic()
        self.last = ""
        try:
            self.shown = wait_until(self.one_truth, "every screen shows the same and nothing waits", CONVERGED_WITHIN)
        except AssertionError as error:
            raise AssertionError(f"{error}: {self.who_differs()}") from None
        took = time.monotonic() - begun
        for server in self.servers:
            server.stop()
        self.rows = (StoreRows.of_postgres(self.database) if self.database
                     else StoreRows.of_sqlite(self.servers[0].data / "tandem.sqlite"))
        self.check_store()
        return took

    def one_truth(self):
        """Twice, because a tap that was made just now is not in a state that was asked for right after it."""
        shown = self.same_everywhere()
        if shown is None:
            self.last = self.who_differs() or self.last
            return None
        time.sleep(0.3)
        return shown if self.same_everywhere() == shown else None

    def same_everywhere(self):
        shown = [booker.bookings() for booker in self.bookers]
        waits = any(booker.promises.waiting() for booker in self.bookers)
        return shown[0] if not waits and all(one == shown[0] for one in shown) else None

    def who_differs(self):
        """Of those who wait for something, or show what the most do not."""
        shown = {booker.machine.name: booker.bookings() for booker in self.bookers}
        usual = max(shown.values(), key=list(shown.values()).count)
        return "; ".join(f"{name} waits for {booker.promises.waiting()}, shows {len(shown[name])} of {len(usual)}"
                         for booker in self.bookers
                         if (name := booker.machine.name) and (booker.promises.waiting() or shown[name] != usual))

    def check_store(self):
        problems = list(self.rows.problems([booker.promises for booker in self.bookers]))
        holding = {name: held for name, held in self.rows.held.items() if held[1] < held[2]}
        if holding != self.shown:
            problems.append(f"screens and store differ: {set(holding.items()) ^ set(self.shown.items())}")
        self.assertEqual(problems, [])

    def figures(self):
        told = [booker.promises for booker in self.bookers]
        counts = {word: sum(one.count(word) for one in told) for word in ("accepted", "refused")}
        kills = ", ".join(f"{count} of a {kind}" for kind, count in sorted(self.kills.items()))
        restarts = sorted(self.restarts) or [0]
        return (f"{sum(self.kills.values())} kills ({kills}); {sum(counts.values())} commands told as kept, "
                f"{counts['accepted']} accepted and {counts['refused']} refused by the server; "
                f"{len(self.rows.verdicts)} verdicts in the store; a server answers "
                f"{restarts[len(restarts) // 2] * 1000:.0f} ms after its kill (median)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}", flush=True)

    class Wanted(Soak):
        def runTest(self):
            begun = time.monotonic()
            self.begin(wanted.store, wanted.seed)
            self.kill_often(wanted.kills)
            rest = self.finish()
            print(f"{wanted.store}: {self.figures()}; at rest after {rest:.1f} s (the last: {self.last or 'nobody'}); "
                  f"{(time.monotonic() - begun) / 60:.1f} min in all", flush=True)

    result = unittest.TextTestRunner(verbosity=0).run(Wanted())
    sys.exit(0 if result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
