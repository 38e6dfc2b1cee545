#!/bin/bash
# Stops what up.sh started, by pid, after checking that the pid is its own. ODOO_WIPE=1 also removes ODOO_HOME.
set -euo pipefail
HOME_DIR=${ODOO_HOME:-/tmp/counterfoil-odoo}
PIDFILE=$HOME_DIR/odoo.pid
CONF=$HOME_DIR/odoo.conf
if [ -f "$PIDFILE" ]; then
  pid=$(cat "$PIDFILE")
  if tr '\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "-c $CONF"; then
    kill "$pid"
    for _ in $(seq 100); do [ -d "/proc/$pid" ] || break; sleep 0.1; done
    [ ! -d "/proc/$pid" ] || kill -9 "$pid"
  fi
  rm -f "$PIDFILE"
fi
if [ -f "$HOME_DIR/pg/postmaster.pid" ]; then
  PGBIN=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  runuser -u postgres -- "$PGBIN/pg_ctl" -D "$HOME_DIR/pg" -m fast -w stop > /dev/null
fi
if [ "${ODOO_WIPE:-0}" = 1 ]; then
  rm -rf "$HOME_DIR"
fi
echo "odoo down: done" >&2
