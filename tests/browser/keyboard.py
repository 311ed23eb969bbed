"""Somebody without a mouse: Tab, Shift+Tab, Enter, Space, arrows and what one types."""

from playwright.sync_api import Locator, expect
from typing_extensions import override

from tests.browser.visitor import Visitor


MOST_KEYS = 250  # to any control of a page; more is a page nobody can walk through
LOOK = """(wanted) => {
  const focused = document.activeElement;
  const around = ["*", "label", "article, li, .plate, .option"].map((one) => focused.closest(one));
  const drawn = (one) => one && getComputedStyle(one).outlineStyle !== "none"
    && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
  return {
    here: wanted === focused,
    beside: focused.type === "radio" && focused.form === wanted.form
      && focused.name === wanted.name,
    unmarked: focused === document.body || around.some(drawn) ? "" : focused.outerHTML.slice(0, 99),
  };
}"""


class KeyboardVisitor(Visitor):
    """Does what a visitor does by keys alone, and sees at each stop where the focus is."""

    def reach(self, control: Locator) -> None:
        """Tab until a control has the focus; inside a group of radios, walk by arrows."""
        expect(control).to_be_attached()
        seen = control.evaluate(LOOK)
        for _stop in range(MOST_KEYS):
            if seen["here"]:
                return
            self.page.keyboard.press("ArrowDown" if seen["beside"] else "Tab")
            seen = control.evaluate(LOOK)
            assert not seen["unmarked"], f"{self.page.url}: no mark on {seen['unmarked']}"
        raise AssertionError(f"{self.page.url}: {control} is out of reach")

    @override
    def use(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")

    @override
    def choose(self, control: Locator) -> None:
        self.reach(control)
        if not control.is_checked():
            self.page.keyboard.press("Space")
        expect(control).to_be_checked()
        expect(control).to_be_focused()

    @override
    def write(self, field: Locator, text: str) -> None:
        """Write into a field; a day in the order of a French keyboard."""
        self.reach(field)
        if field.get_attribute("type") == "date":
            text = "".join(reversed(text.split("-")))
        else:
            self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
