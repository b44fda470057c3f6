"""Somebody answers in Welsh and changes the language on the way: by keyboard, without scripts, on a narrow phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.models import Draft
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.families import make_family_assessment
from tests.journeys.hands import Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
Axe = Callable[[Page], None]


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_partnership("Partneriaeth Glan Afon"))


def link_of(assessment: Assessment, group: str = "frontline") -> str:
    return f"/answer/{assessment.group_links.get(staff_group__key=group).code}/"


def fits(page: Page) -> None:
    """Assert that nothing sticks out to the right, and that what is pressed in the header is large enough."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    box = page.locator(".language-switch__other").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize("keyboard", [True, False], ids=["keyboard", "no scripts"])
def test_the_language_changes_on_the_way_and_nothing_is_lost(
    visit: Visit, assessment: Assessment, axe: Axe, keyboard: bool
) -> None:
    welsh, english = load_pin(assessment.framework, "cy"), load_pin(assessment.framework)
    page = visit(width=320, javascript=keyboard)
    hands = Hands(page, keyboard, axe)

    # Given somebody who begins in English, and would rather read Welsh
    page.goto(link_of(assessment))
    hands.sees("What is it like where you work?")
    fits(page)
    hands.press("Cymraeg")
    hands.sees("Sut beth yw hi lle rydych chi’n gweithio?")
    assert page.evaluate("document.documentElement.lang") == "cy"
    hands.press("Dechrau")
    hands.sees("Ble rydych chi’n gweithio")
    hands.press("Cadw a pharhau")

    # When they answer some of a theme, write a comment, and change the language before either is sent
    hands.sees(welsh.themes[0].name)
    fits(page)
    hands.choose(page.locator("#q0-4"))
    hands.write("Unrhyw beth i’w ychwanegu", "Cyfarfodydd da.")
    hands.press("English")

    # Then they are on the same page in English, with all that they had given
    hands.sees(english.themes[0].name)
    expect(page.locator("#q0-4")).to_be_checked()
    expect(page.get_by_label("Anything to add")).to_have_value("Cyfarfodydd da.")
    assert Draft.objects.get().sheet[0] == "4"
    hands.press("Cymraeg")
    expect(page.locator("#q0-4")).to_be_checked()

    # And they finish in Welsh
    for theme in welsh.themes:
        hands.sees(theme.name)
        hands.press("Cadw a pharhau")
    hands.sees("Gwiriwch eich atebion")
    fits(page)
    expect(page.get_by_text("Cyfarfodydd da.")).to_be_visible()
    hands.press("Anfon fy atebion")
    hands.sees("Diolch. Mae eich atebion wedi’u hanfon")
    assert Draft.objects.get().sent


def test_enter_in_a_form_still_saves_and_goes_on(visit: Visit, assessment: Assessment) -> None:
    page = visit(javascript=False)
    page.goto(link_of(assessment))
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Health", exact=True).check()
    page.get_by_label("Health", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Shared identity and purpose")
    assert Draft.objects.get().sector == "health"


def test_what_a_script_says_is_in_welsh(visit: Visit, assessment: Assessment) -> None:
    page = visit(width=360)
    page.goto(link_of(assessment))
    page.get_by_role("button", name="Cymraeg").click()
    page.get_by_role("button", name="Dechrau").click()
    page.get_by_role("button", name="Cadw a pharhau").click()
    page.locator("#q0-2").check()
    expect(page.locator("#q0 .scale__status")).to_have_text("Wedi’i gadw")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (768, 1024), (1280, 800)])
def test_a_young_person_answers_in_welsh(visit: Visit, axe: Axe, width: int, height: int) -> None:
    assessment = make_family_assessment("Partneriaeth Glan Afon")
    welsh = load_pin(assessment.framework, "cy")
    page = visit(width=width, height=height)
    page.goto(link_of(assessment, "young-people"))
    page.get_by_role("button", name="Cymraeg").click()
    fits(page)
    axe(page)
    page.goto(f"{link_of(assessment, 'young-people')}?step=taking-part")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wyt ti eisiau cymryd rhan?")
    page.get_by_label("Ydw, rwy’n 13 neu’n hŷn").check()
    page.get_by_label("Rydw i eisiau cymryd rhan").check()
    page.get_by_role("button", name="Dechrau’r cwestiynau").click()
    asked = [one.families["young-people"] for one in welsh.dimensions if "young-people" in one.families]
    for words in asked:
        expect(page.get_by_role("heading", level=1)).to_have_text(words.question)
        fits(page)
        page.locator(".ladder .scale__input").nth(3).check()
        page.get_by_role("button", name="Nesaf").click()
    axe(page)
    page.get_by_role("button", name="Anfon fy atebion").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Diolch! Mae dy atebion wedi’u hanfon")
