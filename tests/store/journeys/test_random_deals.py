import subprocess
import sys
from pathlib import Path

from tests.store.journeys.random_deals import faults_of, one_hash, random_deals


ROOT = Path(__file__).resolve().parents[3]
PROOF = [sys.executable, "-m", "tests.store.journeys.random_deals", "50", "7"]


def test_random_deals_lose_no_cent():
    assert [faults_of(deal) for deal in random_deals(300) if faults_of(deal)] == []


def test_hashes_do_not_depend_on_the_process():
    here = one_hash(50, 7)
    for seed in ("1", "4242"):
        environ = {"PYTHONHASHSEED": seed}
        ran = subprocess.run(
            PROOF, cwd=ROOT, env=environ, capture_output=True, text=True, check=True
        )
        assert ran.stdout == here
