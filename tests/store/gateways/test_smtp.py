import ssl
from email import message_from_bytes
from email.policy import SMTP

import pytest

from store import clock
from store.gateways.letters import letter_id
from store.gateways.mail import Attachment, DeliveryError, Letter
from store.gateways.smtp import SmtpMail
from tests.store.gateways.mail_server import certificate, login, mail_server
from tests.store.gateways.providers import MOMENT


SENDER = "Volant <commandes@volant.example>"
LETTER = Letter(
    key="mail:1",
    to="claire.morel@example.fr",
    subject="Votre commande est signée",
    text="Bonjour Claire,\n\nmerci !",
    html="<p>Bonjour Claire</p>",
    attachments=(Attachment(name="bon.pdf", media_type="application/pdf", content=b"%PDF\0"),),
)


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return certificate(tmp_path_factory.mktemp("certificate"))


def test_a_letter_reaches_the_server_whole():
    with mail_server() as server, clock.stopped_at(MOMENT):
        SmtpMail(f"smtp://127.0.0.1:{server.port}", SENDER).send(LETTER)
    message = message_from_bytes(server.letters[0], policy=SMTP)
    assert message["To"] == LETTER.to
    assert message["From"] == SENDER
    assert message["Subject"] == LETTER.subject
    assert message["Date"].datetime == MOMENT
    assert message["Message-ID"] == f"<{letter_id('mail:1')}@volant.example>"
    types = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert types == ["text/plain", "text/html", "application/pdf"]


def test_a_repeat_is_the_same_letter():
    with mail_server() as server:
        mail = SmtpMail(f"smtp://127.0.0.1:{server.port}", SENDER)
        mail.send(LETTER)
        mail.send(LETTER)
    first, second = (message_from_bytes(one)["Message-ID"] for one in server.letters)
    assert first == second


def test_name_and_password_travel_only_encrypted(contexts: tuple[ssl.SSLContext, ssl.SSLContext]):
    ours, theirs = contexts
    with mail_server(ours) as server:
        url = f"smtp://store%40volant:p%3Ass@localhost:{server.port}"
        SmtpMail(url, SENDER, theirs).send(LETTER)
    assert server.encrypted
    assert f"AUTH PLAIN {login('store@volant', 'p:ss')}" in server.said
    assert server.said.index("STARTTLS") < server.said.index(server.said[-1])
    assert len(server.letters) == 1


def test_a_server_may_be_encrypted_from_the_first_byte(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext],
):
    ours, theirs = contexts
    with mail_server(ours, from_start=True) as server:
        SmtpMail(f"smtps://localhost:{server.port}", SENDER, theirs).send(LETTER)
    assert server.encrypted
    assert len(server.letters) == 1


def test_a_server_with_an_unknown_certificate_gets_nothing(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext],
):
    with mail_server(contexts[0]) as server, pytest.raises(DeliveryError, match="SSL"):
        SmtpMail(f"smtp://a:b@localhost:{server.port}", SENDER).send(LETTER)
    assert server.letters == []


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("MAIL", "451 later"),
        ("RCPT", "550 nobody here"),
        ("DATA", "552 too large"),
    ],
)
def test_a_refusal_is_a_delivery_to_try_again(command: str, answer: str):
    with mail_server() as server:
        server.answers[command] = answer
        mail = SmtpMail(f"smtp://127.0.0.1:{server.port}", SENDER)
        with pytest.raises(DeliveryError, match=r"mail server 127\.0\.0\.1"):
            mail.send(LETTER)


def test_a_letter_that_was_taken_stays_taken_however_the_server_says_goodbye():
    with mail_server() as server:
        server.answers["QUIT"] = "500 what?"
        SmtpMail(f"smtp://127.0.0.1:{server.port}", SENDER).send(LETTER)
    assert len(server.letters) == 1


def test_a_wrong_password_is_not_repeated_in_the_error():
    with mail_server() as server:
        server.answers["AUTH"] = "535 store:hunter2 is wrong"
        mail = SmtpMail(f"smtp://store:hunter2@127.0.0.1:{server.port}", SENDER)
        with pytest.raises(DeliveryError) as caught:
            mail.send(LETTER)
    assert "hunter2" not in str(caught.value)


def test_a_server_that_is_down_is_a_delivery_to_try_again():
    with mail_server() as server:
        url = f"smtp://127.0.0.1:{server.port}"
    with pytest.raises(DeliveryError, match="ConnectionRefusedError"):
        SmtpMail(url, SENDER).send(LETTER)


@pytest.mark.parametrize("url", ["", "mailbox", "http://mail", "smtp://", "smtp:/localhost"])
def test_another_kind_of_address_is_refused_at_the_start(url: str):
    with pytest.raises(ValueError, match="smtp"):
        SmtpMail(url, SENDER)


def test_beyond_this_machine_a_server_without_encryption_gets_nothing():
    """The name `127.1` reaches this machine too, without being one of its known names."""
    with mail_server() as server, pytest.raises(DeliveryError, match="NotSupported"):
        SmtpMail(f"smtp://127.1:{server.port}", SENDER).send(LETTER)
    assert server.letters == []
