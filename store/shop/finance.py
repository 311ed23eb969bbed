"""The ways to pay: compared, chosen, with the early answer from four questions."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from financing import FinanceError, PreAnswer, Quote, eligibility, quote_id
from store import clock
from store.journeys.answer import answer
from store.journeys.deal import finance_basis_cents
from store.journeys.finance_bars import stacks
from store.journeys.finance_values import contribution_limit, example, ways
from store.journeys.situation import Situation
from store.shop.forms.finance import MOST_CENTS, EligibilityForm, FinanceForm
from store.shop.legal_example import legal_example
from store.shop.steps import here, page, pages, refused, see, wants_part
from store.shop.steps_bar import address
from store.shop.ways import (
    KMS,
    MONTHS,
    headline,
    product_names,
    repayment,
    sent_ahead,
)
from store.typed_numbers import read_count


@pages.get("/journeys/<journey_id>/finance")
def finance(journey_id: str) -> ResponseReturnValue:
    """Compare the ways to pay."""
    return _page(here(journey_id, "finance"))


@pages.post("/journeys/<journey_id>/finance")
def wish(journey_id: str) -> ResponseReturnValue:
    """Keep the sliders and, where a product was chosen, the choice."""
    now, form = here(journey_id, "finance"), FinanceForm()
    if not form.validate():
        return refused(_page(now))
    answer(journey_id, "finance", _kept(now, form), clock.now())
    if wants_part():
        return _part("_ways", here(journey_id, "finance"))
    return see(address("finance", journey_id))


@pages.post("/journeys/<journey_id>/eligibility")
def early_answer(journey_id: str) -> ResponseReturnValue:
    """Answer four questions, advisory only; nothing of them is kept."""
    now, form = here(journey_id, "finance"), EligibilityForm()
    said = _judged(now, form) if form.validate() else None
    body = _part("_eligibility", now, form, said) if wants_part() else _page(now, form, said)
    return body if said else refused(body)


def _kept(now: Situation, form: FinanceForm) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "months": form.months.data,
        "km_per_year": form.km_per_year.data,
        "contribution_cents": form.contribution_cents.data,
    }
    product = form.product.data or now.wish.chosen
    if product:
        kept["product"] = product
    if form.take.data:
        name, _colon, value = form.take.data.partition(":")
        kept[name] = read_count(value, MOST_CENTS)
    return kept


def _judged(now: Situation, form: EligibilityForm) -> PreAnswer | None:
    try:
        return eligibility(form.answers(now.monthly.monthly_cents if now.monthly else 0))
    except FinanceError:
        form.refuse("income", _("This cannot be right. Check the amounts."))
        return None


def _context(
    now: Situation, form: EligibilityForm | None = None, said: PreAnswer | None = None
) -> dict[str, Any]:
    found = ways(now.deal, now.wish, now.quotes)
    shown = example(now.wish.chosen, found)
    return {
        "ways": found,
        "stacks": stacks(found),
        "names": product_names(),
        "ahead": sent_ahead(now),
        "heading": headline(len(found), finance_basis_cents(now.deal)),
        "most_cents": contribution_limit(now.deal, now.wish),
        "lengths": MONTHS,
        "kms": KMS,
        "example": shown,
        "quote_id": quote_id(shown) if shown else "",
        "legal": legal_example(shown) if shown else "",
        "chart": repayment(shown) if shown else None,
        "chosen": isinstance(now.chosen, Quote) or now.wish.chosen == "cash",
        "questions": form or EligibilityForm(),
        "said": said,
    }


def _page(
    now: Situation, form: EligibilityForm | None = None, said: PreAnswer | None = None
) -> str:
    return page("finance", "finance", now, **_context(now, form, said))


def _part(
    name: str,
    now: Situation,
    form: EligibilityForm | None = None,
    said: PreAnswer | None = None,
) -> str:
    context = _context(now, form, said)
    return render_template(f"shop/journey/{name}.html", now=now, journey=now.journey, **context)
