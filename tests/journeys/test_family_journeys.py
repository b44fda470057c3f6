"""Young people and parents answer: on a small phone, by keyboard alone, without JavaScript, in easy words, aloud."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.answering.versions import screens
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.visitors.help_lines import NEUTRAL_PAGE
from tests.gathering.questionnaires.families import make_family_assessment
from tests.journeys.hands import Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
Axe = Callable[[Page], None]
FIRST = {"young-people": "What is it like for you?", "parents": "What is it like for your family?"}
# A voice of the device itself, and one that would send the words away; each notes what it is given to say.
VOICES = """
  window.said = []
  const voices = [
    {lang: 'en-GB', localService: false, name: 'far away'}, {lang: 'en-GB', localService: true, name: 'here'}]
  window.SpeechSynthesisUtterance = class { constructor (text) { this.text = text } }
  Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => voices, addEventListener () {}, queue: [],
    speak (words) {
      said.push([words.voice.name, words.lang, words.text])
      this.queue.push(words)
      words.onstart?.()
    },
    cancel () { this.queue = [] }
  }})
"""


@pytest.fixture
def assessment() -> Assessment:
    return make_family_assessment(
        help_now="Front door, at any hour: 01632 960 001", permission_route="Ask your form tutor."
    )


def link_of(assessment: Assessment, group: str) -> str:
    return f"/answer/{assessment.group_links.get(staff_group__key=group).code}/"


def start(page: Page, assessment: Assessment, group: str = "young-people") -> None:
    page.goto(f"{link_of(assessment, group)}?step=taking-part")
    if group == "young-people":
        page.get_by_label("Yes, I am 13 or older").check()
    page.get_by_label("I want to take part").check()
    page.get_by_role("button", name="Start the questions").click()
    at_question(page, 1)


def at_question(page: Page, number: int) -> None:
    expect(page.locator(".answer-progress")).to_contain_text(f"Question {number} of 9")


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("group", "keyboard"), [("young-people", True), ("parents", True), ("young-people", False),
                                                 ("parents", False)])  # fmt: skip
def test_all_the_way_by_keyboard_or_without_javascript(
    visit: Visit, assessment: Assessment, axe: Axe, group: str, keyboard: bool
) -> None:
    # Given a phone of 320 px, and somebody who never touches its screen, or whose browser runs no scripts
    page = visit(width=320, height=568, javascript=keyboard)
    hands = Hands(page, keyboard, axe)
    page.goto(link_of(assessment, group))
    hands.sees(FIRST[group])
    fits(page, 320)
    hands.use(page.locator("summary", has_text="Somebody helps me"))
    expect(page.get_by_text("do not promise to keep it secret")).to_be_visible()
    if keyboard:
        axe(page)
    hands.follow("Next")
    hands.sees("Do you want to take part?")

    # When they say yes too early, they are told what is missing; then they say it
    hands.press("Start the questions")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Tick the box if you want to take part")
    if keyboard:
        axe(page)
    fits(page, 320)
    if group == "young-people":
        hands.choose(page.get_by_label("No, I am 11 or 12"))
        expect(page.get_by_text("Ask your form tutor.")).to_be_visible()
        hands.choose(page.get_by_label("A parent, a carer or my school has said yes"))
    hands.choose(page.get_by_label("I want to take part"))
    hands.press("Start the questions")

    # And answer every question, the last with words of their own
    given = {}
    for screen in screens(assessment.framework, group):
        question = screen.questions[0]
        assert question.words
        hands.sees(question.words.question)
        at_question(page, screen.number)
        fits(page, 320)
        answer = "12345dn12"[screen.number - 1]
        hands.choose(page.locator(f"#{question.field}-{answer}"))
        given[question.position] = answer
        if screen.number == 9:
            hands.use(page.locator("summary", has_text="Say more, if you like"))
            expect(page.get_by_text("Please do not write names.")).to_be_visible()
            if keyboard:
                axe(page)
            hands.write("Your words", "They ask me first.")
        hands.press("Next")

    # Then the check is short, and sending thanks them
    hands.sees("That was the last question")
    fits(page, 320)
    hands.press("Send my answers")
    hands.sees("Thank you! Your answers are sent")
    fits(page, 320)
    [draft] = Draft.objects.filter(sent=True)
    assert {position: draft.sheet[position] for position in given} == given
    assert draft.sheet.count("-") == len(draft.sheet) - 9
    assert draft.comments.get().text == "They ask me first."
    assert (draft.sector, draft.locality) == ("", "")


@pytest.mark.parametrize("javascript", [True, False])
def test_easy_read_in_the_middle_keeps_the_place_and_the_answer(
    visit: Visit, assessment: Assessment, axe: Axe, javascript: bool
) -> None:
    # Given somebody at the second question who has just chosen
    page = visit(width=320, javascript=javascript)
    start(page, assessment)
    page.get_by_role("button", name="Next").click()
    at_question(page, 2)
    field = screens(assessment.framework, "young-people")[1].questions[0].field
    page.locator(f"#{field}-4").check()

    # When they switch to easy words
    page.get_by_role("button", name="Easy read").click()

    # Then the same question has easy words, the answer stands, and the other pages follow
    expect(page.get_by_role("button", name="Usual words")).to_be_visible()
    at_question(page, 2)
    expect(page.get_by_text("Workers use easy words.")).to_be_visible()
    expect(page.locator(f"#{field}-4")).to_be_checked()
    fits(page, 320)
    if javascript:
        axe(page)
    for address in (
        *("/answer/check/", "/answer/come-back/", "/answer/help-now/rivermouth/", link_of(assessment, "parents")),
        f"{link_of(assessment, 'young-people')}?step=taking-part",
    ):
        page.goto(address)
        expect(page.get_by_role("button", name="Usual words")).to_be_visible()
        fits(page, 320)
        if javascript:
            axe(page)
    page.goto("/answer/theme/2/")
    page.get_by_role("button", name="Usual words").click()
    expect(page.get_by_text("I understand the words that workers use")).to_be_visible()
    expect(page.locator(f"#{field}-4")).to_be_checked()
    position = screens(assessment.framework, "young-people")[1].positions[0]
    assert Draft.objects.get().sheet[position] == "4"


def test_help_is_one_tap_away_and_is_left_without_a_trace_in_the_way_back(
    page: Page, assessment: Assessment, axe: Axe
) -> None:
    start(page, assessment)
    page.goto("/answer/theme/3/")
    page.get_by_role("link", name="Get help now").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help now")
    axe(page)
    for name in ("999", "0800 1111", "0808 800 5000", "01632 960 001"):
        expect(page.get_by_role("link", name=re.compile(name))).to_be_visible()
    page.get_by_role("link", name="Back to the questions").click()
    at_question(page, 3)
    page.get_by_role("link", name="Get help now").first.click()
    page.route(f"{NEUTRAL_PAGE}**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
    page.get_by_role("link", name="Leave this page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Weather")
    page.go_back()
    at_question(page, 3)


def test_a_child_is_sent_on_kindly(page: Page, assessment: Assessment, axe: Axe) -> None:
    page.goto(f"{link_of(assessment, 'young-people')}?step=taking-part")
    expect(page.get_by_text("Ask your form tutor.")).to_be_hidden()
    page.get_by_label("No, I am 10 or younger").check()
    page.get_by_role("button", name="Start the questions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for wanting to help")
    axe(page)
    page.goto(f"{link_of(assessment, 'young-people')}?step=taking-part")
    page.get_by_role("link", name="No, I do not want to take part").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("That is fine")
    axe(page)
    assert not Draft.objects.exists()


def test_a_device_without_a_voice_of_its_own_offers_none(page: Page, assessment: Assessment) -> None:
    page.add_init_script(VOICES.replace("localService: true", "localService: false"))
    start(page, assessment)
    for button in page.locator("[data-read-aloud]").all():
        expect(button).to_be_hidden()


def test_a_question_and_a_page_are_read_aloud_on_the_device(page: Page, assessment: Assessment, axe: Axe) -> None:
    # Given a device with a voice of its own
    page.add_init_script(VOICES)
    start(page, assessment)
    axe(page)
    read = page.get_by_role("button", name="Read this question")
    whole = page.get_by_role("button", name="Read this page")

    # When the question is read, by keyboard
    read.press("Enter")

    # Then a voice of the device says each sentence once, in the language of the page, and nothing that is folded away
    said = page.evaluate("said")
    assert {(voice, language) for voice, language, _text in said} == {("here", "en-GB")}
    texts = [text for _voice, _language, text in said]
    assert texts[0] == "Do workers understand you?"
    assert "I meet workers who only see one side of me." in texts
    assert "Half and half" in texts
    assert len(texts) == len(set(texts))
    assert not [text for text in texts if "respect" in text or "write names" in text]

    # And it can be stopped by the same button and by Escape, and the page has one reader at a time
    stop = page.get_by_role("button", name="Stop reading")
    expect(stop).to_have_count(1)
    stop.press("Enter")
    expect(stop).to_have_count(0)
    assert page.evaluate("speechSynthesis.queue.length") == 0
    whole.click()
    assert any("Question 1 of 9" in text for _voice, _language, text in page.evaluate("said"))
    read.click()
    expect(stop).to_have_count(1)
    page.keyboard.press("Escape")
    expect(stop).to_have_count(0)
    page.evaluate("said.length = 0")
    whole.click()
    page.evaluate("speechSynthesis.queue.forEach(words => words.onend())")
    expect(stop).to_have_count(0)
    assert page.locator(".is-read").count() == 0


def test_faces_have_words_and_differ_by_shape_alone(page: Page, assessment: Assessment) -> None:
    start(page, assessment)
    colours, shapes = set(), set()
    for number in "12345":
        label = page.locator(f"label[for=q0-{number}]")
        assert label.inner_text().strip()
        face = label.locator("svg").first
        colours.add(face.evaluate("face => getComputedStyle(face).stroke"))
        shapes.add(face.evaluate("face => face.innerHTML"))
    assert len(colours) == 1
    assert len(shapes) == 5


def test_faces_are_seen_in_forced_colours(page: Page, assessment: Assessment) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    start(page, assessment)
    page.locator("#q0-5").check()
    drawn = page.evaluate(
        """() => [...document.querySelectorAll('.ladder__label')].map(label => [
             getComputedStyle(label.querySelector('svg') || label).color, getComputedStyle(label).backgroundColor])"""
    )
    assert all(line != ground for line, ground in drawn), drawn


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_target_is_large_enough_for_a_thumb(visit: Visit, assessment: Assessment, width: int) -> None:
    page = visit(width=width)
    addresses = [link_of(assessment, "young-people"), f"{link_of(assessment, 'young-people')}?step=taking-part"]
    start(page, assessment)
    for address in (*addresses, "/answer/theme/1/", "/answer/check/", "/answer/help-now/rivermouth/"):
        page.goto(address)
        fits(page, width)
        targets = (
            "main button, main summary, .scale__label, .tick__label, .govuk-button, .help-line__call, .young-bar a"
        )
        small = [
            (target.inner_text(), box)
            for target in page.locator(targets).all()
            if target.is_visible() and (box := target.bounding_box()) and (box["width"] < 44 or box["height"] < 40)
        ]
        assert not small, address
