"""Fail when a visible word has no French: extracts the msgids and reads the catalogue."""

import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po


FRENCH = Path("store/translations/fr/LC_MESSAGES/messages.po")
TEMPLATE = Path("build/messages.pot")


def missing() -> list[str]:
    """Return the msgids of code and templates that the French catalogue lacks."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    subprocess.run(  # noqa: S603  our own command
        [
            sys.executable,
            "-m",
            "babel.messages.frontend",
            "-q",
            "extract",
            "-F",
            "babel.cfg",
            "-k",
            "_l",
            "-k",
            "lazy_gettext",
            "--no-location",
            "-o",
            str(TEMPLATE),
            ".",
        ],
        check=True,
    )
    with TEMPLATE.open() as words, FRENCH.open() as french:
        used = {m.id for m in read_po(words) if m.id}
        known = {m.id for m in read_po(french) if m.id and m.string and not m.fuzzy}
    return sorted(str(m) for m in used - known)


if __name__ == "__main__":
    lacking = missing()
    for words in lacking:
        sys.stderr.write(f"no French for: {words}\n")
    sys.exit(1 if lacking else 0)
