"""The administrator's program against a running server, and against the store of a stopped one."""

import subprocess
import time
import unittest

from harness import ProcessTest, Site
from programs import BIN, Program, hour

PEOPLE = "id,given_name,family_name,badge,pin\np1,Chloé,Lefèvre,7001,1234\np2,John,Smith,7002,5678\n"
PAIRS = "id,mentor,mentee,started_on\nb1,p1,p2,2026-01-05\n"


class Administration(ProcessTest):
    def setUp(self):
        super().setUp()
        self.site = Site(self.folder, people=PEOPLE, pairs=PAIRS)
        self.server = self.run_server(self.site)

    def refused(self, *arguments):
        done = subprocess.run([str(a) for a in (BIN / "tandem-admin", "--config", self.server.config, "--authority",
                                                self.certificates.authority, *arguments)],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1, done.stderr)
        return done.stderr

    def counts(self):
        status = self.server.ask({"do": "status"})
        return {kind: status[kind] for kind in ("people", "pairs", "rooms", "sequence")}

    def test_a_wrong_file_is_named_with_row_and_column_and_nothing_of_it_is_imported(self):
        before = self.counts()
        wrong = self.folder / "wrong.csv"
        wrong.write_text("id,name,floor,seats\nr8,Eight,1,4\nr9,Nine,second,4\n")
        message = self.refused("import", "--rooms", wrong)
        self.assertIn("wrong.csv:3:floor", message)
        self.assertEqual(self.counts(), before)

    def test_a_french_spreadsheet_is_read(self):
        french = self.folder / "salles.csv"
        french.write_bytes(b"\xef\xbb\xbf" + "id;name;floor;seats\r\nr8;Forêt;1;4\r\n".encode())
        self.server.admin("import", "--rooms", french)
        self.assertEqual(self.counts()["rooms"], 5)

    def test_a_dry_run_changes_nothing(self):
        before = self.counts()
        more = self.folder / "more.csv"
        more.write_text("id,name,floor,seats\nr8,Eight,1,4\n")
        self.assertIn("1 added", self.server.admin("import", "--rooms", more, "--dry-run"))
        self.assertEqual(self.counts(), before)

    def test_what_was_exported_imports_as_nothing_new(self):
        exported = self.folder / "exported"
        self.server.admin("export", exported)
        before = self.counts()
        self.server.admin("import", "--people", exported / "people.csv", "--pairs", exported / "pairs.csv", "--rooms",
                          exported / "rooms.csv")
        self.assertEqual(self.counts(), before)

    def test_it_works_on_the_store_of_a_stopped_server_too(self):
        self.server.stop()
        token = self.server.enrol("a")
        self.server.start()
        self.run_device(self.server, "a", token=token).wait_link("online")

    def test_bookings_are_decided_while_the_pins_of_an_import_are_hashed(self):
        device = self.run_device(self.server, "a")
        device.wait_link("online")
        people = self.folder / "many.csv"
        rows = [f"n{n},Given,Family,{1000 + n}" for n in range(200)]
        people.write_text("\n".join(["id,given_name,family_name,pin", *rows, ""]))
        words = [BIN / "tandem-admin", "--config", self.server.config, "--authority", self.server.certificates.authority,
                 "import", "--people", people]
        done = Program(words, self.folder / "import.log")
        self.addCleanup(done.kill)
        took = []
        for ticket in range(1, 6):
            begun = time.monotonic()
            device.book(ticket, "r1", hour(ticket), hour(ticket + 1))
            device.wait_outcome(ticket, "accepted")
            took.append((time.monotonic() - begun) * 1000)
        self.assertTrue(done.running(), "it was over before anybody could notice")
        print(f"booked beside it within {max(took):.0f} ms")
        self.assertEqual(done.process.wait(120), 0, done.logged())
        self.assertIn("200", done.logged())

    def test_the_web_needs_the_administrators_token(self):
        status, _ = self.server._http("POST", "/admin", '{"do":"status"}', {"Authorization": "Bearer " + "0" * 64})
        self.assertEqual(status, 401)


if __name__ == "__main__":
    unittest.main()
