import ssl
from contextlib import closing
from email import message_from_bytes
from email.policy import SMTP

import pytest

from store import clock
from store.gateways.letters import letter_id
from store.gateways.mail import Attachment, DeliveryError, Letter, Unreachable
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


def send(url: str, sender: str, tls: ssl.SSLContext | None = None) -> None:
    with closing(SmtpMail(url, sender, tls)) as mail:
        mail.send(LETTER)


def test_a_letter_reaches_the_server_whole():
    with mail_server() as server, clock.stopped_at(MOMENT):
        send(f"smtp://127.0.0.1:{server.port}", SENDER)
    message = message_from_bytes(server.letters[0], policy=SMTP)
    assert message["To"] == LETTER.to
    assert message["From"] == SENDER
    assert message["Subject"] == LETTER.subject
    assert message["Date"].datetime == MOMENT
    assert message["Message-ID"] == f"<{letter_id('mail:1')}@volant.example>"
    types = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert types == ["text/plain", "text/html", "application/pdf"]


def test_a_repeat_is_the_same_letter():
    with (
        mail_server() as server,
        closing(SmtpMail(f"smtp://127.0.0.1:{server.port}", SENDER)) as mail,
    ):
        mail.send(LETTER)
        mail.send(LETTER)
    assert [one for one in server.said if one.startswith("ehlo")] == server.said[:1]
    first, second = (message_from_bytes(one)["Message-ID"] for one in server.letters)
    assert first == second


def test_after_a_refusal_the_next_letter_goes_over_the_same_connection():
    with mail_server() as server:
        server.answers["RCPT"] = "550 nobody here"
        with closing(SmtpMail(f"smtp://127.0.0.1:{server.port}", SENDER)) as mail:
            with pytest.raises(DeliveryError):
                mail.send(LETTER)
            server.answers.clear()
            mail.send(LETTER)
    assert len(server.letters) == 1
    assert len([one for one in server.said if one.startswith("ehlo")]) == 1


def test_a_kept_connection_that_the_server_left_is_not_used(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("store.gateways.smtp.SURE_SECONDS", 0.0)
    with (
        mail_server() as server,
        closing(SmtpMail(f"smtp://127.0.0.1:{server.port}", SENDER)) as mail,
    ):
        mail.send(LETTER)
        server.answers["NOOP"] = "421 closing"
        mail.send(LETTER)
    assert len(server.letters) == 2
    assert len([one for one in server.said if one.startswith("ehlo")]) == 2


def test_name_and_password_travel_only_encrypted(contexts: tuple[ssl.SSLContext, ssl.SSLContext]):
    ours, theirs = contexts
    with mail_server(ours) as server:
        url = f"smtp://store%40volant:p%3Ass@localhost:{server.port}"
        send(url, SENDER, theirs)
    assert server.encrypted
    assert f"AUTH PLAIN {login('store@volant', 'p:ss')}" in server.said
    assert server.said.index("STARTTLS") < server.said.index(server.said[-1])
    assert len(server.letters) == 1


def test_a_server_may_be_encrypted_from_the_first_byte(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext],
):
    ours, theirs = contexts
    with mail_server(ours, from_start=True) as server:
        send(f"smtps://localhost:{server.port}", SENDER, theirs)
    assert server.encrypted
    assert len(server.letters) == 1


def test_a_server_with_an_unknown_certificate_gets_nothing(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext],
):
    with mail_server(contexts[0]) as server, pytest.raises(DeliveryError, match="SSL"):
        send(f"smtp://a:b@localhost:{server.port}", SENDER)
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
        with pytest.raises(DeliveryError, match=r"mail server 127\.0\.0\.1") as caught:
            send(f"smtp://127.0.0.1:{server.port}", SENDER)
    assert not isinstance(caught.value, Unreachable), "it answered"


def test_a_letter_that_was_taken_stays_taken_however_the_server_says_goodbye():
    with mail_server() as server:
        server.answers["QUIT"] = "500 what?"
        send(f"smtp://127.0.0.1:{server.port}", SENDER)
    assert len(server.letters) == 1


def test_a_wrong_password_is_not_repeated_in_the_error():
    with mail_server() as server:
        server.answers["AUTH"] = "535 store:hunter2 is wrong"
        with pytest.raises(DeliveryError) as caught:
            send(f"smtp://store:hunter2@127.0.0.1:{server.port}", SENDER)
    assert "hunter2" not in str(caught.value)


def test_a_server_that_is_down_is_a_delivery_to_try_again():
    with mail_server() as server:
        url = f"smtp://127.0.0.1:{server.port}"
    with pytest.raises(Unreachable, match="ConnectionRefusedError"):
        send(url, SENDER)


@pytest.mark.parametrize("url", ["", "mailbox", "http://mail", "smtp://", "smtp:/localhost"])
def test_another_kind_of_address_is_refused_at_the_start(url: str):
    with pytest.raises(ValueError, match="smtp"):
        SmtpMail(url, SENDER)


def test_beyond_this_machine_a_server_without_encryption_gets_nothing():
    """The name `127.1` reaches this machine too, without being one of its known names."""
    with mail_server() as server, pytest.raises(DeliveryError, match="NotSupported"):
        send(f"smtp://127.1:{server.port}", SENDER)
    assert server.letters == []
