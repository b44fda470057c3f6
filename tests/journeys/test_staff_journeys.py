"""What people with an account do, from the first visit to the report: by keyboard alone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.answering.asked import asked_themes
from oneworkforce.gathering.questionnaires.models import Sheet
from oneworkforce.home.set_up import code_for_first_visit
from tests.factories import PASSWORD
from tests.journeys.hands import Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OFFICER = "Asha Rahman, project officer"
CLOSED = "/p/linnetshaw/a/linnetshaw-2026/"
OPEN = "/p/linnetshaw/a/linnetshaw-six-months-on/"
# Where a mouse can press an arc: the middle of its box is on another.
FOOT_OF_THE_ARC = """path => {
    const point = path.getPointAtLength(20).matrixTransform(path.getScreenCTM())
    return [point.x, point.y]
}"""
MakeHands = Callable[..., Hands]


@pytest.fixture(params=[True, False], ids=["by keyboard", "without JavaScript"])
def hands_of(request: pytest.FixtureRequest, visit: Callable[..., Page], axe: Callable[[Page], None]) -> MakeHands:
    """The hands of somebody new, on a desk's screen unless said: ``hands_of(width=360)``."""
    return lambda width=1280: Hands(visit(width=width, height=800, javascript=request.param), request.param, axe)


@pytest.fixture
def officer(demonstration: None, hands_of: MakeHands) -> Hands:
    """The demonstration's project officer, signed in."""
    hands = hands_of()
    hands.page.goto("/")
    hands.press(OFFICER)
    expect(hands.page.get_by_role("button", name="Sign out")).to_be_visible()
    return hands


def test_from_an_empty_installation_to_a_closed_assessment(hands_of: MakeHands) -> None:
    # Given an empty installation, and the code that `serve` printed
    officer = hands_of()
    officer.page.goto("/")
    officer.sees("One children’s workforce")
    officer.follow("Set up a partnership")
    officer.sees("Set up One Workforce")
    for label, text in (
        ("Set-up code", code_for_first_visit() or ""),
        ("Your name", "Ines Harrow"),
        ("Your e-mail address", "ines@example.org"),
        ("Password", PASSWORD),
        ("Name of the partnership", "Fernvale Partnership"),
    ):
        officer.write(label, text)
    officer.press("Set up")
    officer.sees("Fernvale Partnership")

    # When the officer says what the partnership is made of
    say_what_it_is_made_of(officer)

    # And starts an assessment, plans an activity and opens it
    officer.follow("Start the first assessment")
    officer.sees("Start an assessment")
    officer.write("Name", "Our first look")
    officer.write("Purpose", "To agree what to change first.")
    officer.press("Start the assessment")
    officer.sees("Our first look")
    officer.follow("Plan")
    officer.sees("The plan")
    officer.follow("Add the first activity")
    officer.sees("Add an activity")
    officer.write("Task or activity", "Ask everyone on the front line")
    officer.choose(officer.page.get_by_label("Complementary roles"))
    officer.press("Save the activity")
    officer.sees("The plan")
    expect(officer.page.get_by_role("row", name="Ask everyone on the front line")).to_contain_text(
        "Complementary roles"
    )
    officer.follow("Our first look")
    officer.sees("Our first look")
    officer.follow("Open for answers")
    officer.sees("Open for answers: Our first look")
    officer.press("Open for answers")
    officer.sees("Our first look")

    # Then the frontline's link leads to a questionnaire, until the assessment is closed
    officer.follow("Take part")
    officer.sees("Take part")
    link = officer.page.get_by_label("Link", exact=True).first.input_value()
    somebody = hands_of(width=360)
    somebody.page.goto(link)
    expect(somebody.page.get_by_role("button", name="Start")).to_be_visible()
    officer.follow("Our first look")
    officer.sees("Our first look")
    officer.follow("Close")
    officer.sees("Close: Our first look")
    officer.press("Close")
    officer.sees("Our first look")
    somebody.page.goto(link)
    somebody.sees("This questionnaire has closed")


def say_what_it_is_made_of(officer: Hands) -> None:
    """An organisation, a locality, a staff group and the size of a sector, from the dashboard and back to it."""
    officer.follow("Organisations")
    officer.sees("Organisations")
    officer.follow("Add an organisation")
    officer.sees("Add an organisation")
    officer.write("Name", "Fernvale Play")
    officer.select("Sector", "Health")
    officer.press("Save")
    officer.sees("Organisations")
    officer.follow("Fernvale Partnership")
    officer.sees("Fernvale Partnership")

    officer.follow("Localities")
    officer.sees("Localities")
    officer.follow("Add a locality")
    officer.sees("Add a locality")
    officer.write("Name", "Upper Fern")
    officer.press("Save")
    officer.sees("Localities")
    officer.follow("Fernvale Partnership")
    officer.sees("Fernvale Partnership")

    officer.follow("Staff groups")
    officer.sees("Staff groups")
    officer.follow("Change Front-line staff and their managers")
    officer.write("Who is in it", "All who meet children every day.")
    officer.press("Save")
    officer.sees("Staff groups")
    expect(officer.page.get_by_role("row", name="Front-line")).to_contain_text("All who meet children every day.")
    officer.follow("Fernvale Partnership")
    officer.sees("Fernvale Partnership")

    officer.follow("Size of the workforce")
    officer.sees("Size of the workforce")
    early_years = officer.page.get_by_role("group", name="Early years")
    officer.write_in(early_years.get_by_label("People in all"), "620")
    officer.press("Save")
    officer.sees("Fernvale Partnership")


def test_from_the_rainbow_to_a_goal(officer: Hands) -> None:
    # Given the rainbow of a closed assessment
    page = officer.page
    page.goto(f"{CLOSED}where-we-are/")
    officer.sees("Where we are")

    # When the officer opens its outermost arc
    arc = page.locator(".overview svg a").first
    if officer.keyboard:
        officer.use(arc)
    else:
        page.mouse.click(*arc.locator("path").first.evaluate(FOOT_OF_THE_ARC))

    # Then the theme's page opens, and leads back
    officer.sees("Shared identity and purpose")
    officer.follow("Where we are")
    officer.sees("Where we are")

    # And a goal that is set appears in the table beside the rainbow
    row = page.get_by_role("row", name="Shared identity and purpose").first
    expect(row).not_to_contain_text("4.2")
    officer.follow("Change the goals")
    officer.sees("Where we want to be")
    officer.write("Goal: Shared identity and purpose", "4.2")
    officer.press("Save the goals")
    officer.sees("Where we want to be")
    officer.follow("Where we are")
    officer.sees("Where we are")
    expect(row).to_contain_text("4.2")


def test_from_a_solution_to_the_report(officer: Hands) -> None:
    # Given a theme's menu of solutions
    page = officer.page
    page.goto(f"{CLOSED}what-we-will-do/")
    officer.sees("What we will do")
    theme = page.locator("#themes-outcome-focus")
    officer.use(theme.locator("summary"))
    begun = theme.get_by_role("listitem").filter(has_not_text="in your plan").first

    # When one of them is made an action, with a lead and a date
    officer.use(begun.get_by_role("button"))
    officer.sees("Change an action")
    officer.write("What will be done", "Ask every child what got better")
    officer.write("Lead", "Wilma Quill")
    for part, number in zip(("Day", "Month", "Year"), ("30", "9", "2027"), strict=True):
        officer.write_in(page.get_by_role("group", name="Due on").get_by_label(part), number)
    officer.press("Save the action")

    # Then it stands among the actions and in the report
    officer.sees("What we will do")
    told = page.get_by_role("row", name="Ask every child what got better")
    expect(told).to_contain_text("Wilma Quill")
    expect(told).to_contain_text("due 30 September 2027")
    officer.follow("Report")
    officer.sees("Summary report")
    expect(page.get_by_role("row", name="Ask every child what got better")).to_contain_text("Wilma Quill")

    # And the report can be taken away as a PDF
    with page.expect_download(timeout=60_000) as download:
        officer.follow("Download as PDF")
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_a_newcomers_answers_release_a_batch_and_move_no_figure(officer: Hands, hands_of: MakeHands) -> None:
    # Given 44 people who have answered, and frontline answers that are one short of a batch
    assessment = Assessment.objects.get(key="linnetshaw-six-months-on")
    officer.page.goto(f"{OPEN}take-part/")
    officer.sees("Take part")
    sent = officer.page.locator(".stat__value")
    expect(sent).to_have_text("44")
    link = officer.page.get_by_label("Link", exact=True).first.input_value()
    officer.follow("Where we are")
    officer.sees("Where we are")
    expect(officer.page.get_by_role("heading", name="44 people have answered so far")).to_be_visible()
    assert not Sheet.objects.filter(assessment=assessment).exists()

    # When a newcomer answers to the end on a phone
    answer_to_the_end(hands_of(width=360), link, assessment)

    # Then the officer sees one more at once, and no figure, though ten are released
    officer.follow("Take part")
    officer.sees("Take part")
    expect(sent).to_have_text("45")
    officer.follow("Where we are")
    officer.sees("Where we are")
    assert Sheet.objects.filter(assessment=assessment).count() == 10
    expect(officer.page.get_by_role("heading", name="45 people have answered so far")).to_be_visible()
    expect(officer.page.get_by_role("row", name="Complementary roles")).to_have_count(0)

    # When it is closed, with a warning of the group of which few have answered
    officer.page.goto(f"{OPEN}stage/closed/")
    officer.sees("Close: Six months on")
    expect(officer.page.get_by_text("answered, 10 needed").first).to_be_visible()
    officer.press("Close")
    officer.page.wait_for_url(f"**{OPEN}")

    # Then the figures are there
    officer.page.goto(f"{OPEN}where-we-are/")
    officer.sees("Where we are")
    now = officer.page.get_by_role("row", name="Complementary roles").first.get_by_role("cell").first
    assert 1 <= float(now.inner_text()) <= 5


def answer_to_the_end(newcomer: Hands, link: str, assessment: Assessment) -> None:
    """Walk through a whole questionnaire of the frontline, with an answer to every question."""
    newcomer.page.goto(link)
    newcomer.press("Start")
    newcomer.sees("Where you work")
    newcomer.press("Save and continue")
    for theme in asked_themes(assessment.framework, "frontline"):
        newcomer.sees(load_pin(assessment.framework).theme(theme.id).name)
        for question in theme.questions:
            newcomer.choose(newcomer.page.locator(f"#{question.field}-{1 + question.position % 5}"))
        newcomer.press("Save and continue")
    newcomer.sees("Check your answers")
    newcomer.press("Send my answers")
    expect(newcomer.page.get_by_role("heading", level=1)).to_contain_text("Thank you")
