"""Texts that broke other people's forms, sent to the routes of the store."""

from collections.abc import Mapping
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from store import clock
from tests.conftest import MOMENT, settings_for
from tests.hostile import hostile_app, let_go, probers, routes


# name: text, what it did elsewhere
TEXTS: Mapping[str, tuple[str, str]] = {
    "nul": ("a\0b", "PostgreSQL has no NUL in a text: DataError"),
    "nul alone": ("\0", "the same, where a blank field is skipped"),
    "bell": ("a\x07b", "a control sign ends in XML, where it is forbidden"),
    "escape": ("\x1b[2J", "a terminal obeys what a log prints"),
    "delete": ("\x7f", "isprintable says no, isascii yes"),
    "line feed": ("a\nBcc: eve@evil.example", "a header of a letter gains a line"),
    "carriage return": ("a\r\nSet-Cookie: x=1", "an answer is split in two"),
    "next line": ("a\x85b", "splitlines breaks here, the CSV reader does not"),
    "paragraph": ("a\u2028b", "a line end inside a JavaScript text"),
    "override": ("\u202egpj.exe", "the rest is read from right to left"),
    "isolate": ("\u2066a\u2069", "the newer marks of direction"),
    "zero width": ("a\u200bb\u200d", "two equal names that differ"),
    "mark": ("\ufeffa", "a byte order mark inside a text"),
    "surrogate": ("\ud800", "half a pair: it cannot be encoded"),
    "non-character": ("\uffff", "XML forbids it"),
    "combining": ("a" + "\u0301" * 500, "one sign, 500 code points high"),
    "emoji": ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "utf8mb3 cut it off"),
    "ligature": ("\ufdfa" * 200, "NFKC makes eighteen signs of one"),
    "dotless": ("\u0130I\u0131i", "lower() makes two signs of one"),
    "sharp s": ("\u1e9e\xdf", "upper() makes two signs of one"),
    "arabic digits": ("\u0661\u0662\u0663", "int and Decimal read them"),
    "superscript": ("\xb2", "isdigit says yes, int raises"),
    "exponent": ("1e999990", "a Decimal that takes 26 s to become whole"),
    "small exponent": ("1e-999990", "the same the other way"),
    "not a number": ("NaN", "every comparison is false"),
    "infinity": ("-Infinity", "OverflowError in int"),
    "digits": ("9" * 5_000, "int refuses more than 4,300 digits: ValueError"),
    "big": (str(2**63), "no bigint: NumericValueOutOfRange"),
    "negative": ("-1", "OFFSET must not be negative"),
    "first day": ("0001-01-01", "a day before it: OverflowError"),
    "last day": ("9999-12-31", "a day after it: OverflowError"),
    "week date": ("2026-W53-7", "fromisoformat takes other forms since 3.11"),
    "no leap": ("2027-02-29", "a day that is none"),
    "quote": ("' OR 1=1 --", "SQL"),
    "template": ("{{ 7*7 }}${7*7}%(x)s%n{0.__class__}", "texts taken for templates"),
    "markup": ("</script><svg onload=alert(1)>", "HTML"),
    "percent": ("%00%ff%C0%AE", "decoded twice"),
    "path": ("../../etc/passwd", "files outside the folder"),
    "wide": ("\uff0e\uff0e\uff0f", "NFKC makes ../ of it"),
    "backtrack": ("a" * 50_000 + "!", "a regular expression that tries every way"),
    "nested": ("[" * 20_000, "RecursionError"),
    "json": ('{"$ne": null, "__proto__": {}}', "an object where a text is expected"),
    "formula": ("=cmd|' /C calc'!A0", "a spreadsheet runs it"),
    "long": ("x" * 10**6, "a megabyte in a name"),
    "blank": (" \t\u00a0\u3000", "not empty, and nothing"),
}

EVERY = 23
PLACES = [
    "/guide?use=a%00b",
    "/guide?use=%ff",
    "/guide?use=%ed%a0%80",
    "/guide?a%00b=city",
    "/peugeot/a%00b",
    "/pictures/car/%C0%AE.svg",
]


@pytest.mark.parametrize("address", PLACES)
def test_what_cannot_be_read_is_refused_with_a_page(client: FlaskClient, address: str):
    answer = client.get(address)
    assert answer.status_code == 400
    assert "Un signe ne peut pas être lu" in answer.text


@pytest.mark.parametrize("sent", [{"language": "fr\0"}, {"language\0": "fr"}])
def test_a_form_that_cannot_be_read_is_refused(client: FlaskClient, sent: dict[str, str]):
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        assert client.post("/preferences", data=sent, content_type=kind).status_code == 400


def test_a_file_name_that_cannot_be_read_is_refused(client: FlaskClient):
    answer = client.post("/preferences", data={"file": (BytesIO(b"text"), "a\0b.txt")})
    assert answer.status_code == 400


def test_a_sample_of_all_routes_breaks_nowhere(database_url: str, instance: Path):
    """`python -m bench.prove_hostile` tries every route, field and text."""
    with clock.stopped_at(MOMENT):
        app = hostile_app(settings_for(database_url, instance))
        made = probers(app)
        texts = cycle((name, text) for name, (text, _source) in TEXTS.items())
        for prober, rule, method in islice(routes(made), None, None, EVERY):
            prober.probe(rule, method, dict(islice(texts, 2)))
        let_go(app)
    assert [fault for prober in made.values() for fault in prober.faults] == []
    assert sum(prober.sent for prober in made.values()) > len(TEXTS)
