"""Real calendars: Radicale's events make rooms busy, a room's own feed is read by a standard client, and feeds that are
slow, huge or broken spoil nothing but themselves."""

import http.server
import threading
import time
import unittest

import icalendar

from calendar_server import Radicale, event_text
from harness import ProcessTest, Site
from programs import hour, wait_until

OVER_THE_LIMIT = 80 * 1024 * 1024
HANGING_FOR = 90  # more than the server's patience with one download


def busy_of(device, room):
    return device.state()["feeds"].get(room, {}).get("busy", [])


class RadicaleFeeds(ProcessTest):
    def setUp(self):
        super().setUp()
        self.radicale = Radicale(self.folder, ["r1", "r2"])
        self.addCleanup(self.radicale.stop)
        site = Site(self.folder, feeds={room: self.radicale.url(room) for room in ("r1", "r2")})
        self.server = self.run_server(site)
        self.device = self.run_device(self.server, "a")
        self.device.wait_link("online")

    def test_an_event_added_there_makes_the_room_busy_here(self):
        start, end = hour(2), hour(3)
        self.radicale.put_event("r1", "board", start, end)
        wait_until(lambda: [start, end] in busy_of(self.device, "r1"), "the room is busy")
        self.device.book(1, "r1", start, end)
        self.assertEqual(self.device.wait_outcome(1, "refused", "accepted")["reason"], "RoomTaken")
        self.assertEqual(busy_of(self.device, "r2"), [])
        self.radicale.delete_event("r1", "board")
        wait_until(lambda: busy_of(self.device, "r1") == [], "the room is free again")
        self.device.book(2, "r1", start, end)
        self.device.wait_outcome(2, "accepted")

    def test_a_booking_made_here_is_in_the_rooms_own_feed(self):
        start, end = hour(4), hour(5)
        self.device.book(1, "r2", start, end)
        self.device.wait_outcome(1, "accepted")
        published = self.server.ask({"do": "feeds"})["published"]
        path = next(room["path"] for room in published if room["room"] == "r2")
        status, text = self.server.get(path)
        self.assertEqual(status, 200)
        events = icalendar.Calendar.from_ical(text).walk("VEVENT")
        times = [(event.decoded("DTSTART").timestamp(), event.decoded("DTEND").timestamp()) for event in events]
        self.assertEqual(times, [(start, end)])

    def test_a_rooms_own_feed_needs_its_secret(self):
        self.assertEqual(self.server.get("/feeds/rooms/r2/" + "0" * 64 + ".ics")[0], 404)


class BadCalendars(http.server.BaseHTTPRequestHandler):
    """Each path misbehaves in its own way."""

    released = threading.Event()

    def do_GET(self):
        getattr(self, "answer_" + self.path.strip("/").removesuffix(".ics"))()

    def answer_good(self):
        self._send(event_text("good", hour(2), hour(3)).encode())

    def answer_broken(self):
        self._send(b"<html>Please log in</html>")

    def answer_half(self):
        self._send(event_text("half", hour(2), hour(3))[:90].encode())

    def answer_endless(self):
        self._send(event_text("endless", hour(2), hour(3)).replace(
            "SUMMARY", "RRULE:FREQ=SECONDLY\r\nSUMMARY").encode())

    def answer_huge(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(OVER_THE_LIMIT // 65536):
                self.wfile.write(b"X" * 65536)
        except OSError:
            pass  # the server has had enough

    def answer_hanging(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"BEGIN:VCALENDAR\r\n")
        self.wfile.flush()
        self.released.wait()

    def _send(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class BadFeeds(ProcessTest):
    KINDS = {"r1": "good", "r2": "broken", "r3": "huge", "r4": "hanging", "r5": "endless", "r6": "half"}

    def setUp(self):
        super().setUp()
        calendars = http.server.ThreadingHTTPServer(("127.0.0.1", 0), BadCalendars)
        BadCalendars.released.clear()
        threading.Thread(target=calendars.serve_forever, daemon=True).start()
        self.addCleanup(calendars.server_close)
        self.addCleanup(calendars.shutdown)
        self.addCleanup(BadCalendars.released.set)
        base = f"http://127.0.0.1:{calendars.server_address[1]}"
        feeds = {room: f"{base}/{kind}.ics" for room, kind in self.KINDS.items()}
        self.server = self.run_server(Site(self.folder, rooms=6, feeds=feeds))

    def feed(self, room):
        return next(feed for feed in self.server.ask({"do": "feeds"})["feeds"] if feed["owner"] == f"room {room}")

    def test_spoil_only_themselves_and_say_what_is_wrong(self):
        device = self.run_device(self.server, "a")
        device.wait_link("online")
        wait_until(lambda: [hour(2), hour(3)] in busy_of(device, "r1"), "the good one is read")
        for room in ("r2", "r3"):
            failing = wait_until(lambda r=room: self.feed(r)["failing"] and self.feed(r), f"{room} fails")
            self.assertNotEqual(failing["error"], "")
            print(f"{self.KINDS[room]}: {failing['error']}")
        started = time.monotonic()
        device.book(1, "r4", hour(2), hour(3))
        device.wait_outcome(1, "accepted")
        self.assertLess(time.monotonic() - started, 2.0)
        wait_until(lambda: self.feed("r5")["confirmed_at"] or self.feed("r5")["failing"], "the endless one is dealt with")
        wait_until(lambda: device.state()["feeds"]["r2"]["failing"], "the device knows that a calendar is not read")
        hung = wait_until(lambda: self.feed("r4")["failing"] and self.feed("r4"), "the hanging one is given up", HANGING_FOR)
        print(f"hanging: {hung['error']}")


if __name__ == "__main__":
    unittest.main()
