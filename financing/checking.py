"""`python -m financing check`: a file of worked cases, one line each, then how many agree."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from financing.cases import Compared, Outcome, outcome_of
from financing.errors import BadData
from financing.law import CreditLaw
from financing.law_file import read_law
from financing.reading import parse_json, read_file, read_from


_SHOWN = 6
_WIDTH = 14


def check(file: Path, law_file: Path | None) -> tuple[bool, list[str]]:
    """Reckon every case of a file anew; whether all agree, and what to print.

    Raises:
        FinanceError: The file cannot be read, or is no list of cases.
    """
    law = _law(law_file)
    outcomes = [outcome_of(case, law) for case in read_cases(file)]
    good = sum(outcome.ok for outcome in outcomes)
    figures = sum(each.ok for outcome in outcomes for each in outcome.compared)
    lines = [line for outcome in outcomes for line in _lines(outcome)]
    lines.append(f"{good} of {len(outcomes)} cases agree, {figures} figures")
    return good == len(outcomes), lines


def read_cases(file: Path) -> list[dict[str, object]]:
    """The cases of a file, decimals exact.

    Raises:
        FinanceError: It cannot be read, or is no list of cases.
    """
    found = parse_json(read_file(file))
    cases = found.get("cases") if isinstance(found, dict) else found
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        raise BadData("cases", "a list of cases is expected")
    return cases


def _law(file: Path | None) -> CreditLaw | None:
    return None if file is None else read_from(file, read_law)


def _lines(outcome: Outcome) -> Iterator[str]:
    """One line a case, and one for each figure that differs or is not reckoned."""
    verdict = "ok" if outcome.ok else "FAILED"
    yield f"{verdict:6}  {outcome.key:{_WIDTH}} {outcome.group:12} {_summary(outcome)}".rstrip()
    for each in outcome.compared:
        if each.computed is not None and not each.ok:
            yield f"          {each.name}: {_figure(each)}"
    if outcome.unknown:
        yield f"          not reckoned: {', '.join(outcome.unknown)}"


def _summary(outcome: Outcome) -> str:
    if outcome.reason:
        return f"cannot be reckoned: {outcome.reason}"
    if not outcome.compared:
        return "no figure to compare"
    return f"{outcome.compared[0].name}: {_figure(outcome.compared[0])}"


def _figure(each: Compared) -> str:
    computed = each.computed
    shown = round(computed, _SHOWN).normalize() if isinstance(computed, Decimal) else computed
    text = f"{shown:f}" if isinstance(shown, Decimal) else str(shown)
    return f"expected {each.expected}, computed {text}"
