"""A day at a site in a minute: a server and kiosks that share a clock which a script leads, and what their screens say.

The clock is a file (platform/base/led_clock.h): TLS, sockets and this program keep the machine's time.
"""

import contextlib
import datetime
import struct
import subprocess
import time
import zoneinfo

from glass import Glass
from harness import Kiosk, ProcessTest, Server, Site
from programs import LineReader, Program, wait_until

PARIS = zoneinfo.ZoneInfo("Europe/Paris")


def paris(text):
    """Seconds since 1970 of "2026-11-24 07:30"; where Paris has it twice, the first one."""
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=PARIS).timestamp())


def local(seconds):
    """As an administrator writes it in Paris."""
    return datetime.datetime.fromtimestamp(seconds, PARIS).strftime("%Y-%m-%dT%H:%M")


def on_the_clock(seconds):
    """As English screens write a time of day."""
    return local(seconds)[-5:]


class LedClock:
    """Two numbers in milliseconds, as this machine writes them: ahead of its wall clock, and led since."""

    def __init__(self, folder, start):
        self.path = folder / "clock"
        self.path.write_bytes(struct.pack("=qq", round((start - time.time()) * 1000), 0))


class DayKiosk(Kiosk):
    """A kiosk whose screen is read."""

    def __init__(self, folder, name, server, token, clock, port=None, room=None):
        super().__init__(folder, name, server, token, port, room)
        self.arguments.remove("--offscreen")
        self.arguments += ["--window", "--renderer", "software", "--clock", clock.path]
        self.glass = Glass(1280, 800)

    def start(self):
        self.program = Program(self.arguments, self.folder / "log", subprocess.PIPE, subprocess.PIPE,
                               environment={"DISPLAY": self.glass.name, "SDL_VIDEODRIVER": "x11"})
        self.reader = LineReader(self.program.process.stdout)
        self.state()  # its window is there
        self.glass.focus()
        return self

    def stop(self):
        super().stop()
        self.glass.close()

    def words(self):
        """All that the screen says, in the order of reading."""
        self.say("tree")
        line = self.reader.next()
        if line is None:
            raise AssertionError(f"{self.name} ended: {self.program.logged()[-2000:]}")
        if "error" in line:
            raise AssertionError(f"{self.name}: {line['error']}")
        return [text for node in line["nodes"] for text in (node["name"], node["value"]) if text]

    def shows(self, *texts, deadline=60):
        """Waits until the screen says all of them."""
        seen = []

        def look():
            seen[:] = self.words()
            return all(any(text in word for word in seen) for text in texts)

        try:
            wait_until(look, "", deadline)
        except AssertionError as late:
            raise AssertionError(f"{self.name} never showed {texts}, but {seen}") from late

    def says_nothing_of(self, *texts):
        seen = self.words()
        for text in texts:
            if any(text in word for word in seen):
                raise AssertionError(f"{self.name} shows {text}: {seen}")

    def can(self, target):
        return any(one["id"] == target and one["enabled"] for one in self.state()["targets"])

    def touch(self, target):
        """The middle of it, once it is there: a screen may still be on its way."""
        def there():
            return next((one for one in self.state()["targets"] if one["id"] == target and one["enabled"]), None)

        place = wait_until(there, f"{self.name} has {target}", 60)
        frames = self.state()["frames"]["count"]
        self.glass.tap(place["x"] + place["w"] / 2, place["y"] + place["h"] / 2)
        # The hand moves, presses, lets go: a frame each.
        self.wait(lambda state: state["frames"]["count"] >= frames + 3, f"a frame after {target}", 60)

    def come_by(self):
        """Somebody touches where nothing is: a screen that nobody looks at may rest."""
        self.glass.tap(2, 2)

    def read_badge(self, number):
        self.glass.type(str(number))

    def badge(self, number):
        """On a machine that is too busy a reader's keys come too slowly for a reader's: then once more."""
        for _ in range(5):
            self.read_badge(number)
            with contextlib.suppress(AssertionError):
                return self.wait(lambda state: state["identified"], f"badge {number} is known", 10)
        raise AssertionError(f"{self.name} does not know badge {number}: {self.words()}")

    def is_on(self, screen):
        self.wait(lambda state: state["screen"] == screen, f"the screen {screen}", 60)

    def book_now(self, minutes):
        """The booking that a tap at the door makes, when the screen says so."""
        known = {one["id"] for one in self.state()["bookings"]}
        self.touch(f"room.book.{minutes}")
        state = self.wait(lambda seen: {one["id"] for one in seen["bookings"]} - known, "the booking of the tap", 60)
        booking = next(one for one in state["bookings"] if one["id"] not in known)
        self.shows("Room booked", "In use", f"until {on_the_clock(booking['end'])}")
        return booking

    def booking(self, identity):
        return next((one for one in self.state()["bookings"] if one["id"] == identity), None)

    def wait_booking(self, identity, condition, what):
        def look():
            booking = self.booking(identity)
            return booking if booking and condition(booking) else None

        return wait_until(look, f"{self.name}: {what}", 60)


class DayTest(ProcessTest):
    """A server and kiosks at `start`, each kiosk behind a network of its own that can be cut."""

    def begin(self, start, people="", pairs=""):
        self.clock = LedClock(self.folder, start)
        self.server = Server(self.folder, self.certificates)
        self.server.arguments += ["--clock", self.clock.path]
        self.addCleanup(self.server.stop)
        self.server.start()
        self.server.load(Site(self.folder, rooms=3, people=people, pairs=pairs))
        self.networks = {}

    def run_kiosk(self, name, room=None):
        self.networks[name] = self.run_proxy(self.server)
        token = self.server.enrol(name)
        if room:
            self.server.ask({"do": "rights", "device": name, "mode": "door", "room": room})
        kiosk = DayKiosk(self.folder, name, self.server, token, self.clock, self.networks[name].port, room)
        self.addCleanup(kiosk.stop)
        kiosk.start()
        kiosk.wait_link("online")
        return kiosk

    def cut(self, kiosk):
        self.networks[kiosk.name].cut()
        kiosk.wait_link("offline")

    def mend(self, kiosk):
        self.networks[kiosk.name].mend()
        kiosk.wait_link("online")

    @staticmethod
    def lead_to(kiosk, seconds):
        """The clock of all, to a time to come."""
        ahead = int(seconds - kiosk.state()["now"])
        if ahead > 0:
            kiosk.say(f"advance {ahead}s")
        kiosk.wait(lambda state: state["now"] >= seconds, "the time is there")
        kiosk.come_by()

    def plan(self, room, start, minutes=60, **more):
        """What an administrator, or somebody at another screen, gets at "2026-11-24T09:00" in Paris: its name."""
        answer = self.server.ask({"do": "book_series", "room": room, "start": start, "minutes": minutes,
                                  "rule": "FREQ=DAILY;COUNT=1", **more})
        self.assertEqual(len(answer["booked"]), 1, answer)
        return answer["booked"][0]["booking"]
