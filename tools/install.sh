#!/bin/sh
# Installs a hashed lock, reading the machine's own pip settings (indexes, wheel folders).
#   tools/install.sh LOCK [PYTHON]
set -eu
lock=$1
python=${2:-.venv/bin/python}
setting() { .venv/bin/python -m pip config list 2>/dev/null | sed -nE "s/^[a-z:]+\.$1='(.*)'\$/\1/p" | tail -n 1; }
index=$(setting index-url); links=$(setting find-links)
[ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
[ -z "$links" ] || export UV_FIND_LINKS="$links"
.venv/bin/uv pip install --quiet --python "$python" --require-hashes --compile-bytecode -r "$lock" ||
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
