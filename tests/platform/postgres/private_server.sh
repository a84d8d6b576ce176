#!/usr/bin/env bash
# A PostgreSQL server of a test's own: a fresh cluster in a folder of its own under /tmp, reached by a Unix socket only.
# PostgreSQL refuses to run as root, so root runs it as the user postgres of Debian's package.
#
#   private_server.sh make OWNER          makes and starts one, prints its folder; both go when process OWNER has gone
#   private_server.sh standby OWNER OF    the same as a streaming replica of the one in folder OF
#   private_server.sh start|stop|kill|promote FOLDER     kill: SIGKILL to all of its processes, as a power cut would
#   private_server.sh restart FOLDER fast|immediate      immediate: without a checkpoint, as an impatient administrator
#
# Connect with "host=FOLDER user=tandem dbname=postgres".
set -euo pipefail

programs="$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -n 1)"
readonly programs

as_owner() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid postgres --regid postgres --clear-groups "$@"
  else
    "$@"
  fi
}

new_folder() {
  local folder
  folder="$(mktemp --directory /tmp/tandem-pg-XXXXXX)"
  chmod 700 "$folder"
  if [ "$(id -u)" -eq 0 ]; then chown postgres: "$folder"; fi
  echo "$folder"
}

start() {
  cd "$1"
  as_owner "$programs/pg_ctl" --pgdata "$1/data" --log "$1/log" --wait --silent start >&2 </dev/null
}

kill_all() {
  local leader
  leader="$(head -n 1 "$1/data/postmaster.pid")"
  # All at once: a leader alone would start its children again, and children outlive it for a moment.
  # shellcheck disable=SC2046  # one word a process is meant
  kill -KILL "$leader" $(ps -o pid= --ppid "$leader")
  tail --pid="$leader" --follow /dev/null
}

# Detached: outlives this script, ends with the owner.
go_with_owner() {
  local folder="$1" owner="$2"
  setsid bash -c "
    cd /
    tail --pid=$owner --follow /dev/null
    kill -QUIT \"\$(head -n 1 $folder/data/postmaster.pid)\"
    tail --pid=\"\$(head -n 1 $folder/data/postmaster.pid)\" --follow /dev/null
    rm -rf $folder" >/dev/null 2>&1 </dev/null &
}

settings() {
  cat <<END
listen_addresses = ''
unix_socket_directories = '$1'
unix_socket_permissions = 0777
shared_buffers = 32MB
max_connections = 60
wal_level = replica
max_wal_senders = 4
wal_keep_size = 256MB
hot_standby = on
cluster_name = '$1'
END
}

make() {
  local folder
  folder="$(new_folder)"
  cd "$folder"
  as_owner "$programs/initdb" --pgdata "$folder/data" --username tandem --auth trust --encoding UTF8 --locale C \
    --no-sync --no-instructions >/dev/null
  settings "$folder" >>"$folder/data/postgresql.conf"
  start "$folder"
  go_with_owner "$folder" "$1"
  echo "$folder"
}

standby() {
  local folder
  folder="$(new_folder)"
  cd "$folder"
  as_owner "$programs/pg_basebackup" --pgdata "$folder/data" --host "$2" --username tandem --checkpoint fast \
    --write-recovery-conf --no-sync >&2
  settings "$folder" >>"$folder/data/postgresql.conf"
  start "$folder"
  go_with_owner "$folder" "$1"
  echo "$folder"
}

case "$1" in
  make) make "$2" ;;
  standby) standby "$2" "$3" ;;
  start) start "$2" ;;
  stop) cd "$2" && as_owner "$programs/pg_ctl" --pgdata "$2/data" --mode fast --wait --silent stop >&2 ;;
  kill) kill_all "$2" ;;
  restart)
    cd "$2"
    as_owner "$programs/pg_ctl" --pgdata "$2/data" --mode "$3" --wait --silent stop >&2
    start "$2"
    ;;
  promote) cd "$2" && as_owner "$programs/pg_ctl" --pgdata "$2/data" --wait --silent promote >&2 ;;
  *) echo "private_server.sh: make, standby, start, stop, kill, restart or promote" >&2; exit 2 ;;
esac
