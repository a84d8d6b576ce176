"""People who never stop: one thread a device, booking, cancelling and wanting what the others want, while whoever runs
the test kills the device under their hands."""

import threading

from programs import hour
from promises import Promises

ROOMS, HOURS = 6, 40  # the slots that everybody wants: quarters of an hour, from tomorrow on
HOT = 16  # of those, how many are wanted at a time


class Slots:
    """A few slots at a time, the same for everybody, so that many want the same one at once."""

    def __init__(self, generator):
        self.all = [(f"r{room}", hour(24 + start, quarter * 15))
                    for room in range(1, ROOMS + 1) for start in range(HOURS) for quarter in range(4)]
        generator.shuffle(self.all)
        self.at = 0

    def pick(self, generator):
        if generator.random() < 0.25:
            self.at = (self.at + 1) % (len(self.all) - HOT)
        return self.all[self.at + generator.randrange(HOT)]


class Booker(threading.Thread):
    """Works until `rest` is set. `lock` is held by whoever uses or kills the machine."""

    def __init__(self, machine, generator):
        super().__init__(daemon=True)
        self.machine = machine
        self.generator = generator
        self.lock = threading.Lock()
        self.rest = threading.Event()
        self.promises = Promises(machine.name)
        self.failure = None
        self.pace = 0.05

    def run(self):
        try:
            while not self.rest.wait(self.generator.uniform(0, 2 * self.pace)):
                with self.lock:
                    self.work()
        except Exception as error:  # told by whoever waits for us
            self.failure = error

    def kill_and_start(self):
        with self.lock:
            self.machine.kill()
            self.hear_last_words()
            self.machine.start()

    def hear_last_words(self):
        """What was printed before the end was said to people."""

    def work(self):
        raise NotImplementedError


class DriverBooker(Booker):
    """Somebody at the real client without a screen."""

    def __init__(self, machine, generator, slots):
        super().__init__(machine, generator)
        self.slots = slots
        self.ticket = 0
        self.cancels = {}  # ticket → booking
        self.mine = {}     # number → booking, accepted

    def work(self):
        self.hear()
        self.ticket += 1
        if self.mine and self.generator.random() < 0.3:
            booking = self.mine.pop(self.generator.choice(list(self.mine)))
            self.cancels[self.ticket] = booking
            self.machine.say(f"cancel {self.ticket} {booking}")
            return
        room, start = self.slots.pick(self.generator)
        self.machine.book(self.ticket, room, start, start + 900)

    def hear(self):
        self.machine.catch_up()
        self.take(self.machine.seen)
        self.machine.seen = []

    def take(self, events):
        for event in events:
            if event["event"] != "outcome":
                continue
            self.promises.note(event)
            if event["progress"] == "accepted" and event["ticket"] not in self.cancels:
                self.mine.setdefault(event["number"], event["booking"])

    def hear_last_words(self):
        while (event := self.machine.reader.next()) is not None:
            self.take([event])

    def bookings(self):
        with self.lock:
            return self.look()

    def look(self):
        """What it shows: booking → (room, start, end). With the lock held."""
        state = self.machine.state()
        self.take(self.machine.seen)
        self.machine.seen = []
        self.promises.settle(state["outcomes"])
        return {booking["id"]: (booking["room"], booking["start"], booking["end"]) for booking in state["bookings"]}


class KioskBooker(Booker):
    """Somebody at a door: books the room when it is free, gives it back when it is not."""

    def __init__(self, machine, generator):
        super().__init__(machine, generator)
        self.pace = 0.6

    def work(self):
        self.note(self.machine.state())
        enabled = {target["id"] for target in self.last["targets"] if target["enabled"]}
        target = next((one for one in ("room.end", "room.book.15", "notice.close") if one in enabled), None)
        if target:
            self.note(self.machine.try_press(target))

    def note(self, state):
        self.last = state
        for outcome in state["outcomes"]:
            self.promises.note(outcome)

    def bookings(self):
        with self.lock:
            self.note(self.machine.state())
            self.promises.settle(self.last["outcomes"])
        return {booking["id"]: (booking["room"], booking["start"], booking["end"]) for booking in self.last["bookings"]
                if booking["start"] < booking["end"]}
