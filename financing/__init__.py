"""What a car costs a month: legal rate, schedule, offers and the law, exact to the cent.

A pure library: every date, offer and law comes in as an argument.
"""

from financing.eligibility import Answers, PreAnswer, Thresholds, eligibility
from financing.errors import BadData, BadFlow, BadPlan, FinanceError, NoRate
from financing.flows import CashFlow
from financing.identity import quote_id
from financing.intervals import Interval, add_months, interval, measure
from financing.law import Band, CreditLaw, Regime, UsuryQuarter
from financing.law_file import read_law
from financing.offers import Offer, Product
from financing.offers_file import read_offers
from financing.plain import plain
from financing.plans import Plan, level_instalment, round_cents
from financing.quotes import Example, Quote
from financing.quoting import quote, quote_grid
from financing.rate import apr, present_value, round_percent
from financing.refusals import Refusal
from financing.request import QuoteRequest
from financing.residuals import ResidualTable
from financing.residuals_file import read_residuals
from financing.rows import Insurance, ScheduleRow
from financing.schedule import Row, amortise
from financing.settlement import Settlement, SettlementCaps, early_settlement
from financing.sheet import Fact, Part, information_sheet
from financing.usury_file import read_usury, usury_csv, with_quarters


__all__ = [
    "Answers",
    "BadData",
    "BadFlow",
    "BadPlan",
    "Band",
    "CashFlow",
    "CreditLaw",
    "Example",
    "Fact",
    "FinanceError",
    "Insurance",
    "Interval",
    "NoRate",
    "Offer",
    "Part",
    "Plan",
    "PreAnswer",
    "Product",
    "Quote",
    "QuoteRequest",
    "Refusal",
    "Regime",
    "ResidualTable",
    "Row",
    "ScheduleRow",
    "Settlement",
    "SettlementCaps",
    "Thresholds",
    "UsuryQuarter",
    "add_months",
    "amortise",
    "apr",
    "early_settlement",
    "eligibility",
    "information_sheet",
    "interval",
    "level_instalment",
    "measure",
    "plain",
    "present_value",
    "quote",
    "quote_grid",
    "quote_id",
    "read_law",
    "read_offers",
    "read_residuals",
    "read_usury",
    "round_cents",
    "round_percent",
    "usury_csv",
    "with_quarters",
]
