#!/usr/bin/env bash
# Measures what README.md quotes and prints it: sync latency of 20 devices over TLS, then the kiosk's time to first frame,
# memory, CPU over an idle minute, and tap to frame. Builds with the preset `bench`. About three minutes after the build.
#
#   tests/bench/run.sh            everything
#   tests/bench/run.sh sync       one part: sync or kiosk
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

quietly cmake --preset bench
export TANDEM_BIN="$PWD/.build/bench/bin"

if [ "$part" != kiosk ]; then
  quietly cmake --build --preset bench --parallel "$jobs" --target sync_latency
  /usr/bin/python3 tests/bench/sync_figures.py
fi
if [ "$part" != sync ]; then
  quietly cmake --build --preset bench --parallel "$jobs" --target tandem-kiosk
  /usr/bin/python3 tests/bench/kiosk_figures.py
fi
