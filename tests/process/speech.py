"""Speech Dispatcher for tests: one that writes down what it is to say, and the real one, into a sound device that is not."""

import os
import pathlib
import shutil
import socketserver
import threading

from programs import Program, wait_until

CONFIGURATION = pathlib.Path("/etc/speech-dispatcher")


class _Client(socketserver.StreamRequestHandler):
    """SSIP, as far as the kiosk speaks it: settings, SPEAK with its text, CANCEL, QUIT."""

    def handle(self):
        language = ""
        while line := self.rfile.readline():
            words = line.decode().split()
            if not words:
                continue
            command = words[0].upper()
            if command == "SPEAK":
                self.answer("230 OK RECEIVING DATA")
                self.server.owner.note(("say", language, self.text()))
                self.answer("225-1\r\n225 OK MESSAGE QUEUED")
            elif command == "CANCEL":
                self.server.owner.note(("silence",))
                self.answer("213 OK CANCELED")
            elif command == "QUIT":
                return self.answer("231 HAPPY HACKING")
            else:
                if words[2:3] == ["LANGUAGE"] or words[2:3] == ["language"]:
                    language = words[3]
                self.answer("208 OK SET")
        return None

    def text(self):
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line[1:] if line.startswith("..") else line)
        return "\n".join(lines)

    def answer(self, line):
        self.wfile.write((line + "\r\n").encode())


class _Socket(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


class RecordingDispatcher:
    """`heard`: ("say", language, text) and ("silence",), in the order they came."""

    def __init__(self, folder):
        self.address = f"unix_socket:{folder / 'speech'}"
        self.lock = threading.Lock()
        self.heard = []
        self.server = _Socket(str(folder / "speech"), _Client)
        self.server.owner = self
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def note(self, event):
        with self.lock:
            self.heard.append(event)

    def said(self):
        with self.lock:
            return [event for event in self.heard if event[0] == "say"]

    def words(self):
        return "\n".join(text for _, _, text in self.said())

    def forget(self):
        with self.lock:
            self.heard.clear()

    def wait_for(self, words):
        wait_until(lambda: words in self.words(), f"somebody says {words!r}; so far: {self.words()!r}")

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class RealDispatcher:
    """speech-dispatcher with espeak-ng; libao's driver "null" takes the sound."""

    def __init__(self, folder):
        self.folder = folder / "speech-dispatcher"
        self.folder.mkdir()
        shutil.copytree(CONFIGURATION, self.folder / "configuration")
        (self.folder / ".libao").write_text("default_driver=null\n")
        settings = self.folder / "configuration/speechd.conf"
        settings.write_text(settings.read_text() + '\nAudioOutputMethod "libao"\n'
                            'AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"\nDefaultModule espeak-ng\n')
        socket = self.folder / "socket"
        self.address = f"unix_socket:{socket}"
        self.program = Program(["speech-dispatcher", "-s", "-l", "5", "-c", "unix_socket", "-S", socket, "-C",
                                self.folder / "configuration", "-L", self.folder], self.folder / "log",
                               environment={"HOME": str(self.folder)})
        wait_until(socket.exists, "speech-dispatcher listens")

    def spoken(self):
        """What was handed to espeak-ng, once it has answered that it is speaking."""
        log = (self.folder / "speech-dispatcher.log").read_text(errors="replace")
        given, _, answer = log.rpartition("Command sent to output module: |<speak>")
        return answer.split("\n")[0] if given and "200 OK SPEAKING" in answer else ""

    def stop(self):
        self.program.stop()


def available():
    return shutil.which("speech-dispatcher") is not None and os.path.isdir(CONFIGURATION)
