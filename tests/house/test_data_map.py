"""Every column of every table is on the data map, or its table is declared to be about nobody."""

from store.accounts.data_map import HOLDINGS
from store.accounts.data_subjects import OTHERS
from store.database import Base


MAPPED = {one.table: {*one.exported.split(), *one.withheld.split()} for one in HOLDINGS}


def test_every_table_is_on_the_map_once() -> None:
    assert len(MAPPED) == len(HOLDINGS)
    assert MAPPED.keys() | OTHERS.keys() == Base.metadata.tables.keys()
    assert not MAPPED.keys() & OTHERS.keys()


def test_every_column_is_exported_or_withheld() -> None:
    columns = {name: set(Base.metadata.tables[name].columns.keys()) for name in MAPPED}
    missing = {name: columns[name] ^ MAPPED[name] for name in MAPPED}
    assert {name: names for name, names in missing.items() if names} == {}
    twice = [one for one in HOLDINGS if {*one.exported.split()} & {*one.withheld.split()}]
    assert [one.table for one in twice] == []


def test_what_an_erasure_keeps_names_its_law() -> None:
    kept = [one for one in HOLDINGS if one.erase is None and one.purge is None]
    assert {one.table for one in kept if not one.subject.law} == set()
