import gzip
from pathlib import Path

import pytest
from flask import Flask

from store import assets
from store.assets import AssetMissing, Assets, copy_htmx
from store.assets.fonts import build_fonts


STATIC = Path(__file__).resolve().parents[3] / "static"


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "css").mkdir()
    (tmp_path / "js").mkdir()
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "a.woff2").write_bytes(b"font")
    (tmp_path / "css" / "tokens.css").write_text("/* why */\n:root { --a: 1px; }\n")
    (tmp_path / "css" / "button.css").write_text('b { src: url("../static/fonts/a.woff2"); }\n')
    (tmp_path / "js" / "one.js").write_text("const a = 1;\n")
    (tmp_path / "js" / "two.js").write_text("const a = 2;\n")
    return tmp_path


@pytest.fixture
def app(static: Path) -> Flask:
    app = Flask(__name__, static_folder=str(static))
    assets.init_app(app)
    return app


def test_a_bundle_is_named_by_its_content_and_kept_for_ever(app: Flask) -> None:
    with app.test_request_context():
        url = assets.asset_url("store.css")
    answer = app.test_client().get(url)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.text.index("--a") < answer.text.index("woff2?v=")
    assert "why" not in answer.text


def test_a_bundle_is_sent_compressed(app: Flask) -> None:
    client = app.test_client()
    plain = client.get("/assets/store.js").data
    packed = client.get("/assets/store.js", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain
    assert packed.headers["Vary"] == "Accept-Encoding"


def test_an_old_name_is_answered_but_not_kept(app: Flask) -> None:
    answer = app.test_client().get("/assets/store.000000000000.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_modules_keep_their_names_to_themselves(app: Flask) -> None:
    text = app.test_client().get("/assets/store.js").text
    assert text.count("{\nconst a") == 2


@pytest.mark.parametrize("name", ["other.css", "store.exe", "store", "..%2fsecret"])
def test_an_unknown_bundle_is_not_found(app: Flask, name: str) -> None:
    assert app.test_client().get(f"/assets/{name}").status_code == 404


def test_a_missing_file_is_named_with_its_cure(static: Path) -> None:
    with pytest.raises(AssetMissing, match="flask assets build"):
        Assets(static).path("vendor/none.js")


def test_an_icon_is_hidden_from_readers() -> None:
    assert 'aria-hidden="true"' in assets.icon("check", small=True)
    assert "icon--small" in assets.icon("check", small=True)


def test_no_style_sheet_names_another_host() -> None:
    for path in (STATIC / "css").glob("*.css"):
        assert "http" not in path.read_text("utf-8"), path


def test_htmx_comes_from_its_package_once(tmp_path: Path) -> None:
    said: list[str] = []
    assert copy_htmx(tmp_path, said.append).stat().st_size > 10_000
    copy_htmx(tmp_path, said.append)
    assert said[-1] == "htmx: up to date"


def test_fonts_are_built_small_and_only_once(tmp_path: Path) -> None:
    said: list[str] = []
    made = build_fonts(tmp_path, said.append)
    assert [path.name for path in made] == [
        "archivo.woff2",
        "outfit.woff2",
        "figtree.woff2",
        "cormorant.woff2",
        "jost.woff2",
    ]
    assert all(path.read_bytes()[:4] == b"wOF2" for path in made)
    assert all(path.stat().st_size < 75_000 for path in made)
    said.clear()
    build_fonts(tmp_path, said.append)
    assert [line.endswith("up to date") for line in said] == [True] * len(made)
