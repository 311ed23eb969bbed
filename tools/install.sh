#!/bin/sh
# Installs a hashed lock into .venv, reading the machine's own pip settings (indexes, wheel folders).
set -eu
lock=$1
pip="../.venv/bin/python -m pip"
setting() { .venv/bin/python -m pip config list 2>/dev/null | sed -nE "s/^[a-z:]+\.$1='(.*)'\$/\1/p" | tail -n 1; }
index=$(setting index-url); links=$(setting find-links)
[ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
[ -z "$links" ] || export UV_FIND_LINKS="$links"
: "${pip}"
.venv/bin/uv pip install --quiet --require-hashes --compile-bytecode -r "$lock" ||
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
