"""Several tandem-server processes on one PostgreSQL: each device hears everything whichever server it is on; the database
is killed and comes back, or a replica takes over, under load: nothing is lost and nothing happens twice."""

import os
import random
import statistics
import time
import unittest

from harness import ProcessTest, Site
from postgres import Postgres
from programs import hour, wait_until
from test_kill import BOOKINGS, Ledger, slots

SEED = int(os.environ.get("TANDEM_SEED", random.randrange(2**32)))
KILLS = 3


class Fleet(ProcessTest):
    """Two servers and two devices on each."""

    def start_fleet(self, words):
        self.servers = [self.run_server(Site(self.folder, rooms=6), postgres=words, name="one"),
                        self.run_another_server("two", words)]
        self.devices = [self.run_device(self.servers[n % 2], f"k{n}") for n in range(4)]
        for device in self.devices:
            device.wait_link("online")

    def book_under_load(self, accidents):
        """BOOKINGS tickets from random devices; accidents: how many tickets before → what happens then."""
        print(f"seed {SEED}")
        generator = random.Random(SEED)
        self.ledgers = [Ledger(device) for device in self.devices]
        for ticket, (room, start) in enumerate(slots(generator, 6), 1):
            generator.choice(self.devices).book(ticket, room, start, start + 3600)
            time.sleep(generator.uniform(0, 0.03))
            if ticket in accidents:
                accidents[ticket]()
        wait_until(self.all_decided, "every confirmed booking has its verdict", 120)

    def all_decided(self):
        for ledger in self.ledgers:
            ledger.device.state()
            ledger.read()
        return all("pending" not in ledger.last.values() for ledger in self.ledgers)

    def check(self, database):
        truth = wait_until(self.same_everywhere, "all devices show the same", 60)
        by_id = {booking["id"]: booking for booking in truth}
        confirmed = {booking: progress for ledger in self.ledgers for booking, progress in ledger.last.items()}
        for booking, progress in confirmed.items():
            self.assertEqual(booking in by_id, progress == "accepted", f"{booking} was {progress}")
        ordered = sorted(truth, key=lambda booking: (booking["room"], booking["start"]))
        for one, other in zip(ordered, ordered[1:]):
            self.assertTrue(one["room"] != other["room"] or one["end"] <= other["start"], f"{one} overlaps {other}")
        self.assertEqual(database.sql("SELECT count(*) - max(sequence) FROM log"), "0")
        self.assertEqual(database.sql("SELECT count(*) FROM booking"), str(len(truth)))
        print(f"{len(confirmed)} confirmed, {len(truth)} accepted")
        self.assertGreater(len(truth), BOOKINGS // 3)

    def same_everywhere(self):
        states = [device.state()["bookings"] for device in self.devices]
        return states[0] if all(state == states[0] for state in states) else None


class OneDatabase(Fleet):
    def setUp(self):
        super().setUp()
        self.database = Postgres()
        self.start_fleet(self.database.words())

    def test_a_booking_at_one_server_is_shown_at_the_other(self):
        took = []
        for ticket in range(1, 21):
            one, other = self.devices[ticket % 2], self.devices[(ticket + 1) % 2]
            begun = time.monotonic()
            one.book(ticket, "r1", hour(24 + ticket), hour(25 + ticket))
            booking = one.wait_for(lambda e, t=ticket: e["event"] == "outcome" and e["ticket"] == t, "its name")["booking"]
            other.wait_booking(booking)
            took.append((time.monotonic() - begun) * 1000)
        print(f"shown at the other server: median {statistics.median(took):.1f} ms, worst {max(took):.1f} ms")

    def test_a_room_is_held_once_though_both_servers_are_asked_at_once(self):
        for round_ in range(10):
            for device in self.devices:
                device.book(100 + round_, "r2", hour(48 + round_), hour(49 + round_))
            outcomes = [device.wait_outcome(100 + round_, "accepted", "refused") for device in self.devices]
            self.assertEqual([event["progress"] for event in outcomes].count("accepted"), 1)

    def test_what_an_administrator_imports_beside_them_reaches_every_device(self):
        more = self.folder / "more.csv"
        more.write_text("id,name,floor,seats\nr9,Nine,1,4\n")
        self.servers[0].admin("import", "--rooms", more)
        for number, device in enumerate(self.devices):
            tickets = iter(range(1, 10_000))

            def booked(device=device, tickets=tickets, start=hour(24 + number)):
                ticket = next(tickets)
                device.book(ticket, "r9", start, start + 3600)  # refused on the spot until the device knows the room
                return device.wait_outcome(ticket, "accepted", "refused")["progress"] == "accepted"

            wait_until(booked, f"{device.name} knows the new room")
        self.assertIn("log:", self.servers[1].admin("status"))

    def test_the_database_is_killed_under_load_and_comes_back(self):
        def accident():
            self.database.kill()
            self.database.start()

        self.book_under_load({BOOKINGS * n // (KILLS + 1): accident for n in range(1, KILLS + 1)})
        self.check(self.database)

    def test_servers_are_killed_under_load_too(self):
        def accident(server):
            server.kill()
            server.start()

        self.book_under_load({50: lambda: accident(self.servers[0]), 100: lambda: accident(self.servers[1]),
                              150: lambda: accident(self.servers[0])})
        self.check(self.database)


class FailOver(Fleet):
    def test_a_replica_takes_over_under_load(self):
        primary = Postgres()
        replica = Postgres(replica_of=primary)
        # A commit is answered when the replica has it too: what a company that fails over by itself has to set.
        primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        primary.sql("SELECT pg_reload_conf()")
        wait_until(lambda: primary.sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1",
                   "the replica is waited for")
        self.start_fleet(primary.words(replica))

        def accident():
            primary.kill()
            replica.promote()

        self.book_under_load({100: accident})
        self.check(replica)


if __name__ == "__main__":
    unittest.main()
