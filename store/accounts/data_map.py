"""The data map: what each table holds about people, why, and for how long.

Erasure, export, the nightly purge and the page on personal data follow from it; a house test
finds a column that is not on it. Regulation (EU) 2016/679, articles 5, 13, 15, 17, 20 and 30.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from store import models
from store.accounts import data_subjects as about, erasing, expiry
from store.accounts.data_subjects import Subject
from store.accounts.rows_of_person import (
    Person,
    Rows,
    of_account,
    of_journey,
    of_nobody,
    of_order,
    of_own_orders,
    of_paper,
    of_payment,
)
from store.database import Base
from store.orders.one_time import forget
from store.papers.forget import purge_due
from store.part_exchange.forget import purge_pictures_due
from store.test_drives.forget import purge_drives_due


@dataclass(frozen=True)
class Holding:
    """What one table holds about a customer.

    `exported` and `withheld` (secrets, links between rows) together are all of its columns, each
    a list of names between spaces.
    `rows` matches a person's rows; `erase` runs at an erasure and returns archive files to remove,
    None keeps the rows; `purge` runs every night and returns how many rows went.
    """

    model: type[Base]
    subject: Subject
    rows: Rows
    exported: str
    withheld: str = ""
    erase: Callable[[Person, datetime], list[str]] | None = None
    purge: Callable[[datetime, date], int] | None = None

    @property
    def table(self) -> str:
        """The table's name."""
        return str(self.model.__tablename__)


HOLDINGS = (
    Holding(
        models.PaperFile,
        about.PAPERS,
        exported="id media_type pages size sha256 received_at",
        withheld="paper_id name key",
        rows=of_paper,
        erase=erasing.erase_papers,  # with their papers, whose erasure then finds nothing
    ),
    Holding(
        models.Paper,
        about.PAPERS,
        exported="id order_id kind state reason words received_at decided_at",
        rows=of_order(models.Paper.order_id),
        erase=erasing.erase_papers,
        purge=purge_due,
    ),
    Holding(
        models.CarPicture,
        about.PHOTOS,
        exported="journey_id view size sha256 received_at",
        withheld="id name key",
        rows=of_journey(models.CarPicture.journey_id),
        erase=erasing.erase_pictures,
        purge=purge_pictures_due,
    ),
    Holding(
        models.OneTimeCode,
        about.SESSIONS,
        exported="purpose created_at expires_at used_at",
        withheld="id subject salt code_hash bound_to channel asker network tries",
        rows=lambda person: models.OneTimeCode.subject == person.email,
        erase=erasing.erase_codes,
        purge=lambda at, _on: forget(at),
    ),
    Holding(
        models.LoginSession,
        about.SESSIONS,
        exported="created_at expires_at revoked_at browser",
        withheld="id token_hash account_id",
        rows=of_account(models.LoginSession.account_id),
        erase=erasing.erase_sessions,
        purge=expiry.purge_sessions,
    ),
    Holding(
        models.DriveRequest,
        about.DRIVES,
        exported=(
            "market brand slug model day part name email phone locale stage words created_at"
            " updated_at"
        ),
        withheld="id stock_vehicle_id dealer_id",
        rows=lambda person: models.DriveRequest.email == person.email,
        erase=erasing.erase_drives,
        purge=lambda _at, on: purge_drives_due(on),
    ),
    Holding(
        models.OutboxMessage,
        about.LETTERS,
        exported="key kind order_id created_at delivered_at",
        withheld="id lane payload due_at leased_until leased_by attempts last_error useless_after"
        " give_up_at dead_at expired_at",
        rows=of_order(models.OutboxMessage.order_id),
        erase=erasing.erase_outbox,
        purge=expiry.purge_outbox,
    ),
    Holding(
        models.RefusedForm,
        about.FORMS,
        exported="",
        withheld="token_hash body expires_at",
        rows=of_nobody,
        purge=expiry.purge_refused_forms,
    ),
    Holding(
        models.SigningLink,
        about.LETTERS,
        exported="order_id created_at expires_at",
        withheld="id token_hash bound_to",
        rows=of_order(models.SigningLink.order_id),
        erase=erasing.erase_signing_links,
        purge=expiry.purge_signing_links,
    ),
    Holding(
        models.PaymentEvent,
        about.PROVIDER,
        exported="kind received_at",
        withheld="event_id payload",
        rows=of_payment,
        purge=expiry.purge_payment_events,
    ),
    Holding(
        models.Payment,
        about.ORDERS,
        exported=(
            "order_id provider amount_cents currency state failure capture_before"
            " renewal_refused_at created_at updated_at"
        ),
        withheld="id checkout_id checkout_url intent_id",
        rows=of_order(models.Payment.order_id),
    ),
    Holding(
        models.PartExchange,
        about.ORDERS,
        exported="order_id stage declared found statement",
        withheld="id",
        rows=of_order(models.PartExchange.order_id),
        erase=erasing.erase_trade_ins,
    ),
    Holding(
        models.DealerOffer,
        about.ORDERS,
        exported="order_id offered_at deadline_at answered_at answer",
        withheld="id dealer_id reason",
        rows=of_order(models.DealerOffer.order_id),
    ),
    Holding(
        models.OrderDocument,
        about.ORDERS,
        exported="order_id kind sha256 size created_at",
        withheld="id name",
        rows=of_order(models.OrderDocument.order_id),
        erase=erasing.erase_drafts,
    ),
    Holding(
        models.OrderEvent,
        about.ORDERS,
        exported="order_id position kind at actor data previous hash",
        withheld="id",
        rows=of_order(models.OrderEvent.order_id),
    ),
    Holding(
        models.Order,
        about.ORDERS,
        exported=(
            "id number state market brand terms journey_id stock_vehicle_id deal deal_sha256"
            " verification_id"
            " summary buyer road_price_cents deposit_cents delivery_by created_at signed_at"
            " co_signed_at reminded_at deposit_at approved_at accepted_at unsecured_at"
            " delivered_at ended_at"
        ),
        withheld="account_id dealer_id employee_id",
        rows=of_own_orders,
        erase=erasing.erase_orders,
        purge=expiry.purge_unsigned_orders,
    ),
    Holding(
        models.Reservation,
        about.PROJECTS,
        exported="journey_id vehicle_id held_at expires_at released_at",
        withheld="id holder network",
        rows=of_journey(models.Reservation.journey_id),
        erase=erasing.erase_reservations,
        purge=expiry.purge_reservations,
    ),
    Holding(
        models.Journey,
        about.PROJECTS,
        exported=(
            "id market brand catalogue_hash stock_vehicle_id dealer_id terms decisions place"
            " trade_in finance buyer reviewed_sha256 resume_expires_at revision created_at"
            " updated_at"
        ),
        withheld="account_id employee_id resume_hash",
        rows=of_account(models.Journey.account_id),
        erase=erasing.erase_journeys,
        purge=expiry.purge_journeys,
    ),
    Holding(
        models.Account,
        about.ACCOUNT,
        exported="id email role name locale created_at",
        withheld="password_hash dealer_id demonstration erased_at",
        rows=of_account(models.Account.id),
        erase=erasing.erase_account,
    ),
)
"""In the order in which rows may go: what points to a row before the row."""


def subjects() -> list[Subject]:
    """Return the groups of the page on personal data, each once."""
    return list(dict.fromkeys(holding.subject for holding in reversed(HOLDINGS)))
