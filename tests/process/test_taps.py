"""How many touches the things that people come for take; a badge read is none. A real kiosk in a window of an X server, with
its own server inside, on a Monday at nine: taps and keys reach it as SDL's own events."""

import contextlib
import datetime
import subprocess
import unittest

from glass import Glass
from harness import Kiosk, ProcessTest, Site
from programs import LineReader, Program, wait_until

MONDAY_AT_NINE = datetime.datetime(2026, 11, 23, 8, 0, tzinfo=datetime.timezone.utc)
MENTOR, MENTEE = "70000001", "70000002"
PEOPLE = """id,given_name,family_name,department,language,visibility,badge,pin,calendar
p1,Ada,Archer,Risk,en,full,70000001,1001,
p2,Ben,Baker,Sales,en,full,70000002,1002,
"""
PAIRS = """id,mentor,mentee,started_on,cadence_weeks,planned_sessions,topics
b1,p1,p2,2026-10-01,4,6,
"""


def confirmed(state):
    return any(notice["progress"] == "confirmed" for notice in state["notices"])


class PanelKiosk(Kiosk):
    """Touched and typed at; the script only looks."""

    def __init__(self, folder, glass, now, site, room):
        super().__init__(folder, "a", room=room)
        self.glass = glass
        self.arguments.remove("--offscreen")
        self.arguments += ["--window", "--renderer", "software", "--site", site.folder,
                           "--now", now.strftime("%Y-%m-%dT%H:%M:%SZ")]

    def start(self):
        self.program = Program(self.arguments, self.folder / "log", subprocess.PIPE, subprocess.PIPE,
                               environment={"DISPLAY": self.glass.name, "SDL_VIDEODRIVER": "x11"})
        self.reader = LineReader(self.program.process.stdout)
        self.state()  # its window is there
        self.glass.focus()
        return self

    def find(self, target):
        return next((one for one in self.state()["targets"] if one["id"] == target and one["enabled"]), None)

    def touch(self, target):
        place = wait_until(lambda: self.find(target), f"{target} can be touched")
        self.glass.tap(place["x"] + place["w"] / 2, place["y"] + place["h"] / 2)

    def read_badge(self, badge):
        """On a machine that is too busy a reader's keys come too slowly for a reader's: then once more."""
        for _ in range(5):
            self.glass.type(badge)
            with contextlib.suppress(AssertionError):
                return self.wait(lambda state: state["screen"] == "my_session", "the person's own screen", 10)
        raise AssertionError(f"badge {badge} is not known")


class TapTest(ProcessTest):
    def setUp(self):
        super().setUp()
        self.site = Site(self.folder, people=PEOPLE, pairs=PAIRS)
        self.glass = Glass(1280, 800)
        self.addCleanup(self.glass.close)

    def run_kiosk(self, now=MONDAY_AT_NINE, room=None):
        """The same kiosk again, with all it knows, at another time of day."""
        kiosk = PanelKiosk(self.folder, self.glass, now, self.site, room)
        self.addCleanup(kiosk.stop)
        kiosk.start()
        kiosk.wait(lambda state: state["rooms"] > 0 and state["link"] == "online", "the site", 120)
        self.taps = 0
        return kiosk

    def tap(self, kiosk, target):
        kiosk.touch(target)
        self.taps += 1

    def first_enabled(self, state, prefix):
        return next((one["id"] for one in state["targets"] if one["id"].startswith(prefix) and one["enabled"]), None)

    def book_from_a_suggestion(self, kiosk):
        before = {booking["id"] for booking in kiosk.state()["bookings"]}
        kiosk.read_badge(MENTEE)
        self.tap(kiosk, "session.book")
        self.tap(kiosk, "book.suggestion.0")
        state = kiosk.wait(confirmed, "booked")
        return next(booking for booking in state["bookings"] if booking["id"] not in before)


class Taps(TapTest):
    def test_pair_booking_from_a_suggestion_takes_at_most_three(self):
        kiosk = self.run_kiosk()
        self.book_from_a_suggestion(kiosk)
        self.assertLessEqual(self.taps, 3)

    def test_check_in_takes_at_most_two_after_the_badge_and_so_does_extending(self):
        kiosk = self.run_kiosk()
        booking = self.book_from_a_suggestion(kiosk)
        kiosk.stop()
        start = datetime.datetime.fromtimestamp(booking["start"], datetime.timezone.utc)
        kiosk = self.run_kiosk(start - datetime.timedelta(minutes=2))
        for badge in (MENTOR, MENTEE):
            kiosk.read_badge(badge)
            self.taps = 0
            self.tap(kiosk, "session.check_in")
            kiosk.wait(confirmed, "checked in")
            self.assertLessEqual(self.taps, 2)
            kiosk.touch("header.done")
            kiosk.wait(lambda state: not state["identified"], "signed out")
        kiosk.stop()
        kiosk = self.run_kiosk(start + datetime.timedelta(minutes=20))
        kiosk.read_badge(MENTOR)
        state = kiosk.wait(lambda seen: self.first_enabled(seen, "session.extend"), "can be extended")
        self.tap(kiosk, self.first_enabled(state, "session.extend"))
        kiosk.wait(lambda seen: any(one["id"] == booking["id"] and one["end"] > booking["end"]
                                    for one in seen["bookings"]), "extended")
        self.assertLessEqual(self.taps, 2)

    def test_wrapping_up_takes_at_most_three_and_the_next_session_one_more(self):
        kiosk = self.run_kiosk()
        booking = self.book_from_a_suggestion(kiosk)
        kiosk.stop()
        start = datetime.datetime.fromtimestamp(booking["start"], datetime.timezone.utc)
        kiosk = self.run_kiosk(start)
        kiosk.read_badge(MENTEE)
        kiosk.touch("session.check_in")
        kiosk.wait(confirmed, "checked in")
        kiosk.stop()
        kiosk = self.run_kiosk(start + datetime.timedelta(minutes=30))
        kiosk.read_badge(MENTEE)
        before = {one["id"] for one in kiosk.state()["bookings"]}
        self.tap(kiosk, "session.end")
        self.tap(kiosk, "wrap_up.rating.4")
        state = kiosk.wait(lambda seen: self.first_enabled(seen, "wrap_up.topic.")
                           or self.first_enabled(seen, "book.suggestion."), "the step after the rating")
        if self.first_enabled(state, "wrap_up.topic."):
            self.tap(kiosk, "wrap_up.done")
        self.assertLessEqual(self.taps, 3)
        self.taps = 0
        self.tap(kiosk, "book.suggestion.0")
        kiosk.wait(lambda state: any(one["id"] not in before for one in state["bookings"]), "the next session")
        self.assertLessEqual(self.taps, 1)

    def test_booking_and_extending_at_the_door_take_at_most_two_each(self):
        kiosk = self.run_kiosk(room="r2")  # the import plans the pair's first session in r1
        state = kiosk.wait(lambda seen: self.first_enabled(seen, "room.book."), "the room is free")
        self.tap(kiosk, self.first_enabled(state, "room.book."))
        kiosk.wait(confirmed, "booked")
        self.assertLessEqual(self.taps, 2)
        self.taps = 0
        state = kiosk.wait(lambda seen: self.first_enabled(seen, "room.extend"), "can be extended")
        self.tap(kiosk, self.first_enabled(state, "room.extend"))
        kiosk.wait(confirmed, "extended")
        self.assertLessEqual(self.taps, 2)


class Keys(TapTest):
    """Without a single touch: Tab to a control, Enter on it."""

    def activate(self, kiosk, target):
        for _ in range(200):
            if any("focused" in node["states"] and node["id"] == target for node in self.tree(kiosk)):
                return kiosk.glass.press("Return")
            kiosk.glass.press("Tab")
        return self.fail(f"Tab does not reach {target}")

    @staticmethod
    def tree(kiosk):
        kiosk.state()
        kiosk.say("tree")
        return kiosk.reader.next()["nodes"]

    def test_a_pair_books_with_keys_alone(self):
        kiosk = self.run_kiosk()
        kiosk.read_badge(MENTEE)
        self.activate(kiosk, "session.book")
        kiosk.wait(lambda state: state["screen"] == "book", "the suggestions")
        self.activate(kiosk, "book.suggestion.0")
        kiosk.wait(confirmed, "booked")


if __name__ == "__main__":
    unittest.main()
