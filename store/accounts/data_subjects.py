"""The groups of personal data as the page on personal data lists them: what, why, how long."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.lazy import _l


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A group of data as the page on personal data lists it.

    `kept` says how long, `law` names the article that has it kept when a person asks to be erased.
    """

    what: str
    why: str
    kept: str
    law: str = ""


CONTRACT_LAW = "Code de la consommation, articles L213-1 et D213-2"
ACCOUNT = Subject(
    what=_l("Your account: e-mail, name, language"),
    why=_l("To let you in, and nobody else."),
    kept=_l("Until you erase it."),
)
SESSIONS = Subject(
    what=_l("Your sign-ins and one-time codes"),
    why=_l("To show you where you are signed in and end it."),
    kept=_l("Codes one day, sign-ins 30 days after they end."),
)
PROJECTS = Subject(
    what=_l("Your projects: choices, place, present car, financing, buyer"),
    why=_l("So that nothing you typed is lost."),
    kept=_l("Without an account 180 days after the last change, with one three years."),
)
PHOTOS = Subject(
    what=_l("Photos of your present car"),
    why=_l("To make its offer firm."),
    kept=_l("30 days after the last change or the end of the order, 90 days after the keys."),
)
PAPERS = Subject(
    what=_l("Papers you sent: identity, address, bank details"),
    why=_l("To register the car in your name."),
    kept=_l("30 days after the end of the order, 90 days after the keys."),
)
ORDERS = Subject(
    what=_l("Your signed orders, their events, documents and payments"),
    why=_l("They prove the contract."),
    kept=_l("Ten years, as the law asks. An order never signed loses your name after a year."),
    law=CONTRACT_LAW,
)
LETTERS = Subject(
    what=_l("Letters and messages sent to you or to your dealer"),
    why=_l("To be sure that each arrived, once."),
    kept=_l("90 days after the end of the order; codes and links in them at once."),
)
PROVIDER = Subject(
    what=_l("What the payment provider told us; never a card number"),
    why=_l("To know what happened to a payment."),
    kept=_l("13 months, the time in which a payment can be contested."),
    law="Code monétaire et financier, article L133-24",
)
DRIVES = Subject(
    what=_l("Test drives: name, e-mail, phone, day"),
    why=_l("So that the dealer expects you."),
    kept=_l("90 days after their day."),
)
FORMS = Subject(
    what=_l("What you typed into a form that was not taken"),
    why=_l("So that you can correct it."),
    kept=_l("Ten minutes in your browser’s reach, a day at most."),
)

OTHERS: Mapping[str, str] = {
    "catalogue_versions": "price lists: nobody's data",
    "stock_vehicles": "cars in stock: nobody's data",
    "day_seals": "hashes of event chains: nobody's data",
    "named_offers": "promotions: the staff accounts that proposed and decided, kept with them",
    "heartbeats": "when the store's own processes last showed themselves",
    "law_imports": "law tables taken in, with the member of staff who did it",
    "dealers": "points of sale: business addresses, as long as the contract lasts",
    "employees": "the HR file of the manufacturer, its controller: replaced at each import",
    "hr_imports": "the staff account that imported an HR file",
}
"""Tables without a customer's data, and what they hold instead."""
