"""A person at a browser, whose every page is watched: errors, the network, width, accessibility."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Download,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

from tests.browser.access import faults, too_wide
from tests.browser.live import HOST, LiveStore
from tests.browser.wording import words


CODE = re.compile(r"\b\d{6}\b")
BUSINESS_AS_USUAL = "Failed to load resource"  # the console's echo of a status, judged apart


@dataclass(frozen=True)
class Manner:
    """How somebody visits: on a phone, in the dark, with scripts, with axe-core looking on."""

    phone: bool = False
    dark: bool = False
    scripts: bool = True
    axe: bool = False


class Watch:
    """Collects what must not happen in any page of a browser context."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        self.expected: set[int] = set()
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(BUSINESS_AS_USUAL):
            self.faults.append(f"console: {message.text} at {message.location.get('url')}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != HOST:
            self.faults.append(f"outside: {request.url}")

    def _response(self, response: Response) -> None:
        page = response.request.resource_type == "document"
        if response.status >= 400 and not (page and response.status in self.expected):
            self.faults.append(f"{response.status}: {response.request.method} {response.url}")


class Visitor:
    """One person with one browser. Words are given as messages of the code, in English."""

    def __init__(self, store: LiveStore, context: BrowserContext, manner: Manner) -> None:
        self.store = store
        self.manner = manner
        self.context = context
        self.watch = Watch(context)
        self.page: Page = context.new_page()

    @contextmanager
    def answered(self, status: int) -> Iterator[None]:
        """Expect pages of an error status while the block runs."""
        self.watch.expected.add(status)
        yield
        self.watch.expected.discard(status)

    def go(self, path: str) -> None:
        """Open an address of the store."""
        self.page.goto(path)

    def button(self, message: str, **values: object) -> Locator:
        """Return the first visible button of these words."""
        named = self.page.get_by_role("button", name=words(message, **values), exact=True)
        return named.and_(self.page.locator(":not(.unseen)")).filter(visible=True).first

    def link(self, message: str, **values: object) -> Locator:
        """Return the first visible link of these words."""
        named = self.page.get_by_role("link", name=words(message, **values), exact=True)
        return named.filter(visible=True).first

    def use(self, control: Locator) -> None:
        """Press a button, follow a link."""
        control.click()

    def choose(self, control: Locator) -> None:
        """Choose one of several, or tick a box."""
        control.check()

    def write(self, field: Locator, text: str) -> None:
        """Write into a field."""
        field.fill(text)

    def press(self, message: str, **values: object) -> None:
        """Press a button."""
        self.use(self.button(message, **values))

    def follow(self, message: str, **values: object) -> None:
        """Follow a link."""
        self.use(self.link(message, **values))

    def fill(self, message: str, text: str) -> None:
        """Write into the field of this label."""
        field = self.page.get_by_label(words(message), exact=True).filter(visible=True)
        self.write(field.first, text)

    def select(self, message: str, option: str) -> None:
        """Pick from the list of this label, by value."""
        field = self.page.get_by_label(words(message), exact=True).filter(visible=True)
        field.first.select_option(option)

    def tick(self, message: str, role: str = "radio") -> None:
        """Tick the choice of this label."""
        self.choose(self.page.get_by_role(role, name=words(message), exact=True))  # type: ignore[arg-type]

    def sees(self, message: str, **values: object) -> None:
        """Expect these words somewhere on the page."""
        self.reads(words(message, **values))

    def reads(self, text: str | re.Pattern[str]) -> None:
        """Expect a text somewhere on the page, as it is."""
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def stands_before(self, message: str, **values: object) -> None:
        """Expect the page of this heading, then look at it closely."""
        self.is_at(words(message, **values))

    def is_at(self, heading: str | re.Pattern[str]) -> None:
        """Expect the page of this heading, as it is, then look at it closely."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        self.inspect()

    def inspect(self) -> None:
        """Check that the page fits the screen and, by axe-core, that everybody can use it."""
        bad = faults(self.page) if self.manner.axe else too_wide(self.page)
        assert not bad, f"{self.page.url}: {bad}"

    def letter(self, to: str, subject: str) -> str:
        """Let the worker work, open the newest letter with these words to somebody; its text."""
        self.store.deliver()
        with self.reading("/sandbox/mailbox") as box:
            rows = box.get_by_role("listitem").filter(has_text=to).filter(has_text=subject)
            rows.first.get_by_role("link").click()
            expect(box.get_by_role("heading", level=1)).to_contain_text(subject)
            return box.get_by_role("main").inner_text()

    def code(self, to: str, subject: str) -> str:
        """Return the six digits of the newest letter with these words to somebody."""
        found = CODE.findall(self.letter(to, subject))
        return str(found[-1])

    @contextmanager
    def reading(self, path: str) -> Iterator[Page]:
        """Look at another page in a tab beside."""
        page = self.context.new_page()
        page.goto(path)
        yield page
        page.close()

    def download(self, message: str, **values: object) -> Download:
        """Follow a link that saves a file."""
        with self.page.expect_download() as waiting:
            self.follow(message, **values)
        return waiting.value
