"""`python -m financing quote FILE.json`, `… apr …`, `… check CASES.json`, `… residuals FILE.csv`.

A quote file names the offers and the law (TOML, relative to itself), and holds the request:
{"offers": "offers.toml", "law": "credit.toml", "offer": "key", "request": {"product": "loan", …}}.
Without "offer" every offer of the product is quoted. An APR file holds the flows:
{"per_year": 12, "flows": [{"when": 0, "cents": 2000000, "kind": "credit"}, …]}, each moment a
number of periods or an ISO date. The answer is JSON; the exit code is 0, 1 if refused or without
a single rate, 2 if the file is wrong. A file of worked cases is reckoned anew and compared; the
exit code is 1 unless all agree. Usury cases are read from the law of --law. Residual values
(group,months,km,percent) are checked and printed as the tables of an offers file; --terms names a
TOML file with author, source, valid_from, valid_until, safety_percent, reference_price_cents.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import cast

from financing.checking import check
from financing.errors import BadData, BadFile, FinanceError, NoRate
from financing.flows import CashFlow, Kind, When
from financing.plain import Plain, plain
from financing.quote_file import day_of, quotes_of
from financing.rate import apr, round_percent
from financing.reading import Reader, parse_json, parse_toml, read_file, read_from
from financing.refusals import Refusal
from financing.residuals_file import read_residuals, residuals_toml


_LAW = Path(__file__).resolve().parents[1] / "store" / "markets" / "fr" / "credit.toml"


def main(arguments: list[str]) -> int:
    """Run one command and print its answer as JSON; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m financing", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("command", choices=_COMMANDS)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--terms", type=Path, metavar="FILE.toml")
    parser.add_argument("--law", type=Path, metavar="FILE.toml", default=_law())
    chosen = parser.parse_args(arguments)
    try:
        return _COMMANDS[chosen.command](chosen)
    except FinanceError as error:
        told = error if isinstance(error, BadFile) else f"{chosen.file}: {error}"
        print(told, file=sys.stderr)
        return 2


def _law() -> Path | None:
    """The French law of the store, where the package stands beside it."""
    return _LAW if _LAW.exists() else None


def _quote(chosen: argparse.Namespace) -> int:
    answers = quotes_of(Reader("", parse_json(read_file(chosen.file))), chosen.file.parent)
    return _show(plain(answers), refused=any(isinstance(one, Refusal) for one in answers))


def _check(chosen: argparse.Namespace) -> int:
    agreed, lines = check(chosen.file, chosen.law)
    print("\n".join(lines))
    return 0 if agreed else 1


def _residuals(chosen: argparse.Namespace) -> int:
    if chosen.terms is None:
        raise BadData("--terms", "who set the values, and for how long, must be said")
    said = read_from(chosen.terms, parse_toml)
    print(residuals_toml(read_residuals(read_file(chosen.file), said)), end="")
    return 0


def _show(answer: Plain, *, refused: bool) -> int:
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 1 if refused else 0


def _apr(chosen: argparse.Namespace) -> int:
    document = Reader("", parse_json(read_file(chosen.file)))
    per_year = document.whole("per_year", 12)
    flows = []
    for row in document.tables("flows"):
        when = row.take("when")
        moment = day_of(row, "when", when) if isinstance(when, str) else when
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


_COMMANDS = {"quote": _quote, "apr": _apr, "check": _check, "residuals": _residuals}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
