"""How readers have set their screens: on paper, in their own colours, twice as large, at rest."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.live import LiveStore
from tests.browser.places import NOBODY, complete_journey, cookie_of
from tests.browser.walk import browsing


pytestmark = pytest.mark.browser

BRAND = "citroen"
TWICE = {"width": 720, "height": 450}  # 1440 x 900 at 200 %
# the spacing that WCAG 2.2, criterion 1.4.12, says a reader may choose
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
CUT = """() => [...document.querySelectorAll("main *")].filter(e => {
    const style = getComputedStyle(e);
    return !e.children.length && e.textContent.trim() && !e.closest(".unseen, svg")
        && ["hidden", "clip"].includes(style.overflowX) && style.textOverflow !== "ellipsis"
        && e.scrollWidth > e.clientWidth + 1;
}).map(e => e.textContent)"""
COVERED = """() => [...document.querySelectorAll("main :is(input, select, button)")].filter(e => {
    if (e.closest(".summary-bar, .stage") || !e.checkVisibility()) return false;
    e.focus();
    const box = (e.closest("label") ?? e).getBoundingClientRect();
    const top = document.elementFromPoint(box.x + 12, box.y + box.height / 2);
    return !top || !(top === e || (e.closest("label, .option, .swatch") ?? e).contains(top));
}).map(e => e.outerHTML)"""
LONGEST = """() => Math.max(...[...document.querySelectorAll("*")].flatMap(e => {
    const style = getComputedStyle(e);
    return (style.transitionDuration + "," + style.animationDuration).split(",").map(parseFloat);
}))"""


def painted(page: Page, selector: str, side: str = "backgroundColor") -> str:
    """Return a computed colour or line of the first thing that is found."""
    look = f"e => getComputedStyle(e).{side}"
    return str(page.locator(selector).first.evaluate(look))


def test_pages_read_on_paper_in_own_colours_twice_as_large_and_at_rest(
    store: LiveStore, browser: Browser
) -> None:
    journey = store.run(lambda: complete_journey(BRAND))
    cookie = store.run(lambda: cookie_of(BRAND, NOBODY, journey))
    steps = f"/journeys/{journey}"
    with browsing(store, browser) as page:
        page.context.add_cookies([{"name": "volant", "value": cookie, "url": store.url}])
        _enlarged(page, steps)
        _in_own_colours(page, steps)
        _on_paper(page, steps)


def _enlarged(page: Page, steps: str) -> None:
    page.set_viewport_size(TWICE)  # type: ignore[arg-type]  # a TypedDict of Playwright's
    for path in ("/citroen/", "/citroen/models", "/citroen/c3", f"{steps}/review"):
        page.goto(path)
        page.evaluate(SPACED)
        assert page.evaluate("document.documentElement.scrollWidth") <= TWICE["width"], path
        assert page.evaluate(CUT) == [], path
    page.goto(f"{steps}/configure")
    assert page.evaluate(COVERED) == []
    assert page.evaluate(LONGEST) <= 0.001


def _in_own_colours(page: Page, steps: str) -> None:
    page.emulate_media(forced_colors="active")
    chosen, free = ".option__control:checked", ".option__control:not(:checked)"
    assert painted(page, chosen) != painted(page, free)
    assert painted(page, ".swatch:has(:checked)", "outlineStyle") == "solid"
    assert painted(page, ".stage__views label:not(:has(:checked))", "borderBottomStyle") == "none"
    page.goto(f"{steps}/review")
    assert painted(page, ".steps__step--current", "borderBottomStyle") == "solid"
    assert painted(page, ".steps__step--done", "borderBottomStyle") == "none"
    page.goto("/citroen/models")
    segment = ".segmented__part"
    assert painted(page, f"{segment}:has(:checked)") != painted(page, f"{segment}:last-child")
    page.emulate_media(forced_colors="none")


def _on_paper(page: Page, steps: str) -> None:
    page.goto(f"{steps}/review")
    page.evaluate("window.print = () => { document.body.dataset.printed = 1 }")
    page.locator("[data-print]").click()
    expect(page.locator("body[data-printed]")).to_be_visible()
    page.emulate_media(media="print")
    for path in (f"{steps}/configure", f"{steps}/review"):
        page.goto(path)
        expect(
            page.locator("header, .steps, .button, .footer, [data-print]").locator("visible=true")
        ).to_have_count(0)
        expect(page.locator(".print-only")).to_contain_text(path)
        expect(page.locator(".price").locator("visible=true").first).to_be_visible()
        assert painted(page, "body") == "rgb(255, 255, 255)"
    page.goto(f"{steps}/configure")
    shown = page.locator(".option").locator("visible=true")
    assert shown.count() > 0
    assert shown.count() == shown.filter(has=page.locator(":checked")).count()
