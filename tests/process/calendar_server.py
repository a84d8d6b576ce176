"""Radicale, as a company's calendar server."""

import base64
import contextlib
import http.client
import shutil
import time

from programs import Program, free_port, wait_until


class Radicale:
    """A real CalDAV server with one calendar for each room."""

    USER, PASSWORD = "facilities", "secret"

    def __init__(self, folder, rooms):
        self.folder = folder / "radicale"
        self.folder.mkdir()
        self.port = free_port()
        users = self.folder / "users"
        users.write_text(f"{self.USER}:{self.PASSWORD}\n")
        config = self.folder / "config"
        config.write_text(f"[server]\nhosts = 127.0.0.1:{self.port}\n"
                          f"[auth]\ntype = htpasswd\nhtpasswd_filename = {users}\nhtpasswd_encryption = plain\n"
                          f"[storage]\nfilesystem_folder = {self.folder / 'collections'}\n")
        self.program = Program([shutil.which("radicale"), "--config", config], self.folder / "log")
        wait_until(self._answers, "Radicale answers")
        for room in rooms:
            status = self.request("MKCALENDAR", f"/{self.USER}/{room}/")
            if status != 201:
                raise AssertionError(f"MKCALENDAR: {status}")

    def _answers(self):
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.request("GET", "/.web/") < 500
        return False

    def request(self, method, path, body=None):
        token = base64.b64encode(f"{self.USER}:{self.PASSWORD}".encode()).decode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, body, {"Authorization": f"Basic {token}", "Content-Type": "text/calendar"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

    def url(self, room):
        return f"http://{self.USER}:{self.PASSWORD}@127.0.0.1:{self.port}/{self.USER}/{room}/"

    def put_event(self, room, uid, start, end):
        status = self.request("PUT", f"/{self.USER}/{room}/{uid}.ics", event_text(uid, start, end))
        if status not in (201, 204):
            raise AssertionError(f"PUT: {status}")

    def delete_event(self, room, uid):
        self.request("DELETE", f"/{self.USER}/{room}/{uid}.ics")

    def stop(self):
        self.program.stop()


def event_text(uid, start, end):
    def stamp(at):
        return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(at))

    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tandem//tests//EN", "BEGIN:VEVENT", f"UID:{uid}",
                        f"DTSTAMP:{stamp(time.time())}", f"DTSTART:{stamp(start)}", f"DTEND:{stamp(end)}",
                        "SUMMARY:Board meeting", "END:VEVENT", "END:VCALENDAR", ""])
