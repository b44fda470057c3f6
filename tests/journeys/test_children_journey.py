"""A child of about 7 to 10 answers with a grown-up: on a small phone, by keyboard alone or without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.answering.versions import screens
from oneworkforce.gathering.questionnaires.models import Draft
from tests.gathering.questionnaires.families import WITH_CHILDREN, make_family_assessment
from tests.journeys.hands import Hands
from tests.journeys.test_family_journeys import VOICES, fits, link_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
Axe = Callable[[Page], None]


@pytest.fixture
def assessment() -> Assessment:
    return make_family_assessment(
        groups=WITH_CHILDREN, help_now="Front door: 01632 960 001", permission_route="Ask the school office."
    )


@pytest.mark.parametrize("keyboard", [True, False])
def test_a_child_and_a_grown_up_go_all_the_way(visit: Visit, assessment: Assessment, axe: Axe, keyboard: bool) -> None:
    # Given a grown-up who holds a phone of 320 px between herself and a child
    page = visit(width=320, height=568, javascript=keyboard)
    hands = Hands(page, keyboard, axe)
    page.goto(link_of(assessment, "children"))
    hands.sees("Do this with a grown-up you trust")
    fits(page, 320)
    hands.follow("Next")
    hands.sees("Are you both ready?")
    expect(page.get_by_text("Ask the school office.")).to_be_visible()

    # When they start before both have said yes, they are told what is missing; then they say it
    hands.press("Start the questions")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Tick that you stay with the child")
    if keyboard:
        axe(page)
    fits(page, 320)
    for words in ("I am the child’s parent or carer", "I stay with the child", "I want to do it"):
        hands.choose(page.get_by_label(words))
    hands.press("Start the questions")

    # And the child presses one face on each of six screens, which have no box for words
    given = {}
    for screen in screens(assessment.framework, "children"):
        question = screen.questions[0]
        assert question.words
        hands.sees(question.words.question)
        fits(page, 320)
        expect(page.locator(".ladder__choices .scale__input")).to_have_count(3)
        expect(page.locator("textarea")).to_have_count(0)
        answer = "135dn5"[screen.number - 1]
        hands.choose(page.locator(f"#{question.field}-{answer}"))
        given[question.position] = answer
        hands.press("Next")

    # Then the answers are sent, on the sheet that everybody fills
    hands.sees("That was the last question")
    hands.press("Send my answers")
    hands.sees("Thank you! Your answers are sent")
    fits(page, 320)
    [draft] = Draft.objects.filter(sent=True)
    assert {position: draft.sheet[position] for position in given} == given
    assert draft.sheet.count("-") == 44 - 6
    assert not draft.comments.exists()


def test_easy_read_and_reading_aloud_are_there_for_children_too(page: Page, assessment: Assessment, axe: Axe) -> None:
    # Given a child at the first question, on a device with a voice of its own
    page.add_init_script(VOICES)
    page.goto(f"{link_of(assessment, 'children')}?step=taking-part")
    for words in ("I am the child’s parent or carer", "I stay with the child", "I want to do it"):
        page.get_by_label(words).check()
    page.get_by_role("button", name="Start the questions").click()
    field = screens(assessment.framework, "children")[0].questions[0].field

    # When the question is read aloud, both ends are said, the middle too
    page.get_by_role("button", name="Read this question").click()
    texts = page.evaluate("said.map(each => each[2])")
    assert {"Do workers know you well?", "Workers only know a bit of me.", "In the middle"} <= set(texts)
    page.keyboard.press("Escape")

    # Then easy read keeps the face that was pressed, and what is pressed can be read
    page.locator(f"#{field}-5").check()
    page.get_by_role("button", name="Easy read").click()
    expect(page.get_by_role("button", name="Usual words")).to_be_visible()
    expect(page.locator(f"#{field}-5")).to_be_checked()
    axe(page)
    chosen = page.locator(f"label[for={field}-5]")
    words = chosen.locator(".pictured__words").evaluate("words => getComputedStyle(words).color")
    assert words == chosen.evaluate("label => getComputedStyle(label).color")


def test_a_child_who_came_to_young_peoples_questions_is_led_to_their_own(
    page: Page, assessment: Assessment, axe: Axe
) -> None:
    page.goto(f"{link_of(assessment, 'young-people')}?step=taking-part")
    page.get_by_label("No, I am 10 or younger").check()
    page.get_by_role("button", name="Start the questions").click()
    axe(page)
    page.get_by_role("link", name="Go to the children’s questions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Do this with a grown-up you trust")
