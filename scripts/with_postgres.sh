#!/usr/bin/env bash
# Runs one command with LINKAGE_DATABASE_URL set to a PostgreSQL that tests may create databases in:
#   the one that LINKAGE_TEST_DATABASE_URL names, else the one that listens on PGHOST:PGPORT (127.0.0.1:5432) and
#   lets PGUSER (postgres) in, else a temporary one of our own, which is stopped and removed afterwards.
# Usage: scripts/with_postgres.sh COMMAND...      (VENV names the virtual environment, .venv by default)
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
python="${VENV:-.venv}/bin/python"
url=""
workshop=""
as_owner=()

reachable() {
    "$python" - "$1" <<'PY' 2>/dev/null
import sys
import psycopg
with psycopg.connect(sys.argv[1], connect_timeout=3) as connection:
    may_create = connection.execute("select rolcreatedb or rolsuper from pg_roles where rolname = current_user").fetchone()
    sys.exit(not may_create[0])
PY
}

# The newest initdb that Debian brought, else one on the path; nothing where there is none.
tools_folder() {
    local found
    found="$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb "$(command -v initdb || true)" | sort -V -r)"
    for found in $found; do
        if [ -x "$found" ]; then
            dirname "$found"
            return
        fi
    done
}

stop_ours() {
    [ -n "$workshop" ] || return 0
    "${as_owner[@]}" "$tools/pg_ctl" -D "$workshop/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$workshop"
}

start_ours() {
    tools="$(tools_folder)"
    if [ -z "$tools" ]; then
        "$here/need_packages.sh" postgresql
        tools="$(tools_folder)"
    fi
    workshop="$(mktemp -d)"
    trap stop_ours EXIT
    trap 'exit 130' INT TERM
    if [ "$(id -u)" -eq 0 ]; then
        # initdb refuses to work as root; Debian's package brings this user.
        chown postgres "$workshop"
        as_owner=(runuser -u postgres --)
    fi
    port="$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
    (
        cd /
        "${as_owner[@]}" "$tools/initdb" -D "$workshop/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
        # Nothing here outlives the run, so it need not survive a power cut.
        "${as_owner[@]}" "$tools/pg_ctl" -D "$workshop/data" -l "$workshop/log" -w -o \
            "-p $port -k $workshop -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off" start >/dev/null
    ) || {
        cat "$workshop/log" >&2 2>/dev/null || true
        echo "临时 PostgreSQL 未能启动。" >&2
        exit 1
    }
    url="postgres://postgres@127.0.0.1:$port/postgres"
}

# Each run names its own database, so that two of them on one server do not meet.
own_name() { echo "${1%/*}/linkage_$$"; }

listening="postgres://${PGUSER:-postgres}@${PGHOST:-127.0.0.1}:${PGPORT:-5432}/postgres"
if [ -n "${LINKAGE_TEST_DATABASE_URL:-}" ]; then
    export LINKAGE_DATABASE_URL="$LINKAGE_TEST_DATABASE_URL"
    reachable "$LINKAGE_DATABASE_URL" || {
        echo "LINKAGE_TEST_DATABASE_URL 所指的 PostgreSQL 连不上，或不允许建库。" >&2
        exit 1
    }
elif reachable "$listening"; then
    export LINKAGE_DATABASE_URL="$(own_name "$listening")"
else
    start_ours
    export LINKAGE_DATABASE_URL="$(own_name "$url")"
fi
echo "PostgreSQL：${LINKAGE_DATABASE_URL##*@}"
status=0
"$@" || status=$?
exit "$status"
