"""How a road price is paid: part exchange, lender, deposit, balance."""

from dataclasses import dataclass
from decimal import Decimal

from store.journeys.lines import DealLine, Why, line
from store.journeys.parts import Finance, TradeIn
from store.journeys.refusals import DealError
from store.journeys.request import DealRequest
from store.journeys.wording import Param, Words, wording
from store.markets import market


@dataclass(frozen=True, kw_only=True, slots=True)
class Payment:
    """The payment lines, which sum to the road price, and their totals in cents."""

    lines: tuple[DealLine, ...]
    trade_in_cents: int
    financed_cents: int
    deposit_cents: int
    balance_cents: int


def payment(request: DealRequest, road_price_cents: int, usual_deposit_cents: int) -> Payment:
    """Divide a road price among those who pay it.

    The deposit never passes the part paid in cash: on credit a seller may take nothing else
    before the credit binds (in France Code de la consommation art. L312-50).

    Raises:
        DealError: ``trade_in_expired``, ``finance_expired`` or ``financed_above_price``.
    """
    _check_days(request)
    trade_in, finance = request.trade_in, request.finance
    net = trade_in.net_cents if trade_in else 0
    credit = finance.credit_cents if finance else 0
    if finance and credit > max(0, road_price_cents - net):
        raise DealError("financed_above_price", "The credit is larger than what is left to pay.")
    say, cash = wording(request.market), road_price_cents - net - credit
    wished = usual_deposit_cents if request.deposit_cents is None else request.deposit_cents
    deposit = min(wished, max(0, cash))
    lines = (
        *_trade_in(trade_in, say),
        _finance(finance, say),
        _deposit(deposit, wished, request),
        _balance(cash - deposit, say),
    )
    return Payment(
        lines=lines,
        trade_in_cents=net,
        financed_cents=credit,
        deposit_cents=deposit,
        balance_cents=cash - deposit,
    )


def _check_days(request: DealRequest) -> None:
    if request.trade_in and request.trade_in.valid_until < request.ordered_on:
        raise DealError("trade_in_expired", "The trade-in offer has expired: ask for a new one.")
    until = request.finance.valid_until if request.finance else None
    if until and until < request.ordered_on:
        raise DealError("finance_expired", "The financing quote has expired: ask for a new one.")


def _trade_in(trade_in: TradeIn | None, say: Words) -> tuple[DealLine, ...]:
    if trade_in is None:
        text = (say("label", "no_trade_in"), say("note", "no_trade_in"))
        return (line("trade_in", "trade_in", 0, text, Why("none", "the customer's choice")),)
    why = Why(f"trade_in:{trade_in.model_id}:{trade_in.rules_id}", "valuation of the store")
    params: dict[str, Param] = {"label": trade_in.label, "valid_until": trade_in.valid_until}
    text = (say("label", "trade_in"), say("note", "trade_in_valid", params))
    first = line("trade_in", "trade_in", trade_in.offer_cents, text, why)
    if not trade_in.loan_payoff_cents:
        return (first,)
    text = (say("label", "loan_payoff"), say("note", "loan_payoff"))
    return (first, line("loan_payoff", "loan_payoff", -trade_in.loan_payoff_cents, text, why))


def _finance(finance: Finance | None, say: Words) -> DealLine:
    if finance is None:
        text = (say("label", "no_finance"), say("note", "no_finance"))
        return line("finance", "cash", 0, text, Why("none", "the customer's choice"))
    params: dict[str, Param] = {"months": finance.months, "apr": finance.apr or Decimal(0)}
    note = say("note", "finance" if finance.apr is not None else "finance_lease", params)
    text = (say("label", "finance", {"lender": finance.lender}), note)
    why = Why(f"finance:{finance.offer_key}:{finance.law_key}", f"offer of {finance.lender}")
    return line("finance", finance.product, finance.credit_cents, text, why)


def _deposit(cents: int, wished: int, request: DealRequest) -> DealLine:
    say, country = wording(request.market), market(request.market)
    key = "deposit" if cents == wished else "deposit_cut"
    note = say("note", key if cents else "deposit_none")
    law = country.legal("deposit", country.languages[0], request.ordered_on)
    why = Why("deposit", law.source)
    return line("deposit", "deposit", cents, (say("label", "deposit"), note), why)


def _balance(cents: int, say: Words) -> DealLine:
    text = (say("label", "balance" if cents >= 0 else "refund"), say("note", "balance"))
    return line("balance", "balance", cents, text, Why("balance", "what is left of the price"))
