"""The sentences of refusals, by code and language, and how values look inside them."""

from datetime import date
from decimal import Decimal


class Cents(int):
    """A whole number of cents, to be shown as euros."""


# A narrow no-break space between thousands, a comma before decimals.
_FRENCH_DIGITS = str.maketrans({",": "\u202f", ".": ","})

Value = Cents | int | str | date | Decimal | None

SENTENCES: dict[str, dict[str, str]] = {
    "bad_value": {
        "fr": "La valeur de « {field} » n’est pas utilisable.",
        "en": "The value of “{field}” cannot be used.",
    },
    "wrong_product": {
        "fr": "Cette offre ne concerne pas ce type de financement.",
        "en": "This offer is for another kind of financing.",
    },
    "offer_not_valid": {
        "fr": "Cette offre est valable du {start} au {end}.",
        "en": "This offer is valid from {start} to {end}.",
    },
    "new_only": {
        "fr": "Cette offre est réservée aux véhicules neufs.",
        "en": "This offer is for new vehicles only.",
    },
    "months_not_offered": {
        "fr": "Cette durée n’est pas proposée ; la plus proche est de {limit} mois.",
        "en": "This duration is not on offer; the nearest is {limit} months.",
    },
    "rate_impossible": {
        "fr": "Le taux de cette offre n’est pas compris entre 0 et 100 %.",
        "en": "The rate of this offer does not lie between 0 and 100%.",
    },
    "no_residual_value": {
        "fr": "Aucune valeur de reprise n’est fixée pour ce véhicule.",
        "en": "No residual value is set for this vehicle.",
    },
    "km_outside_table": {
        "fr": "Le kilométrage annuel va de {low} à {high} km.",
        "en": "The distance a year lies between {low} and {high} km.",
    },
    "contribution_negative": {
        "fr": "L’apport ne peut pas être négatif : le reste d’un ancien prêt ne se finance pas.",
        "en": "The contribution cannot be negative: what an old loan leaves cannot be financed.",
    },
    "contribution_above_price": {
        "fr": "L’apport couvre déjà le prix : il ne reste rien à financer.",
        "en": "The contribution already covers the price: nothing is left to finance.",
    },
    "insurance_not_offered": {
        "fr": "Cette offre ne comporte pas d’assurance.",
        "en": "This offer comes without insurance.",
    },
    "first_due_too_early": {
        "fr": "La première échéance ne peut pas précéder le {limit}.",
        "en": "The first payment cannot fall due before {limit}.",
    },
    "first_due_too_late": {
        "fr": "La première échéance doit intervenir au plus tard le {limit}.",
        "en": "The first payment must fall due by {limit}.",
    },
    "amount_too_low": {
        "fr": "Le montant financé doit atteindre {limit}.",
        "en": "The amount financed must be at least {limit}.",
    },
    "amount_too_high": {
        "fr": "Le montant financé ne peut pas dépasser {limit}.",
        "en": "The amount financed cannot exceed {limit}.",
    },
    "final_too_high": {
        "fr": "Avec cet apport, la valeur finale de {limit} ne laisse plus de mensualité.",
        "en": "With this contribution the final value of {limit} leaves no instalment to pay.",
    },
    "plan_impossible": {
        "fr": "Ce plan de remboursement ne peut pas être équilibré au centime.",
        "en": "This repayment plan cannot be balanced to the cent.",
    },
    "outside_scope": {
        "fr": "La loi limite ce crédit à un montant de {low} à {high}.",
        "en": "The law limits this credit to an amount from {low} to {high}.",
    },
    "no_credit": {
        "fr": "Une location n’est pas un crédit : il n’y a rien à rembourser par anticipation.",
        "en": "A rental is no credit: there is nothing to repay early.",
    },
    "outside_contract": {
        "fr": "Le contrat court du {start} au {end}.",
        "en": "The contract runs from {start} to {end}.",
    },
    "law_unknown": {
        "fr": "Les règles du crédit ne sont pas connues pour le {limit}.",
        "en": "The rules of credit are not known for {limit}.",
    },
    "usury_unknown": {
        "fr": "Le taux d’usure du trimestre n’est pas connu : aucun crédit ne peut être proposé.",
        "en": "The usury ceiling of this quarter is not known: no credit can be offered.",
    },
    "usury_exceeded": {
        "fr": "Le TAEG de {rate} % dépasserait le taux d’usure de {limit} %.",
        "en": "The APR of {rate}% would exceed the usury ceiling of {limit}%.",
    },
}


def shown_in(language: str, value: Value) -> str:
    """A value as a reader of the language expects it: 12 345,67 € and 21/11/2026, or €12,345.67."""
    french = language == "fr"
    if isinstance(value, Cents):
        return _euros(language, value)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y" if french else "%Y-%m-%d")
    if isinstance(value, (int, Decimal)):
        text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        return text.translate(_FRENCH_DIGITS) if french else text
    return value or ""


def _euros(language: str, cents: int) -> str:
    euros, rest = divmod(abs(cents), 100)
    text = f"{euros:,}" + (f".{rest:02}" if rest else "")
    if language == "fr":
        return ("\u2212\u202f" if cents < 0 else "") + f"{text.translate(_FRENCH_DIGITS)}\u00a0€"
    return ("-" if cents < 0 else "") + f"€{text}"


def both(french: str, english: str, *values: Value) -> dict[str, str]:
    """A sentence in both languages, its numbered places filled with values."""
    return {
        language: text.format(*(shown_in(language, value) for value in values))
        for language, text in (("fr", french), ("en", english))
    }
