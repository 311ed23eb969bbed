"""The models the configurator is measured and proven on: ours, others', and random ones."""

from collections.abc import Iterator
from pathlib import Path

from configurator import Catalogue, Engine, compile_catalogue, compile_model, read_model
from tests.configurator.random_models import number, random_groups, random_rules


ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data" / "configurator"
CATALOGUES = sorted((ROOT / "store" / "demo" / "catalogues").glob("*.toml"))
FILES = sorted(SHARED.glob("*.*")) if SHARED.exists() else []
DEAREST = 300_000  # cents


def engines() -> Iterator[tuple[str, Engine]]:
    """Yield every model's engine, priced; compiled when asked for."""
    for file in CATALOGUES:
        yield file.stem, compile_catalogue(Catalogue.load(file.read_text("utf-8")))
    for file in FILES:
        model = read_model(file)
        yield file.name, compile_model(model, _prices(model.options))
    for number_, (groups, rules) in enumerate(((12, 40), (30, 110), (60, 140))):
        model = random_groups(groups, rules, f"groups {'abc'[number_]}")
        yield f"random groups {groups}", compile_model(model, _prices(model.options))
    for size, count in ((40, 120), (90, 270)):
        model = random_rules(size, count, f"rules {size}")
        yield f"random rules {size}", compile_model(model, _prices(model.options))


def _prices(options: tuple[str, ...]) -> dict[str, int]:
    return {o: number(DEAREST, "cents", o) for o in options if number(3, "priced", o)}
