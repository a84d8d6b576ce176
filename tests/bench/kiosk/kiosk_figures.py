"""What a kiosk costs, beside Chromium in kiosk mode on a page that shows the same lobby: both in a window of 1280x800 on
the same X server without a GPU, both seen and tapped from outside. Then, counted by callgrind, what one frame costs.

    kiosk_figures.py BIN SHARE            BIN holds tandem-kiosk and frame_cost, SHARE the catalogues (share/locale)
    kiosk_figures.py BIN SHARE --quick    without the idle minutes
"""

import argparse
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

import processes
from panel import Panel
from peers import Chromium, Tandem

IDLE_SECONDS = 60
TAPS = 20


def measure(peer, panel, idle_seconds):
    """A second start, so that both have their files and caches."""
    peer.start()
    panel.shown_at(time.monotonic(), peer.ready)
    peer.stop()
    panel.rest(1)

    figures = {}
    began = time.monotonic()
    pid = peer.start()
    figures["shown after, s"] = panel.shown_at(began, peer.ready)
    # As soon as the screen rests: what starting cost, three idle seconds with it.
    figures["CPU to start, s"] = processes.processor_seconds_with_ended(pid)
    figures["processes"] = len(processes.tree(pid))
    time.sleep(5)
    figures["PSS, MiB"] = processes.pss_mib(pid)
    if idle_seconds:
        used, woken = processes.processor_seconds(pid), processes.wake_ups(pid)
        time.sleep(idle_seconds)
        figures["idle CPU, %"] = 100 * (processes.processor_seconds(pid) - used) / idle_seconds
        figures["wake-ups a second"] = (processes.wake_ups(pid) - woken) / idle_seconds
    taken = []
    used = processes.processor_seconds(pid)
    for _ in range(TAPS // 2):
        for target in ("identify", "back"):
            taken.append(1000 * panel.tap(*peer.target(target)))
            panel.rest(0.3)
    figures["CPU a tap, ms"] = 1000 * (processes.processor_seconds(pid) - used) / TAPS
    figures["tap to pixels p50, ms"] = statistics.median(taken)
    figures["tap to pixels worst, ms"] = max(taken)
    figures["PSS after the taps, MiB"] = processes.pss_mib(pid)
    peer.stop()
    panel.rest(1)
    return figures


def beside_chromium(idle_seconds):
    with tempfile.TemporaryDirectory() as folder, Panel() as panel:
        peers = [peer(pathlib.Path(folder), panel) for peer in (Tandem, Chromium)]
        ours, theirs = (measure(peer, panel, idle_seconds) for peer in peers)
    print(f"| {'':24} | {'Tandem':>9} | {'Chromium':>9} | ratio |")
    print("| --- | --: | --: | --: |")
    for name, value in ours.items():
        ratio = f"1/{theirs[name] / value:.1f}" if value else "-"
        print(f"| {name:24} | {value:9.2f} | {theirs[name]:9.2f} | {ratio} |")


def frame_cost(folder, share):
    """Instructions of each step, which do not depend on what else the machine does."""
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "out"
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", folder / "frame_cost", share],
                              capture_output=True, text=True, check=True)
        print("\n| step of a frame | million instructions |\n| --- | --: |")
        for dump in sorted(pathlib.Path(scratch).glob("out.*"), key=lambda path: int(path.suffix[1:])):
            text = dump.read_text()
            step = re.search(r"desc: Trigger: Client Request: (.*)", text)
            if step:
                print(f"| {step[1]} | {int(re.search(r'^totals: (.*)', text, re.M)[1]) / 1e6:.2f} |")
        for line in done.stdout.splitlines():
            if line.startswith("count"):
                print("\t".join(line.split("\t")[1:]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("share", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    beside_chromium(0 if arguments.quick else IDLE_SECONDS)
    frame_cost(arguments.bin, arguments.share)


if __name__ == "__main__":
    main()
