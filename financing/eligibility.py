"""An early, advisory answer from four questions; it decides nothing and asks no lender.

The effort rate is the share of the income that housing and credits take. A third is the customary
limit of French lenders; the outer bound of 35 % is that of home loans (decision D-HCSF-2021-7).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from financing.errors import FinanceError
from financing.rate import round_percent
from financing.refusal_texts import Cents, both


Employment = Literal[
    "permanent", "civil_servant", "retired", "self_employed", "fixed_term", "student", "none"
]
Level = Literal["favourable", "to_study", "difficult"]

_STABLE = {"permanent", "civil_servant", "retired"}
_MOST_CENTS = 10**10


class BadAnswers(FinanceError):
    """An answer is no amount, or no known kind of employment."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The four answers, and the payment a month they are held against; all in cents a month.

    Raises:
        BadAnswers: A negative or absurd amount, an unknown kind of employment.
    """

    income_cents: int
    housing_cents: int
    credits_cents: int
    employment: Employment
    monthly_cents: int = 0

    def __post_init__(self) -> None:
        for name in ("income_cents", "housing_cents", "credits_cents", "monthly_cents"):
            value = getattr(self, name)
            if type(value) is not int or not 0 <= value <= _MOST_CENTS:
                raise BadAnswers(f"{name} is an amount in cents from 0 on, not {value!r}")
        if self.employment not in get_args(Employment):
            raise BadAnswers(
                f"employment is one of {get_args(Employment)}, not {self.employment!r}"
            )


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the answer is judged by; a market or a lender may bring its own."""

    usual_effort_percent: Decimal = Decimal(33)
    greatest_effort_percent: Decimal = Decimal(35)
    least_left_cents: int = 80_000


@dataclass(frozen=True, slots=True)
class PreAnswer:
    """The advisory answer.

    Attributes:
        level: favourable, to_study or difficult.
        effort_percent: Share of the income taken with the new payment; None without income.
        left_cents: What is left a month.
        max_monthly_cents: The payment a month that stays within the usual effort, at least 0.
        reasons: Why, as sentences by language, the most important first.
    """

    level: Level
    effort_percent: Decimal | None
    left_cents: int
    max_monthly_cents: int
    reasons: tuple[Mapping[str, str], ...] = field(hash=False)


def eligibility(answers: Answers, thresholds: Thresholds | None = None) -> PreAnswer:
    """Judge four answers; advisory only, the lender decides after its own checks."""
    rules = thresholds or Thresholds()
    taken = answers.housing_cents + answers.credits_cents
    left = answers.income_cents - taken - answers.monthly_cents
    usual = int(answers.income_cents * rules.usual_effort_percent / 100) - taken
    most = max(0, min(usual, answers.income_cents - taken - rules.least_left_cents))
    effort = _share(taken + answers.monthly_cents, answers.income_cents)
    grave, doubts = _grave(effort, left, rules), _doubts(answers, effort, rules)
    level: Level = "difficult" if grave else "to_study" if doubts else "favourable"
    return PreAnswer(level, effort, left, most, tuple(grave + doubts) or (_fine(effort),))


def _share(taken: int, income: int) -> Decimal | None:
    return round_percent(Decimal(taken) * 100 / income, 1) if income else None


def _grave(effort: Decimal | None, left: int, rules: Thresholds) -> list[Mapping[str, str]]:
    if effort is None:
        return [both("Aucun revenu n’est indiqué.", "No income is stated.")]
    found: list[Mapping[str, str]] = []
    if effort > rules.greatest_effort_percent:
        found.append(
            both(
                "Logement et crédits prendraient {0} % du revenu, au-delà de {1} %.",
                "Housing and credits would take {0}% of the income, above {1}%.",
                effort,
                rules.greatest_effort_percent,
            )
        )
    if left < rules.least_left_cents:
        found.append(
            both(
                "Il resterait {0} par mois, moins que {1}.",
                "{0} a month would be left, less than {1}.",
                *(Cents(left), Cents(rules.least_left_cents)),
            )
        )
    return found


def _doubts(answers: Answers, effort: Decimal | None, rules: Thresholds) -> list[Mapping[str, str]]:
    found: list[Mapping[str, str]] = []
    if effort is not None and rules.usual_effort_percent < effort <= rules.greatest_effort_percent:
        found.append(
            both(
                "Logement et crédits prendraient {0} % du revenu, plus que l’usage ({1} %).",
                "Housing and credits would take {0}% of the income, above custom ({1}%).",
                effort,
                rules.usual_effort_percent,
            )
        )
    if answers.employment not in _STABLE:
        found.append(
            both(
                "Le prêteur demandera des preuves de revenus sur une durée plus longue.",
                "The lender will ask for proof of income over a longer period.",
            )
        )
    return found


def _fine(effort: Decimal | None) -> Mapping[str, str]:
    return both(
        "Logement et crédits prendraient {0} % du revenu.",
        "Housing and credits would take {0}% of the income.",
        effort,
    )
