#!/usr/bin/env bash
# Measures what README.md quotes and prints it: sync latency of 20 devices over TLS, then what a kiosk costs beside
# Chromium; what it costs to read a calendar; what a fleet costs the server.
# Builds with the preset `bench`.
# About a quarter of an hour after the build.
#
#   tests/bench/run.sh            everything
#   tests/bench/run.sh sync       one part: sync, commits, fleet, growth, kiosk, calendar or suggest
#   tests/bench/run.sh fleet --quick         fleets of 10 and 100 instead of 10 to 10,000; further arguments go to
#                                            sync/fleet_figures.py
#   tests/bench/run.sh calendar --quick      further arguments go to calendar_figures.py
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

part="${1:-all}"
jobs="${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# quietly COMMAND...: its output only when it fails.
quietly() {
  "$@" >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
}

quietly platform/packaging/install-packages.sh build run tests bench
quietly cmake --preset bench
export TANDEM_BIN="$PWD/.build/bench/bin"

if [ "$part" = all ] || [ "$part" = sync ]; then
  quietly cmake --build --preset bench --parallel "$jobs" --target sync_latency
  /usr/bin/python3 tests/bench/sync_figures.py
fi
if [ "$part" = all ] || [ "$part" = commits ]; then
  quietly cmake --build --preset bench --parallel "$jobs" --target commit_rate
  # Before whatever else the machine does, when we may: a few seconds.
  first=()
  if chrt --rr 1 true 2>/dev/null; then first=(chrt --rr 1); fi
  "${first[@]}" tests/bench/sync/commit_figures.sh "$TANDEM_BIN/commit_rate"
fi
if [ "$part" = all ] || [ "$part" = fleet ]; then
  quietly cmake --build --preset bench --parallel "$jobs" --target tandem-server tandem-admin fleet_client fleet_enrolment
  ulimit -n "$(ulimit -Hn)"
  PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/bench/sync/fleet_figures.py "${@:2}"
fi
if [ "$part" = all ] || [ "$part" = growth ]; then
  quietly cmake --build --preset bench --parallel "$jobs" --target world_growth
  echo "What is past leaves after 8 days:"
  "$TANDEM_BIN/world_growth"
  echo "Everything is kept:"
  "$TANDEM_BIN/world_growth" --years 1 --keep-all
fi
if [ "$part" = all ] || [ "$part" = kiosk ]; then
  quietly cmake --build --preset bench --parallel "$jobs" --target tandem-kiosk frame_cost
  PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/bench/kiosk/kiosk_figures.py "$TANDEM_BIN" .build/bench/share/locale "${@:2}"
fi
if [ "$part" = all ] || [ "$part" = calendar ]; then
  quietly tests/install-node-libraries.sh
  quietly cmake --build --preset bench --parallel "$jobs" --target calendar_benchmarks
  /usr/bin/python3 tests/bench/calendar/calendar_figures.py "$TANDEM_BIN" "${@:2}"
fi
if [ "$part" = all ] || [ "$part" = suggest ]; then
  quietly cmake --build --preset bench --parallel "$jobs" --target bench_suggest
  /usr/bin/python3 tests/bench/calendar/suggest_figures.py "$TANDEM_BIN/bench_suggest"
fi
