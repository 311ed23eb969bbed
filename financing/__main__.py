"""`python -m financing quote FILE.json`, `… apr FILE.json` and `… check CASES.json`.

A quote file names the offers and the law (TOML, relative to itself), and holds the request:
{"offers": "offers.toml", "law": "credit.toml", "offer": "key", "request": {"product": "loan", …}}.
Without "offer" every offer of the product is quoted. An APR file holds the flows:
{"per_year": 12, "flows": [{"when": 0, "cents": 2000000, "kind": "credit"}, …]}, each moment a
number of periods or an ISO date. The answer is JSON; the exit code is 0, 1 if refused or without
a single rate, 2 if the file is wrong. A file of worked cases is reckoned anew and compared; the
exit code is 1 unless all agree. Usury cases are read from the law of --law.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import cast

from financing.checking import check
from financing.errors import BadData, FinanceError, NoRate
from financing.flows import CashFlow, Kind, When
from financing.law import CreditLaw
from financing.law_file import read_law
from financing.offers import Offer
from financing.offers_file import read_offers
from financing.plain import Plain, plain
from financing.quotes import Quote
from financing.quoting import quote
from financing.rate import apr, round_percent
from financing.reading import Reader
from financing.refusals import Refusal
from financing.request import QuoteRequest


_LAW = Path(__file__).resolve().parents[1] / "store" / "markets" / "fr" / "credit.toml"
_DATES = {"start", "first_due", "quoted_on"}
_DEFAULTS: dict[str, object] = {
    "first_due": None,
    "insurance": False,
    "quoted_on": None,
    "residual_base_cents": None,
}


def main(arguments: list[str]) -> int:
    """Run one command and print its answer as JSON; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m financing", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("command", choices=("quote", "apr", "check"))
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument("--law", type=Path, metavar="FILE.toml", default=_LAW)
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "check":
            return _check(chosen.file, chosen.law)
        document = Reader("", _load(chosen.file))
        if chosen.command == "apr":
            return _apr(document)
        answers = _quotes(document, chosen.file.parent)
    except (FinanceError, OSError, UnicodeDecodeError) as error:
        print(f"{chosen.file}: {error}", file=sys.stderr)
        return 2
    refused = any(isinstance(answer, Refusal) for answer in answers)
    return _show(plain(answers), refused=refused)


def _check(file: Path, law: Path) -> int:
    agreed, lines = check(file, law)
    print("\n".join(lines))
    return 0 if agreed else 1


def _load(file: Path) -> object:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadData("document", f"not JSON: {error}") from error


def _show(answer: Plain, *, refused: bool) -> int:
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 1 if refused else 0


def _apr(document: Reader) -> int:
    per_year = document.whole("per_year", 12)
    flows = []
    for row in document.tables("flows"):
        when = row.take("when")
        moment = _day(row, "when", when) if isinstance(when, str) else when
        kind = cast("Kind", row.text("kind", "payment"))
        flows.append(CashFlow(cast("When", moment), row.whole("cents"), kind))
        row.done()
    document.done()
    try:
        rate = apr(flows, per_year)
    except NoRate as error:
        return _show({"refused": "no_single_rate", "reason": str(error)}, refused=True)
    shown = plain(round_percent(rate, 2))
    return _show({"apr_percent": plain(rate), "shown_percent": shown}, refused=False)


def _quotes(document: Reader, folder: Path) -> list[Quote | Refusal]:
    offers = read_offers((folder / document.text("offers")).read_text(encoding="utf-8"))
    law = read_law((folder / document.text("law")).read_text(encoding="utf-8"))
    key = document.text("offer", "")
    request = _request(Reader("request", document.take("request")))
    document.done()
    return _answers(request, [offer for offer in offers if key in {"", offer.key}], law)


def _answers(request: QuoteRequest, offers: list[Offer], law: CreditLaw) -> list[Quote | Refusal]:
    suited = [offer for offer in offers if offer.product == request.product]
    if not suited:
        raise BadData("offers", f"none is a {request.product} of that name")
    return [quote(request, offer, law) for offer in suited]


def _request(reader: Reader) -> QuoteRequest:
    values: dict[str, object] = {}
    for entry in fields(QuoteRequest):
        if entry.name in _DEFAULTS and not reader.has(entry.name):
            values[entry.name] = _DEFAULTS[entry.name]
            continue
        value = reader.take(entry.name)
        values[entry.name] = _day(reader, entry.name, value) if entry.name in _DATES else value
    reader.done()
    return QuoteRequest(**cast("Mapping[str, object]", values))  # type: ignore[arg-type]  # quote checks


def _day(reader: Reader, key: str, value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise reader.wrong(key, f"{value!r} is not a date like 2026-11-20") from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
