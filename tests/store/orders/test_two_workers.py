from pathlib import Path

from bench.sealing import sealed_by_two


ORDERS = 24


def test_two_workers_seal_every_order_once_though_the_time_authority_fails(tmp_path: Path):
    tally = sealed_by_two(f"sqlite:///{tmp_path / 'volant.db'}", tmp_path, ORDERS)
    assert (tally.orders, tally.sealed, tally.twice) == (ORDERS, ORDERS, 0)
    assert tally.failures > 0
