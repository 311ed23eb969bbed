import pytest
from hypothesis import given, strategies as st

from configurator import (
    Catalogue,
    CodeError,
    UnknownOptionError,
    compile_catalogue,
    decode,
    encode,
    reopen,
)
from tests.configurator.examples import SMALL


CATALOGUE = Catalogue.load(SMALL)
DECISIONS = st.dictionaries(st.sampled_from(CATALOGUE.option_ids), st.booleans())


@given(DECISIONS)
def test_a_code_gives_back_its_decisions(decisions: dict[str, bool]):
    code = encode(CATALOGUE, decisions)
    saved = decode(code.lower().replace("0", "o").replace("1", "l"))
    assert saved.decisions(CATALOGUE) == decisions
    assert CATALOGUE.hash.startswith(saved.catalogue)
    assert len(code) <= 13 + 2 * len(decisions)


@given(DECISIONS, st.data())
def test_a_mistyped_code_is_refused(decisions: dict[str, bool], data: st.DataObject):
    code = encode(CATALOGUE, decisions)
    place = data.draw(st.integers(0, len(code) - 2))
    other = data.draw(
        st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ").filter(lambda c: c != code[place])
    )
    with pytest.raises(CodeError):
        decode(code[:place] + other + code[place + 1 :])


@given(st.text(max_size=60) | st.text("ABCDEFGH0123", max_size=60))
def test_no_text_breaks_the_reader(text: str):
    with pytest.raises(CodeError):
        decode(text)


def test_a_code_of_another_catalogue_is_told_apart():
    other = Catalogue.load(SMALL.replace("70000", "71000"))
    with pytest.raises(CodeError, match="made under the catalogue"):
        decode(encode(other, {})).decisions(CATALOGUE)
    with pytest.raises(UnknownOptionError):
        encode(CATALOGUE, {"color.green": True})


def test_decisions_are_reopened_under_a_newer_catalogue():
    newer = SMALL.replace('id = "radar"', 'id = "sonar"').replace("option.radar", "option.sonar")
    newer = newer.replace('not = ["energy:electric"]', 'only = ["trim:gt"]')
    engine = compile_catalogue(Catalogue.load(newer))
    saved = {
        "version.p100-base": True,
        "option.towbar": True,
        "color.red": True,
        "option.radar": True,
    }
    found = reopen(engine, saved)
    assert found.unknown == ("option.radar",)
    assert found.dropped == ("option.towbar",)
    assert found.decisions == {"version.p100-base": True, "color.red": True}
    assert found.configuration.price_cents == 2_070_000
