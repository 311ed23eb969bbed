"""Real browsers before a real server: what the store looks like from outside.

Chromium is the machine's own; nothing but loopback is reached, and at the end of each test any
error of a page or a script, any blocked or failed request of any visitor fails it.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from store import clock
from tests.browser.live import LiveStore, serve
from tests.browser.visitor import Manner, Visitor
from tests.conftest import MOMENT, settings_for


PATIENCE_MS = 60_000
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

Invite = Callable[..., Visitor]


@pytest.fixture(scope="session")
def base_url() -> None:
    """No address for the whole session: each test has a store of its own."""


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """Wait long before a page is called wrong: printing takes seconds on a busy machine."""
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the machine's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "the browser tests need Chromium: apt-get install chromium"
    return {"executable_path": found, "args": FLAGS}


@pytest.fixture
def store(sqlite_template: Path, instance: Path, tmp_path: Path) -> Iterator[LiveStore]:
    """A store of this test's own, with the demonstration in it, on a Tuesday morning."""
    database = tmp_path / "volant.db"
    shutil.copy(sqlite_template, database)
    settings = settings_for(f"sqlite:///{database}", instance)
    with clock.stopped_at(MOMENT), serve(settings) as live:
        yield live


@pytest.fixture
def invite(store: LiveStore, new_context: Callable[..., BrowserContext]) -> Iterator[Invite]:
    """Return what brings a visitor, each with a browser of their own."""
    visitors: list[Visitor] = []

    def bring(**wishes: bool) -> Visitor:
        manner = Manner(**wishes)
        context = new_context(
            base_url=store.url,
            viewport=PHONE if manner.phone else DESKTOP,
            has_touch=manner.phone,
            locale="fr-FR",
            color_scheme="dark" if manner.dark else "light",
            reduced_motion="reduce",
            java_script_enabled=manner.scripts,
        )
        context.set_default_timeout(PATIENCE_MS)
        visitors.append(Visitor(store, context, manner))
        return visitors[-1]

    yield bring
    faults = [fault for visitor in visitors for fault in visitor.watch.faults]
    assert not faults, "\n".join(faults)
