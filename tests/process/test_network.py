"""A short run of soak_network.py: each device behind a bad network of its own, an address that changes, a partition."""

import os
import random
import unittest

import soak_network
from wire import FAIR, WEATHERS

SEED = int(os.environ.get("TANDEM_SEED", random.randrange(2**32)))
BY_NAME = {weather.name: weather for weather in WEATHERS}
SECONDS = 4


class BadNetworks(soak_network.SoakNetwork):
    def live(self, *rounds):
        print(f"seed {SEED}")
        self.begin(SEED)
        for names in rounds:
            self.live_through([BY_NAME.get(name, FAIR) for name in names], SECONDS)
        self.finish()
        self.print_healing()

    def test_loss_delay_and_packets_out_of_order(self):
        self.live(("all of it", "out of order", "much loss"), ("far away", "everything twice", "a slow line"))

    def test_partitions_one_way_and_both_ways(self):
        self.live(("cut", "nothing comes in", "nothing gets out"))

    def test_big_packets_that_vanish(self):
        self.live(("big packets vanish", "big packets vanish", "fair"))

    def test_another_address_under_a_connection(self):
        self.begin(SEED)
        for wire in self.wires:
            wire.change_address()
        self.live_through([FAIR] * len(self.wires), SECONDS)
        self.finish()


if __name__ == "__main__":
    unittest.main()
