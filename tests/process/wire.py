"""A wire between this machine and a network namespace of its own that loses, delays, repeats and reorders packets.

What Linux calls netem, done here: not every kernel has that module, and here a seed decides about each packet. Both ends
are TUN devices; one stays where the server is, the other is moved into the namespace, and every IP packet between them
goes through this process. Needs root and /dev/net/tun: why_not() says what is missing.
"""

import dataclasses
import fcntl
import heapq
import itertools
import os
import pathlib
import random
import select
import shutil
import struct
import subprocess
import threading
import time

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
MTU = 1500
# A router keeps this much for a slow line, then drops.
QUEUE_SECONDS = 1.0


def why_not():
    """Why there can be no wire here; empty when there can."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    if shutil.which("ip") is None:
        return "no ip: install iproute2"
    if not pathlib.Path("/dev/net/tun").exists():
        return "this kernel has no TUN devices"
    name = f"tandem-try-{os.getpid()}"
    tried = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        return f"no network namespaces: {tried.stderr.strip()}"
    subprocess.run(["ip", "netns", "del", name], check=False)
    return ""


@dataclasses.dataclass(frozen=True)
class Weather:
    """What happens to packets, each way. Shares are of one, times are seconds."""

    name: str = "fair"
    delay: float = 0.0
    jitter: float = 0.0  # more makes packets overtake one another
    loss: float = 0.0
    duplicate: float = 0.0
    reorder: float = 0.0  # held back so that others overtake
    bytes_per_second: float = 0.0  # 0: no limit
    largest: int = MTU  # bigger packets vanish without a word: a black hole
    deaf: bool = False  # nothing reaches the namespace
    mute: bool = False  # nothing comes out of it


FAIR = Weather()
HELD_BACK = 0.05

WEATHERS = (
    Weather("far away", delay=0.15, jitter=0.03),
    Weather("a little loss", delay=0.01, loss=0.05),
    Weather("much loss", delay=0.02, loss=0.15),
    Weather("hardly anything arrives", delay=0.02, loss=0.30),
    Weather("out of order", delay=0.02, jitter=0.04, reorder=0.25),
    Weather("everything twice", delay=0.01, duplicate=0.5),
    Weather("a slow line", delay=0.05, bytes_per_second=8_000),
    Weather("big packets vanish", largest=600),
    Weather("all of it", delay=0.1, jitter=0.05, loss=0.1, duplicate=0.1, reorder=0.1, bytes_per_second=30_000),
    Weather("cut", deaf=True, mute=True),
    Weather("nothing comes in", deaf=True),
    Weather("nothing gets out", mute=True),
)


def run(*words):
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


class Tun:
    def __init__(self, name):
        self.name = name
        self.descriptor = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(self.descriptor, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))


class Wire:
    """One namespace and the way to it. `here` is this side's address."""

    numbers = itertools.count()

    def __init__(self, generator):
        self.random = random.Random(generator.randrange(2**32))
        self.weather = FAIR
        self.passed = self.dropped = 0
        number = next(self.numbers)
        self.namespace = f"tandem-{os.getpid()}-{number}"
        # Eight addresses: the network's, ours, five for them, broadcast.
        self.net, self.first = f"10.{64 + os.getpid() % 128}.{os.getpid() // 128 % 256}", number * 8
        self.here = f"{self.net}.{self.first + 1}"
        self.hosts = itertools.cycle(range(self.first + 2, self.first + 7))
        self.ours, self.theirs = (Tun(f"td{os.getpid() % 100000}{side}{number}") for side in "ab")
        self._set_up()
        self.closing, self.close_now = os.pipe()
        self.thread = threading.Thread(target=self._carry, daemon=True)
        self.thread.start()

    def _set_up(self):
        run("ip", "netns", "add", self.namespace)
        run("ip", "link", "set", self.theirs.name, "netns", self.namespace)
        run("ip", "addr", "add", f"{self.here}/29", "dev", self.ours.name)
        run("ip", "link", "set", self.ours.name, "mtu", MTU, "up")
        run(*self.inside("ip", "link", "set", "lo", "up"))
        run(*self.inside("ip", "link", "set", self.theirs.name, "mtu", MTU, "up"))
        self.change_address()

    def inside(self, *words):
        """What to run to have `words` run in the namespace."""
        return ["ip", "netns", "exec", self.namespace, *words]

    def become(self, weather):
        self.weather = weather

    def change_address(self):
        """As after another lease: nobody answers what was connected from the address before."""
        run(*self.inside("ip", "addr", "flush", "dev", self.theirs.name))
        run(*self.inside("ip", "addr", "add", f"{self.net}.{next(self.hosts)}/29", "dev", self.theirs.name))

    def close(self):
        os.write(self.close_now, b"x")
        self.thread.join()
        for descriptor in (self.ours.descriptor, self.theirs.descriptor, self.closing, self.close_now):
            os.close(descriptor)
        run("ip", "netns", "del", self.namespace)

    # --- packets ------------------------------------------------------------------------------------------------------

    def _carry(self):
        ways = {self.ours.descriptor: self.theirs.descriptor, self.theirs.descriptor: self.ours.descriptor}
        free_at = dict.fromkeys(ways, 0.0)  # when a slow line has sent what it has
        under_way, order = [], itertools.count()
        while True:
            wait = max(0.0, under_way[0][0] - time.monotonic()) if under_way else None
            readable, _, _ = select.select([self.closing, *ways], [], [], wait)
            if self.closing in readable:
                return
            now = time.monotonic()
            for source in readable:
                for due, packet in self._fate_of_next(source, now, free_at):
                    heapq.heappush(under_way, (due, next(order), ways[source], packet))
            while under_way and under_way[0][0] <= time.monotonic():
                _, _, sink, packet = heapq.heappop(under_way)
                self._send(sink, packet)

    def _fate_of_next(self, source, now, free_at):
        """When the packet that waits at `source` arrives: never, once or twice."""
        try:
            packet = os.read(source, 65536)
        except OSError:
            return
        weather = self.weather
        cut = weather.deaf if source == self.ours.descriptor else weather.mute
        if cut or len(packet) > weather.largest or self.random.random() < weather.loss:
            self.dropped += 1
            return
        due = now
        if weather.bytes_per_second:
            start = max(now, free_at[source])
            if start - now > QUEUE_SECONDS:
                self.dropped += 1
                return
            due = free_at[source] = start + len(packet) / weather.bytes_per_second
        for _ in range(2 if self.random.random() < weather.duplicate else 1):
            held = HELD_BACK if self.random.random() < weather.reorder else 0
            yield due + weather.delay + self.random.uniform(0, weather.jitter) + held, packet

    def _send(self, sink, packet):
        try:
            os.write(sink, packet)
            self.passed += 1
        except OSError:
            self.dropped += 1  # an interface that is down, or has another address now
