from configurator import Catalogue, PackAdvice, compile_catalogue, pack_advice
from tests.configurator.examples import SMALL


CATALOGUE = Catalogue.load(SMALL)
ENGINE = compile_catalogue(CATALOGUE)
PARTS = {"option.camera": True, "option.radar": True}


def test_a_pack_cheaper_than_the_chosen_parts_is_advised():
    found = pack_advice(CATALOGUE, ENGINE, {"version.p100-base": True} | PARTS)
    assert found == [PackAdvice("pack.vision", tuple(PARTS), (), 20_000)]


def test_a_pack_that_is_dearer_chosen_refused_or_compulsory_is_not_advised():
    base = {"version.p100-base": True}
    assert pack_advice(CATALOGUE, ENGINE, base) == []
    assert pack_advice(CATALOGUE, ENGINE, base | {"option.radar": True}) == []
    for decided in (True, False):
        assert pack_advice(CATALOGUE, ENGINE, base | PARTS | {"pack.vision": decided}) == []
    assert pack_advice(CATALOGUE, ENGINE, base | PARTS | {"option.roof": True}) == []
