"""What the store keeps is readable by its own user alone, whatever an earlier release left."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_migrate import upgrade

from store import create_app
from store.gateways.mail import Letter
from store.gateways.registry import gateways
from tests.conftest import application, settings_for


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """A service manager's usual umask, and afterwards the one of before."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def others_may(folder: Path) -> list[str]:
    """Return what somebody else may read, write or enter."""
    return [str(path) for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077]


def test_what_is_made_and_what_was_left_open_is_private(tmp_path: Path):
    instance = tmp_path / "instance"
    (instance / "archive").mkdir(parents=True)
    for name in ("volant.db", "queue.db", "sandbox.db", "archive/old.pdf"):
        (instance / name).touch()
    assert len(others_may(instance)) == 6
    settings = settings_for(f"sqlite:///{instance / 'volant.db'}", instance)
    with application(settings) as app, app.app_context():
        upgrade()
        outside = gateways()
        outside.archive.put("V-1/draft.pdf", b"x")
        outside.mail.send(Letter(key="k", to="a@example.fr", subject="s", text="t", html=""))
    made = {path.name for path in instance.iterdir()}
    assert {"volant.db", "queue.db", "sandbox.db", "mailbox", "archive", "trust"} <= made
    assert others_may(instance) == []


def test_a_folder_of_everybody_is_left_as_it_is(tmp_path: Path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    create_app(settings_for("sqlite://", shared))
    assert shared.stat().st_mode & 0o7777 == 0o1777
