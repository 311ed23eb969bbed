"""The check page of the components, rendered without the rest of the store."""

import re
import shutil
from pathlib import Path
from types import SimpleNamespace as Item

import pytest
from flask import Flask, render_template
from flask_babel import Babel

from store import assets, formats
from store.assets.design import design_form, design_sample, state_form
from store.assets.fonts import RECIPES
from store.drawing import charts


ROOT = Path(__file__).resolve().parents[3]
PAGES = ("home", "range", "stock", "guide", "trade_in", "adviser", "project")
RIGHTS = ("legal", "privacy", "accessibility", "withdraw")
SKINS = ("peugeot", "citroen", "ds")


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    for folder in ("css", "js"):
        shutil.copytree(ROOT / "static" / folder, tmp_path / folder)
    shutil.copy(ROOT / "static" / "icon.svg", tmp_path)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "vendor").mkdir()
    for name in RECIPES:
        (tmp_path / "fonts" / f"{name}.woff2").write_bytes(b"a font")
    (tmp_path / "vendor" / "htmx.min.js").write_text("")
    templates = ROOT / "store" / "templates"
    app = Flask(__name__, static_folder=str(tmp_path), template_folder=str(templates))
    app.config["SECRET_KEY"] = "for this test"
    Babel(app, default_locale="fr")
    assets.init_app(app)
    formats.init_app(app)
    return app


def page(app: Flask, skin: str, layout: str = "components/design.html") -> str:
    nav = Item(
        urls={key: f"/{key}" for key in PAGES + RIGHTS},
        current="range",
        seller="Volant SAS",
        market="France",
        links=[Item(label="Commandes", url="/orders", current=True)],
        home="/",
        place="Lyon",
        person="Samir Benali",
        account="/account",
    )
    with app.test_request_context():
        return render_template(
            layout,
            brand=Item(key=skin, name=skin.title()),
            scheme="auto",
            nav=nav,
            demo=design_sample(),
            form=design_form(),
            states=state_form(),
            skins={},
            lights={},
            car="/car.svg",
            own_address=lambda: None,  # nobody is to find this page
        )


@pytest.mark.parametrize("skin", SKINS)
def test_every_component_is_drawn_without_inline_style_or_script(app: Flask, skin: str) -> None:
    text = page(app, skin)
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
    assert f'data-skin="{skin}"' in text


def test_labels_descriptions_and_ids_belong_together(app: Flask) -> None:
    text = page(app, "ds")
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    wanted = re.findall(r'(?:aria-describedby|aria-labelledby|for)="([^"]+)"', text)
    assert {word for words in wanted for word in words.split()} <= set(ids)
    assert text.count("<h1") == 1


def test_a_field_in_error_says_so_to_readers(app: Flask) -> None:
    text = page(app, "peugeot")
    assert 'aria-invalid="true"' in text
    assert "Il faut avoir 18 ans" in text


def test_the_desk_has_its_own_header(app: Flask) -> None:
    text = page(app, "peugeot", "layouts/desk.html")
    assert "Samir Benali" in text
    assert 'class="desk"' in text


def test_hostile_words_are_shown_as_words(app: Flask) -> None:
    macro = '{% from "components/ladder.html" import ladder %}{{ ladder(rungs) }}'
    bad = "<script>alert(1)</script>"
    rungs = charts.ladder(charts.Step(bad, 100), [], charts.Step("end", 100))
    with app.test_request_context():
        template = app.jinja_env.from_string(macro)
        assert "<script>" not in template.render(rungs=rungs)
