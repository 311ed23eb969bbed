"""Parts of pages that are the same for everybody in the same situation, rendered once a process.

A kept part holds no word of a visitor: where a token, a journey's address or the way back belongs,
it is cut, and each use puts the visitor's own there.
"""

import re
import sys
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from store.memory import remembered


KEPT = 512
TOKEN, JOURNEY, BACK = "kept-token", "kept-journey", "kept-back"
MARKS = re.compile(f"({TOKEN}|{JOURNEY}|{BACK})")


@dataclass(frozen=True)
class Part:
    """A template and everything its words depend on; `make` gives its context when needed."""

    template: str
    key: tuple[Hashable, ...]
    make: Callable[[], Mapping[str, Any]] = field(compare=False)


def kept(part: Part, journey_id: str = "", back: str = "") -> Markup:
    """Return a part, rendered now or before, with this visitor's token, journey and way back."""
    pieces = list(_rendered(part, str(get_locale()), request.script_root))
    own = {TOKEN: generate_csrf(), JOURNEY: journey_id, BACK: back}
    pieces[1::2] = [own[mark] for mark in pieces[1::2]]
    return Markup("".join(pieces))  # noqa: S704  rendered by a template, marks replaced by our own tokens


@remembered(size=KEPT * 8, depends="a part's key and the language")
def piece(part: Part, locale: str) -> Markup:
    """Return a part of a part, its marks still in it: only another part's template may show it."""
    return Markup(_html(part, locale))  # noqa: S704  rendered by a template


@remembered(size=KEPT, depends="a part's key, the language, where the store is mounted")
def _rendered(part: Part, locale: str, _root: str) -> tuple[str, ...]:
    """Render a part and cut it at its marks: text, mark, text, mark, … text.

    Two cars of a model differ in few of these pieces, so equal ones are kept once.
    """
    return tuple(sys.intern(text) for text in MARKS.split(_html(part, locale)))


def _html(part: Part, locale: str) -> str:
    context = {"journey_id": JOURNEY, "back": BACK, "csrf_token": lambda: TOKEN, "lang": locale}
    return render_template(part.template, **context, **part.make())
