"""Devices come to their certificates, keep them current and lose them: real kiosks and devices, a real server, TLS."""

import contextlib
import json
import socket
import ssl
import subprocess
import time
import unittest

from harness import Device, Kiosk, ProcessTest, Site
from programs import BIN, LineReader, MovedClock, Program, hour, wait_until

DEVICE_NAME = "server.tandem.internal"
UPGRADE = b"GET /device HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tandem/1\r\n\r\n"


class EnrolledDevice(Device):
    """The real client with a certificate of its own. Nothing vouches for the server before the code does."""

    def __init__(self, folder, name, server, port=None):
        super().__init__(folder, name, server, token="", port=port)
        self.identity_file = self.folder / "identity.json"

    def start(self):
        arguments = [BIN / "tandem-device-driver", "--port", self.port, "--device", self.name, "--identity",
                     self.identity_file, "--database", self.folder / "device.sqlite"]
        self.program = Program(arguments, self.folder / "log", subprocess.PIPE, subprocess.PIPE)
        self.reader = LineReader(self.program.process.stdout)
        self.seen = []
        return self

    def wait_phase(self, phase, deadline=30):
        return self.wait_for(lambda e: e["event"] == "enrolment" and e["phase"] == phase, f"phase {phase}", deadline)

    def identity(self):
        return json.loads(self.identity_file.read_text())

    def certificate(self):
        return self.identity()["certificate"]


class EnrolledKiosk(Kiosk):
    def __init__(self, folder, name, server):
        super().__init__(folder, name)
        self.arguments += ["--server", f"127.0.0.1:{server.port}"]

    def wait_step(self, step):
        return self.wait(lambda state: state["set_up"] and state["set_up"]["step"] == step, f"set-up {step}")


class EnrolmentTest(ProcessTest):
    def run_strict_server(self, **options):
        return self.run_server(tokens=False, **options)

    def run_enrolling(self, server, name, **options):
        device = EnrolledDevice(self.folder, name, server, **options)
        self.addCleanup(device.stop)
        return device.start()

    def run_enrolled(self, server, name):
        device = self.run_enrolling(server, name)
        server.admin("devices", "approve", device.wait_phase("waiting")["code"], "--id", name)
        device.wait_link("online")
        return device

    def run_kiosk_without_identity(self, server, name):
        kiosk = EnrolledKiosk(self.folder, name, server)
        self.addCleanup(kiosk.stop)
        return kiosk.start()

    def refused(self, server, *arguments):
        """What tandem-admin says when it refuses."""
        with self.assertRaises(AssertionError) as refusal:
            server.admin(*arguments)
        return str(refusal.exception)

    def openssl(self, server, *arguments, name=DEVICE_NAME, said=b""):
        """A TLS client of somebody else; its words."""
        command = ["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-servername", name, "-quiet",
                   "-ign_eof", *map(str, arguments)]
        done = subprocess.run(command, input=said, capture_output=True, timeout=30, check=False)
        return done.returncode, (done.stdout + done.stderr).decode(errors="replace")

    def post_as(self, server, device, path, body="{}"):
        """A POST with a device's certificate: the answer's first line."""
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
        with self.connected_as(server, device) as secure:
            secure.sendall(head.encode())
            return secure.recv(65536).decode().split("\r\n", 1)[0]

    @contextlib.contextmanager
    def connected_as(self, server, identity):
        """TLS with what a device keeps in its file."""
        files = self.folder / "shown.pem"
        files.write_text(identity["private_key"] + identity["certificate"])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=identity["authorities"])
        context.load_cert_chain(files)
        with socket.create_connection(("127.0.0.1", server.port), timeout=15) as plain:
            with context.wrap_socket(plain, server_hostname=DEVICE_NAME) as secure:
                yield secure


class Enrolling(EnrolmentTest):
    def test_two_kiosks_are_let_in_by_their_codes_and_start_by_themselves(self):
        server = self.run_strict_server()
        lobby = self.run_kiosk_without_identity(server, "first")
        door = self.run_kiosk_without_identity(server, "second")
        waiting = lobby.wait_step("waiting")["set_up"]
        at_door = door.wait_step("waiting")["set_up"]
        pending = server.admin("devices", "pending")
        self.assertIn(waiting["device"], pending)
        self.assertIn(waiting["server"], pending)
        server.admin("devices", "approve", waiting["code"], "--id", "lobby-1")
        server.admin("devices", "approve", at_door["code"], "--id", "door-2", "--mode", "door", "--room", "r2")
        lobby.wait_link("online")
        self.assertEqual(door.wait(lambda s: s["link"] == "online" and s["rooms"] > 0, "rooms")["screen"], "room")
        self.assertEqual(lobby.state()["screen"], "today")
        devices = {d["device"]: d for d in server.ask({"do": "status"})["devices"]}
        self.assertTrue(devices["lobby-1"]["connected"] and devices["door-2"]["connected"])
        identity = self.folder / "first" / "data" / "identity.json"
        self.assertEqual(identity.stat().st_mode & 0o777, 0o600)
        lobby.stop()
        lobby.start().wait_link("online")

    def test_five_wrong_codes_make_the_device_show_another_one(self):
        server = self.run_strict_server()
        device = self.run_enrolling(server, "a")
        code = device.wait_phase("waiting")["code"]
        for _ in range(5):
            self.assertIn("no device that waits shows this code",
                          self.refused(server, "devices", "approve", "ABCD-EFGH", "--id", "a"))
        self.refused(server, "devices", "approve", code, "--id", "a")
        device.wait_phase("expired")

    def test_a_code_of_ten_minutes_ago_opens_nothing_and_another_one_does(self):
        clock = MovedClock(self.folder)
        server = self.run_strict_server()
        server.stop()
        server.environment = clock.environment
        server.start()
        device = self.run_enrolling(server, "a")
        code = device.wait_phase("waiting")["code"]
        clock.move(9)
        self.assertIn(device.name, server.admin("devices", "pending"))
        clock.move(10)
        device.wait_phase("expired")
        self.assertIn("no device that waits shows this code",
                      self.refused(server, "devices", "approve", code, "--id", "a"))
        expired = [record for record in server.ask({"do": "audit"})["records"] if record["what"] == "EnrolmentExpired"]
        self.assertEqual([record["outcome"] for record in expired], ["nobody approved it in time"])
        device.stop()
        device.start()
        server.admin("devices", "approve", device.wait_phase("waiting")["code"], "--id", "a")
        device.wait_link("online")

    def test_a_device_that_is_denied_says_so(self):
        server = self.run_strict_server()
        device = self.run_enrolling(server, "a")
        server.admin("devices", "deny", device.wait_phase("waiting")["device"])
        device.wait_phase("denied")

    def test_a_device_with_a_token_is_told_to_enrol(self):
        server = self.run_strict_server()
        old = self.run_device(server, "old")
        self.assertIn("enrol", old.wait_link("denied")["message"])

    def test_a_name_is_not_taken_from_a_living_device_by_accident(self):
        server = self.run_strict_server()
        first = self.run_enrolled(server, "a")
        second = self.run_enrolling(server, "b")
        code = second.wait_phase("waiting")["code"]
        self.assertIn("enrolled already", self.refused(server, "devices", "approve", code, "--id", "a"))
        server.admin("devices", "approve", code, "--id", "a", "--replace")
        second.wait_link("online")
        first.wait_link("denied", deadline=90)


class Strangers(EnrolmentTest):
    def test_a_server_with_another_authority_is_not_believed_by_a_device_that_has_one(self):
        server = self.run_strict_server()
        device = self.run_enrolled(server, "a")
        device.stop()
        (self.folder / "elsewhere").mkdir()
        other = self.run_server(site=Site(self.folder / "elsewhere"), tokens=False, name="impostor")
        device.port = other.port
        device.start()
        self.assertIn("not trusted", device.wait_link("denied")["message"])

    def test_nothing_older_than_tls_1_3_is_spoken(self):
        server = self.run_strict_server()
        for name in (DEVICE_NAME, "localhost"):
            code, said = self.openssl(server, "-tls1_2", name=name)
            self.assertNotEqual(code, 0)
            self.assertIn("alert", said)

    def test_somebody_without_a_certificate_gets_no_further_than_asking(self):
        server = self.run_strict_server()
        device = self.run_enrolled(server, "a").identity()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=device["authorities"])
        with socket.create_connection(("127.0.0.1", server.port), timeout=15) as plain:
            with context.wrap_socket(plain, server_hostname=DEVICE_NAME) as secure:
                body = b"{}"
                secure.sendall(b"POST /enrolment/renewal HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n" + body)
                self.assertIn(b" 403 ", secure.recv(65536))


class Lives(EnrolmentTest):
    def test_a_certificate_is_renewed_at_half_its_life_while_everything_goes_on(self):
        server = self.run_strict_server(certificate_life="12 s")
        device = self.run_enrolled(server, "a")
        first = device.certificate()
        wait_until(lambda: device.certificate() != first, "renewed", 15)
        device.book(1, "r1", hour(0), hour(1))
        device.wait_outcome(1, "accepted")
        second = device.certificate()
        wait_until(lambda: device.certificate() != second, "renewed again", 15)

    def test_an_expired_certificate_may_renew_and_nothing_else(self):
        server = self.run_strict_server(certificate_life="8 s", renewable_for="60 s")
        device = self.run_enrolled(server, "a")
        device.kill()
        old = device.identity()
        time.sleep(9)
        self.assertIn(" 200 ", self.post_as(server, old, "/enrolment/renewal"))
        self.assertEqual(self.denied_as(server, old), True)
        device.start()
        device.wait_link("online", deadline=20)  # as soon as it is renewed, not at the next try after a denial

    def denied_as(self, server, identity):
        """Whether a hello with this certificate is answered by a denial that says it has expired."""
        with self.connected_as(server, identity) as secure:
            secure.sendall(UPGRADE)
            while b"\r\n\r\n" not in secure.recv(4096):
                pass
            name = identity["device"].encode()
            body = bytes([0x08, 1, 0x10, 1, 0x1A, len(name)]) + name
            frame = bytes([0x0A, len(body)]) + body
            secure.sendall(len(frame).to_bytes(4, "big") + frame)
            return b"expired" in secure.recv(4096)

    def test_revoking_cuts_the_live_connection_and_the_certificate_is_worth_nothing_for_ever(self):
        server = self.run_strict_server()
        device = self.run_enrolled(server, "a")
        old = device.identity()
        server.admin("revoke", "a")
        self.assertIn("revoked", device.wait_link("denied")["message"])
        self.assertIn(" 403 ", self.post_as(server, old, "/enrolment/renewal"))
        server.stop()
        server.start()
        self.assertIn(" 403 ", self.post_as(server, old, "/enrolment/renewal"))

    def test_devices_follow_the_server_to_its_next_authority(self):
        server = self.run_strict_server(certificate_life="20 s")
        device = self.run_enrolled(server, "a")
        server.admin("authority", "new")
        self.assertIn("were not told", self.refused(server, "authority", "rotate"))
        wait_until(lambda: device.identity()["authorities"].count("BEGIN CERTIFICATE") == 2, "two pins", 25)
        server.admin("authority", "rotate")
        server.stop()
        server.start()
        device.wait_link("online", deadline=60)
        before = device.certificate()
        wait_until(lambda: device.certificate() != before, "signed by the next authority", 25)
        device.stop()
        device.start().wait_link("online")


class AtRest(EnrolmentTest):
    def test_what_holds_secrets_is_readable_by_its_owner_only(self):
        server = self.run_strict_server()
        for path in [server.data, *server.data.iterdir()]:
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)
        server.stop()
        (server.data / "admin.token").chmod(0o644)
        with self.assertRaises(AssertionError) as refusal:
            server.start()
        self.assertIn("chmod", str(refusal.exception))


if __name__ == "__main__":
    unittest.main()
