#!/usr/bin/env bash
# Installs what is missing, builds, runs every test, then the unit tests once more under the address and
# undefined-behaviour sanitizers. Works on a fresh Debian 12 or Raspberry Pi OS (bookworm).
#
#   tests/run.sh              everything
#   tests/run.sh --quick      without the sanitizers
#   tests/run.sh -R calendar  further arguments go to ctest, without the sanitizers
#
# The last line is "N passed, N failed"; the exit code says the same. CCACHE_DIR and CMAKE_BUILD_PARALLEL_LEVEL are
# respected; the build is under .build/.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# The rooms whose tests are plain unit tests; the other folders drive real processes, windows or long runs.
readonly unit_rooms=(platform calendar sync kiosk flows)
readonly reports=.build/reports
jobs="${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}"
failed_stage=""
times=()

# stage NAME COMMAND...: says what it does, how long it took, and remembers a failure.
stage() {
  local name="$1" start=$SECONDS
  shift
  echo
  echo "== $name"
  "$@" || failed_stage="${failed_stage:-$name}"
  local took=$((SECONDS - start))
  times+=("$(printf '%-38s %3d min %02d s' "$name" $((took / 60)) $((took % 60)))")
}

# A stage without which the next ones make no sense.
needed() {
  local earlier="$failed_stage"
  failed_stage=""
  stage "$@"
  if [ -n "$failed_stage" ]; then finish; fi
  failed_stage="$earlier"
}

# shellcheck disable=SC2317  # stage() calls it
# run_ctest PRESET ARGUMENTS...: every test, with its output when it fails; machine-readable results under $reports.
run_ctest() {
  local preset="$1"
  shift
  mkdir -p "$reports/$preset"
  GTEST_OUTPUT="xml:$PWD/$reports/$preset/" ctest --preset "$preset" --parallel 2 --no-tests=error \
    --output-junit "$PWD/$reports/$preset.xml" "$@"
}

finish() {
  echo
  printf '%s\n' "${times[@]}"
  if [ -n "$failed_stage" ]; then echo "failed: $failed_stage"; fi
  if ! python3 tests/summary.py "$reports" "$failed_stage" || [ -n "$failed_stage" ]; then exit 1; fi
  exit 0
}

rm -rf "$reports"
needed "Debian packages" platform/packaging/install-packages.sh build run tests
needed "JavaScript libraries" tests/install-node-libraries.sh
needed "configure" cmake --preset tests
needed "build, $jobs at a time" cmake --build --preset tests --parallel "$jobs"

if [ $# -gt 0 ] && [ "$1" != "--quick" ]; then
  stage "tests" run_ctest tests "$@"
  finish
fi
stage "tests" run_ctest tests

if [ "${1:-}" != "--quick" ]; then
  export ASAN_OPTIONS="detect_stack_use_after_return=1:strict_string_checks=1" UBSAN_OPTIONS="print_stacktrace=1"
  export LSAN_OPTIONS="suppressions=$PWD/tests/leaks.txt:print_suppressions=0"
  needed "configure with sanitizers" cmake --preset asan
  needed "build with sanitizers" cmake --build --preset asan --parallel "$jobs" --target "${unit_rooms[@]/#/tests_}"
  stage "unit tests with sanitizers" run_ctest asan --label-regex "^($(IFS='|'; echo "${unit_rooms[*]}"))$"
fi
finish
