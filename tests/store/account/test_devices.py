import pytest
from flask import Flask

from store.account.devices import device_words


@pytest.mark.parametrize(
    ("browser", "words"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36",
            "Chrome, Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0",
            "Firefox, Android",
        ),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(browser: str, words: str):
    assert device_words(browser) == words


@pytest.mark.parametrize("browser", ["", "curl/8.0", "<script>alert(1)</script>"])
def test_an_unknown_browser_is_another_device(app: Flask, browser: str):
    with app.test_request_context():
        assert device_words(browser) in {"Another device", "Un autre appareil"}
