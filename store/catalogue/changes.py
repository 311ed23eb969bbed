"""What a new price list changes against the one before; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from configurator import Catalogue


@dataclass(frozen=True)
class Change:
    """One difference: `kind` is added, removed or price; cents are None where it did not exist."""

    kind: str
    item: str
    old_cents: int | None
    new_cents: int | None


def changes(old: Catalogue | None, new: Catalogue) -> tuple[Change, ...]:
    """List versions and options that come, go or change price."""
    before = dict(_prices(old)) if old else {}
    after = dict(_prices(new))
    found = []
    for item in sorted(before.keys() | after.keys()):
        if before.get(item) == after.get(item):
            continue
        kind = "added" if item not in before else "removed" if item not in after else "price"
        found.append(Change(kind, item, before.get(item), after.get(item)))
    return tuple(found)


def _prices(catalogue: Catalogue) -> Iterator[tuple[str, int]]:
    for version in catalogue.versions:
        yield version.option, version.price_cents
    for group in catalogue.groups:
        for option in group.options:
            yield option.id, option.price_cents
            for selector, cents in option.prices.items():
                yield f"{option.id} ({selector})", cents
