#!/usr/bin/env bash
# Builds the libFuzzer targets (preset `fuzz`: clang 14, address and undefined-behaviour sanitizers, leaks) and runs one.
# What it finds lies in .build/fuzz/run/<target>/found; the exit code is 1 when that is not empty.
#
#   tests/fuzz/run.sh ics_expand          an hour
#   tests/fuzz/run.sh ics_expand 60       that many seconds
#   tests/fuzz/run.sh ics_expand merge    the inputs of .build/fuzz/run that reach something new join corpus/
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

target="${1:?which target? see tests/fuzz/README.md}"
seconds="${2:-3600}"
here="$PWD/tests/fuzz"
work="$PWD/.build/fuzz/run/$target"
case "$target" in
  ics_*) dictionary="$here/ics.dict" corpus="$here/corpus/ics" more=("$PWD/tests/golden/ics") ;;
  rule) dictionary="$here/rule.dict" corpus="$here/corpus/rule" more=() ;;
  *) dictionary="" corpus="$here/corpus/$target" more=() ;;
esac

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --parallel "${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}" --target "fuzz_$target"
mkdir -p "$work/corpus" "$work/found" "$corpus"
# cpu_limit.h finds what is slow; this ends what never would, on however busy a machine.
options=(-timeout=120 -rss_limit_mb=1024 -detect_leaks=1 -max_len=4096 ${dictionary:+-dict="$dictionary"})

if [ "$seconds" = merge ]; then
  # What the golden calendars reach needs no other input. Edges count, not how often each is passed: that keeps it small.
  known="$work/known"
  mkdir -p "$known"
  find "$corpus" "${more[@]}" -type f ! -name "*.occurrences" ! -name "*.busy" -exec cp -t "$known" {} +
  ".build/fuzz/fuzz/fuzz_$target" "${options[@]}" -merge=1 -use_counters=0 "$known" "$work/corpus"
  find "$known" -type f ! -name '*.ics' -exec cp -t "$corpus" {} +
  exit 0
fi
# In processes of its own, so that it goes on after a finding; the repository is only read.
".build/fuzz/fuzz/fuzz_$target" "${options[@]}" -fork=1 -ignore_crashes=1 -ignore_timeouts=1 -ignore_ooms=1 \
  -print_funcs=0 -max_total_time="$seconds" -artifact_prefix="$work/found/" "$work/corpus" "$corpus" "${more[@]}"
[ -z "$(ls -A "$work/found")" ] || { echo "found: $work/found"; exit 1; }
