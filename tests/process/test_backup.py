"""A running server is backed up while kiosks book; later it is put back: the restored history is another one, and a device
that knows more notices, keeps its outbox, and shows the restored truth."""

import subprocess
import unittest

from harness import ProcessTest, Site
from programs import hour, wait_until


class BackupAndRestore(ProcessTest):
    def setUp(self):
        super().setUp()
        self.server = self.run_server(Site(self.folder, rooms=3))
        self.device = self.run_device(self.server, "k1")
        self.device.wait_link("online")
        self.copy = self.folder / "copy.sqlite"

    def book(self, ticket, room, start):
        self.device.book(ticket, room, start, start + 3600)

    def bookings(self):
        return [booking["id"] for booking in self.device.state()["bookings"]]

    def test_a_device_that_knows_more_than_the_restored_store_starts_afresh_and_goes_on(self):
        self.book(1, "r1", hour(24))
        self.device.wait_outcome(1, "accepted")
        self.server.admin("backup", self.copy)
        self.book(2, "r2", hour(24))
        self.device.wait_outcome(2, "accepted")
        self.server.stop()
        self.book(3, "r3", hour(24))  # made while the server is away
        self.device.wait_outcome(3, "pending")
        print(self.server.admin("restore", self.copy).strip())
        self.server.start()
        self.device.wait_outcome(3, "accepted")
        wait_until(lambda: self.bookings() == ["k1-1", "k1-3"], "what was after the backup is gone, the rest is there")

    def test_a_copy_is_checked_by_b2sum_as_well(self):
        self.server.admin("backup", self.copy)
        checked = subprocess.run(["b2sum", "-l", "256", "-c", f"{self.copy}.b2sum"], cwd=self.folder, check=False,
                                 capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stderr)

    def test_nothing_is_restored_under_a_running_server(self):
        self.server.admin("backup", self.copy)
        with self.assertRaisesRegex(AssertionError, "stop that one first"):
            self.server.admin("restore", self.copy)
        self.book(1, "r1", hour(24))
        self.device.wait_outcome(1, "accepted")

    def test_bookings_go_on_while_a_backup_is_made(self):
        for ticket in range(1, 31):
            self.book(ticket, "r1", hour(24 + ticket))
            if ticket == 10:
                self.server.admin("backup", self.copy)
        for ticket in range(1, 31):
            self.device.wait_outcome(ticket, "accepted")


if __name__ == "__main__":
    unittest.main()
