# Read by up, down, fault and check-population: where things are. Not run by itself.
PRETIX_VERSION=2026.8.0
export PRETIX_HOME="${PRETIX_HOME:-${TMPDIR:-/tmp}/skott-pretix}"
mkdir -p "$PRETIX_HOME"
PRETIX_HOME="$(cd "$PRETIX_HOME" && pwd)"
export PRETIX_PORT="${PRETIX_PORT:-8346}" PRETIX_WORKERS="${PRETIX_WORKERS:-2}"
export PRETIX_EVENTS="${PRETIX_EVENTS:-6}" PRETIX_ORDERS="${PRETIX_ORDERS:-20}" PRETIX_LOCALE="${PRETIX_LOCALE:-en}"
export PRETIX_URL="http://127.0.0.1:$PRETIX_PORT"
export PRETIX_CONFIG_FILE="$PRETIX_HOME/pretix.cfg"
export PORTAL_FAULTS_FILE="$PRETIX_HOME/faults"
export DJANGO_SETTINGS_MODULE=portal_settings PYTHONPATH="$PRETIX_HOME/site"
SERVER="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
VENV="$PRETIX_HOME/venv"
PIDFILE="$PRETIX_HOME/server.pid"

# What the data depends on: another key, other data.
seed_key() {
    echo "$PRETIX_VERSION $PRETIX_PORT $PRETIX_EVENTS $PRETIX_ORDERS $PRETIX_LOCALE" \
        "$(cat "$SERVER"/seed/*.py | cksum)"
}

# True when the pid we wrote is alive and is still our server.
running() {
    local pid
    pid="$(cat "$PIDFILE" 2>/dev/null)" && [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null \
        && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q portal_wsgi
}

# True when the login page answers.
answers() {
    "$VENV/bin/python" -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=10)' \
        "$PRETIX_URL/control/login" 2>/dev/null
}
