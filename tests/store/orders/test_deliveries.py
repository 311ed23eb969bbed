import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask_babel import force_locale, gettext
from sqlalchemy import select

from esign import verify
from store.extensions import db
from store.gateways.registry import Gateways
from store.models import OrderDocument, OutboxMessage
from store.orders.deliveries import HANDLERS, TOLD
from store.orders.delivering import deliver_due
from store.orders.documents import document, latest_signed
from store.orders.events import chain
from store.orders.lapse import lapse
from store.orders.letters import Post, send
from store.orders.outbox import retry
from store.orders.refuse import refuse
from tests.situations import BUYER, MOMENT, a_refused_order, an_accepted_order, an_offered_order


pytestmark = pytest.mark.usefixtures("app")
SOON = MOMENT + timedelta(minutes=5)  # a code lives ten
LATER = MOMENT + timedelta(hours=1)
TEMPLATES = Path(__file__).parents[3] / "store" / "templates" / "mail"


def undelivered() -> list[str]:
    rows = select(OutboxMessage).where(OutboxMessage.delivered_at.is_(None))
    return [f"{row.key}: {row.last_error}" for row in db.session.scalars(rows)]


def test_everything_owed_to_an_accepted_order_is_delivered(outside: Gateways):
    order = an_accepted_order()
    deliver_due(HANDLERS, SOON)
    while deliver_due(HANDLERS, LATER):
        pass
    assert undelivered() == []
    subjects = outside.mail.subjects(BUYER)
    with force_locale("fr"):
        assert gettext("Your signed order %(number)s", number=order.number) in subjects
    assert len(subjects) == 6
    signed = next(one for one in outside.mail.sent if ":signed:" in one.key)
    assert signed.attachments[0].content.startswith(b"%PDF")
    assert "http://127.0.0.1:8000/orders/" in signed.text
    assert outside.sms.texts[0][0] == "+33612345678"


def test_an_accepted_order_is_countersigned_by_its_dealer(outside: Gateways):
    order = an_accepted_order()
    while deliver_due(HANDLERS, LATER):
        pass
    pdf = outside.archive.get(document(order.id, "countersigned").name)
    report = verify(pdf, None, outside.trust.root)
    assert report.ok
    assert {one.role for one in report.signatures} == {"buyer", "dealer"}
    sealed = latest_signed(order.id)
    assert sealed.kind == "sealed"
    report = verify(outside.archive.get(sealed.name), chain(order.id), outside.trust.root)
    assert report.failures == ()
    assert report.signatures[-1].role == "document_timestamp"
    (letter,) = (one for one in outside.mail.sent if ":countersigned:" in one.key)
    assert letter.attachments[0].content == outside.archive.get(sealed.name)


def test_a_countersignature_delivered_twice_is_made_once():
    order = an_accepted_order()
    deliver_due(HANDLERS, LATER)
    (job,) = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "countersign"))
    job.delivered_at, job.dead_at = None, LATER
    db.session.commit()
    retry(job.id, LATER)
    deliver_due(HANDLERS, LATER)
    kinds = db.session.scalars(select(OrderDocument.kind).where(OrderDocument.order_id == order.id))
    assert sorted(kinds) == ["countersigned", "draft", "sealed", "signed"]


def test_the_dealers_system_gets_the_order_after_it_was_down(outside: Gateways):
    order = an_offered_order()
    outside.dealer_system.refusals = 2
    for minute in range(3):
        deliver_due(HANDLERS, LATER + timedelta(minutes=minute))
    (message,) = outside.dealer_system.messages
    body = json.loads(message.body)
    assert (body["event"], body["order"]["number"]) == ("order.offered", order.number)
    assert (body["id"], message.url) == (message.key, "https://a-grenelle.example/hook")
    assert json.loads(body["order"]["deal_json"])["road_price_cents"] == order.road_price_cents


def test_a_dealer_who_lost_the_order_gets_neither_document_nor_buyer(outside: Gateways):
    order = an_offered_order()
    late = MOMENT + timedelta(days=1)
    lapse(order.id, late)
    while deliver_due(HANDLERS, late):
        pass
    first, lapsed, second = outside.dealer_system.messages
    assert set(json.loads(lapsed.body)["order"]) == {"id", "number", "state"}
    assert {first.url, second.url} == {
        "https://a-grenelle.example/hook",
        "https://b-versailles.example/hook",
    }
    letters = {one.key.split(":")[1]: one for one in outside.mail.sent if "dealer_" in one.key}
    assert letters["dealer_new"].attachments
    assert not letters["dealer_lapsed"].attachments


def test_a_mail_system_that_is_down_loses_no_letter(outside: Gateways):
    an_offered_order()
    outside.mail.down = True
    deliver_due(HANDLERS, SOON)
    assert any("DeliveryError" in one for one in undelivered())
    outside.mail.down = False
    deliver_due(HANDLERS, SOON + timedelta(minutes=1))
    assert undelivered() == []


def test_the_code_is_forgotten_once_it_is_delivered(outside: Gateways):
    an_offered_order()
    deliver_due(HANDLERS, SOON)
    (letter,) = [one for one in outside.mail.sent if ":code:" in one.key]
    stored = db.session.scalars(select(OutboxMessage).where(OutboxMessage.key == letter.key)).one()
    code = next(word for word in letter.text.split() if word.strip(".").isdigit()).strip(".")
    assert code not in json.dumps(stored.payload)


def test_the_customer_hears_of_the_new_dealer_and_the_old_one_nothing_secret(outside: Gateways):
    order = a_refused_order()
    for key in ("b-versailles", "c-lyon"):
        refuse(order.id, key, "seller", "No", LATER)
    deliver_due(HANDLERS, LATER)
    redirected = [one.text for one in outside.mail.sent if ":redirected:" in one.key]
    assert len(redirected) == 2
    assert "No car in time" not in " ".join(redirected)
    assert any(":unplaced:" in one.key for one in outside.mail.sent)


FACTS = {
    "amount_cents": 50_000,
    "dealer": "Garage",
    "commune": "Paris",
    "phone": "+33199001021",
    "deadline": MOMENT.isoformat(),
    "reason": "Because",
    "was": "2026-12-01",
    "now": "2027-01-01",
    "refund_by": "2026-12-08",
    "title": "208",
    "lines": [{"label": "208", "cents": 1}],
    "road_price_cents": 1,
    "paper": {"fr": "Pièce d’identité", "en": "Identity document"},
    "because": "expired",
    "said": "",
    "buyer": "Claire Morel",
    "co_buyer": "Łukasz Žižek",
    "until": MOMENT.isoformat(),
    "answer": "accepted",
    "changes": [{"label": {"fr": "Toit", "en": "Roof"}, "cents": -1}],
    "promised_cents": 3,
    "gross_cents": 2,
    "trade_in_cents": 2,
    "trade_in_until": "2026-12-01",
    "trade_in_km": 75_200,
    "due_cents": 1,
    "model": "Peugeot 208",
    "day": "2026-12-01",
    "part": "morning",
    "name": "Hugo Lambert",
    "email": "reader@example.fr",
    "street": "1 rue de Rivoli, 75001 Paris",
    "dealer_phone": "+33199001021",
    "stage": "agreed",
    "words": "",
}


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_every_letter_can_be_written(outside: Gateways, locale: str):
    order = an_offered_order()
    templates = sorted(path.stem for path in TEMPLATES.glob("*.txt"))
    for template in templates:
        post = Post(
            template=template,
            reference="test",
            to="reader@example.fr",
            locale=locale,
            facts=FACTS,
            secrets={"code": "123456", "token": "t0ken"},
            order_id=order.id,
        )
        assert send(post, LATER)
    while deliver_due(HANDLERS, LATER):
        pass
    letters = [one for one in outside.mail.sent if one.to == "reader@example.fr"]
    assert len(letters) == len(templates)
    for letter in letters:
        assert letter.subject
        assert "\n" not in letter.subject
        assert "<h1>" in letter.html
        assert len(letter.text.split("\n\n")) >= 3


def test_letters_say_of_an_order_only_what_is_read_for_them():
    said = {
        name
        for letter in TEMPLATES.iterdir()
        for name in re.findall(r"\border\.(\w+)", letter.read_text("utf-8"))
    }
    assert said == {column["name"] for column in TOLD.column_descriptions}
