#!/usr/bin/env bash
# Measures what README.md quotes and prints it: sync latency of 20 devices over TLS, then the kiosk's time to first frame,
# memory, CPU over an idle minute, and tap to frame; what it costs to read a calendar. Builds with the preset `bench`.
# About five minutes after the build.
#
#   tests/bench/run.sh            everything
#   tests/bench/run.sh sync       one part: sync, commits, kiosk, calendar or suggest
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
  tests/bench/sync/commit_figures.sh "$TANDEM_BIN/commit_rate"
fi
if [ "$part" = all ] || [ "$part" = kiosk ]; then
  quietly cmake --build --preset bench --parallel "$jobs" --target tandem-kiosk
  /usr/bin/python3 tests/bench/kiosk_figures.py
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
