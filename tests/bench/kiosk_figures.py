"""What a kiosk costs: time to first frame, resident memory, CPU over an idle minute, tap to frame. Off screen at
1280x800 with the software renderer, its own server inside and the sample site, as on a device without a GPU."""

import pathlib
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/process"))
from harness import Kiosk  # noqa: E402
from programs import wait_until  # noqa: E402

IDLE_SECONDS = 60
TAPS = 60


def resident_megabytes(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def cpu_seconds(pid):
    """Of all its threads, by the scheduler's own nanoseconds: clock ticks are too coarse for an idle kiosk."""
    tasks = pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def tap_to_frame(kiosk):
    """Milliseconds of each tap: in and out of the identification screen."""
    taken = []
    for _ in range(TAPS // 2):
        for target in ("today.here", "header.back"):
            kiosk.press(target)
            taken.append(kiosk.state()["frames"]["tap_to_frame_us"] / 1000)
    return sorted(taken)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for start in ("first start, imports the site", "second start"):
            began = time.monotonic()
            kiosk = Kiosk(pathlib.Path(folder), "bench").start()
            state = kiosk.state()
            wait_until(lambda: kiosk.state()["rooms"] > 0, "the site is there", 120)
            ready = time.monotonic() - began
            print(f"{start}: first frame after {state['frames']['first_ms']} ms, site shown after {ready:.2f} s")
            if start.startswith("first"):
                kiosk.stop()
        time.sleep(5)  # feeds of the sample site are read once after a start
        pid = kiosk.program.process.pid
        cpu, frames = cpu_seconds(pid), kiosk.state()["frames"]["count"]
        time.sleep(IDLE_SECONDS)
        used, drawn = cpu_seconds(pid) - cpu, kiosk.state()["frames"]["count"] - frames
        print(f"idle for {IDLE_SECONDS} s: {used * 1000:.0f} ms of CPU ({100 * used / IDLE_SECONDS:.3f} % of a core), {drawn} frames")
        taps = tap_to_frame(kiosk)
        print(f"tap to frame: p50 {statistics.median(taps):.1f} ms, p99 {taps[int(0.99 * len(taps))]:.1f} ms, n {len(taps)}")
        print(f"resident memory: {resident_megabytes(pid):.0f} MB")
        kiosk.stop()


if __name__ == "__main__":
    main()
