"""A real server with TLS, real kiosks off screen, Radicale: what people standing in front of them would see."""

import random
import os
import time
import unittest

import icalendar

from calendar_server import Radicale
from harness import Kiosk, ProcessTest, Site
from programs import wait_until

SEED = int(os.environ.get("TANDEM_SEED", random.randrange(2**32)))
ROOM_TAKEN = 3  # calendar::RefusalReason


def held(state, room):
    """What the kiosk shows as booked in a room, pending or not."""
    return [booking for booking in state["bookings"] if booking["room"] == room and booking["start"] < booking["end"]]


def notice(state, progress):
    return next((one for one in state["notices"] if one["progress"] == progress), None)


class Kiosks(ProcessTest):
    def run_kiosk(self, server, name, room="r1", port=None):
        kiosk = Kiosk(self.folder, name, server, server.enrol(name), port, room)
        self.addCleanup(kiosk.stop)
        kiosk.start()
        kiosk.wait_link("online")
        return kiosk


class TwoKiosks(Kiosks):
    def setUp(self):
        super().setUp()
        self.server = self.run_server()

    def test_a_tap_on_one_is_seen_on_the_other_within_a_second(self):
        a, b = self.run_kiosk(self.server, "a"), self.run_kiosk(self.server, "b")
        tapped = time.monotonic()
        a.press("room.book.30")
        b.wait(lambda state: held(state, "r1"), "the booking of the other kiosk")
        took = time.monotonic() - tapped
        print(f"tap on one kiosk -> on the screen of the other: {took * 1000:.0f} ms")
        self.assertLess(took, 1.0)
        a.wait(lambda state: notice(state, "confirmed"), "confirmed")

    def test_the_same_slot_taken_while_the_network_was_cut_is_won_by_one_and_the_other_gets_alternatives(self):
        proxy = self.run_proxy(self.server)
        a, b = self.run_kiosk(self.server, "a"), self.run_kiosk(self.server, "b", port=proxy.port)
        proxy.cut()
        b.wait_link("offline")
        b.press("room.book.30")
        b.wait(lambda state: notice(state, "awaiting"), "awaiting confirmation")
        a.press("room.book.30")
        a.wait(lambda state: notice(state, "confirmed"), "confirmed")
        proxy.mend()
        told = b.wait(lambda state: notice(state, "refused"), "refused")
        refusal = notice(told, "refused")
        self.assertEqual(refusal["reason"], ROOM_TAKEN)
        self.assertGreater(refusal["alternatives"], 0)
        self.assertEqual(len(held(told, "r1")), 1)
        self.assertEqual(held(told, "r1"), held(a.state(), "r1"))

    def test_a_booking_of_a_kiosk_that_was_killed_before_it_could_tell_the_server_is_kept(self):
        proxy = self.run_proxy(self.server)
        a, b = self.run_kiosk(self.server, "a"), self.run_kiosk(self.server, "b", port=proxy.port)
        proxy.cut()
        b.wait_link("offline")
        b.press("room.book.30")
        b.wait(lambda state: notice(state, "awaiting"), "awaiting confirmation")
        b.kill()
        proxy.mend()
        b.start()
        a.wait(lambda state: held(state, "r1"), "the booking of the killed kiosk")


class Calendars(Kiosks):
    def setUp(self):
        super().setUp()
        self.radicale = Radicale(self.folder, ["r1"])
        self.addCleanup(self.radicale.stop)
        self.server = self.run_server(Site(self.folder, feeds={"r1": self.radicale.url("r1")}))
        self.kiosk = self.run_kiosk(self.server, "a")

    def can_book(self, state):
        return any(target["id"] == "room.book.30" and target["enabled"] for target in state["targets"])

    def test_an_event_added_to_the_companys_calendar_makes_the_room_busy_on_the_kiosk(self):
        self.kiosk.wait(self.can_book, "free at first")
        now = int(time.time())
        self.radicale.put_event("r1", "board", now - 600, now + 3600)
        self.kiosk.wait(lambda state: not self.can_book(state), "busy")
        self.radicale.delete_event("r1", "board")
        self.kiosk.wait(self.can_book, "free again")

    def test_a_booking_made_on_the_kiosk_is_in_the_rooms_own_feed(self):
        self.kiosk.press("room.book.30")
        state = self.kiosk.wait(lambda seen: notice(seen, "confirmed"), "confirmed")
        booking = held(state, "r1")[0]
        published = self.server.ask({"do": "feeds"})["published"]
        status, text = self.server.get(next(room["path"] for room in published if room["room"] == "r1"))
        self.assertEqual(status, 200)
        events = icalendar.Calendar.from_ical(text).walk("VEVENT")
        times = [(event.decoded("DTSTART").timestamp(), event.decoded("DTEND").timestamp()) for event in events]
        self.assertEqual(times, [(booking["start"], booking["end"])])


class KillNine(Kiosks):
    BOOKINGS = 200
    KILLS = 12

    def test_two_hundred_bookings_survive_kill_nine_of_kiosks_and_of_the_server(self):
        print(f"seed {SEED}")
        chance = random.Random(SEED)
        server = self.run_server(Site(self.folder, rooms=3))
        kiosks = [self.run_kiosk(server, f"k{n}", room=f"r{n}") for n in (1, 2, 3)]
        deaths = sorted(chance.sample(range(self.BOOKINGS), self.KILLS))
        confirmed = set()
        give_up = time.monotonic() + 200
        while len(confirmed) < self.BOOKINGS:
            self.assertLess(time.monotonic(), give_up, f"only {len(confirmed)} bookings so far")
            confirmed |= self.use(chance.choice(kiosks))
            if deaths and len(confirmed) >= deaths[0]:
                deaths.pop(0)
                self.kill_and_start(chance.choice([server, *kiosks]))
        self.settle(kiosks, confirmed)

    @staticmethod
    def kill_and_start(victim):
        victim.kill()
        victim.start()

    @staticmethod
    def use(kiosk):
        """Books the room when it is free, gives it back when it is not; the bookings whose tap the screen confirmed."""
        enabled = {target["id"] for target in kiosk.state()["targets"] if target["enabled"]}
        target = next((one for one in ("room.end", "room.book.15", "notice.close") if one in enabled), None)
        state = kiosk.try_press(target) if target else kiosk.state()
        return {outcome["booking"] for outcome in state["outcomes"]
                if outcome["command"] == "BookRoom" and outcome["progress"] != "refused"}

    def settle(self, kiosks, confirmed):
        def decided():
            states = [kiosk.state() for kiosk in kiosks]
            waits = [one for state in states for one in state["outcomes"] if one["progress"] == "pending"]
            same = all(state["bookings"] == states[0]["bookings"] for state in states)
            return None if waits or not same else states[0]["bookings"]

        truth = wait_until(decided, "every kiosk shows the same truth", 60)
        ids = [booking["id"] for booking in truth]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertLessEqual(confirmed, set(ids))
        for one in truth:
            for other in truth:
                apart = one["end"] <= other["start"] or other["end"] <= one["start"] or one["room"] != other["room"]
                self.assertTrue(apart or one["id"] == other["id"], f"{one} overlaps {other}")
        print(f"{len(confirmed)} confirmed on kiosks, {self.KILLS} kills")


if __name__ == "__main__":
    unittest.main()
