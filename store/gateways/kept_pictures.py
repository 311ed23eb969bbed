"""Pictures of cars on disk, each painted once: named by everything it depends on, bounded in size.

A name is the hash of a picture's spec and of the sources of the drawings, so a kept file is never
out of date; the ones least recently asked for make room.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import current_app

from store import drawing
from store.drawing import PictureSpec
from store.extensions import visitor
from store.gateways.press import paint_picture
from store.gateways.turns import Turns
from store.memory import SingleFlight


MOST_BYTES = 256 * 1024 * 1024
ENDS = (b"</svg>", b"IEND\xaeB`\x82")


@cache
def hand() -> str:
    """Return a short name for the way cars are drawn: it changes when the drawing does."""
    sources = sorted(
        path
        for path in Path(drawing.__file__).parent.rglob("*.*")
        if "__pycache__" not in path.parts
    )
    return sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:8]


class PictureFolder:
    """Painted pictures in a folder.

    Args:
        root: The folder, made when it is needed.
        most_bytes: What it may hold.
        paint: Who paints what is not there.
    """

    def __init__(
        self,
        root: Path,
        most_bytes: int = MOST_BYTES,
        paint: Callable[[PictureSpec], bytes] = paint_picture,
    ) -> None:
        self.root = root
        self.most_bytes = most_bytes
        self._paint = paint
        self._flight = SingleFlight()

    def picture(self, spec: PictureSpec, turns: Turns | None = None) -> bytes:
        """Return a picture, from the disk or painted in turn, by one thread for all that wait.

        Who waits for a picture that is being painted takes no turn: a crowd sees the same car.

        Args:
            spec: What it shows.
            turns: Where its painting waits; None inside a turn.

        Raises:
            QueueFull, QuotaExceeded: It is not there, and too many wait for pictures.
            PressError, RasterError: It could not be painted.
        """
        found = self._find(spec)
        if found is not None:
            return found[0]

        def make() -> bytes:
            with turns.turn(visitor()) if turns else contextlib.nullcontext():
                return self._make(spec)

        return self._flight.answer(spec, lambda: self._find(spec), make)

    def _path(self, spec: PictureSpec) -> Path:
        said = json.dumps([hand(), asdict(spec)], sort_keys=True)
        return self.root / sha256(said.encode()).hexdigest()

    def _find(self, spec: PictureSpec) -> tuple[bytes] | None:
        path = self._path(spec)
        try:
            content = path.read_bytes()
            os.utime(path)
        except FileNotFoundError:
            return None
        # A power cut may leave the name without its bytes.
        return (content,) if content.endswith(ENDS) else None

    def _make(self, spec: PictureSpec) -> bytes:
        content = self._paint(spec)
        self.root.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(suffix=".part", dir=self.root)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(self._path(spec))
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()
        self._make_room()
        return content

    def _make_room(self) -> None:
        """Remove what was asked for longest ago, until the rest fits."""
        found = []
        for entry in os.scandir(self.root):
            with contextlib.suppress(FileNotFoundError):  # another process makes room too
                found.append((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path))
        over = sum(size for _at, size, _path in found) - self.most_bytes
        for _at, size, path in sorted(found):
            if over <= 0:
                return
            Path(path).unlink(missing_ok=True)
            over -= size


@cache
def _folder(root: Path) -> PictureFolder:
    return PictureFolder(root)


def kept_picture(spec: PictureSpec, turns: Turns | None = None) -> bytes:
    """Return a picture from the running application's folder: see `PictureFolder.picture`."""
    return _folder(current_app.extensions["settings"].instance / "pictures").picture(spec, turns)
