"""How a road price is paid: part exchange, lender, deposit, balance."""

from dataclasses import dataclass
from decimal import Decimal

from store.journeys.lines import DealLine, Why, line
from store.journeys.parts import Finance, TradeIn
from store.journeys.refusals import DealError
from store.journeys.request import DealRequest
from store.journeys.wording import Param, words


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
    before the credit binds (Code de la consommation art. L312-50).

    Raises:
        DealError: ``trade_in_expired``, ``finance_expired`` or ``financed_above_price``.
    """
    _check_days(request)
    trade_in, finance = request.trade_in, request.finance
    net = trade_in.net_cents if trade_in else 0
    credit = finance.credit_cents if finance else 0
    if finance and credit > max(0, road_price_cents - net):
        raise DealError("financed_above_price", "The credit is larger than what is left to pay.")
    cash = road_price_cents - net - credit
    wished = usual_deposit_cents if request.deposit_cents is None else request.deposit_cents
    deposit = min(wished, max(0, cash))
    lines = (
        *_trade_in(trade_in),
        _finance(finance),
        _deposit(deposit, wished, Why("deposit", "Code de la consommation art. L214-1, L312-50")),
        _balance(cash - deposit),
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


def _trade_in(trade_in: TradeIn | None) -> tuple[DealLine, ...]:
    if trade_in is None:
        text = (words("label", "no_trade_in"), words("note", "no_trade_in"))
        return (line("trade_in", "trade_in", 0, text, Why("none", "the customer's choice")),)
    why = Why(f"trade_in:{trade_in.model_id}:{trade_in.rules_id}", "valuation of the store")
    params: dict[str, Param] = {"label": trade_in.label, "valid_until": trade_in.valid_until}
    text = (words("label", "trade_in"), words("note", "trade_in_valid", params))
    first = line("trade_in", "trade_in", trade_in.offer_cents, text, why)
    if not trade_in.loan_payoff_cents:
        return (first,)
    text = (words("label", "loan_payoff"), words("note", "loan_payoff"))
    return (first, line("loan_payoff", "loan_payoff", -trade_in.loan_payoff_cents, text, why))


def _finance(finance: Finance | None) -> DealLine:
    if finance is None:
        text = (words("label", "no_finance"), words("note", "no_finance"))
        return line("finance", "cash", 0, text, Why("none", "the customer's choice"))
    params: dict[str, Param] = {"months": finance.months, "apr": finance.apr or Decimal(0)}
    note = words("note", "finance" if finance.apr is not None else "finance_lease", params)
    text = (words("label", "finance", {"lender": finance.lender}), note)
    why = Why(f"finance:{finance.offer_key}:{finance.law_key}", f"offer of {finance.lender}")
    return line("finance", finance.product, finance.credit_cents, text, why)


def _deposit(cents: int, wished: int, why: Why) -> DealLine:
    key = "deposit" if cents == wished else "deposit_cut"
    note = words("note", key if cents else "deposit_none")
    return line("deposit", "deposit", cents, (words("label", "deposit"), note), why)


def _balance(cents: int) -> DealLine:
    text = (words("label", "balance" if cents >= 0 else "refund"), words("note", "balance"))
    return line("balance", "balance", cents, text, Why("balance", "what is left of the price"))
