"""A file from outside becomes one of ours: `reencode` is run on it in a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from esign import sha256_hex
from store.extensions import visitor
from store.gateways.turns import UPLOADS, QueueFull, QuotaExceeded
from store.papers.refusals import PaperRefused


MOST_BYTES = 10 * 1024 * 1024
PATIENCE = 30  # seconds for one file, of which it may compute 20
SCRIPT = Path(__file__).with_name("reencode.py")


@dataclass(frozen=True, kw_only=True)
class Clean:
    """A file made anew: a JPEG, or a PDF of pictures."""

    content: bytes
    media_type: str
    pages: int

    @cached_property
    def sha256(self) -> str:
        """The hash of its content, in hexadecimal."""
        return sha256_hex(self.content)


def clean(content: bytes) -> Clean:
    """Make a file anew from what it shows.

    Raises:
        PaperRefused: with the code of the reason.
    """
    if not content:
        raise PaperRefused("file", "empty")
    if len(content) > MOST_BYTES:
        raise PaperRefused("file", "too_large")
    head, _line, made = _answer(content).partition(b"\n")
    said = json.loads(head or b'{"reason": "unreadable"}')  # a decoder that died says nothing
    if "reason" in said:
        raise PaperRefused("file", said["reason"])
    return Clean(content=made, media_type=said["media_type"], pages=said["pages"])


def _answer(content: bytes) -> bytes:
    try:
        # Nothing of the environment is passed on: the store's secrets may be in it.
        with UPLOADS.turn(visitor()):
            done = subprocess.run(  # noqa: S603  our own script, by its path
                [sys.executable, "-I", "-B", str(SCRIPT)],
                input=content,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
                env={},
            )
    except (QueueFull, QuotaExceeded) as error:
        raise PaperRefused("file", "busy") from error
    except subprocess.TimeoutExpired as error:
        raise PaperRefused("file", "unreadable") from error
    return done.stdout if done.returncode == 0 else b""
