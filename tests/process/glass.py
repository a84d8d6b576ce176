"""An X server with a mouse and a keyboard that a test moves (XTEST): what it does reaches a kiosk as SDL's own events."""

import os
import subprocess

from Xlib import XK, X, display
from Xlib.ext import xtest


class Glass:
    """One panel. Pixels count from the top left corner."""

    def __init__(self, width, height):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24",
                                        "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()
        self.display = display.Display(self.name)

    def close(self):
        self.display.close()
        self.server.terminate()
        self.server.wait()

    def tap(self, x, y):
        self._fake(X.MotionNotify, x=round(x), y=round(y))
        self._fake(X.ButtonPress, 1)
        self._fake(X.ButtonRelease, 1)

    def type(self, text):
        """Letters and digits, as fast as a badge reader, then Enter."""
        for keysym in [*(XK.string_to_keysym(character) for character in text), XK.XK_Return]:
            self._fake(X.KeyPress, self.display.keysym_to_keycode(keysym))
            self._fake(X.KeyRelease, self.display.keysym_to_keycode(keysym))

    def press(self, key):
        """"Tab", "Return": a key by its keysym's name."""
        code = self.display.keysym_to_keycode(XK.string_to_keysym(key))
        self._fake(X.KeyPress, code)
        self._fake(X.KeyRelease, code)

    def focus(self):
        """No window manager is there to give the keyboard to the only window."""
        for window in self.display.screen().root.query_tree().children:
            if window.get_attributes().map_state == X.IsViewable:
                window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self.display.sync()

    def _fake(self, event, detail=0, x=0, y=0):
        xtest.fake_input(self.display, event, detail, x=x, y=y)
        self.display.sync()
