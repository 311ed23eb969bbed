"""Where figures are from, in the reader's language."""

import re
from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale

from store.shop.showroom import showroom
from store.shop.sources import source_words


ON = date(2026, 11, 24)


def test_every_version_on_sale_says_its_sources_in_french(app: Flask):
    sources = {car.version.source for group in showroom(ON) for car in group.cars}
    assert len(sources) > 5
    with app.test_request_context(), force_locale("fr"):
        said = {source: source_words(source) for source in sources}
    for source, words in said.items():
        assert re.findall(r"\d{4}(?:-\d\d)?", words) == re.findall(r"\d{4}(?:-\d\d)?", source)
        assert words.startswith("Prix et CO₂\N{NO-BREAK SPACE}: listes de prix publiques"), words
        assert not re.search(r"estimate|mass\b|engine|power|model year", words), words


@pytest.mark.parametrize("cited", ["CGI art. 1012 ku; BOFiP", "Code de la route, art. R. 322-1."])
def test_the_law_is_cited_as_it_is(app: Flask, cited: str):
    with app.test_request_context(), force_locale("fr"):
        assert source_words(cited) == cited
