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

    def test_a_lease_at_one_server_is_recalled_by_a_booking_at_the_other(self):
        door, lobby = self.devices[0], self.devices[1]  # at the first server and at the second
        self.servers[0].admin("rights", door.name, "--mode", "door", "--room", "r5")
        other = self.servers[1]

        def lease():
            return next((one for one in other.ask({"do": "status"})["leases"] if one["room"] == "r5"), None)

        wait_until(lease, "the other server knows the lease", 60)
        start = int(time.time()) // 60 * 60 + 600  # what is left before it is long enough to be leased
        begun = time.monotonic()
        lobby.book(1, "r5", start, start + 600)
        outcome = lobby.wait_outcome(1, "accepted", "refused")
        print(f"decided after {(time.monotonic() - begun) * 1000:.0f} ms")
        self.assertEqual(outcome["progress"], "accepted")
        door.wait_booking(outcome["booking"])
        again = wait_until(lease, "the door has what is left", 60)
        self.assertEqual((again["recalls"], again["given_up"], again["refusals"]), (1, 1, 0))

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

    def test_the_database_is_restarted_under_load(self):
        self.book_under_load({BOOKINGS // 3: lambda: self.database.restart("fast"),
                              BOOKINGS * 2 // 3: lambda: self.database.restart("immediate")})
        self.check(self.database)

    def test_servers_are_killed_under_load_too(self):
        def accident(server):
            server.kill()
            server.start()

        self.book_under_load({50: lambda: accident(self.servers[0]), 100: lambda: accident(self.servers[1]),
                              150: lambda: accident(self.servers[0])})
        self.check(self.database)


class FailOver(Fleet):
    def setUp(self):
        super().setUp()
        self.primary = Postgres()
        self.replica = Postgres(replica_of=self.primary)

    def wait_for_the_replica_at_each_commit(self):
        """What a company that fails over by itself has to set: a commit is answered when the replica has it too."""
        self.primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.primary.sql("SELECT pg_reload_conf()")
        wait_until(lambda: self.primary.sql(
            "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1", "the replica is waited for")

    def fail_over(self):
        self.primary.kill()
        self.replica.promote()

    def test_a_replica_takes_over_under_load(self):
        self.wait_for_the_replica_at_each_commit()
        self.start_fleet(self.primary.words(self.replica))
        self.book_under_load({100: self.fail_over})
        self.check(self.replica)

    def test_an_old_primary_that_comes_back_is_refused(self):
        self.wait_for_the_replica_at_each_commit()
        self.start_fleet(self.primary.words(self.replica))
        self.fail_over()
        self.book_one("before the old one is back")
        self.primary.sql_when_started("ALTER SYSTEM RESET synchronous_standby_names")
        entries = self.primary.sql("SELECT count(*) FROM log")
        # Both servers have to connect anew, and the old primary is the first they are told of.
        self.replica.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tandem'")
        wait_until(lambda: all("an old primary is back" in server.program.logged() for server in self.servers),
                   "both servers say that it is an old one")
        one = self.servers[0]
        one.kill()
        self.assertRaisesRegex(AssertionError, "an old primary is back", one.start)
        self.devices[1].book(2, "r3", hour(40), hour(41))
        self.devices[1].wait_outcome(2, "pending")
        self.assertEqual(self.primary.sql("SELECT count(*) FROM log"), entries, "the old primary was written to")
        self.primary.stop()
        one.start()
        self.devices[1].wait_outcome(2, "accepted")
        wait_until(self.same_everywhere, "all devices show the same")

    def book_one(self, what):
        self.devices[0].book(1, "r2", hour(40), hour(41))
        self.devices[0].wait_outcome(1, "accepted")
        for device in self.devices:
            device.wait_for(lambda e: e["event"] == "booking" and e["room"] == "r2", what)

    def test_an_asynchronous_replica_without_the_last_commits_begins_another_history_that_all_devices_take(self):
        self.start_fleet(self.primary.words(self.replica))
        epochs = {device.state()["epoch"] for device in self.devices}
        self.assertEqual(len(epochs), 1)
        wait_until(lambda: self.replica.sql("SELECT count(*) FROM log") == self.primary.sql("SELECT count(*) FROM log"),
                   "the replica is up to date")
        self.replica.sql("ALTER SYSTEM SET primary_conninfo = ''")
        self.replica.sql("SELECT pg_reload_conf()")
        wait_until(lambda: self.primary.sql("SELECT count(*) FROM pg_stat_replication") == "0", "nobody replicates")
        self.book_one("what the replica will not know")
        self.fail_over()
        for device in self.devices:
            wait_until(lambda d=device: d.state()["epoch"] not in epochs, f"{device.name} is in another history", 60)
        self.devices[1].book(2, "r2", hour(40), hour(41))
        self.devices[1].wait_outcome(2, "accepted")
        self.devices[0].wait_outcome(1, "refused")  # who was told that it is booked is told that it is not
        truth = wait_until(self.same_everywhere, "all devices show the same", 60)
        self.assertEqual([booking["room"] for booking in truth], ["r2"])
        self.assertEqual(self.replica.sql("SELECT count(*) FROM booking"), "1")
        self.assertIn("another history begins", "".join(server.program.logged() for server in self.servers))


if __name__ == "__main__":
    unittest.main()
