"""What keeps somebody from using a page: by axe-core, and by its width."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""All of axe-core's rules but the experimental ones: WCAG 2.2 A and AA, and good practice."""


def too_wide(page: Page) -> list[str]:
    """Return one fault where a page must be pushed sideways."""
    shown, whole = page.evaluate(
        "[document.documentElement.clientWidth, document.documentElement.scrollWidth]"
    )
    return [f"{whole} px wide on a screen of {shown}"] if whole > shown else []


def faults(page: Page) -> list[str]:
    """Return what keeps somebody from using a page as it is shown now, one line a fault."""
    found = Axe().run(page, options=RULES).response["violations"]
    return too_wide(page) + [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'].splitlines()[1].strip()}"
        for one in found
        for node in one["nodes"][:3]
    ]
