"""Those who answer: each goes from the first page to the thanks, and looks at the pages beside the way."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from benchmarks.every_page.pictures import PATIENCE, WIDTHS, Album

MOST_STEPS = 30
FORWARD = (
    "main form[method=post] button[type=submit].govuk-button:not(.govuk-button--secondary),"
    "main a.govuk-button:not(.govuk-button--secondary)"
)
"""The one main button of a page, whatever its language."""
EASY_READ, WELSH = "button[value=easy-read-on]", "button[value=cy], button[value=language-cy]"
BESIDE = ("theme/1/", "theme/2/?from=check", "about-you/", "come-back/", "how-answers-are-kept/", "lost-link/")


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody who answers. `way`: whose code they have. `switches`: what they press on the first page."""

    name: str
    way: str
    switches: tuple[str, ...] = ()
    scripts: bool = True
    shared: bool = False
    beside: bool = True

    def answer(self, browser: Browser, origin: str, album: Album, codes: dict[str, str]) -> None:
        """Take down everything that they see. :raises RuntimeError: where they do not come to the thanks."""
        context = browser.new_context(
            base_url=origin, viewport={"width": WIDTHS[-1], "height": 800}, java_script_enabled=self.scripts
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"/answer/{codes[self.way]}/{'shared/' if self.shared else ''}")
        for switch in self.switches:
            press(page, switch)
        for step in range(1, MOST_STEPS):
            album.take(f"{self.name}_{step:02}", page)
            if "/answer/sent/" in page.url:
                break
            if self.beside and page.locator("input[name=sending]").count():
                self._look_beside(page, album)
            self._fill_in(page, album, step)
            press(page, FORWARD)
        else:
            raise RuntimeError(f"{self.name} is still at {page.url}")
        if page.locator("textarea[name=text]").count():
            page.locator("textarea[name=text]").fill("Clear words.")
            press(page, "main form:has(textarea) button[type=submit]")
            album.take(f"{self.name}_commented", page)
        context.close()

    def _look_beside(self, page: Page, album: Album) -> None:
        here = page.url
        for beside in BESIDE:
            answer = page.goto(f"/answer/{beside}")
            album.take(f"{self.name}_beside_{beside}", page, answer.status if answer else None)
        page.goto(here)

    def _fill_in(self, page: Page, album: Album, step: int) -> None:
        if page.locator("input[name=agrees]").count():
            press(page, FORWARD)
            album.take(f"{self.name}_{step:02}_faults", page)
            for name in ("input[name=age][value=old-enough]", "input[name=agrees]"):
                if page.locator(name).count():
                    page.locator(name).check()
        for name in ("sector", "locality"):
            if page.locator(f"input[name={name}]").count():
                page.locator(f"input[name={name}]").nth(1).check(force=True)
        scale = page.locator("main input[type=radio][name^=q]")
        if scale.count():
            scale.nth(3).check(force=True)
            if self.scripts:
                expect(page.locator("main [role=status]", has_text="…")).to_have_count(0)
        comment = page.locator("main textarea[name=comment]")
        if comment.count() and step < 5:
            comment.fill("We know whom to ring, and when.")


def press(page: Page, button: str) -> None:
    """Press a button and wait for what comes: a script may first save what is on the page, or clear the device."""
    with page.expect_navigation():
        page.locator(button).first.click()
    page.wait_for_load_state()


RESPONDENTS = (
    Respondent("frontline", "frontline"),
    Respondent("frontline-welsh", "frontline", (WELSH,)),
    Respondent("frontline-without-scripts", "frontline", scripts=False, beside=False),
    Respondent("frontline-shared-device", "frontline", shared=True),
    Respondent("letter", "letter"),
    Respondent("leaders", "leaders", beside=False),
    Respondent("young-people", "young-people"),
    Respondent("young-people-easy", "young-people", (EASY_READ,)),
    Respondent("parents", "parents", beside=False),
    Respondent("parents-easy-welsh", "parents", (EASY_READ, WELSH)),
)
