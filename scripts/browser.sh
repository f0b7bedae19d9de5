#!/bin/sh
# Puts a Chromium on this machine for the tests that look at the page of a call, if it has none and
# this is root on Debian or Ubuntu. Anywhere else, or without a network, it says so and goes on: the
# tests are then skipped, which they say too (with COOLHEAD_NEEDS_BROWSER set they fail instead).
for browser in "${COOLHEAD_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$browser" ] && command -v "$browser" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "No Chromium here; tests in a browser are skipped (on Debian: apt install chromium)." >&2
    exit 0
fi
echo "Installing chromium for the tests in a browser ..." >&2
export DEBIAN_FRONTEND=noninteractive
# What it needs to run, and one font: without any, every letter is an empty box.
install() { apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1; }
if ! install; then
    # The lists of packages may be missing, as in images of containers, or out of date.
    if ! { apt-get update -qq >/dev/null 2>&1 && install; }; then
        echo "chromium could not be installed; tests in a browser are skipped." >&2
    fi
fi
exit 0
