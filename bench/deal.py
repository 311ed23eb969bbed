"""What one Deal costs, and 10,000 random ones proved: `python -m bench.deal [COUNT]` proves."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter_ns

from store.journeys.deal import make_deal
from tests.store.journeys.random_deals import faults_of, one_hash, random_deals


ROOT = Path(__file__).resolve().parents[1]
PROVED = 10_000
ROUNDS = 2_000
SEED = 2026
OTHER_PROCESS = "4242"


def deal_milliseconds(rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median and the 95th percentile of making one Deal, milliseconds."""
    requests = [deal.request for deal in random_deals(100)]
    took = []
    for number in range(rounds):
        begun = perf_counter_ns()
        make_deal(requests[number % len(requests)])
        took.append(perf_counter_ns() - begun)
    return median(took) / 1e6, sorted(took)[int(rounds * 0.95)] / 1e6


def prove_deals(count: int = PROVED) -> int:
    """Check random deals, and their hashes in another process; return how many are wrong."""
    wrong = sum(1 for deal in random_deals(count, SEED) if faults_of(deal))
    program = [sys.executable, "-m", "tests.store.journeys.random_deals", str(count), str(SEED)]
    environ = os.environ | {"PYTHONHASHSEED": OTHER_PROCESS}
    ran = subprocess.run(program, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    same = ran.stdout == one_hash(count, SEED)
    print(f"{'random deals':24} {count:9,} checked, {wrong} wrong, hashes elsewhere equal: {same}")
    return wrong + (not same)


if __name__ == "__main__":
    middle, high = deal_milliseconds()
    print(f"one Deal {middle:.3f} ms, p95 {high:.3f} ms")
    sys.exit(1 if prove_deals(int(sys.argv[1]) if len(sys.argv) > 1 else PROVED) else 0)
