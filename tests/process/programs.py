"""A process and what every test of processes needs: ports, deadlines, certificates, lines it writes."""

import contextlib
import json
import os
import pathlib
import queue
import resource
import signal
import socket
import subprocess
import threading
import time

# ctest says where; by hand it is the build of the preset `tests`.
BIN = pathlib.Path(os.environ.get("TANDEM_BIN", pathlib.Path(__file__).parents[2] / ".build/tests/bin"))
DEADLINE = float(os.environ.get("TANDEM_DEADLINE", "30"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, what, deadline=DEADLINE):
    """Returns the first true value of condition()."""
    end = time.monotonic() + deadline
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"after {deadline} s still not: {what}")
        time.sleep(0.02)


def hour(hours, minutes=0):
    """Seconds since 1970 of a whole hour, `hours` after the next one."""
    return (int(time.time()) // 3600 + 1 + hours) * 3600 + minutes * 60


class Certificates:
    """An authority of our own and a certificate for 127.0.0.1, and for `addresses`."""

    def __init__(self, folder, name="ca", addresses=()):
        self.authority = folder / f"{name}.pem"
        self.chain = folder / f"{name}-server.pem"
        self.key = folder / f"{name}-server.key"
        authority_key = folder / f"{name}.key"
        request = folder / f"{name}-server.csr"
        extensions = folder / f"{name}-server.ext"
        names = ["IP:127.0.0.1", "DNS:localhost", *(f"IP:{address}" for address in addresses)]
        extensions.write_text(f"subjectAltName={','.join(names)}\n")
        new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        self._openssl("req", "-x509", *new_key, "-keyout", authority_key, "-out", self.authority, "-days", "2",
                      "-subj", f"/CN=Tandem test {name}")
        self._openssl("req", *new_key, "-keyout", self.key, "-out", request, "-subj", "/CN=127.0.0.1")
        self._openssl("x509", "-req", "-in", request, "-CA", self.authority, "-CAkey", authority_key,
                      "-CAcreateserial", "-days", "2", "-extfile", extensions, "-out", self.chain)

    @staticmethod
    def _openssl(*arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


class Program:
    """A process with its log in a file; killed when the test ends."""

    def __init__(self, arguments, log, stdin=None, stdout=None, max_file_bytes=None, environment=None):
        self.log = log

        def before_exec():
            if max_file_bytes is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (max_file_bytes, max_file_bytes))

        with open(log, "ab") as stderr:
            self.process = subprocess.Popen([str(a) for a in arguments], stdin=stdin or subprocess.DEVNULL,
                                            stdout=stdout or stderr, stderr=stderr, preexec_fn=before_exec,
                                            env={**os.environ, **(environment or {})})

    def running(self):
        return self.process.poll() is None

    def kill(self):
        """kill -9, the moment it is called."""
        self.process.kill()
        self.process.wait()
        self.close_input()

    def close_input(self):
        with contextlib.suppress(OSError):
            if self.process.stdin:
                self.process.stdin.close()

    def stop(self):
        self.close_input()
        if self.running():
            self.process.terminate()
        try:
            return self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.process.args[0]} did not stop; its log is {self.log}") from None

    def logged(self):
        return pathlib.Path(self.log).read_text(errors="replace")


class MovedClock:
    """The wall clock of a program, set while it runs (libfaketime); its steady clock goes on."""

    def __init__(self, folder):
        self.offset = folder / "clock"
        self.move(0)
        [library] = pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
        self.environment = {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(self.offset),
                            "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1"}

    def move(self, minutes):
        """So many minutes ahead of the machine's."""
        written = self.offset.with_suffix(".new")
        written.write_text(f"+{minutes}m\n")
        written.rename(self.offset)


class LineReader:
    """The JSON lines a program prints, as they come."""

    def __init__(self, stream):
        self.lines = queue.Queue()
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream):
        with stream:
            for line in stream:
                with contextlib.suppress(json.JSONDecodeError):
                    self.lines.put(self.parse(line))
        self.lines.put(None)

    def parse(self, line):
        return json.loads(line)

    def next(self, deadline=DEADLINE):
        """None when the program has ended."""
        try:
            return self.lines.get(timeout=deadline)
        except queue.Empty:
            raise AssertionError(f"nothing printed for {deadline} s") from None

    def drain(self):
        seen = []
        with contextlib.suppress(queue.Empty):
            while True:
                line = self.lines.get_nowait()
                if line is not None:
                    seen.append(line)
        return seen
