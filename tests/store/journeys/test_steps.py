from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from store.journeys.steps import STEPS, JourneyFacts, next_step, progress


FACTS = st.builds(
    JourneyFacts,
    configured=st.booleans(),
    place_known=st.booleans(),
    dealer_chosen=st.booleans(),
    trade_in=st.sampled_from([None, "none", "wanted"]),
    trade_in_firm=st.booleans(),
    finance=st.sampled_from([None, "cash", "credit"]),
    finance_quoted=st.booleans(),
    buyer_complete=st.booleans(),
    email_confirmed=st.booleans(),
    approval=st.sampled_from(["not_needed", "waiting", "given"]),
    reviewed=st.booleans(),
    signed=st.booleans(),
    deposit_cents=st.sampled_from([0, 50_000]),
    deposit_paid=st.booleans(),
)
READY = JourneyFacts(
    configured=True,
    place_known=True,
    dealer_chosen=True,
    trade_in="none",
    finance="cash",
    buyer_complete=True,
    email_confirmed=True,
    deposit_cents=50_000,
)
# What finishing each step changes in the facts, in the order of the journey.
DOING = (
    ("configure", {"configured": True}),
    ("where", {"place_known": True, "dealer_chosen": True}),
    ("tradein", {"trade_in": "wanted", "trade_in_firm": True}),
    ("finance", {"finance": "credit", "finance_quoted": True}),
    ("you", {"buyer_complete": True, "email_confirmed": True}),
    ("review", {"reviewed": True}),
    ("sign", {"signed": True}),
    ("deposit", {"deposit_paid": True}),
)


def states(facts: JourneyFacts) -> dict[str, str]:
    return {view.key: view.state for view in progress(facts)}


def test_a_journey_reaches_every_step_and_finishes():
    facts = JourneyFacts(deposit_cents=50_000)
    for key, change in DOING:
        step = next_step(facts)
        assert step is not None
        assert step.key == key
        facts = replace(facts, **change)
        assert states(facts)[key] == "done"
    assert next_step(facts) is None


@given(FACTS)
def test_no_step_is_both_done_and_blocked_and_a_blocked_one_says_what_it_needs(
    facts: JourneyFacts,
):
    for view, step in zip(progress(facts), STEPS, strict=True):
        assert bool(view.needs) == (view.state == "blocked")
        assert not (step.done(facts) and view.state == "blocked")


@given(FACTS)
def test_at_most_one_step_is_current_and_it_is_the_next(facts: JourneyFacts):
    current = [view.key for view in progress(facts) if view.state == "current"]
    step = next_step(facts)
    assert current == ([step.key] if step else [])


@given(FACTS)
def test_what_a_blocked_step_needs_is_never_already_done(facts: JourneyFacts):
    done = {key for key, state in states(facts).items() if state == "done"}
    for view in progress(facts):
        assert not done & set(view.needs)


def test_the_order_is_free_until_the_review():
    found = states(JourneyFacts())
    assert [found[key] for key in ("configure", "where", "tradein", "you")] == [
        "current",
        "open",
        "open",
        "open",
    ]
    assert found["review"] == "blocked"


def test_a_changed_price_reopens_the_review_and_blocks_the_signature():
    assert states(READY)["review"] == "current"
    assert states(replace(READY, reviewed=True))["sign"] == "current"


@pytest.mark.parametrize(
    ("change", "reopened"),
    [
        ({"trade_in": "wanted"}, "tradein"),
        ({"finance": "credit"}, "finance"),
        ({"email_confirmed": False}, "you"),
        ({"dealer_chosen": False}, "where"),
    ],
)
def test_an_expired_answer_reopens_its_step_even_after_the_review(
    change: dict[str, object], reopened: str
):
    views = {view.key: view for view in progress(replace(READY, reviewed=True, **change))}
    assert views[reopened].state == "current"
    assert reopened in views["review"].needs


def test_an_employee_sale_waits_for_its_approval():
    waiting = replace(READY, reviewed=True, approval="waiting")
    assert next_step(waiting) is None
    assert progress(waiting)[-2].needs == ("approval",)


def test_nothing_to_pay_today_skips_the_deposit():
    free = replace(READY, reviewed=True, signed=True, deposit_cents=0)
    assert states(free)["deposit"] == "skipped"
    assert next_step(free) is None


def test_a_signed_order_keeps_its_steps_done():
    found = states(JourneyFacts(signed=True, deposit_cents=50_000))
    assert [state for key, state in found.items() if key != "deposit"] == ["done"] * 7
    assert found["deposit"] == "current"
