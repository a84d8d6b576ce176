"""What a fleet of kiosks costs the real tandem-server over real TLS on the loopback, beside Mosquitto in the same run.

Our devices come with a certificate each (mutual TLS) and are told of one site of two. For each size of fleet both servers are started anew, both fleets connect, and then: memory of an idle connection,
processor time of idling, how long one change takes to everybody (in turns), processor time of a change. With the
largest fleet: how long it takes until all are back after the server was stopped, and after kill -9.

The load comes from fleet_client, one process a fleet, one thread each. Run by run.sh; --quick for small fleets.
"""

import argparse
import calendar
import contextlib
import datetime
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "process"))
from harness import Server, Site  # noqa: E402
from programs import BIN, Certificates, LineReader, Program, free_port  # noqa: E402

ROOMS = 64
SETTLE_SECONDS = 3
TURN = 5  # changes in a row before the other server has its turn

MOSQUITTO = """\
user root
listener {port} 127.0.0.1
certfile {chain}
keyfile {key}
tls_version tlsv1.3
allow_anonymous true
persistence false
set_tcp_nodelay true
log_type error
"""


def processor_seconds(pid):
    """Of all its threads, by the scheduler's own nanoseconds."""
    spent = 0
    for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
        spent += int((thread / "schedstat").read_text().split()[0])
    return spent / 1e9


def memory_kib(pid):
    """PSS: what is shared with others counts by its share."""
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise AssertionError("no Pss")


def real_time(pid):
    """The measured processes before whatever else the machine does, when we may."""
    subprocess.run(["chrt", "--all-tasks", "--rr", "--pid", "1", str(pid)], check=False, capture_output=True)


def add_another_site(site):
    """Devices of a company with several are told of their own only: each change has a scope."""
    with open(site.folder / "site.toml", "a", encoding="utf-8") as toml:
        toml.write('\n[[site]]\nid = "elsewhere"\nname = "Elsewhere"\nzone = "Europe/Paris"\n')


class Tandem:
    name = "tandem-server"

    def __init__(self, folder, certificates, devices, postgres=None):
        self.server = Server(folder, certificates, feed_interval=3600, postgres=postgres, tokens=False)
        self.server.start()
        site = Site(folder, rooms=ROOMS)
        add_another_site(site)
        self.server.load(site)
        self.server.stop()
        self.identities = folder / "identities"
        self.booked = 0
        store = ["--postgres", postgres] if postgres else ["--file", self.server.data / "tandem.sqlite"]
        with open(self.identities, "w", encoding="utf-8") as out:
            subprocess.run([BIN / "fleet_enrolment", "--devices", str(devices), *store], stdout=out, check=True)

    def start(self):
        self.server.start()
        real_time(self.pid)

    def start_at_once(self):
        self.server.program = Program([BIN / "tandem-server", "--config", self.server.config], self.server.folder / "log")
        real_time(self.pid)

    @property
    def pid(self):
        return self.server.program.process.pid

    def stop(self):
        self.server.stop()

    def kill(self):
        self.server.kill()

    def load_arguments(self):
        today = datetime.date.today()
        monday = today + datetime.timedelta(days=14 - today.weekday())
        return ["--protocol", "tandem", "--port", self.server.port, "--identities", self.identities, "--booked", self.booked,
                "--rooms", ",".join(f"r{n}" for n in range(1, ROOMS + 1)),
                "--from", calendar.timegm(monday.timetuple()) + 9 * 3600]


class Mosquitto:
    name = "Mosquitto"

    def __init__(self, folder, certificates, quality):
        self.folder = folder
        self.port = free_port()
        self.quality = quality
        self.payload = 0
        self.booked = 0
        self.config = folder / "mosquitto.conf"
        self.config.write_text(MOSQUITTO.format(port=self.port, chain=certificates.chain, key=certificates.key))
        self.program = None

    def start(self):
        self.start_at_once()
        time.sleep(1)

    def start_at_once(self):
        self.program = Program(["mosquitto", "-c", self.config], self.folder / "mosquitto.log")
        real_time(self.pid)

    @property
    def pid(self):
        return self.program.process.pid

    def stop(self):
        self.program.stop()

    def kill(self):
        self.program.kill()

    def load_arguments(self):
        return ["--protocol", "mqtt", "--port", self.port, "--payload", self.payload, "--quality", self.quality]


class Load:
    """A fleet_client on one server."""

    def __init__(self, folder, server):
        self.server = server
        self.program = Program([BIN / "fleet_client", *server.load_arguments()], folder / f"load-{server.name}.log",
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.answers = LineReader(self.program.process.stdout)
        real_time(self.program.process.pid)

    def tell(self, line):
        self.program.process.stdin.write(f"{line}\n".encode())
        self.program.process.stdin.flush()

    def answer(self):
        answer = self.answers.next(400)
        if answer is None or answer.get("complete") is False:
            raise AssertionError(f"{self.server.name}: {answer}; {self.program.logged()[-1000:]}")
        return answer

    def ask(self, line):
        self.tell(line)
        return self.answer()

    def fan(self, changes):
        answer = self.ask(f"fan {changes}")
        self.server.booked += changes
        if answer["lost"] or "refused" in self.program.logged():
            raise AssertionError(f"{self.server.name}: {answer['lost']} changes lost; {self.program.logged()[-500:]}")
        return answer

    def stop(self):
        self.program.stop()


def percentile(sample, share):
    ordered = sorted(sample)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def connect(servers, loads, size):
    """Starts both servers and their fleets; memory of a connection."""
    figures = {}
    for server in servers:
        server.start()
    time.sleep(SETTLE_SECONDS)
    for server, load in zip(servers, loads):
        empty = memory_kib(server.pid)
        took = load.ask(f"connect {size}")
        figures[server.name] = {"empty_kib": empty, "connect_seconds": took["wall"]}
    time.sleep(SETTLE_SECONDS)
    for server in servers:
        kib = memory_kib(server.pid)
        figures[server.name].update(full_kib=kib, kib_each=(kib - figures[server.name]["empty_kib"]) / size)
    return figures


def idle(servers, loads, seconds, figures):
    """Processor time of both servers while nobody does anything, as milliseconds a minute."""
    before = {server.name: processor_seconds(server.pid) for server in servers}
    for load in loads:
        load.tell(f"idle {seconds}")
    for load in loads:
        load.answer()
    for server in servers:
        spent = processor_seconds(server.pid) - before[server.name]
        figures[server.name]["idle_ms_a_minute"] = spent * 1000 * 60 / seconds


def fan(servers, loads, changes, figures):
    """One change to everybody, by turns."""
    seen = {server.name: {"last": [], "p50": [], "cpu": 0.0, "load": 0.0, "bytes": 0} for server in servers}
    for load in loads:
        load.fan(2)  # warm
    for _ in range(max(1, changes // TURN)):
        for server, load in zip(servers, loads):
            before = processor_seconds(server.pid)
            answer = load.fan(TURN)
            mine = seen[server.name]
            mine["last"] += answer["last"]
            mine["p50"].append(answer["all_p50"])
            mine["cpu"] += processor_seconds(server.pid) - before
            mine["load"] += answer["cpu"]
            mine["bytes"] = answer["bytes"]
    for server in servers:
        mine = seen[server.name]
        count = len(mine["last"])
        figures[server.name].update(
            changes=count, bytes=mine["bytes"], each_p50=statistics.median(mine["p50"]),
            last_p50=percentile(mine["last"], 0.5), last_p99=percentile(mine["last"], 0.99), last_max=max(mine["last"]),
            cpu_ms_a_change=mine["cpu"] * 1000 / count, load_ms_a_change=mine["load"] * 1000 / count)


def storm(server, load, how, patience):
    """The server goes and comes again at once; until everybody is current."""
    load.tell(f"return {patience}")
    time.sleep(0.5)
    getattr(server, how)()
    server.start_at_once()
    answer = load.answer()
    return {**answer, "how": how, "cpu_of_load": answer["cpu"], "cpu": processor_seconds(server.pid)}


def measure(folder, servers, size, options):
    (folder / str(size)).mkdir()
    loads = [Load(folder / str(size), server) for server in servers]
    try:
        figures = connect(servers, loads, size)
        idle(servers, loads, options.idle, figures)
        fan(servers, loads, options.changes, figures)
        storms = []
        if size == max(options.sizes) and not options.no_storm:
            for how in ("stop", "kill"):
                for server, load in zip(servers, loads):
                    storms.append({"server": server.name, **storm(server, load, how, 180)})
                    time.sleep(12)  # the backoff begins anew with a connection that lasts
        return figures, storms
    finally:
        for load in loads:
            load.stop()
        for server in servers:
            with contextlib.suppress(AssertionError):
                server.stop()


def payload_of(folder, tandem):
    """Bytes of a change as the kiosks hear it."""
    tandem.start()
    load = Load(folder, tandem)
    load.ask("connect 2")
    answer = load.fan(1)
    load.stop()
    tandem.stop()
    return answer["bytes"]


def print_size(size, figures):
    for name, it in figures.items():
        print(f"{size:6d} {name:14s} {it['kib_each']:7.1f} KiB each ({it['full_kib'] / 1024:6.1f} MiB)   "
              f"idle {it['idle_ms_a_minute']:7.0f} ms/min   a change of {it['bytes']} bytes: each p50 {it['each_p50']:7.2f}  "
              f"last p50 {it['last_p50']:7.2f}  p99 {it['last_p99']:7.2f}  max {it['last_max']:7.2f} ms   "
              f"cpu {it['cpu_ms_a_change']:6.2f} ms, generator {it['load_ms_a_change']:6.2f}")
    ours, theirs = figures["tandem-server"], figures.get("Mosquitto")
    if theirs:
        print(f"       ratio          memory {ours['kib_each'] / max(theirs['kib_each'], 0.01):.2f}   "
              f"last p50 {ours['last_p50'] / theirs['last_p50']:.2f}   p99 {ours['last_p99'] / theirs['last_p99']:.2f}")
    sys.stdout.flush()


def print_storm(size, it):
    print(f"{size:6d} {it['server']:14s} {it['how']:5s} all back after {it['seconds']:6.2f} s "
          f"({it['seconds_since_accepted']:.2f} s after the first), half after {it['p50']:.2f} s, "
          f"p99 {it['p99']:.2f} s; {it['dials']} dials, {it['failed']} failed; "
          f"server {it['cpu']:.2f} s of processor, generator {it['cpu_of_load']:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10 and 100 members, few changes")
    parser.add_argument("--sizes", type=lambda text: [int(word) for word in text.split(",")])
    parser.add_argument("--changes", type=int)
    parser.add_argument("--idle", type=int, help="seconds")
    parser.add_argument("--quality", type=int, default=1, help="of service of Mosquitto: 0 or 1")
    parser.add_argument("--no-storm", action="store_true")
    parser.add_argument("--alone", action="store_true", help="without Mosquitto")
    parser.add_argument("--postgres", help="libpq's words for an empty database: the server keeps its store there")
    options = parser.parse_args()
    options.sizes = options.sizes or ([10, 100] if options.quick else [10, 100, 1000, 10_000])
    options.changes = options.changes or (20 if options.quick else 100)
    options.idle = options.idle or (5 if options.quick else 60)
    # Both a server and a generator of the largest fleet need a descriptor a member and some.
    needed = max(options.sizes) + 500
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < needed:
        sys.exit(f"{max(options.sizes)} members need {needed} descriptors a process, and {hard} are allowed: ulimit -Hn")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(dir="/var/tmp") as scratch:
        folder = pathlib.Path(scratch)
        certificates = Certificates(folder)
        tandem = Tandem(folder, certificates, max(options.sizes), options.postgres)
        servers = [tandem]
        if not options.alone:
            servers.append(Mosquitto(folder, certificates, options.quality))
            servers[1].payload = payload_of(folder, tandem)
        for size in options.sizes:
            figures, storms = measure(folder, servers, size, options)
            print_size(size, figures)
            for it in storms:
                print_storm(size, it)


if __name__ == "__main__":
    main()
