"""The valuation model and rules an order was promised by, kept for its recheck months later."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from store.gateways.archive import Archive
from store.gateways.registry import gateways
from store.journeys.tables import tables
from tradein import Rules, ValuationModel, read_rules


def keep_tables(promise: Mapping[str, Any]) -> None:
    """Archive the running model and rules under their hashes, where they are not kept yet.

    Args:
        promise: What `store.orders.part_exchange.declared` returned.

    Raises:
        ArchiveError: the disk did not take them.
    """
    archive, found = gateways().archive, tables()
    _keep(archive, _name(promise["model_id"], "json"), found.model.dump)
    _keep(archive, _name(promise["rules_id"], "toml"), lambda: found.rules_text)


def kept_tables(promise: Mapping[str, Any]) -> tuple[ValuationModel, Rules]:
    """Return the model and the rules of a promise, whichever run today.

    Raises:
        ArchiveError: they are not in the archive.
    """
    found = tables()
    ids = (promise["model_id"], promise["rules_id"])
    if ids == (found.model.model_id, found.rules.rules_id):
        return found.model, found.rules
    archive = gateways().archive
    model, rules = archive.get(_name(ids[0], "json")), archive.get(_name(ids[1], "toml"))
    return _read(model.decode(), rules.decode())


@lru_cache(maxsize=4)
def _read(model: str, rules: str) -> tuple[ValuationModel, Rules]:
    return ValuationModel.load(model), read_rules(rules)


def _keep(archive: Archive, name: str, written: Callable[[], str]) -> None:
    if not archive.exists(name):
        archive.put(name, written().encode())  # 80 ms of a model, once for all its orders


def _name(key: str, ending: str) -> str:
    return f"valuation/{key.replace(':', '-')}.{ending}"
