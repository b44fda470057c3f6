"""Somebody answers from the poster to the thank-you: on a phone, by keyboard alone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme, asked_themes
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.gathering.questionnaires.saving.saves import LONGEST_COMMENT
from tests.factories import make_assessment, make_partnership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
Axe = Callable[[Page], None]
TabTo = Callable[[Page, str], None]


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_partnership("Rivermouth Partnership"), purpose="To agree what to change first.")


def link_of(assessment: Assessment) -> str:
    return f"/answer/{assessment.group_links.get(staff_group__key='frontline').code}/"


def themes_of(assessment: Assessment) -> tuple[AskedTheme, ...]:
    return asked_themes(assessment.framework, "frontline")


def name_of(assessment: Assessment, theme: AskedTheme) -> str:
    return load_pin(assessment.framework).theme(theme.id).name


def start(page: Page, assessment: Assessment) -> None:
    page.goto(link_of(assessment))
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Save and continue").click()
    at_theme(page, assessment, 1)


def at_theme(page: Page, assessment: Assessment, number: int) -> None:
    theme = themes_of(assessment)[number - 1]
    expect(page.get_by_role("heading", level=1)).to_have_text(name_of(assessment, theme))


def test_answers_to_the_end_on_a_small_phone(page: Page, assessment: Assessment, axe: Axe) -> None:
    # Given somebody who typed the code from a poster
    page.goto("/answer/")
    axe(page)
    page.get_by_label("Your code").fill(link_of(assessment)[8:-1].lower())
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("unread, until enough others")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Start").click()
    axe(page)
    page.get_by_label("Health", exact=True).check()
    page.get_by_label("North").check()
    page.get_by_label("Part of it, or I am a volunteer").check()
    page.get_by_role("button", name="Save and continue").click()

    # When every question gets an answer, and each is saved as it is given
    given = {}
    for theme in themes_of(assessment):
        at_theme(page, assessment, theme.number)
        axe(page)
        for place, question in enumerate(theme.questions):
            given[question.position] = "12345dn"[(theme.number + place) % 7]
            page.locator(f"#{question.field}-{given[question.position]}").check()
            expect(page.locator(f"#{question.field} .scale__status")).to_have_text("Saved")
        sheet = Draft.objects.get().sheet
        assert all(sheet[position] == answer for position, answer in given.items())
        if theme.number == 2:
            page.get_by_label("Anything to add").fill("Ring me on 07700 900123.")
        page.get_by_role("button", name="Save and continue").click()

    # Then the check lists all, and warns of the phone number, which can be taken out
    expect(page.get_by_text("You answered all 40 questions.")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("Anything to add").fill("All is well.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("looks like it contains")).to_have_count(0)

    # And after sending, the page says what happens next and takes a comment on the questionnaire itself
    page.get_by_role("button", name="Send my answers").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    axe(page)
    draft = Draft.objects.get()
    assert draft.sent
    assert {position: draft.sheet[position] for position in given} == given
    assert (draft.sector, draft.locality, draft.workforce) == ("health", "north", "wider")
    assert draft.comments.get().text == "All is well."
    page.get_by_label("What was good or bad").fill("Clear words.")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you for your comment")
    axe(page)
    draft.refresh_from_db()
    assert draft.tool_comment == "Clear words."


def test_answers_by_keyboard_alone(page: Page, assessment: Assessment, tab_to: TabTo) -> None:
    # Given somebody who never touches the screen
    page.goto(link_of(assessment))
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Where you work")
    tab_to(page, "main .answer-actions button")
    page.keyboard.press("Enter")

    # When they choose with arrows and spaces, and press Enter in a question
    given = {}
    for theme in themes_of(assessment):
        at_theme(page, assessment, theme.number)
        for question in theme.questions:
            tab_to(page, f"#{question.field} input")
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight")
            expect(page.locator(f"#{question.field}-2")).to_be_checked()
            given[question.position] = "2"
        page.keyboard.press("Enter")

    # Then Enter means “Save and continue”, all is saved, and the questionnaire is sent
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    draft = Draft.objects.get()
    assert {position: draft.sheet[position] for position in given} == given
    assert draft.sent


def test_answers_without_javascript(visit: Visit, assessment: Assessment) -> None:
    # Given a browser without JavaScript
    page = visit(javascript=False)
    start(page, assessment)

    # When a page is filled in and sent, then left by “Save and come back”
    page.locator("#q0-3").check()
    page.get_by_role("button", name="Save and continue").click()
    at_theme(page, assessment, 2)
    position = themes_of(assessment)[1].positions[0]
    page.locator(f"#q{position}-d").check()
    page.get_by_label("Anything to add").fill("Two words.")
    page.get_by_role("button", name="Save and come back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Come back when it suits you")
    page.get_by_role("link", name="Go on with my answers").click()
    at_theme(page, assessment, 1)
    for number in range(1, 9):
        at_theme(page, assessment, number)
        page.get_by_role("button", name="Save and continue").click()

    # Then all of it is there, and can be sent
    page.get_by_role("button", name="Send my answers").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    draft = Draft.objects.get()
    assert (draft.sheet[0], draft.sheet[position], draft.sent) == ("3", "d", True)
    assert draft.comments.get().text == "Two words."


def about_to_send(page: Page, assessment: Assessment) -> Locator:
    """Answer one question and go to the check; gives the button that sends."""
    start(page, assessment)
    page.locator("#q0-3").check()
    page.get_by_role("button", name="Save and continue").click()
    at_theme(page, assessment, 2)
    page.goto("/answer/check/")
    return page.get_by_role("button", name="Send my answers").first


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_tap_on_send_comes_to_the_thank_you(visit: Visit, assessment: Assessment, javascript: bool) -> None:
    page = visit(javascript=javascript)
    about_to_send(page, assessment).dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    assert Draft.objects.get().sent


def test_a_press_on_send_is_taken_once_and_again_only_after_a_while(page: Page, assessment: Assessment) -> None:
    # Given somebody on a train, whose press goes nowhere
    page.clock.install()
    button = about_to_send(page, assessment)
    page.route("**/answer/send/", lambda _route: None)

    # When they press, then no button takes a second press
    button.click()
    for each in page.get_by_role("button", name="Send my answers").all():
        expect(each).to_be_disabled()

    # And after a few seconds they can try again
    page.clock.fast_forward(9_000)
    expect(button).to_be_enabled()


def test_a_sending_that_fails_says_so_and_can_be_tried_again(page: Page, assessment: Assessment) -> None:
    button = about_to_send(page, assessment)
    page.route("**/answer/send/", lambda route: route.abort())
    button.click()
    expect(page.locator("#device [role=status]")).to_contain_text("Not sent yet")
    page.unroute("**/answer/send/")
    button.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")


def test_an_answer_given_without_a_connection_is_saved_when_it_comes_back(page: Page, assessment: Assessment) -> None:
    # Given somebody in a lift
    start(page, assessment)
    page.context.set_offline(True)

    # When they answer, and change their mind
    page.locator("#q0-2").check()
    expect(page.locator("#q0 .scale__status")).to_have_text("Saved on this device")
    page.locator("#q0-4").check()
    assert Draft.objects.get().sheet[0] == "."

    # Then the last answer is saved once there is a connection again, and one line says so
    page.context.set_offline(False)
    expect(page.locator("#device [role=status]")).to_have_text("All saved")
    expect(page.locator("#q0 .scale__status")).to_have_text("")
    assert Draft.objects.get().sheet[0] == "4"


def test_many_changes_of_mind_end_with_the_last(page: Page, assessment: Assessment) -> None:
    # Given a slow server
    start(page, assessment)
    page.route("**/answer/save/", lambda route: (page.wait_for_timeout(30), route.continue_()))

    # When the answers come faster than they can be saved
    for answer in "12345dn" * 3:
        page.locator(f"#q0-{answer}").check()
        page.locator(f"#q1-{answer}").check()
    page.locator("#q0-1").check()

    # Then the last ones stay
    expect(page.locator("#q0 .scale__status")).to_have_text("Saved")
    expect(page.locator("#q1 .scale__status")).to_have_text("Saved")
    assert Draft.objects.get().sheet[:2] == "1n"


def test_a_comment_is_saved_while_it_is_written(page: Page, assessment: Assessment) -> None:
    start(page, assessment)
    comment = page.get_by_label("Anything to add")
    comment.fill("First thought")
    expect(page.locator(".question--comment .scale__status")).to_have_text("Saved")
    assert Draft.objects.get().comments.get().text == "First thought"
    comment.fill("Second thought")
    comment.blur()
    expect(page.locator(".question--comment .scale__status")).to_have_text("Saved")
    assert Draft.objects.get().comments.get().text == "Second thought"
    assert comment.get_attribute("maxlength") == str(LONGEST_COMMENT)


def test_a_second_questionnaire_in_another_tab_is_never_mixed_in(page: Page, assessment: Assessment) -> None:
    # Given a page left open while another questionnaire is started in the same browser
    start(page, assessment)
    other = page.context.new_page()
    other.goto(link_of(assessment))
    other.get_by_role("button", name="Start afresh").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Where you work")

    # When the old page is answered
    page.locator("#q0-5").check()

    # Then it says so clearly, and neither questionnaire has the answer
    expect(page.get_by_role("alert")).to_contain_text("Another questionnaire was started in this browser")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Another questionnaire was started")
    assert [draft.sheet[0] for draft in Draft.objects.all()] == [".", "."]


def test_the_back_button_shows_what_was_saved(page: Page, assessment: Assessment) -> None:
    start(page, assessment)
    page.locator("#q0-3").check()
    page.get_by_role("button", name="Save and continue").click()
    at_theme(page, assessment, 2)
    page.go_back()
    at_theme(page, assessment, 1)
    expect(page.locator("#q0-3")).to_be_checked()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_the_screen(visit: Visit, assessment: Assessment, width: int) -> None:
    page = visit(width=width)
    start(page, assessment)
    for address in (
        link_of(assessment),
        "/answer/about-you/",
        "/answer/theme/3/",
        "/answer/check/",
        "/answer/come-back/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_every_target_is_large_enough_for_a_thumb(page: Page, assessment: Assessment) -> None:
    start(page, assessment)
    targets = ".scale__input, main button, main summary, .answer-actions__back, header button:not([hidden])"
    small = [
        (target.get_attribute("id") or target.inner_text(), box)
        for target in page.locator(targets).all()
        if (box := target.bounding_box()) and (box["width"] < 44 or box["height"] < 42)
    ]
    assert not small


def test_a_page_that_does_not_work_is_clean_too(page: Page, assessment: Assessment, axe: Axe) -> None:
    for address in ("/answer/theme/1/", "/answer/ABCDEFGH/", "/answer/leave/"):
        page.goto(address)
        axe(page)
    start(page, assessment)
    for address in (link_of(assessment), "/answer/come-back/"):
        page.goto(address)
        axe(page)
    page.goto(f"/answer/back/{page.context.cookies()[0]['value']}/")
    axe(page)
