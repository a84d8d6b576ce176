#!/usr/bin/env bash
# The main job: installs what is missing, builds, and starts the kiosk full screen with a server of its own and a sample
# site. Arguments go to the kiosk (kiosk/run.sh --help). The second time it starts at once.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
build="$root/.build/release"

say() { printf '%s\n' "$*" >&2; }

# The heaviest files take 1.3 GB of memory to compile.
jobs_for_memory() {
  local by_memory
  by_memory=$(awk '/^MemAvailable/ { print int($2 / 1300000) }' /proc/meminfo)
  local jobs
  jobs=$(nproc)
  [ "${by_memory:-1}" -ge "$jobs" ] || jobs=$((by_memory > 0 ? by_memory : 1))
  echo "$jobs"
}

build_kiosk() {
  if [ ! -f "$build/build.ninja" ]; then
    say "Configuring (once)"
    (cd "$root" && cmake --preset release) >&2
  fi
  if [ -x "$build/bin/tandem-kiosk" ] && ninja -C "$build" -n tandem-kiosk | grep -q 'no work to do'; then
    return
  fi
  say "Building tandem-kiosk: minutes the first time, seconds later"
  NINJA_STATUS='[%f/%t %es] ' ninja -C "$build" -j "$(jobs_for_memory)" tandem-kiosk >&2
}

"$root/platform/packaging/install-packages.sh" build run >&2
build_kiosk
exec "$build/bin/tandem-kiosk" "$@"
