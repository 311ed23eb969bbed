"""The fast rates against the directive's equation solved with fifty digits."""

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from hypothesis import given, settings, strategies as st

from financing import CashFlow, add_months, apr, interval
from financing.even import even_rate


DAY = date(2026, 11, 24)


def exact(flows: list[CashFlow]) -> Decimal:
    """The rate in percent by bisection of the equation in decimals."""
    origin = flows[0].when
    times = [
        interval(origin, flow.when) if isinstance(flow.when, date) else Fraction(flow.when, 12)
        for flow in flows
    ]
    with localcontext() as context:
        context.prec = 40
        spans = [Decimal(time.numerator) / Decimal(time.denominator) for time in times]
        low, high = Decimal("-0.9"), Decimal(10_000)
        for _ in range(90):
            middle = (low * high).sqrt() if low > 0 else (low + high) / 2
            worth = sum(
                flow.net_cents * (1 + middle) ** -span
                for flow, span in zip(flows, spans, strict=True)
            )
            low, high = (middle, high) if worth < 0 else (low, middle)
        return low * 100


@st.composite
def even_plans(draw: st.DrawFn) -> list[CashFlow]:
    credit, count = draw(st.integers(1_000_00, 90_000_00)), draw(st.integers(2, 84))
    payment = max(1, credit * draw(st.integers(80, 160)) // (100 * count))
    final, dated = draw(st.sampled_from([0, credit // 2])), draw(st.booleans())
    late = draw(st.integers(0, 40)) if dated else 0
    first = date.fromordinal(add_months(DAY, 1).toordinal() + late)
    moments = [add_months(first, number) if dated else number + 1 for number in range(count)]
    flows = [CashFlow(DAY if dated else 0, credit, "credit")]
    flows += [CashFlow(flows[0].when, draw(st.integers(0, credit // 20)), "charge")]
    flows += [CashFlow(moment, payment) for moment in moments]
    return [*flows, CashFlow(moments[-1], final)] if final else flows


@settings(max_examples=12)
@given(even_plans())
def test_the_rate_of_an_even_plan_is_right_to_a_billionth_of_a_point(flows: list[CashFlow]):
    assert abs(apr(flows) - exact(flows)) <= Decimal("1e-9")


@settings(max_examples=12)
@given(st.lists(st.integers(1, 900_00), min_size=2, max_size=60))
def test_so_is_that_of_uneven_payments(payments: list[int]):
    flows = [CashFlow(0, sum(payments) * 9 // 10 + 1, "credit")]
    flows += [CashFlow(number, cents) for number, cents in enumerate(payments, 1)]
    assert abs(apr(flows) - exact(flows)) <= Decimal("1e-9")


def test_only_even_plans_take_the_closed_form():
    credit, run = CashFlow(0, 10_000_00, "credit"), [CashFlow(k, 500_00) for k in range(1, 25)]
    assert even_rate([credit, *run], 12) is not None
    assert even_rate([credit, CashFlow(0, 99_99), CashFlow(1, 700_00), *run[1:]], 12) is not None
    for flows in (
        [],
        [credit],
        [*run, credit],
        [credit, CashFlow(2, 1_00, "credit"), *run],
        [credit, *run[:5], *run[6:]],
        [credit, CashFlow(-1, 300_00, "charge"), *run],
        [credit, CashFlow(0, 10_000_00, "charge"), *run],
        [credit, CashFlow(DAY, 5_00), *run],
    ):
        assert even_rate(flows, 12) is None
    assert even_rate([credit, *run], 0) is None


def test_the_same_plan_has_one_rate_by_either_way():
    flows = [CashFlow(0, 10_000_00, "credit"), *(CashFlow(k, 500_00) for k in range(1, 25))]
    assert even_rate(flows, 12) is not None
    assert even_rate(flows[::-1], 12) is None
    assert apr(flows) == apr(flows[::-1])
