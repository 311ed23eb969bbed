"""Third-party scripts, copied from their installed packages and never kept in the repository."""

import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path


HTMX = "htmx.min.js"


def copy_htmx(target: Path, say: Callable[[str], None]) -> Path:
    """Copy htmx from its package into `target`; return the file."""
    target.mkdir(parents=True, exist_ok=True)
    wanted = target / HTMX
    with as_file(files("js_lib_htmx") / "static" / "htmx" / HTMX) as source:
        if wanted.is_file() and wanted.read_bytes() == source.read_bytes():
            say("htmx: up to date")
        else:
            shutil.copyfile(source, wanted)
            say(f"htmx: {wanted.stat().st_size / 1024:.0f} kB")
    return wanted
