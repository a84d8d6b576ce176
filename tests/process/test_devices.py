"""A real server with TLS and real devices without screens: what they tell each other, and who gets nothing."""

import socket
import ssl
import unittest

from harness import Device, ProcessTest
from programs import Certificates, hour


class TwoDevices(ProcessTest):
    def setUp(self):
        super().setUp()
        self.server = self.run_server()

    def test_a_booking_on_one_is_seen_on_the_other_within_a_second(self):
        a, b = self.run_device(self.server, "a"), self.run_device(self.server, "b")
        a.wait_link("online")
        b.wait_link("online")
        a.book(1, "r1", hour(0), hour(1))
        asked = a.wait_outcome(1, "pending")
        seen = b.wait_booking(asked["booking"])
        self.assertEqual(a.wait_outcome(1, "accepted")["booking"], asked["booking"])
        took = seen["at"] - asked["at"]
        print(f"confirmed on one device -> seen on the other: {took * 1000:.1f} ms")
        self.assertLess(took, 1.0)

    def test_the_same_slot_taken_while_the_network_was_cut_is_won_by_exactly_one(self):
        proxy = self.run_proxy(self.server)
        a, b = self.run_device(self.server, "a"), self.run_device(self.server, "b", port=proxy.port)
        a.wait_link("online")
        b.wait_link("online")
        proxy.cut()
        b.wait_link("offline")
        b.book(1, "r1", hour(0), hour(1))
        self.assertEqual(b.wait_outcome(1, "pending", "refused")["progress"], "pending")
        a.book(1, "r1", hour(0), hour(1))
        a.wait_outcome(1, "accepted")
        proxy.mend()
        self.assertEqual(b.wait_outcome(1, "accepted", "refused")["reason"], "RoomTaken")
        bookings = b.state()["bookings"]
        self.assertEqual([booking["room"] for booking in bookings], ["r1"])
        self.assertEqual(bookings, a.state()["bookings"])

    def test_an_offline_booking_nobody_else_wanted_is_accepted_afterwards(self):
        proxy = self.run_proxy(self.server)
        b = self.run_device(self.server, "b", port=proxy.port)
        b.wait_link("online")
        proxy.cut()
        b.wait_link("offline")
        b.book(1, "r1", hour(0), hour(1))
        b.wait_outcome(1, "pending")
        b.kill()
        b.start()
        proxy.mend()
        b.wait_for(lambda e: e["event"] == "outcome" and e["progress"] == "accepted", "accepted after all")

    def test_a_device_nobody_enrolled_is_denied_and_told(self):
        stranger = self.run_device(self.server, "stranger", token="0" * 64)
        denied = stranger.wait_link("denied")
        self.assertIn("unknown device", denied["message"])
        self.assertEqual(stranger.state()["rooms"], [])

    def test_a_token_of_another_device_is_denied(self):
        token = self.server.enrol("a")
        self.run_device(self.server, "b", token=token).wait_link("denied")

    def test_a_server_with_a_certificate_of_somebody_else_is_not_believed(self):
        other = Certificates(self.folder, "other")
        device = self.run_device(self.server, "a", authority=other.authority)
        told = device.wait_link("denied")
        self.assertIn("certificate", told["message"])
        device.book(1, "r1", hour(0), hour(1))
        self.assertEqual(device.wait_outcome(1, "refused")["reason"], "RoomUnknown")

    def test_garbage_on_the_device_port_harms_nobody(self):
        a = self.run_device(self.server, "a")
        a.wait_link("online")
        context = ssl.create_default_context(cafile=str(self.certificates.authority))
        upgrade = b"GET /device HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tandem/1\r\n\r\n"
        for garbage in (b"\xff" * 100, upgrade + b"\xff" * 5000, upgrade + b"\0\0\0\4\1\2\3\4", b"GET / HTTP/9\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", self.server.port), timeout=15) as plain:
                with context.wrap_socket(plain, server_hostname="127.0.0.1") as secure:
                    secure.sendall(garbage)
                    while secure.recv(4096):  # until the server has had enough of it
                        pass
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=15) as plain:
            plain.sendall(b"not even TLS\r\n\r\n")
            plain.recv(4096)
        self.assertTrue(self.server.program.running())
        a.book(1, "r1", hour(0), hour(1))
        a.wait_outcome(1, "accepted")

    def test_a_revoked_device_is_cut_off(self):
        a = self.run_device(self.server, "a")
        a.wait_link("online")
        self.server.ask({"do": "revoke", "device": "a"})
        self.assertIn("revoked", a.wait_link("denied")["message"])


class FullDisk(ProcessTest):
    def test_a_device_that_cannot_store_confirms_nothing_and_says_so(self):
        server = self.run_server()
        device = Device(self.folder, "a", server, server.enrol("a"))
        self.addCleanup(device.stop)
        device.start().wait_link("online")
        device.stop()
        device.max_file_bytes = 64
        device.start()
        device.book(1, "r1", hour(0), hour(1))
        self.assertEqual(device.wait_outcome(1, "pending", "refused")["reason"], "NotStored")
        self.assertNotEqual(device.state()["message"], "")
        device.kill()
        device.max_file_bytes = None
        device.start().wait_link("online")
        device.book(1, "r1", hour(0), hour(1))
        device.wait_outcome(1, "accepted")

    def test_a_server_that_cannot_store_confirms_nothing_and_loses_nothing(self):
        server = self.run_server()
        device = self.run_device(server, "a")
        device.wait_link("online")
        server.stop()
        server.max_file_bytes = (server.data / "tandem.sqlite").stat().st_size
        server.start()
        device.wait_link("online")
        for ticket in range(1, 200):
            device.book(ticket, "r1", hour(ticket), hour(ticket + 1))
        device.wait_for(lambda e: e["event"] == "link" and e["link"] == "offline" and "disk" in e["message"].lower(),
                        "told that the server's disk is full")
        server.kill()
        server.max_file_bytes = None
        server.start()
        for ticket in range(1, 200):
            device.wait_outcome(ticket, "accepted")


if __name__ == "__main__":
    unittest.main()
