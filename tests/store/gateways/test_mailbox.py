from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from store import clock
from store.gateways.mail import Attachment, DeliveryError, Letter
from store.gateways.mailbox import Mailbox, SmsMailbox, UnknownLetter
from store.gateways.registry import build_gateways, gateways
from tests.store.gateways.providers import MOMENT


PDF = b"%PDF-1.7\n\x00\xff\r\n binary \n"


def letter(key: str = "mail:1", **changed: object) -> Letter:
    fields: dict[str, object] = {
        "to": "claire.morel@example.fr",
        "subject": "Votre bon de commande signé",
        "text": "Bonjour Claire,\n\nvoici l’original.\n\nÀ bientôt",
        **changed,
    }
    return Letter(key=key, **fields)


def test_a_letter_comes_back_as_it_was_sent(tmp_path: Path):
    box = Mailbox(tmp_path / "mailbox")
    pdf = Attachment(name="commande – signée.pdf", media_type="application/pdf", content=PDF)
    with clock.stopped_at(MOMENT):
        box.send(letter(html="<p>Bonjour</p>", attachments=(pdf,)))
    (kept,) = box.letters()
    assert kept == box.letter(kept.id)
    assert (kept.to, kept.subject) == ("claire.morel@example.fr", "Votre bon de commande signé")
    assert kept.text == letter().text
    assert kept.html == "<p>Bonjour</p>"
    assert kept.attachments == (pdf,)
    assert (kept.at, kept.sms) == (MOMENT, False)


def test_a_text_file_comes_back_byte_for_byte(tmp_path: Path):
    box = Mailbox(tmp_path)
    file = Attachment(name="a.json", media_type="application/json", content='{"é": 1}\n'.encode())
    box.send(letter(attachments=(file,)))
    assert box.letters()[0].attachments[0].content == file.content


def test_the_same_key_keeps_one_letter(tmp_path: Path):
    box = Mailbox(tmp_path)
    with ThreadPoolExecutor(8) as senders:
        list(senders.map(lambda _: box.send(letter()), range(16)))
    box.send(letter(subject="again"))
    assert [one.subject for one in box.letters()] == [letter().subject]
    assert list((tmp_path / "tmp").iterdir()) == []


def test_the_newest_letter_comes_first(tmp_path: Path):
    box = Mailbox(tmp_path)
    for number in range(5):
        with clock.stopped_at(MOMENT + timedelta(minutes=number)):
            box.send(letter(f"mail:{number}", subject=str(number)))
    assert [one.subject for one in box.letters()] == ["4", "3", "2", "1", "0"]
    assert [one.subject for one in box.letters(2)] == ["4", "3"]


def test_short_messages_stand_beside_the_mail(tmp_path: Path):
    SmsMailbox(tmp_path).send(key="code:1", to="+33612345678", text="Votre code : 123456")
    Mailbox(tmp_path).send(letter("code:1"))
    mail, sms = sorted(Mailbox(tmp_path).letters(), key=lambda one: one.sms)
    assert (sms.to, sms.text) == ("+33612345678", "Votre code : 123456")
    assert not mail.sms


def test_sms_switched_off_sends_nothing(app: Flask):
    switched_off = build_gateways(replace(app.extensions["settings"], sms="none"))
    switched_off.sms.send(key="code:1", to="+33612345678", text="…")
    assert gateways().mail.letters() == []


@pytest.mark.parametrize("wanted", ["", "../../secret", "0" * 32, "é" * 32, "a" * 31 + "\n"])
def test_a_letter_that_is_not_there_is_told_apart(tmp_path: Path, wanted: str):
    with pytest.raises(UnknownLetter):
        Mailbox(tmp_path).letter(wanted)


@pytest.mark.parametrize(
    "to",
    [
        "",
        "nobody",
        "a@b.fr, c@d.fr",
        "a@b.fr\r\nBcc: c@d.fr",
        "<a@b.fr> c@d.fr",
        "a@b.fr (c",
        "a@b@c.fr",
    ],
)
def test_a_letter_goes_to_exactly_one_address(tmp_path: Path, to: str):
    with pytest.raises(DeliveryError, match="mail:1"):
        Mailbox(tmp_path).send(letter(to=to))
    assert Mailbox(tmp_path).letters() == []


def test_a_subject_cannot_write_headers(tmp_path: Path):
    with pytest.raises(DeliveryError):
        Mailbox(tmp_path).send(letter(subject="Bonjour\r\nBcc: c@d.fr"))


def test_a_number_cannot_write_headers(tmp_path: Path):
    with pytest.raises(DeliveryError):
        SmsMailbox(tmp_path).send(key="1", to="+33\r\nX: 1", text="…")


def test_a_disk_that_takes_nothing_is_a_delivery_to_try_again(tmp_path: Path):
    box = Mailbox(tmp_path / "mailbox")
    (tmp_path / "mailbox" / "tmp").rmdir()
    with pytest.raises(DeliveryError, match="mailbox"):
        box.send(letter())
