#!/bin/sh
# Puts a PostgreSQL server's programs on this machine for the tests of storage, if it has none and
# this is root on Debian or Ubuntu; the tests start a server of their own with them. Anywhere else,
# or without a network, it says so and goes on: the tests are then skipped, which they say too
# (with COOLHEAD_NEEDS_POSTGRES set they fail instead).
for found in "${COOLHEAD_POSTGRES:-}"/initdb /usr/lib/postgresql/*/bin/initdb; do
    if [ -x "$found" ]; then
        exit 0
    fi
done
if command -v initdb >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "No PostgreSQL here; its tests are skipped (on Debian: apt install postgresql)." >&2
    exit 0
fi
echo "Installing postgresql for the tests of storage ..." >&2
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1; }
if ! install; then
    # The lists of packages may be missing, as in images of containers, or out of date.
    if ! { apt-get update -qq >/dev/null 2>&1 && install; }; then
        echo "postgresql could not be installed; its tests are skipped." >&2
    fi
fi
exit 0
