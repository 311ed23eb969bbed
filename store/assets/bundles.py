"""Bundles of the style sheets and scripts, named by the hash of their content."""

import gzip
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

import brotli


FIRST = ("tokens", "type", "base")
LAST = ("forced", "print")
FONT_URL = re.compile(r'url\("\.\./static/([^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BREAK = re.compile(r"\s*\n\s*")


class AssetMissing(LookupError):
    """A file of `static/` that a page needs is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not there; `flask assets build` makes fonts and vendor files")


@dataclass(frozen=True)
class Bundle:
    """One concatenated file: its name with hash, its type, its bytes as sent by coding."""

    name: str
    mimetype: str
    bodies: dict[str, bytes]

    def body(self, coding: str) -> bytes:
        """Return the bytes for "identity", "gzip" or "br"."""
        return self.bodies[coding]


def digest(content: bytes) -> str:
    """Return a short name for a content."""
    return hashlib.sha256(content).hexdigest()[:12]


def _make(stem: str, suffix: str, mimetype: str, text: str) -> Bundle:
    body = text.encode()
    bodies = {
        "identity": body,
        "gzip": gzip.compress(body, 9, mtime=0),
        "br": brotli.compress(body, quality=11),
    }
    return Bundle(f"{stem}.{digest(body)}.{suffix}", mimetype, bodies)


def _order(path: Path) -> tuple[int, str]:
    if path.stem in FIRST:
        return FIRST.index(path.stem), ""
    return len(FIRST) + (path.stem in LAST), path.name


@dataclass
class Assets:
    """The files below `static`, read once, or at every use when `fresh` (for developers).

    `prefix` is the address the folder is served at.
    """

    static: Path
    prefix: str = "/static"
    fresh: bool = False
    _paths: dict[str, str] = field(default_factory=dict)
    _bundles: dict[str, Bundle] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """Return the address of a bundle or of a file of `static`.

        Raises:
            AssetMissing: when there is no such file.
        """
        bundle = self.bundle(name)
        if bundle is not None:
            return f"/assets/{bundle.name}"
        if self.fresh or name not in self._paths:
            self._paths[name] = f"{self.prefix}/{name}?v={self._version(name)}"
        return self._paths[name]

    def bundle(self, name: str) -> Bundle | None:
        """Return the bundle of this name, with or without a hash, or none."""
        stem, _, rest = name.partition(".")
        wanted = f"{stem}.{rest.rpartition('.')[2]}"
        if self.fresh or wanted not in self._bundles:
            made = self._build(wanted)
            if made is None:
                return None
            self._bundles[wanted] = made
        return self._bundles[wanted]

    def _build(self, name: str) -> Bundle | None:
        if name == "store.css":
            return _make("store", "css", "text/css", self._styles())
        if name == "store.js":
            return _make("store", "js", "text/javascript", self._scripts())
        return None

    def _styles(self) -> str:
        files = sorted((self.static / "css").glob("*.css"), key=_order)
        text = "\n".join(path.read_text("utf-8") for path in files)
        text = BREAK.sub("\n", COMMENT.sub("", text))
        return FONT_URL.sub(self._dated_url, text)

    def _dated_url(self, found: re.Match[str]) -> str:
        return f'url("../static/{found[1]}?v={self._version(found[1])}")'

    def _scripts(self) -> str:
        # Each module keeps its names to itself: a block is a scope in a module.
        files = sorted((self.static / "js").glob("*.js"))
        return "\n".join(f"{{\n{path.read_text('utf-8')}}}" for path in files)

    def _version(self, name: str) -> str:
        path = self.static / name
        if not path.is_file():
            raise AssetMissing(path)
        return digest(path.read_bytes())
