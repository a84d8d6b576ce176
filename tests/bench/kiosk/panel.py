"""An X server without a screen whose pixels we can read and whose mouse we can press, so that any program that shows a
window is measured by the same eyes and fingers."""

import contextlib
import mmap
import os
import pathlib
import struct
import subprocess
import tempfile
import time

from Xlib import X, display
from Xlib.ext import xtest

WIDTH, HEIGHT = 1280, 800
LOOK_EVERY = 0.0002


class Panel:
    """1280x800, 24 bit. Use as a context manager."""

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory()
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", self._folder.name,
             "-nocursor", "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()
        with open(pathlib.Path(self._folder.name) / "Xvfb_screen0", "r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)
        header, = struct.unpack_from(">I", self._map, 0)
        colours, = struct.unpack_from(">I", self._map, 4 * 19)
        self._first = header + 12 * colours
        self._stride, = struct.unpack_from(">I", self._map, 4 * 12)
        self._display = display.Display(self.name)
        return self

    def __exit__(self, *_):
        with contextlib.suppress(Exception):
            self._display.close()
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def pixels(self, top=0, bottom=HEIGHT):
        """Rows of the screen as they are now."""
        return self._map[self._first + top * self._stride:self._first + bottom * self._stride]

    def shown_at(self, began, ready, quiet=3.0, deadline=120):
        """Seconds from `began` (time.monotonic) until the last change of the screen before it rests for `quiet` seconds,
        counted from when ready() is true: the program has what it has to show."""
        before, changed, since = self.pixels(), None, None
        while time.monotonic() - began < deadline:
            time.sleep(0.02)
            now = self.pixels()
            if since is None and ready():
                since = time.monotonic()
            if now != before:
                before, changed = now, time.monotonic()
            elif changed is not None and since is not None and time.monotonic() - max(changed, since) > quiet:
                return changed - began
        raise RuntimeError("the screen never came to rest")

    def tap(self, x, y, deadline=5):
        """Presses and lets go; seconds from letting go until the first pixel changed because of it. What changes while
        the finger is down (a pressed look) has to have come to rest before."""
        self._move(x, y)
        xtest.fake_input(self._display, X.ButtonPress, 1)
        self._display.sync()
        self.rest(0.15)
        before = self.pixels()
        began = time.monotonic()
        xtest.fake_input(self._display, X.ButtonRelease, 1)
        self._display.sync()
        while time.monotonic() - began < deadline:
            if self.pixels() != before:
                return time.monotonic() - began
            time.sleep(LOOK_EVERY)
        raise RuntimeError(f"nothing happened after a tap at {x}, {y}")

    def rest(self, quiet):
        """Waits until the screen has been the same for `quiet` seconds."""
        before, since = self.pixels(), time.monotonic()
        while time.monotonic() - since < quiet:
            time.sleep(0.01)
            now = self.pixels()
            if now != before:
                before, since = now, time.monotonic()

    def _move(self, x, y):
        xtest.fake_input(self._display, X.MotionNotify, x=int(x), y=int(y))
        self._display.sync()
        self.rest(0.1)
