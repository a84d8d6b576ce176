"""A short run of soak_kill.py: kill -9 of everything, under load, on both stores."""

import os
import random
import unittest

import soak_kill

SEED = int(os.environ.get("TANDEM_SEED", random.randrange(2**32)))
KILLS = 15


class KillNine(soak_kill.Soak):
    def live_through_it(self, store):
        print(f"seed {SEED}")
        self.begin(store, SEED, kiosks=1)
        self.kill_often(KILLS, pause=0.5)
        self.finish()
        print(self.figures())

    def test_of_everything_on_sqlite(self):
        self.live_through_it("sqlite")

    def test_of_everything_on_postgresql(self):
        self.live_through_it("postgres")


if __name__ == "__main__":
    unittest.main()
