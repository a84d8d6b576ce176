"""A short run of power_cut.py: power goes at any moment, what a disk may hold then is given to a real server or client."""

import os
import random
import unittest

import power_cut

SEED = int(os.environ.get("TANDEM_SEED", random.randrange(2**32)))


class AtAnyMoment(power_cut.PowerCut):
    def test_nothing_that_was_told_is_lost(self):
        print(f"seed {SEED}")
        self.record(SEED)
        self.cut_all(45)

    def test_a_disk_that_only_says_that_it_synced_is_found_out(self):
        print(f"seed {SEED}")
        self.record(SEED, lies=True)
        self.cut_all(120, expects_losses=True)  # most cuts fall where nothing was in flight


if __name__ == "__main__":
    unittest.main()
