"""What devices told people, command by command, held against what the server's store says in the end."""

import sqlite3

DECIDED = ("accepted", "refused")
ACCEPTED_ROW = -1  # a verdict in the store: this, or the reason of a refusal


class Promises:
    """One device's numbers and what it said of each. A number that was once told as waiting is a promise."""

    def __init__(self, device):
        self.device = device
        self.progress = {}
        self.tickets = {}  # number → ticket

    def note(self, outcome):
        """An outcome as the driver or the kiosk prints it. Raises when a verdict changed."""
        if outcome.get("reason") == "NotStored":
            return
        number, progress = outcome["number"], outcome["progress"]
        # Refused on the spot: never numbered, and the next command takes the same number. Kiosks show it on and on.
        # Ticket 0 is a command of an earlier run of the program: that one was numbered.
        if progress == "refused" and outcome["ticket"] not in (0, self.tickets.get(number)):
            return
        before = self.progress.get(number)
        if before in DECIDED and progress != before:
            raise AssertionError(f"{self.device}/{number} was {before} and became {progress}")
        self.progress[number] = progress
        self.tickets[number] = outcome["ticket"]

    def settle(self, outcomes):
        """All that the device shows now. Of many verdicts at once it shows the last ones only."""
        waiting = {one["number"] for one in outcomes if one["progress"] == "pending"}
        for number in self.waiting():
            if number not in waiting:
                self.progress[number] = "decided"

    def waiting(self):
        return [number for number, progress in self.progress.items() if progress == "pending"]

    def count(self, progress):
        return list(self.progress.values()).count(progress)


class StoreRows:
    """The rows of a server's store, read when nobody has it open (SQLite) or at any time (PostgreSQL)."""

    def __init__(self, read):
        self.verdicts = {(device, int(number)): int(verdict)
                         for device, number, verdict in read("SELECT device, number, verdict FROM command")}
        self.held = {row[0]: (row[1], int(row[2]), int(row[3]))
                     for row in read("SELECT id, room, held_start, held_end FROM booking")}
        (first, last, entries), = read("SELECT coalesce(min(sequence), 1), coalesce(max(sequence), 0), count(*) FROM log")
        self.gaps = int(last) - int(first) + 1 - int(entries)
        self.doubles = [tuple(row) for row in read(
            "SELECT device, number, count(*) FROM log WHERE device <> '' AND number > 0 "
            "GROUP BY device, number HAVING count(*) > 1")]

    @staticmethod
    def of_sqlite(file):
        # Not read-only: the log of writes beside the file belongs to it and is read only by a writer.
        connection = sqlite3.connect(file)
        try:
            return StoreRows(lambda sql: connection.execute(sql).fetchall())
        finally:
            connection.close()

    @staticmethod
    def of_postgres(database):
        return StoreRows(lambda sql: [line.split("|") for line in database.sql(sql).splitlines()])

    def problems(self, promises):
        """Everything that is not as it has to be, in words."""
        if self.gaps:
            yield f"the log has {self.gaps} gaps"
        for double in self.doubles:
            yield f"decided twice: {double}"
        yield from self._overlaps()
        for told in promises:
            yield from self._broken(told)

    def _overlaps(self):
        holding = [(room, start, end, name) for name, (room, start, end) in self.held.items() if start < end]
        holding.sort()
        for one, other in zip(holding, holding[1:]):
            if one[0] == other[0] and other[1] < one[2]:
                yield f"{one} overlaps {other}"

    def _broken(self, told):
        for number, progress in told.progress.items():
            yield from self.broken(told.device, number, progress)

    def broken(self, device, number, progress):
        verdict = self.verdicts.get((device, number))
        if verdict is None:
            yield f"{device}/{number} was told as {progress} and is lost"
        elif progress == "pending":
            yield f"{device}/{number} still waits"
        elif progress != "decided" and (verdict == ACCEPTED_ROW) != (progress == "accepted"):
            yield f"{device}/{number} was told as {progress} and its verdict is {verdict}"
