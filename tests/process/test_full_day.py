"""A day at a site, as people and rooms live it: real processes, taps and badges that come as SDL's events, a clock that
is led. What every screen on the way says is asserted."""

import unittest

from day import DayTest, local, on_the_clock, paris
from programs import wait_until

PEOPLE = """\
id,given_name,family_name,department,language,visibility,badge,pin,calendar
ann,Ann,Archer,Risk,en,full,90000001,2468,
bob,Bob,Berger,Sales,en,full,90000002,2468,
cid,Cid,Cooper,Risk,en,full,90000003,2468,
dea,Dea,Dupont,Sales,en,hidden,90000004,2468,
eve,Eve,Evans,Risk,en,full,90000005,2468,
fay,Fay,Fisher,Sales,fr,full,90000006,2468,
"""
PAIRS = """\
id,mentor,mentee,started_on,cadence_weeks,planned_sessions,topics
ab,ann,bob,2026-10-01,4,6,
cd,cid,dea,2026-10-01,4,6,
ef,eve,fay,2026-10-01,4,6,
"""
BADGES = {"ann": 90000001, "bob": 90000002, "cid": 90000003, "dea": 90000004, "eve": 90000005, "fay": 90000006}


class FullDay(DayTest):
    def test_a_day_from_one_morning_into_the_next(self):
        self.begin(paris("2026-11-24 07:30"), PEOPLE, PAIRS)
        self.lobby = self.run_kiosk("lobby")
        self.door = self.run_kiosk("door", room="r1")
        for scene in (self.morning, self.who_are_you, self.around_the_house, self.check_in, self.refused_extension,
                      self.no_show_and_reclaim, self.freed_and_taken, self.check_in_without_a_network,
                      self.taken_meanwhile, self.walk_ups, self.walk_up_without_a_network, self.midnight):
            print(scene.__name__.replace("_", " "), flush=True)
            scene()

    def at(self, time):
        self.lead_to(self.lobby, paris(f"2026-11-24 {time}"))

    def identify(self, person):
        self.lobby.badge(BADGES[person])
        self.lobby.is_on("my_session")

    def done(self):
        self.lobby.touch("header.done")
        self.lobby.is_on("today")

    def morning(self):
        self.lobby.is_on("today")
        self.lobby.shows("Tuesday 24 November", "07:3", "No more sessions today", "Rooms now", "free all day")
        self.door.shows("Room 1", "Free", "Book now for")
        self.ann_bob = self.plan("r1", "2026-11-24T09:00", pair="ab")
        self.cid_dea = self.plan("r2", "2026-11-24T10:30", pair="cd")
        self.eve_fay = self.plan("r2", "2026-11-24T14:00", pair="ef")
        self.lobby.shows("Today's sessions", "Ann Archer and Bob Berger", "Eve Evans and Fay Fisher", "To come",
                         "09:00", "10:30", "14:00")
        self.lobby.says_nothing_of("Dea", "Dupont")
        self.door.shows("until 09:00", "Next:")

    def press_keys(self, keys):
        for key in keys:
            self.lobby.touch(f"key.{key}")

    # A badge that nobody has, a wrong PIN, the right one; and nobody stays signed in who has gone.
    def who_are_you(self):
        self.at("08:00")
        self.lobby.read_badge(12345678)
        self.lobby.is_on("identify")
        self.lobby.shows("This badge is not known. Use your name and PIN.", "Type the first three letters of your name")
        self.press_keys("BER")
        self.lobby.shows("Enter your PIN")
        self.press_keys([*"1111", "confirm"])
        self.lobby.shows("Name or PIN not recognised. Try again.")
        self.press_keys([*"2468", "confirm"])
        self.lobby.is_on("my_session")
        self.lobby.shows("Hello Bob", "Your next session", "09:00")
        self.lobby.say("advance 90s")
        self.lobby.wait(lambda state: state["identified"] is None, "nobody is there any more")
        self.lobby.come_by()
        self.lobby.is_on("today")
        self.lobby.says_nothing_of("Hello", "Your next session")

    # A room from the lobby, and a time chosen in the grid of the day.
    def around_the_house(self):
        self.lobby.touch("today.room.r3")
        self.lobby.is_on("room")
        self.lobby.shows("Room 3", "Free")
        self.lobby.touch("header.back")
        self.lobby.is_on("today")
        self.identify("eve")
        self.lobby.touch("session.book")
        self.lobby.is_on("book")
        self.lobby.touch("book.grid")
        self.lobby.shows("Room 3")
        cell = wait_until(lambda: next((one["id"] for one in self.lobby.state()["targets"]
                                        if one["id"].startswith("grid.r3.")), None), "a free time of Room 3", 60)
        self.lobby.touch(cell)
        self.lobby.wait(lambda state: any(one["id"] == "grid.book" and one["enabled"] for one in state["targets"]),
                        "it can be booked")
        self.lobby.touch("header.back")
        self.done()

    def check_in(self):
        self.at("08:50")
        self.lobby.shows("Check-in open")
        self.identify("ann")
        self.lobby.shows("Hello Ann", "Your session: are you here?", "Bob Berger", "not here yet", "Room 1")
        self.lobby.touch("session.check_in")
        self.lobby.shows("Waiting for your partner", "here since 08:5")
        self.done()
        self.identify("bob")
        self.lobby.shows("Your partner is waiting for you")
        self.lobby.touch("session.check_in")
        self.lobby.shows("You are both here")
        self.done()
        self.at("09:01")
        self.lobby.shows("In progress")
        self.door.shows("In use", "until 10:00", "Ann Archer and Bob Berger")

    # Another screen is faster for the room after theirs, while this kiosk hears nothing.
    def refused_extension(self):
        self.at("09:20")
        self.cut(self.lobby)
        self.lobby.shows("Offline")
        self.identify("ann")
        self.lobby.touch("session.extend.15")
        self.lobby.shows("Saved, awaiting confirmation")
        self.plan("r1", "2026-11-24T10:00", 30)
        self.lobby.touch("notice.close")
        self.done()
        self.mend(self.lobby)
        self.lobby.shows("A request could not be confirmed", "Identify yourself to learn more")
        self.lobby.says_nothing_of("Extend", "already taken")
        self.identify("ann")
        self.lobby.shows("That is not possible", "This room is already taken at that time.")
        self.lobby.touch("notice.close")
        self.assertFalse(self.lobby.can("session.extend.15"))
        self.lobby.wait_booking(self.ann_bob, lambda one: one["end"] == paris("2026-11-24 10:00"), "it ends as before")
        self.done()

    def no_show_and_reclaim(self):
        self.at("10:36")
        self.lobby.shows("Check-in open")
        self.at("10:41")
        self.lobby.wait_booking(self.cid_dea, lambda one: one["state"] == "released", "the room is given back")
        self.door.wait_booking(self.cid_dea, lambda one: one["state"] == "released", "and every screen knows")
        self.lobby.shows("Over")  # as one that ended early: nobody learns here that they did not come
        self.lobby.says_nothing_of("released", "freed")
        self.identify("cid")
        self.lobby.shows("The room was released")
        self.lobby.touch("session.reclaim")
        self.lobby.wait_booking(self.cid_dea, lambda one: one["state"] == "in_use" and one["start"] < one["end"],
                                "the room is theirs again")
        self.done()
        self.door.wait_booking(self.cid_dea, lambda one: one["state"] == "in_use", "for every screen")

    # The door gives the room away before the late ones ask for it back.
    def freed_and_taken(self):
        late = self.plan("r1", "2026-11-24T12:00", pair="ab")
        self.at("12:11")
        self.door.wait_booking(late, lambda one: one["state"] == "released", "given back")
        self.door.shows("Free")
        walk_up = self.door.book_now(60)
        self.lobby.wait_booking(walk_up["id"], lambda one: one["state"] == "in_use", "the walk-up")
        self.identify("bob")
        self.lobby.shows("The room was released")
        self.assertFalse(self.lobby.can("session.reclaim"))
        self.done()

    def check_in_without_a_network(self):
        self.at("13:50")
        self.cut(self.lobby)
        self.identify("fay")
        self.lobby.shows("Eve Evans", "14:00")
        self.assertEqual(self.lobby.state()["lang"], "fr")
        self.lobby.touch("session.check_in")
        self.lobby.wait(lambda state: [one for one in state["outcomes"] if one["progress"] == "pending"], "pending")
        self.done()
        self.assertEqual(self.lobby.state()["lang"], "en")
        self.lobby.shows("Offline")
        self.mend(self.lobby)
        self.lobby.wait(lambda state: not [one for one in state["outcomes"] if one["progress"] == "pending"], "decided")
        self.door.wait_booking(self.eve_fay, lambda one: one["state"] == "in_use", "a check-in that every screen has")
        self.at("14:11")
        self.assertEqual(self.door.booking(self.eve_fay)["state"], "in_use")

    def taken_meanwhile(self):
        self.at("15:30")
        self.cut(self.lobby)
        self.identify("ann")
        self.lobby.touch("session.book")
        self.lobby.shows("Book a session", "You are both free")
        self.lobby.is_on("book")
        known = {one["id"] for one in self.lobby.state()["bookings"]}
        self.lobby.touch("book.suggestion.0")
        state = self.lobby.wait(lambda seen: {one["id"] for one in seen["bookings"]} - known, "the pending session")
        wanted = next(one for one in state["bookings"] if one["id"] not in known)
        self.assertTrue(wanted["pending"])
        self.plan(wanted["room"], local(wanted["start"]), (wanted["end"] - wanted["start"]) // 60)
        self.mend(self.lobby)
        if self.lobby.state()["identified"] != "ann":
            self.lobby.shows("A request could not be confirmed")
            self.identify("ann")
        self.lobby.shows("Not booked", "This room is already taken at that time.", "You could have instead")
        self.lobby.touch("notice.alternative.0")
        self.lobby.wait(lambda seen: [one for one in seen["bookings"] if one["session"] and not one["pending"]
                                      and one["start"] >= wanted["start"] - 7 * 86400
                                      and one["start"] > paris("2026-11-24 15:30")], "another session")
        self.done()

    def walk_ups(self):
        self.at("16:05")
        self.door.shows("Free", "Book now for")
        until = self.door.book_now(30)["end"]
        self.lobby.shows(f"busy until {on_the_clock(until)}")
        self.door.touch("room.extend")
        self.door.shows(f"until {on_the_clock(until + 15 * 60)}")
        self.door.touch("room.end")
        self.door.shows("Free")

    # Its lease makes it final, and the server agrees afterwards.
    def walk_up_without_a_network(self):
        self.at("16:12")  # inside the lease of before; the door has heard the server since then
        later = self.plan("r3", "2026-11-24T20:00")
        self.door.wait_booking(later, lambda one: True, "what the server said just now")
        self.cut(self.door)
        self.door.book_now(15)
        self.mend(self.door)
        self.door.wait(lambda state: not [one for one in state["outcomes"] if one["progress"] == "pending"], "decided")
        self.assertEqual([one for one in self.door.state()["outcomes"] if one["progress"] == "refused"], [])

    def midnight(self):
        self.at("23:45")
        self.lobby.shows("Tuesday 24 November", "23:45")
        until = self.door.book_now(30)["end"]
        self.assertGreater(until, paris("2026-11-25 00:10"))
        self.lead_to(self.lobby, paris("2026-11-25 00:05"))
        self.lobby.shows("Wednesday 25 November", "00:05", f"busy until {on_the_clock(until)}", "No more sessions today")
        self.door.shows("Wednesday 25 November", "In use", f"until {on_the_clock(until)}")
        self.lead_to(self.lobby, until + 1)
        self.door.shows("Free")


class ChangeOfClocks(DayTest):
    """The night has 25 or 23 hours; an hour stays an hour."""

    def an_hour_over_the_change(self, start):
        self.begin(paris(start) - 10 * 60)
        lobby, door = self.run_kiosk("lobby"), self.run_kiosk("door", room="r1")
        self.lead_to(lobby, paris(start))
        lobby.shows(start[-5:])
        booking = door.book_now(60)
        self.assertGreater(booking["end"] - booking["start"], 59 * 60)
        lobby.shows(f"busy until {on_the_clock(booking['end'])}")
        self.lead_to(lobby, booking["end"] - 60)
        lobby.shows(on_the_clock(booking["end"] - 60))
        door.shows("In use", f"until {on_the_clock(booking['end'])}")
        self.lead_to(lobby, booking["end"] + 1)
        door.shows("Free")
        return local(booking["end"])[-5:]

    def test_half_past_two_comes_twice_in_october(self):
        self.assertLess(self.an_hour_over_the_change("2026-10-25 02:30"), "02:45")

    def test_half_past_two_never_comes_in_march(self):
        self.assertGreaterEqual(self.an_hour_over_the_change("2027-03-28 01:30"), "03:30")


if __name__ == "__main__":
    unittest.main()
