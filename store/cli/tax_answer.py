"""How `flask market taxes` answers: JSON for programs, a table for people."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from store.markets import Invalid, MarketError, Taxes, UnknownLaw


# Two lines of the French certificate's own fees are one sum in the answer; so is the British fee.
GROUPS: Mapping[str, str] = {"delivery": "fixed", "first_registration": "fixed"}


def as_json(region: str, on: date, taxes: Taxes) -> str:
    """Return every sum in cents, then the lines with their rule, source and figures."""
    sums: dict[str, int] = {}
    for line in taxes.lines:
        group = GROUPS.get(line.code, line.code)
        sums[group] = sums.get(group, 0) + line.cents
    lines = [
        {
            "code": line.code,
            "cents": line.cents,
            "rule": line.rule,
            "source": line.source,
            "params": dict(line.params),
        }
        for line in taxes.lines
    ]
    whole = sums | {
        "total": taxes.total_cents,
        "refund": taxes.refund_cents,
        "lines": lines,
        "on": on.isoformat(),
        "region": region,
        "version": taxes.version,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_table(region: str, on: date, taxes: Taxes, currency: str) -> Iterator[str]:
    """Yield the lines a person reads."""
    yield f"Registration on {on} in region {region}, {currency}"
    for line in taxes.lines:
        figures = ", ".join(f"{name} {value}" for name, value in line.params.items())
        yield f"  {line.code:20} {_units(line.cents):>12}  {figures}"
        yield f"  {'':20} {'':>12}  {line.rule} — {line.source}"
    yield f"  {'total':20} {_units(taxes.total_cents):>12}"
    if taxes.refund_cents:
        paid = taxes.total_cents + taxes.refund_cents
        yield f"  to pay on the day {_units(paid)}, refunded later {_units(taxes.refund_cents)}"


def refusal(error: MarketError) -> tuple[dict[str, str], int]:
    """Return what an error says and the exit code: 1 for unknown law, 2 for bad input."""
    if isinstance(error, UnknownLaw):
        said = {"code": "unknown_law", "table": error.what, "on": error.on.isoformat()}
        return said | {"message": str(error)}, 1
    code = error.code if isinstance(error, Invalid) else "market"
    return {"code": code, "message": str(error)}, 2


def _units(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02d}"
