"""The properties of financing on 10,000 examples each: `make prove`; the tests try fewer."""

import sys
from importlib import import_module
from time import monotonic

from hypothesis import HealthCheck, settings


EXAMPLES = 10_000
SUITES = ("test_properties", "test_batch", "test_headline", "test_schedule", "test_rate")


def main(examples: int) -> None:
    """Run every property of the suites and say how long each took."""
    settings.register_profile(
        "prove", max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck)
    )
    # A property takes its number of examples when its module is read.
    settings.load_profile("prove")
    for suite in SUITES:
        for name, test in vars(import_module(f"tests.financing.{suite}")).items():
            if name.startswith("test_") and hasattr(test, "hypothesis"):
                begun = monotonic()
                test()
                said = name.removeprefix("test_").replace("_", " ")
                print(f"{said:70} {examples:6,} examples {monotonic() - begun:6.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES)
