"""The two panels that are compared: our kiosk, and Chromium in kiosk mode on a page that shows the same lobby."""

import http.server
import json
import pathlib
import socketserver
import subprocess
import sys
import threading

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT / "tests/process"))
from programs import BIN, LineReader  # noqa: E402

LATE_IN_THE_MORNING = "2026-11-23T08:41:00Z"


def _rest_of(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Tandem:
    """With its server, feeds and database inside, its own rasteriser, in a window as large as the panel."""

    name = "Tandem"

    def __init__(self, folder, panel):
        self._arguments = [BIN / "tandem-kiosk", "--window", "--size", "1280x800", "--renderer", "software", "--lang", "fr",
                           "--input", "-", "--data", folder / "tandem", "--now", LATE_IN_THE_MORNING,
                           "--wall-after", "0"]
        self._panel = panel

    def start(self):
        self._process = subprocess.Popen([str(a) for a in self._arguments], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                         env={"DISPLAY": self._panel.name, "PATH": "/usr/bin:/bin"})
        self._reader = LineReader(self._process.stdout)
        return self._process.pid

    def ready(self):
        """It has the site."""
        return self._state()["rooms"] > 0

    def _state(self):
        self._process.stdin.write(b"state\n")
        self._process.stdin.flush()
        return self._reader.next()

    def target(self, name):
        """Where to tap: "identify" or "back"."""
        wanted = {"identify": "today.here", "back": "header.back"}[name]
        found = next(t for t in self._state()["targets"] if t["id"] == wanted)
        return found["x"] + found["w"] / 2, found["y"] + found["h"] / 2

    def stop(self):
        self._process.stdin.close()
        _rest_of(self._process)


class Chromium:
    """The page is read from a server of this process, whose cost does not count as Chromium's."""

    name = "Chromium"

    def __init__(self, folder, panel):
        self._folder, self._panel = folder, panel
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Page)
        self._server.daemon_threads = True
        self._server.read = False  # the page has asked for its data
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def ready(self):
        return self._server.read

    def start(self):
        self._server.read = False
        port = self._server.server_address[1]
        # --no-sandbox: it does not start as root otherwise. It spares Chromium work, not us.
        self._process = subprocess.Popen(
            ["chromium", "--kiosk", "--no-sandbox", "--no-first-run", "--noerrdialogs", "--disable-infobars",
             "--lang=fr", "--disable-features=Translate",
             "--window-position=0,0", "--window-size=1280,800", f"--user-data-dir={self._folder / 'chromium'}",
             f"http://127.0.0.1:{port}/"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={"DISPLAY": self._panel.name, "PATH": "/usr/bin:/bin", "HOME": str(self._folder), "LANG": "C.UTF-8"})
        return self._process.pid

    def target(self, name):
        return {"identify": (990, 745), "back": (60, 60)}[name]

    def stop(self):
        _rest_of(self._process)


class _Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802  (the library's name)
        if self.path == "/lobby.json":
            self.server.read = True
            body, kind = json.dumps(_lobby()).encode(), "application/json"
        else:
            body, kind = (HERE / "lobby.html").read_bytes(), "text/html; charset=utf-8"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def _lobby():
    """As many sessions and rooms as the sample site shows."""
    people = [("Chloé Lefèvre", "Catherine Delmas"), ("Théo Marchandeau", "P. A."), ("I. B.", "Margaret Whitfield"),
              ("Lucas Peyrègne", "Hervé Le Goff"), ("Emma O’Sullivan", "Sylvie Nguyễn"), ("Yanis Kerbrat", "Bernard Œuvrard")]
    sessions = [{"from": f"{9 + i}:{15 * (i % 4):02}", "to": f"{10 + i}:{15 * (i % 4):02}", "mentor": a, "mentee": b,
                 "room": ["Saône", "Garonne", "Vilaine", "Dordogne", "Charente", "Adour"][i], "floor": i % 3,
                 "state": "à venir"} for i, (a, b) in enumerate(people)]
    rooms = [{"name": name, "free": i % 3 != 0, "until": f"{10 + i % 6}:30"} for i, name in enumerate(
        ["Loire", "Garonne", "Rhône", "Seine", "Dordogne", "Saône", "Meuse", "Charente", "Vilaine", "Adour", "Isère", "Moselle"])]
    return {"site": "Lyon Part-Dieu", "sessions": sessions, "rooms": rooms}
