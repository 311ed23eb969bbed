#!/bin/sh
# Checks for the system libraries the PDF needs, and installs them where that is allowed.
set -eu

DEBIAN="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
FEDORA="pango harfbuzz dejavu-sans-fonts"
MACOS="pango harfbuzz font-dejavu"
BROWSER="chromium libatomic1"
# The seal in a token, and verifiers that know nothing of us.
SIGNATURES="softhsm2 qpdf poppler-utils openssl"
wanted=${1:-run}

missing() {
    python3 - "$1" <<'PY'
import ctypes.util, sys
sys.exit(0 if ctypes.util.find_library(sys.argv[1]) is None else 1)
PY
}

debian_missing() {
    packages=$DEBIAN
    [ "$wanted" = test ] && packages="$packages $BROWSER $SIGNATURES"
    for package in $packages; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || printf '%s ' "$package"
    done
}

if command -v dpkg-query >/dev/null 2>&1; then
    need=$(debian_missing)
    [ -n "$need" ] || exit 0
    if [ "$(id -u)" = 0 ]; then
        echo "Installing $need…"
        apt-get update -qq >/dev/null
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need >/dev/null
        exit 0
    fi
    echo "Some system libraries are missing. Install them with:" >&2
    echo "  sudo apt-get install $need" >&2
    exit 1
fi

missing pango-1.0 || exit 0
echo "The PDF needs Pango, harfbuzz-subset and the DejaVu fonts. Install them with one of:" >&2
echo "  Fedora: sudo dnf install $FEDORA" >&2
echo "  macOS:  brew install $MACOS" >&2
exit 1
