"""The two ways in which every journey is walked: by keyboard alone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

HAS_FOCUS = """target => {
    const here = document.activeElement
    const oneOfAGroup = target.type === 'radio' && here.type === 'radio' && here.name === target.name
    return here === target || oneOfAGroup
}"""


@dataclass
class Hands:
    """Somebody's hands on a page: on the keyboard alone, or on a mouse in a browser that runs no scripts.

    `axe` looks at each page that `sees` names; it needs scripts, so it looks while the keyboard is used.
    """

    page: Page
    keyboard: bool
    axe: Callable[[Page], None]

    def sees(self, heading: str) -> None:
        """Wait for the page of this name."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        if self.keyboard:
            self.axe(self.page)

    def follow(self, link: str, *, exact: bool = True) -> None:
        """Follow the first link of this name."""
        self.use(self.page.get_by_role("link", name=link, exact=exact).first)

    def press(self, button: str, *, exact: bool = True) -> None:
        """Press the first button of this name."""
        self.use(self.page.get_by_role("button", name=button, exact=exact).first)

    def use(self, thing: Locator) -> None:
        """Follow a link, press a button, or unfold something."""
        if self.keyboard:
            self.reach(thing)
            self.page.keyboard.press("Enter")
        else:
            thing.click()

    def write(self, label: str, text: str) -> None:
        """Fill in the field of this label, in place of what it holds."""
        self.write_in(self.page.get_by_label(label).first, text)

    def write_in(self, field: Locator, text: str) -> None:
        """Fill in a field, in place of what it holds."""
        if self.keyboard:
            self.reach(field)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            field.fill(text)

    def select(self, label: str, option: str) -> None:
        """Choose from a list that unfolds."""
        field = self.page.get_by_label(label, exact=True)
        if self.keyboard:
            self.reach(field)
            self.page.keyboard.type(option)
        else:
            field.select_option(label=option)
        assert field.locator("option:checked").inner_text() == option

    def choose(self, box: Locator) -> None:
        """Choose a radio button or a checkbox."""
        if self.keyboard:
            self.reach(box)
            if box.get_attribute("type") == "checkbox" or box.evaluate("box => box === document.activeElement"):
                self.page.keyboard.press("Space")
            for _step in range(12):
                if box.is_checked():
                    break
                self.page.keyboard.press("ArrowRight")
        else:
            box.check()
        expect(box).to_be_checked()

    def reach(self, thing: Locator, most: int = 400) -> None:
        """Press Tab until the focus is there; for a radio button, on any of its group."""
        expect(thing).to_be_visible()
        for _press in range(most):
            if thing.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {thing} on {self.page.url}")
