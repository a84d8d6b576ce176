#!/usr/bin/env bash
# Runs commit_rate (first argument) on a folder and a PostgreSQL of its own; further arguments go through.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
program="$1"
shift
folder="$(mktemp --directory --tmpdir=/var/tmp tandem-bench-XXXXXX)"
trap 'rm -rf "$folder"' EXIT
postgres="$("$here/../../platform/postgres/private_server.sh" make $$)"
"$program" --folder "$folder" --postgres "host=$postgres user=tandem dbname=postgres" "$@"
