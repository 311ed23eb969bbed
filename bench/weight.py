"""What the first view of a page weighs: `python -m bench.weight`; a missed target fails it."""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from bench.serving import free_port, serving
from bench.stores import SECRET, opened


BRANDS = {"peugeot": "408", "citroen": "c3", "ds": "ds-4"}
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
MOST_KILOBYTES, MOST_REQUESTS = 250, 25
SHIFT = """() => {
  window.shifted = 0;
  const add = (list) => list.getEntries().forEach((one) => { window.shifted += one.value; });
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
}"""


@dataclass
class Weight:
    """What a browser with an empty cache fetched for a page, and how far its parts moved."""

    kilobytes: float = 0
    requests: int = 0
    outside: int = 0
    shift: float = 0

    @property
    def within(self) -> bool:
        """Whether the targets are met."""
        light = self.kilobytes <= MOST_KILOBYTES and self.requests <= MOST_REQUESTS
        return light and not self.outside and not self.shift

    def __str__(self) -> str:
        bytes_ = f"{self.kilobytes:6.1f} kB compressed, {self.requests:2d} requests"
        return f"{bytes_}, {self.outside} outside, layout shift {self.shift:.3f}"


def weigh(page: Page, address: str) -> Weight:
    """Open a page as a first visitor and weigh what comes until the network is quiet."""
    found = Weight()
    host = urlsplit(address).hostname
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def ended(event: dict[str, float]) -> None:
        found.kilobytes += event["encodedDataLength"] / 1000

    def asked(url: str) -> None:
        parts = urlsplit(url)
        found.requests += parts.scheme != "data"
        found.outside += parts.scheme != "data" and parts.hostname != host

    session.on("Network.loadingFinished", ended)
    page.on("request", lambda request: asked(request.url))
    page.add_init_script(f"({SHIFT})()")
    page.goto(address, wait_until="networkidle")
    found.shift = page.evaluate("window.shifted")
    return found


def weights(browser: Browser, store: str) -> Iterator[tuple[str, Weight]]:
    """Yield home and configurator of each brand on each width."""
    for brand, slug in BRANDS.items():
        for screen, (width, height) in WIDTHS.items():
            context = browser.new_context(viewport={"width": width, "height": height})
            yield f"home, {brand}, {screen}", weigh(context.new_page(), f"{store}/{brand}/")
            page = context.new_page()
            page.goto(f"{store}/{brand}/{slug}")
            page.locator("form[action$='/journeys'] button").first.click()
            page.wait_for_url("**/configure")
            address = page.url
            page.close()
            yield f"configurator, {brand}, {screen}", weigh(context.new_page(), address)
            context.close()


def main() -> int:
    """Serve the demonstration, print each page's weight; return how many miss a target."""
    with tempfile.TemporaryDirectory(prefix="volant-weight-") as folder:
        with opened(Path(folder)):
            pass
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        environ = {
            "VOLANT_MODE": "demo",
            "VOLANT_INSTANCE": folder,
            "SECRET_KEY": SECRET,
            "PUBLIC_URL": address,
        }
        with serving("store:create_app()", environ, port), sync_playwright() as play:
            browser = play.chromium.launch(executable_path=which("chromium"), args=FLAGS)
            found = [*weights(browser, address)]
            browser.close()
    for name, weight in found:
        print(f"{name:32} {weight}")
    return sum(not weight.within for _name, weight in found)


if __name__ == "__main__":
    sys.exit(main() > 0)
