"""Real processes for tests: servers, devices, kiosks, a network that can be cut, a calendar server.

Everything lives in one scratch folder per test and on free ports of the loopback interface. Nothing waits for a fixed
time: each wait ends when what is waited for has happened, or fails loudly at its deadline.
"""

import contextlib
import http.client
import json
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

from programs import BIN, DEADLINE, Certificates, LineReader, Program, free_port, wait_until


class Site:
    """The files an administrator imports: open around the clock, so that a test may run at any hour."""

    def __init__(self, folder, rooms=4, feeds=None, people="", pairs=""):
        self.folder = folder / "site"
        self.folder.mkdir()
        days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        hours = "".join(f'{day} = ["00:00-24:00"]\n' for day in days)
        self._write("site.toml", f'name = "Test"\nzone = "Europe/Paris"\n\n[opening_hours]\n{hours}')
        rows = [f"r{n},Room {n},0,4,,{(feeds or {}).get(f'r{n}', '')},no" for n in range(1, rooms + 1)]
        self._write("rooms.csv", "\n".join(["id,name,floor,seats,equipment,calendar,out_of_order", *rows, ""]))
        self._write("people.csv", people)
        self._write("pairs.csv", pairs)

    def _write(self, name, text):
        if text:
            (self.folder / name).write_text(text)

    def import_arguments(self):
        """What an administrator types after `import`."""
        files = sorted(path for path in self.folder.iterdir() if path.stem in ("site", "people", "pairs", "rooms"))
        return [word for path in files for word in (f"--{path.stem}", path)]


class Server:
    """tandem-server with TLS on a port that stays the same over restarts. With `postgres`: its store is there.

    `host` is where it listens; it has to be reachable by 127.0.0.1 too."""

    def __init__(self, folder, certificates, feed_interval=1, max_file_bytes=None, name="server", postgres=None,
                 tokens=True, certificate_life="30 days", renewable_for="90 days",
                 host="127.0.0.1"):
        self.folder = folder / name
        self.folder.mkdir()
        self.certificates = certificates
        self.port = free_port()
        self.data = self.folder / "data"
        self.config = self.folder / "server.toml"
        self.max_file_bytes = max_file_bytes
        self.config.write_text(SERVER_CONFIG.format(host=host, port=self.port, data=self.data, chain=certificates.chain,
                                                    key=certificates.key, feed_interval=feed_interval,
                                                    tokens=str(tokens).lower(), certificate_life=certificate_life,
                                                    renewable_for=renewable_for))
        if postgres:
            with open(self.config, "a", encoding="utf-8") as config:
                config.write(f'\n[store]\npostgres = "{postgres}"\n')
        self.arguments = [BIN / "tandem-server", "--config", self.config]
        self.environment = None  # besides ours
        self.program = None

    def start(self):
        self.program = Program(self.arguments, self.folder / "log",
                               max_file_bytes=self.max_file_bytes, environment=self.environment)
        wait_until(self._answers, "the server answers")
        return self

    def _answers(self):
        if not self.program.running():
            raise AssertionError(f"the server ended: {self.program.logged()[-2000:]}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.get("/health")[0] == 200
        return False

    def kill(self):
        self.program.kill()

    def stop(self):
        if self.program is not None:
            self.program.stop()

    def get(self, path):
        return self._http("GET", path)

    def _http(self, method, path, body=None, headers=None):
        context = ssl.create_default_context(cafile=str(self.certificates.authority))
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=10, context=context)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def ask(self, request):
        """An administrator's request over HTTPS, as another program would make it."""
        token = (self.data / "admin.token").read_text().strip()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        status, body = self._http("POST", "/admin", json.dumps(request), headers)
        if status != 200:
            raise AssertionError(f"{request.get('do')}: {status} {body}")
        return json.loads(body)

    def load(self, site):
        self.admin("import", *site.import_arguments())

    def admin(self, *arguments):
        """What an administrator types."""
        done = subprocess.run([str(a) for a in (BIN / "tandem-admin", "--config", self.config, "--authority",
                                                self.certificates.authority, *arguments)],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"tandem-admin {arguments}: {done.returncode} {done.stdout} {done.stderr}")
        return done.stdout

    def enrol(self, device):
        """Its token."""
        token_file = self.folder / f"{device}.token"
        self.admin("enrol", device, "--token-file", token_file)
        return token_file.read_text().strip()


# What tandem-server reads; every path is absolute.
SERVER_CONFIG = """\
data = "{data}"

[listen]
host = "{host}"
port = {port}
certificate = "{chain}"
key = "{key}"

[devices]
accept_tokens = {tokens}
certificate_life = "{certificate_life}"
renewable_for = "{renewable_for}"

[feeds]
interval_seconds = {feed_interval}
"""


class Device:
    """tandem-device-driver: the real client without a screen. Its file survives kill() and start().

    `wire`: it lives in that wire's namespace and reaches the server through it."""

    def __init__(self, folder, name, server, token, port=None, authority=None, max_file_bytes=None, wire=None):
        self.folder = folder / name
        self.folder.mkdir()
        self.name = name
        self.port = port or server.port
        self.token = token
        self.authority = authority or server.certificates.authority
        self.max_file_bytes = max_file_bytes
        self.wire = wire
        self.environment = None  # besides ours
        self.program = None
        self.seen = []

    def start(self):
        arguments = [BIN / "tandem-device-driver", "--port", self.port, "--authority", self.authority,
                     "--device", self.name, "--token", self.token, "--database", self.folder / "device.sqlite"]
        if self.wire:
            arguments = self.wire.inside(*arguments, "--host", self.wire.here)
        self.program = Program(arguments, self.folder / "log", subprocess.PIPE, subprocess.PIPE, self.max_file_bytes,
                               self.environment)
        self.reader = self.read(self.program.process.stdout)
        return self

    @staticmethod
    def read(stream):
        return LineReader(stream)

    def say(self, line):
        try:
            self.program.process.stdin.write((line + "\n").encode())
            self.program.process.stdin.flush()
        except BrokenPipeError:
            pass  # killed meanwhile; whoever killed it knows

    def book(self, ticket, room, start, end):
        self.say(f"book {ticket} {room} {start} {end}")

    def wait_for(self, condition, what, deadline=DEADLINE):
        """The first event, already seen or yet to come, for which condition(event) holds."""
        end = time.monotonic() + deadline
        for event in self.seen:
            if condition(event):
                return event
        while True:
            try:
                event = self.reader.next(max(0.01, end - time.monotonic()))
            except AssertionError:
                raise AssertionError(f"{self.name}: after {deadline} s still not: {what}; "
                                     f"last seen: {self.seen[-5:]}") from None
            if event is None:
                raise AssertionError(f"{self.name} ended before: {what}\n{self.program.logged()[-2000:]}")
            self.seen.append(event)
            if condition(event):
                return event

    def wait_link(self, link, deadline=DEADLINE):
        self.catch_up()
        self.seen = [event for event in self.seen if event["event"] != "link"][-200:] + self.last_link()
        return self.wait_for(lambda e: e["event"] == "link" and e["link"] == link, f"link {link}", deadline)

    def last_link(self):
        return [event for event in self.seen if event["event"] == "link"][-1:]

    def wait_outcome(self, ticket, *progress, deadline=DEADLINE):
        return self.wait_for(lambda e: e["event"] == "outcome" and e["ticket"] == ticket and e["progress"] in progress,
                             f"ticket {ticket} {progress}", deadline)

    def wait_booking(self, booking, deadline=DEADLINE):
        return self.wait_for(lambda e: e["event"] == "booking" and e["id"] == booking, f"booking {booking}", deadline)

    def catch_up(self):
        self.seen += self.reader.drain()

    def state(self):
        self.catch_up()
        before = len([event for event in self.seen if event["event"] == "state"])
        self.say("state")
        states = []

        def newer(event):
            if event["event"] == "state":
                states.append(event)
            return len(states) > before

        return self.wait_for(newer, "its state")

    def kill(self):
        self.program.kill()

    def stop(self):
        if self.program is not None and self.program.running():
            self.program.stop()


class Kiosk:
    """tandem-kiosk off screen, driven over its standard input. With `server`: one of its fleet; without: its own inside."""

    def __init__(self, folder, name, server=None, token=None, port=None, room=None, wire=None):
        self.folder = folder / name
        self.folder.mkdir(exist_ok=True)
        self.name = name
        self.arguments = [BIN / "tandem-kiosk", "--offscreen", "--size", "1280x800", "--lang", "en", "--input", "-", "--wall-after", "0",
                          "--device", name, "--data", self.folder / "data"]
        if room:
            self.arguments += ["--room", room]
        if server:
            token_file = self.folder / "token"
            token_file.write_text(token)
            self.arguments += ["--server", f"{wire.here if wire else '127.0.0.1'}:{port or server.port}", "--token-file", token_file,
                               "--authority", server.certificates.authority]
        if wire:
            self.arguments = wire.inside(*self.arguments)
        self.program = None

    def start(self):
        self.program = Program(self.arguments, self.folder / "log", subprocess.PIPE, subprocess.PIPE)
        self.reader = LineReader(self.program.process.stdout)
        return self

    def say(self, line):
        self.program.process.stdin.write((line + "\n").encode())
        self.program.process.stdin.flush()

    def state(self):
        """Everything said before has been done and drawn when this returns."""
        self.say("state")
        line = self.reader.next()
        if line is None:
            raise AssertionError(f"{self.name} ended: {self.program.logged()[-2000:]}")
        if "error" in line:
            raise AssertionError(f"{self.name}: {line['error']}")
        return line

    def press(self, target):
        self.say(f"press {target}")

    def try_press(self, target):
        """As a hurried person does: when the screen has changed meanwhile, nothing is touched."""
        self.press(target)
        self.say("state")
        line = self.reader.next()
        if line is not None and "error" in line:
            line = self.reader.next()
        if line is None:
            raise AssertionError(f"{self.name} ended: {self.program.logged()[-2000:]}")
        return line

    def wait(self, condition, what, deadline=DEADLINE):
        """The first state for which condition(state) holds."""

        def look():
            state = self.state()
            return state if condition(state) else None

        return wait_until(look, f"{self.name}: {what}", deadline)

    def wait_link(self, link):
        return self.wait(lambda state: state["link"] == link, f"link {link}")

    def kill(self):
        self.program.kill()

    def stop(self):
        if self.program is not None and self.program.running():
            self.program.stop()


class Proxy:
    """The network between a device and the server: may be cut, and mended."""

    def __init__(self, target_port):
        self.target_port = target_port
        self.whole = True
        self.pairs = set()
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        with self.lock:
            self.whole = False
            ends, self.pairs = self.pairs, set()
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def mend(self):
        with self.lock:
            self.whole = True

    def close(self):
        self.listener.close()
        self.cut()

    def _accept(self):
        while True:
            try:
                device, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry_both_ways, args=(device,), daemon=True).start()

    def _carry_both_ways(self, device):
        try:
            server = socket.create_connection(("127.0.0.1", self.target_port), timeout=5)
        except OSError:
            device.close()
            return
        server.settimeout(None)
        with self.lock:
            if not self.whole:
                device.close()
                server.close()
                return
            self.pairs |= {device, server}
        for source, sink in ((device, server), (server, device)):
            source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    @staticmethod
    def _carry(source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class ProcessTest(unittest.TestCase):
    """A scratch folder, certificates, and everything started is ended, last first."""

    # Where the server is reached besides 127.0.0.1.
    addresses = ()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tandem-process-"))
        self.addCleanup(self._clean)
        self.certificates = Certificates(self.folder, addresses=self.addresses)

    def _clean(self):
        if os.environ.get("TANDEM_KEEP"):
            print("kept", self.folder)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def run_server(self, site=None, **options):
        server = Server(self.folder, self.certificates, **options)
        self.addCleanup(server.stop)
        server.start()
        server.load(site or Site(self.folder))
        return server

    def run_another_server(self, name, postgres):
        """On the same store, which has its site already."""
        server = Server(self.folder, self.certificates, name=name, postgres=postgres)
        self.addCleanup(server.stop)
        return server.start()

    def run_device(self, server, name, token=None, **options):
        device = Device(self.folder, name, server, token or server.enrol(name), **options)
        self.addCleanup(device.stop)
        return device.start()

    def run_proxy(self, server):
        proxy = Proxy(server.port)
        self.addCleanup(proxy.close)
        return proxy
