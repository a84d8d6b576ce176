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
  ics_*) dictionary="$here/ics.dict" ;;
  rule) dictionary="$here/rule.dict" ;;
  *) dictionary="" ;;
esac

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --parallel "${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}" --target "fuzz_$target"
mkdir -p "$work/corpus" "$work/found" "$here/corpus/$target"
options=(-timeout=20 -rss_limit_mb=1024 -detect_leaks=1 -max_len=8192 ${dictionary:+-dict="$dictionary"})

if [ "$seconds" = merge ]; then
  exec ".build/fuzz/fuzz/fuzz_$target" "${options[@]}" -merge=1 "$here/corpus/$target" "$work/corpus"
fi
# In processes of its own, so that it goes on after a finding; the corpus of the repository is only read.
".build/fuzz/fuzz/fuzz_$target" "${options[@]}" -fork=1 -ignore_crashes=1 -ignore_timeouts=1 -ignore_ooms=1 \
  -print_funcs=0 -max_total_time="$seconds" -artifact_prefix="$work/found/" "$work/corpus" "$here/corpus/$target"
[ -z "$(ls -A "$work/found")" ] || { echo "found: $work/found"; exit 1; }
