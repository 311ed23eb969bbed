import pytest

from esign import Authority, EvidenceChain, Role, Signer, prepare, verify
from tests.esign.forger import Recipe, Scene, whole
from tests.esign.reports import failed
from tests.esign.small_order import AT, FIELDS, RAISED_AT, draft
from tests.esign.tampering import RECIPES


# What only the evidence can tell: a file that is whole by itself, but not this order's last one.
ONLY_BY_EVIDENCE = {"valid_signatures_on_another_order"}
# By itself an earlier version is an intact file in which somebody has yet to sign.
EARLIER = {"roll_back_to_the_buyer", "buyer_only"}
# What gives each forgery away, at the least; where nothing else is said, what follows the last
# signature.
SIGNS = {
    "body_byte": {"integrity"},
    "byte_inside_the_cms": {"evidence_file"},
    "padding": {"container"},
    "roll_back_to_the_buyer": {"evidence_final", "complete"},
    "removed_value": {"complete"},
    "removed_form": {"signed"},
    "full_rewrite": {"integrity"},
    "stripped_and_rewritten": {"signed"},
    "same_name_rogue_authority": {"chain", "timestamp", "evidence_file"},
    "revoked_signer": {"chain", "evidence_file"},
    "layer_before_signing": {"content", "evidence_file"},
    "layer_toggled_later": {"content", "file"},
    "metadata_changed": {"file"},
    "widened_range": {"integrity", "container"},
    "valid_signatures_on_another_order": {"evidence_order", "evidence_file", "evidence_final"},
    "buyer_only": {"complete", "evidence_file", "evidence_final"},
}


@pytest.fixture(scope="session")
def scene(
    prepared: bytes,
    revisions: dict[Role, bytes],
    raised: bytes,
    signer: Signer,
    authority: Authority,
) -> Scene:
    return Scene(
        prepared=prepared,
        buyer=revisions[Role.BUYER],
        raised=raised,
        other=prepare(draft(b'{"total":2}'), FIELDS),
        authority=authority,
        signer=signer,
        trust=authority.trust,
    )


@pytest.fixture(scope="session")
def forgeries(scene: Scene) -> dict[str, bytes]:
    return {recipe.__name__: recipe(scene) for recipe in RECIPES}


def test_there_are_twenty_two_different_forgeries(scene: Scene, forgeries: dict[str, bytes]):
    assert len(set(forgeries.values())) == len(RECIPES) == 22
    assert scene.raised not in forgeries.values()


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.__name__)
def test_a_forgery_is_found(
    recipe: Recipe, forgeries: dict[str, bytes], scene: Scene, full_evidence: EvidenceChain
):
    forged = forgeries[recipe.__name__]
    assert SIGNS.get(recipe.__name__, {"file"}) <= failed(forged, full_evidence, scene.trust)
    if recipe.__name__ in EARLIER:
        alone = verify(forged, None, scene.trust)
        assert (alone.intact, alone.complete, alone.ok) == (True, False, False)
    elif recipe.__name__ not in ONLY_BY_EVIDENCE:
        assert failed(forged, None, scene.trust)


def test_a_good_file_has_no_sign_of_forgery(scene: Scene, full_evidence: EvidenceChain):
    assert verify(scene.raised, full_evidence, scene.trust).failures == ()


def test_a_revocation_the_file_does_not_know_of_is_found_by_a_verifier_who_knows(
    scene: Scene, full_evidence: EvidenceChain
):
    seal = scene.authority.seal.certificate
    before = scene.authority.revoking(seal, AT).trust_with_lists(RAISED_AT)
    after = scene.authority.revoking(seal, RAISED_AT).trust_with_lists(RAISED_AT)
    assert failed(scene.raised, full_evidence, before) == {"chain"}
    assert verify(scene.raised, full_evidence, after).ok


def test_an_old_file_stays_good_when_the_keys_are_renewed(
    scene: Scene, full_evidence: EvidenceChain
):
    renewed = scene.authority.renewed(AT)
    new = whole(scene.other, renewed.signer(scene.signer.typeface))
    assert renewed.seal.certificate != scene.authority.seal.certificate
    assert verify(scene.raised, full_evidence, renewed.trust).ok
    assert verify(new, None, scene.trust).ok
