from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store import sandbox
from store.config import Settings
from store.gateways.mail import Attachment, Letter
from store.gateways.mailbox import Mailbox, SmsMailbox
from store.gateways.registry import Gateways


PDF = Attachment(name="bon.pdf", media_type="application/pdf", content=b"%PDF-1.7 signed")


@pytest.fixture
def box(app: Flask) -> Mailbox:
    gateways: Gateways = app.extensions["gateways"]
    assert isinstance(gateways.mail, Mailbox)
    assert isinstance(gateways.sms, SmsMailbox)
    gateways.sms.send(key="code:1", to="+33612345678", text="Votre code est 123456.")
    gateways.mail.send(
        Letter(
            key="mail:1",
            to="claire.morel@example.fr",
            subject="Votre bon de commande",
            text="Reprenez ici.\nhttp://127.0.0.1:8000/resume/abc <script>alert(1)</script>",
            html="<h1>Bonjour</h1><script>alert(1)</script>",
            attachments=(PDF,),
        )
    )
    return gateways.mail


def test_letters_and_short_messages_are_listed(client: FlaskClient, box: Mailbox):
    text = client.get("/sandbox/mailbox").get_data(as_text=True)
    for words in ("Votre bon de commande", "+33612345678", "claire.morel@example.fr"):
        assert words in text
    assert all(one.id in text for one in box.letters())


def test_an_empty_mailbox_says_so(client: FlaskClient, app: Flask):
    assert app.extensions["gateways"].mail.letters() == []
    assert client.get("/sandbox/mailbox").status_code == 200


def test_a_letter_is_read_as_text_with_its_links(client: FlaskClient, box: Mailbox):
    letter = next(one for one in box.letters() if not one.sms)
    text = client.get(f"/sandbox/mailbox/{letter.id}").get_data(as_text=True)
    assert 'href="http://127.0.0.1:8000/resume/abc"' in text
    assert "<script>alert(1)" not in text


def test_a_code_can_be_read_from_its_message(client: FlaskClient, box: Mailbox):
    sms = next(one for one in box.letters() if one.sms)
    assert "123456" in client.get(f"/sandbox/mailbox/{sms.id}").get_data(as_text=True)
    assert client.get(f"/sandbox/mailbox/{sms.id}/html").status_code == 404


def test_an_attachment_is_downloaded_as_it_is(client: FlaskClient, box: Mailbox):
    letter = next(one for one in box.letters() if not one.sms)
    file = client.get(f"/sandbox/mailbox/{letter.id}/1")
    assert (file.data, file.mimetype) == (PDF.content, "application/pdf")
    assert file.headers["Content-Disposition"] == "attachment; filename=bon.pdf"
    assert client.get(f"/sandbox/mailbox/{letter.id}/2").status_code == 404


def test_the_designed_letter_has_no_rights(client: FlaskClient, box: Mailbox):
    letter = next(one for one in box.letters() if not one.sms)
    policy = client.get(f"/sandbox/mailbox/{letter.id}/html").headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script-src" not in policy


@pytest.mark.parametrize("letter_id", ["0" * 32, "..%2F..%2Fsecret", "x"])
def test_a_letter_that_never_was_is_lost(client: FlaskClient, letter_id: str):
    assert client.get(f"/sandbox/mailbox/{letter_id}").status_code == 404


def rules(settings: Settings) -> set[str]:
    bare = Flask("bare")
    bare.extensions["settings"] = settings
    sandbox.init_app(bare)
    return {str(rule) for rule in bare.url_map.iter_rules() if "sandbox" in str(rule)}


def test_production_has_none_of_these_pages(tmp_path: Path):
    settings = Settings(mode="demo", instance=tmp_path, secret_key="x" * 40, database_url="")
    assert rules(replace(settings, mode="production")) == set()
    cards = {rule for rule in rules(settings) if "/pay/" in rule}
    letters = {rule for rule in rules(settings) if "/mailbox" in rule}
    assert cards
    assert letters
    assert rules(replace(settings, payments="stripe")) == letters
    assert rules(replace(settings, mail="smtp://localhost")) == cards
