"""What the declared condition and the dealer's costs take off the market value.

Every step keeps the order of cars: one worth more before it is never worth less after it. So
shares are taken of one running total, not each rounded apart.
"""

from collections.abc import Iterator

from tradein.errors import InvalidFactsError
from tradein.facts import Condition, Damage
from tradein.ledger import Ledger
from tradein.rules import MILLE, SEVERITIES, Rules


def deduct(ledger: Ledger, condition: Condition, rules: Rules) -> None:
    """Lead the ledger from the market value to the net offer, loan paid back (it may be negative).

    Raises:
        InvalidFactsError: When a damage names a zone, kind or severity the rules do not have.
    """
    costs = [(damage, damage_cents(damage, rules)) for damage in condition.damages]
    shares = rules.shares
    market = ledger.amount
    kept = market * (MILLE - shares.margin) // MILLE
    ledger.reach("margin", max(0, min(kept, market - shares.margin_least_cents)))
    base, taken = ledger.amount, 0
    for code, permille in _shares(condition, rules):
        taken += permille
        ledger.reach(code, base * (MILLE - taken) // MILLE)
    ledger.take("preparation", rules.amounts.preparation)
    for damage, cents in costs:
        ledger.words.update(_damage_words(damage, rules))
        ledger.take(f"damage.{damage.zone}.{damage.kind}.{damage.severity}", cents)
    for code, cents in _amounts(condition, rules):
        ledger.take(code, cents)
    ledger.reach("rounding", ledger.amount // rules.amounts.round_to * rules.amounts.round_to)
    ledger.reach("floor", max(ledger.amount, rules.amounts.floor))
    ledger.take("loan", condition.loan_outstanding_cents)


def damage_cents(damage: Damage, rules: Rules) -> int:
    """What repairing a damage costs.

    Raises:
        InvalidFactsError: When the rules have no such zone, kind or severity, or the kind cannot
            be on the zone.
    """
    zone, kind = rules.zones.get(damage.zone), rules.kinds.get(damage.kind)
    if zone is None or kind is None or zone.group not in kind.groups:
        detail = f"{damage.kind!r} on {damage.zone!r} is not in the damage grid"
        raise InvalidFactsError("condition.damages", "unknown", detail)
    if not 1 <= damage.severity <= SEVERITIES:
        raise InvalidFactsError(
            "condition.damages", "out-of-range", f"severity {damage.severity} is not 1 to 3"
        )
    return kind.costs_cents[damage.severity - 1] * zone.permille // MILLE


def _shares(condition: Condition, rules: Rules) -> Iterator[tuple[str, int]]:
    shares = rules.shares
    extra = max(0, condition.owners - shares.owners_free)
    yield "owners", shares.owner * min(extra, shares.owners_most)
    yield "service", shares.service[condition.service_history]
    yield "accident", shares.accident[condition.accident]
    yield "ex_rental", shares.ex_rental if condition.ex_rental else 0


def _amounts(condition: Condition, rules: Rules) -> Iterator[tuple[str, int]]:
    amounts = rules.amounts
    missing = max(0, amounts.keys_expected - condition.keys)
    yield "tyres", amounts.tyres[condition.tyres]
    yield "keys", amounts.key_missing * missing
    yield "inspection", 0 if condition.inspection_valid else amounts.inspection_missing
    yield "warning_lights", amounts.warning_lights if condition.warning_lights else 0


def _damage_words(damage: Damage, rules: Rules) -> dict[str, str]:
    zone, kind = rules.zones[damage.zone].name, rules.kinds[damage.kind].name
    names = {"zone": zone, "kind": kind}
    spoken = {f"{what}_{lang}": name[lang] for what, name in names.items() for lang in name}
    return {
        key: text[:1].upper() + text[1:] if key.startswith("zone") else text
        for key, text in spoken.items()
    } | {"severity": str(damage.severity)}
