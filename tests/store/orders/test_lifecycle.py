import pytest

from store.orders.lifecycle import ENDED, NEXT, START, Act, State, WrongState, may, next_state


def reachable() -> set[State]:
    found, fresh = {START}, {START}
    while fresh:
        fresh = {after for (state, _), after in NEXT.items() if state in fresh} - found
        found |= fresh
    return found


def test_every_state_can_be_reached():
    assert reachable() == set(State)


def test_every_act_is_used():
    assert {act for _, act in NEXT} == set(Act)


def test_nothing_leads_out_of_an_ended_order():
    assert not [state for state, _ in NEXT if state in ENDED]


def test_an_order_that_is_open_can_always_end():
    for state in set(State) - ENDED:
        assert {NEXT[key] for key in NEXT if key[0] == state} & (ENDED | {State.DELIVERED})


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_what_is_not_in_the_table_is_refused(state: State, act: Act):
    if may(state, act):
        assert next_state(state, act) in State
    else:
        with pytest.raises(WrongState) as refused:
            next_state(state, act)
        assert (refused.value.state, refused.value.act) == (state, act)
