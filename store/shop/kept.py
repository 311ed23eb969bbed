"""Parts of pages that are the same for everybody in the same situation, rendered once a process.

A kept part holds no word of a visitor: where a token or a journey's address belongs, it holds a
mark that is replaced at each use.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask import render_template
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup


KEPT = 1024
TOKEN, JOURNEY = "kept-token", "kept-journey"


@dataclass(frozen=True)
class Part:
    """A template and everything its words depend on; `make` gives its context when needed."""

    template: str
    key: tuple[Hashable, ...]
    make: Callable[[], Mapping[str, Any]] = field(compare=False)


def kept(part: Part, journey_id: str = "") -> Markup:
    """Return a part, rendered now or before, with this visitor's token and journey."""
    html = _rendered(part, str(get_locale()))
    return Markup(html.replace(TOKEN, generate_csrf()).replace(JOURNEY, journey_id))  # noqa: S704  rendered by a template, marks replaced by our own tokens


@lru_cache(maxsize=KEPT)
def _rendered(part: Part, locale: str) -> str:
    context = {"journey_id": JOURNEY, "csrf_token": lambda: TOKEN, "lang": locale}
    return render_template(part.template, **context, **part.make())
