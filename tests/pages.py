"""A browser-like client that checks the rules of the house on every page it gets."""

import re
from html.parser import HTMLParser

from flask import g, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


OUTSIDE = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//(?!127\.0\.0\.1|localhost)""")
STRAIGHT_APOSTROPHE = re.compile(r"\w'\w")
BARE_PUNCTUATION = re.compile(r"\w [?!;:](?:\s|$)")


class Reader(HTMLParser):
    """Collects what the rules look at."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.problems: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._note(tag, given)
        if tag not in {"img", "input", "br", "meta", "link", "hr", "source", "path", "use"}:
            self._open.append(tag)
        if tag == "h1":
            self.headings.append("")

    def _note(self, tag: str, given: dict[str, str | None]) -> None:
        self.ids += [given["id"] or ""] if "id" in given else []
        self.labels |= {given["for"] or ""} if tag == "label" and "for" in given else set()
        self.problems += self._wrong(tag, given)
        if tag in {"input", "select", "textarea"} and given.get("type") not in {"hidden", "submit"}:
            self.controls.append({**given, "labelled": str("label" in self._open)})

    def _wrong(self, tag: str, given: dict[str, str | None]) -> list[str]:
        rules = {
            f"inline style on <{tag}>": "style" in given and "svg" not in self._open,
            f"inline handler on <{tag}>": any(name.startswith("on") for name in given),
            f"no alt on {given.get('src')}": tag == "img" and given.get("alt") is None,
        }
        return [problem for problem, broken in rules.items() if broken]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "script" in self._open or "style" in self._open:
            return
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data
        elif "h1" in self._open and self.headings:
            self.headings[-1] += data
        self.words.append(data)


def check(response: TestResponse) -> None:
    """Assert the rules on an HTML page."""
    text = response.get_data(as_text=True)
    page = Reader()
    page.feed(text)
    problems = list(page.problems)
    title, headings = _plain(page.title), [_plain(h) for h in page.headings]
    if len(headings) != 1:
        problems.append(f"{len(headings)} h1: {headings}")
    elif not title.startswith(headings[0]):
        problems.append(f"title {title!r} does not start with its h1 {headings[0]!r}")
    problems += [f"id {i!r} twice" for i in {i for i in page.ids if page.ids.count(i) > 1}]
    problems += [
        f"control {c.get('name')} has no label"
        for c in page.controls
        if not (c["labelled"] == "True" or c.get("id") in page.labels or c.get("aria-label"))
    ]
    if OUTSIDE.search(text):
        problems.append(f"something from outside: {OUTSIDE.findall(text)[:3]}")
    if "default-src 'none'" not in response.headers.get("Content-Security-Policy", ""):
        problems.append("no content security policy")
    if '<html lang="fr"' in text:
        problems += _typography(" ".join(page.words))
    assert not problems, f"{response.request.path}: {problems}"


def _plain(words: str) -> str:
    return " ".join(words.split())


def _typography(words: str) -> list[str]:
    found = STRAIGHT_APOSTROPHE.findall(words) + BARE_PUNCTUATION.findall(words)
    return [f"French typography: {found[:5]}"] if found else []


def forget_the_last_request() -> None:
    """Empty `g`: a test holds one application context, where a server opens one a request."""
    if has_app_context():
        for name in [*g]:
            g.pop(name)


class PageClient(FlaskClient):
    """A visitor. `get` and `post` as in Flask; every HTML page that is a whole page is checked."""

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        forget_the_last_request()
        response = super().open(*args, **kwargs)
        whole = response.mimetype == "text/html" and b"<html" in response.data[:400]
        if whole:
            check(response)
        return response
