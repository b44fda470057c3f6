"""Every page there is, on a phone by day and on a desk by night: clean, no wider than the screen, with its own name.

Each page is loaded once and then looked at on both. Each test does one part, so that they run beside one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from oneworkforce.accounts.actions import password_path
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.take_part.actions import show_web_page
from oneworkforce.home import framework_views
from oneworkforce.invitations.letters.links import PREFERENCES
from oneworkforce.mail.models import Message
from oneworkforce.partnerships.models import Partnership
from oneworkforce.visitors import limits
from tests.gathering.questionnaires.paper.piles import pile_that_differs
from tests.invitations.letters.given import make_lost_letter, make_wave
from tests.invitations.lists.people import make_waiting_list
from tests.journeys.inspecting import Inspector, assert_clean
from tests.test_house import patterns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

THEME = "complementary-roles"
CLOSED, OPEN, EMPTY = "linnetshaw-2026", "linnetshaw-six-months-on", "brinemere-first-look"
FAMILIES = {"young-people": ("Yes, I am 13 or older",), "parents": ()}
OFFICERS = {"linnetshaw": "Asha Rahman, project officer", "brinemere": "Owen Tasker, project officer in Brinemere"}
VIEWER = "Callum Birch, viewer"

VISITORS = {
    *("home", "account_login", "no-account", "join", "set-up", "framework", "framework-theme"),
    *("how-answers-are-kept", "help", "web-page", "scenarios", "scenario"),
}
ANSWERING = {
    *("answer-enter", "answer-start", "answer-about", "answer-theme", "answer-check", "answer-sent"),
    *("answer-commented", "answer-come-back", "answer-leave", "answer-back"),
    *("answer-lost-link", "answer-lost-link-asked", "answer-how-kept", "answer-shared"),
    "answer-sent-before",
    *("answer-help-now", "answer-no-thank-you"),
}
FAMILIES_ONLY = {"answer-help-now", "answer-no-thank-you"}
PARTNERSHIPS = {
    *("dashboard", "partnership-details", "workforce", "theme-names", "events", "erased", "assessment-start"),
    *("people", "person-add", "person", "person-remove"),
    *("organisations", "organisations-add", "organisations-edit", "organisations-remove"),
    *("localities", "localities-add", "localities-edit", "localities-remove"),
    *("staff-groups", "staff-groups-add", "staff-groups-edit", "staff-groups-remove"),
}
ASSESSMENTS = {
    *("assessment", "assessment-details", "assessment-stage", "take-part", "take-part-comments", "take-part-poster"),
    *("plan", "plan-add", "plan-import", "plan-edit", "plan-remove"),
    *("where-we-are", "where-we-are-from", "theme", "goals", "goals-theme", "what-we-will-do", "theme-note"),
    *("focus-add", "focus-edit", "focus-remove", "action-add", "action-edit", "action-progress", "action-remove"),
    *("paper", "paper-pile-start", "paper-pile", "paper-pile-edit", "paper-pile-remove", "paper-pile-finish"),
    *("paper-sheet", "paper-sheet-again", "paper-differences"),
    *("report", "report-edit"),
    *(
        "take-part-feedback",
        "take-part-web-page",
        "take-part-briefing",
        "take-part-response",
        "children-and-families",
        "children-and-families-edit",
        "children-and-families-view-add",
    ),
    *("children-and-families-view", "children-and-families-view-remove"),
}
HELD_VIEWS = {"children-and-families-view", "children-and-families-view-remove"}
INVITING = {
    *("invite", "invite-wave", "invite-wave-add", "invite-wave-change", "invite-wave-remove", "invite-wave-send"),
    *("invite-wave-stop", "invite-letters", "invite-letter", "invite-letter-change", "invite-contact"),
    *("invite-failures", "invite-failure", "invite-outbox"),
    *("invite-people", "invite-list", "invite-list-check", "invite-add"),
    *("invite-person", "invite-person-held", "invite-person-erase"),
}
MAIL = {"mail-test", "mail-preferences", "mail-stop", "mail-held", "mail-erase"}
FORMS_ONLY = {
    "invite-list-throw-away",
    *("invite-wave-pause", "invite-wave-resume", "invite-letter-approve", "invite-letter-test"),
    *("mail-again", "mail-language"),
    *("become", "answer-save", "answer-send", "person-link", "plan-start", "plan-move", "take-part-link"),
    "take-part-feedback-letter",
    *("focus-move", "action-from-solution", "language", "easy-read"),
    *("paper-pile-next", "paper-sheet-save"),
}
FILES = {
    "answer-kept",
    "answer-worker",
    "paper-pdf",
    "scenario-pdf",
    "scenarios-pdf",
    "invite-letter-html",
    "invite-template",
    "invite-person-export",
    "mail-held-file",
    "plan-export",
    "take-part-qr",
    "actions-export",
    "report-pdf",
    "theme-colours",
    "framework-colours",
}
LEAD_ELSEWHERE = {"account_signup", "account_reset_password", "after-sign-in"}
PAGES = VISITORS | ANSWERING | PARTNERSHIPS | ASSESSMENTS | INVITING | MAIL | {"account_logout"}


def test_no_page_is_forgotten() -> None:
    """A new page belongs in one of the sets above."""
    named = {entry.name for _route, entry in patterns() if entry.name}
    assert named == PAGES | FORMS_ONLY | FILES | LEAD_ELSEWHERE


@pytest.fixture
def inspector(browser: Browser, live_server: LiveServer, demonstration: None) -> Iterator[Inspector]:
    """An inspector, whose visitors leave before the server does."""
    inspector = Inspector(browser, live_server.url)
    yield inspector
    for context in inspector.contexts:
        context.close()


def test_pages_that_need_no_account(inspector: Inspector) -> None:
    look_around(inspector)
    assert_clean(inspector, VISITORS)


def test_a_questionnaire(inspector: Inspector) -> None:
    answer(inspector)
    assert_clean(inspector, ANSWERING - FAMILIES_ONLY)


@pytest.mark.parametrize("group", ["young-people", "parents"])
def test_a_familys_questionnaire(inspector: Inspector, group: str) -> None:
    answer_as_family(inspector, group)
    assert_clean(inspector, FAMILIES_ONLY)


@pytest.mark.parametrize("key", [CLOSED, OPEN, EMPTY])
def test_an_assessments_pages(inspector: Inspector, key: str) -> None:
    assessment = Assessment.objects.get(key=key)
    if key == OPEN:
        make_lost_letter(make_wave(assessment, people=2))
        make_waiting_list(assessment)
    work_as_officers(inspector, assessment)
    every = ASSESSMENTS | INVITING
    assert_clean(inspector, {CLOSED: HELD_VIEWS, OPEN: every - HELD_VIEWS, EMPTY: set()}[key])


@pytest.mark.parametrize("key", OFFICERS)
def test_a_partnerships_pages(inspector: Inspector, key: str) -> None:
    run_a_partnership(inspector, Partnership.objects.get(key=key))
    assert_clean(inspector, PARTNERSHIPS | {"home", "account_logout"} if key == "linnetshaw" else set())


def test_deciding_about_mail(inspector: Inspector) -> None:
    make_wave(Assessment.objects.get(key=OPEN), people=2)
    decide_about_mail(inspector)
    assert_clean(inspector, MAIL)


def test_what_goes_wrong(inspector: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    go_wrong(inspector)
    try_too_often(inspector, monkeypatch)
    break_a_page(inspector, monkeypatch)
    assert_clean(inspector)


def look_around(inspector: Inspector) -> None:
    """Everything that needs no account."""
    visitor = inspector.visitor()
    for name in sorted(VISITORS - {"join", "set-up", "framework-theme", "web-page", "scenario"}):
        visitor.open(name, reverse(name))
    visitor.open("framework-theme", reverse("framework-theme", args=[THEME]))
    visitor.open("scenario", reverse("scenario", args=["the-new-school"]))
    announced = Assessment.objects.get(key=OPEN)
    show_web_page(assessment=announced, shown=True, words="Why we ask.\n\nWhat comes of it.", links=True, by=None)
    visitor.open("web-page", reverse("web-page", args=[OPEN]))
    visitor.open("join", password_path(User.objects.get(name=VIEWER)))
    visitor.open("set-up", reverse("set-up"), status=410)


def answer(inspector: Inspector) -> None:
    """A whole questionnaire, with the pages that are there before, between and after."""
    link = Assessment.objects.get(key=OPEN).group_links.get(staff_group__key="frontline")
    visitor = inspector.visitor()
    visitor.open("answer-enter", reverse("answer-enter"))
    visitor.open("nothing under way", reverse("answer-check"), status=404)
    visitor.open("answer-start", reverse("answer-start", args=[link.code]))
    visitor.press("answer-about", "Start")
    for number in range(1, 9):
        visitor.open("answer-theme", reverse("answer-theme", args=[number]))
    visitor.open("answer-check", reverse("answer-check"))
    visitor.page.goto(reverse("answer-theme", args=[8]))
    visitor.page.locator(".scale__input").first.check()
    visitor.press("answer-check", "Save and continue")
    visitor.open("answer-come-back", reverse("answer-come-back"))
    visitor.open("answer-how-kept", reverse("answer-how-kept"))
    visitor.open("answer-lost-link", reverse("answer-lost-link"))
    visitor.open("answer-lost-link-asked", reverse("answer-lost-link-asked"))
    visitor.open("answer-sent-before", reverse("answer-sent-before"), status=410)
    visitor.page.goto(reverse("answer-come-back"))
    own_link = visitor.page.get_by_label("link").first.input_value()
    visitor.open("answer-back", reverse("answer-back", args=[own_link.rstrip("/").rsplit("/", 1)[-1]]))
    visitor.page.goto(reverse("answer-check"))
    # The page clears the device before it sends, so the next one comes a moment after the press.
    visitor.page.get_by_role("button", name="Send my answers").first.click()
    visitor.page.wait_for_url("**/answer/sent/")
    inspector.check("answer-sent", visitor.page)
    visitor.page.get_by_label("What was good or bad").fill("Clear words.")
    visitor.press("answer-commented", "Send comment")
    visitor.open("answer-leave", reverse("answer-leave"))
    visitor.open("answer-shared", reverse("answer-shared", args=[link.code]))
    visitor.open("an unknown link", reverse("answer-start", args=["ABCDEFGH"]), status=404)
    closed = Assessment.objects.get(key=CLOSED).group_links.get(staff_group__key="frontline")
    visitor.open("a closed link", reverse("answer-start", args=[closed.code]), status=410)


def answer_as_family(inspector: Inspector, group: str) -> None:
    """What young people and parents meet where others meet something else, in usual words and in easy ones."""
    link = Assessment.objects.get(key=OPEN).group_links.get(staff_group__key=group)
    visitor = inspector.visitor()
    start = reverse("answer-start", args=[link.code])
    visitor.open(f"start of {group}", start)
    visitor.page.get_by_role("button", name="Easy read").click()
    visitor.page.get_by_role("button", name="Usual words").wait_for()
    visitor.open("consent", f"{start}?step=taking-part")
    visitor.press("consent with faults", "Start the questions")
    for label in (*FAMILIES[group], "I want to take part"):
        visitor.page.get_by_label(label).check()
    visitor.page.get_by_role("button", name="Start the questions").click()
    for number in range(1, 10):
        visitor.open(f"question {number} of families", reverse("answer-theme", args=[number]))
    visitor.page.locator(".scale__input").first.check()
    visitor.page.get_by_role("button", name="Next").click()
    visitor.page.get_by_role("heading", name="That was the last question").wait_for()
    inspector.check("check of families", visitor.page)
    visitor.open("coming back of families", reverse("answer-come-back"))
    visitor.open("answer-help-now", reverse("answer-help-now", args=["linnetshaw"]))
    visitor.page.goto(reverse("answer-check"))
    visitor.page.get_by_role("button", name="Send my answers").click()
    visitor.page.get_by_role("heading", name="Thank you! Your answers are sent").wait_for()
    inspector.check("thanks to families", visitor.page)
    visitor.open("answer-no-thank-you", reverse("answer-no-thank-you"))


def run_a_partnership(inspector: Inspector, partnership: Partnership) -> None:
    """Every page of a partnership that is not of one of its assessments."""
    visitor = inspector.visitor()
    visitor.become(OFFICERS[partnership.key])
    visitor.open("home", reverse("home"))
    visitor.open("account_logout", reverse("account_logout"))
    for name in sorted(PARTNERSHIPS):
        for address in addresses(name, partnership):
            visitor.open(name, address)


def work_as_officers(inspector: Inspector, assessment: Assessment) -> None:
    """Every page of an assessment."""
    partnership = assessment.partnership
    visitor = inspector.visitor()
    visitor.become(OFFICERS[partnership.key])
    for name in sorted(ASSESSMENTS | INVITING):
        for address in addresses(name, partnership, assessment):
            visitor.open(name, address)
    visitor.open("plan", f"{reverse('plan', args=[partnership.key, assessment.key])}?order=change")


def decide_about_mail(inspector: Inspector) -> None:
    """What somebody who was invited may decide, by the link in their letter."""
    invitation = Assessment.objects.get(key=OPEN).invitations.all()[0]
    visitor = inspector.visitor()
    for name in sorted(MAIL):
        visitor.open(name, reverse(name, args=[] if name == "mail-test" else [PREFERENCES.sign(invitation.pk)]))
    visitor.open("nobody's mail", reverse("mail-preferences", args=["nobody"]), status=404)
    visitor.page.goto(reverse("mail-erase", args=[PREFERENCES.sign(invitation.pk)]))
    visitor.press("erased", "Erase me")


def addresses(name: str, partnership: Partnership, assessment: Assessment | None = None) -> Iterator[str]:
    """The address of a page: of the first thing that it could be about, or none where there is no such thing."""
    first: dict[str, Callable[[], Any]] = {
        "children-and-families": lambda: assessment and assessment.held_views.first(),
        "person": lambda: partnership.members.last(),
        "organisations": lambda: partnership.organisations.first(),
        "localities": lambda: partnership.localities.first(),
        "staff-groups": lambda: partnership.staff_groups.first(),
        "plan": lambda: assessment and assessment.planned_activities.first(),
        "focus": lambda: assessment and assessment.focus_areas.first(),
        "action": lambda: assessment and assessment.actions.first(),
    }
    given: dict[str, Any] = {"partnership": partnership.key}
    if assessment:
        given["assessment"] = assessment.key
    route = next(route for route, entry in patterns() if entry.name == name)
    if "<slug:theme>" in route:
        given["theme"] = THEME
    if "<slug:perspective>" in route:
        given["perspective"] = "child"
    if "<slug:group>" in route:
        given["group"] = "frontline"
    if "<slug:audience>" in route:
        given["audience"] = "young-people"
    if "<slug:language>" in route:
        given |= {"kind": "reminder", "language": "cy"}
    if "<int:wave>" in route:
        wave = assessment and assessment.waves.first()
        if not wave:
            return
        given["wave"] = wave.pk
    for wanted, mark in (("person", "(?P<person>"), ("uploaded", "<slug:uploaded>")):
        if mark in route:
            found = assessment and (assessment.invitations if wanted == "person" else assessment.uploaded_lists).first()
            if not found:
                return
            given[wanted] = found.pk
    if name in {"invite-list", "invite-add"} and assessment and assessment.stage == "closed":
        return  # leads elsewhere
    if name == "paper-pile-start" or "<int:pile>" in route:
        if assessment is None or assessment.stage != "open":
            return  # leads elsewhere
        pile = assessment.piles.first() or pile_that_differs(assessment, by=partnership.members.all()[0].user)
        given |= {"pile": pile.pk} if "<int:pile>" in route else {}
    if "<int:number>" in route:
        given["number"] = 1 if name == "paper-differences" else 2
    if "<slug:message>" in route:
        lost = Message.objects.filter(state="came back", mailing__assessment=assessment and assessment.key).first()
        if lost is None:
            return
        given["message"] = lost.pk
    if "<slug:to>" in route:
        given["to"] = "closed" if assessment and assessment.stage == "open" else "open"
    for wanted in ("pk", "activity"):
        if f"<int:{wanted}>" in route:
            thing = next(find for start, find in first.items() if name.startswith(start))()
            if thing is None:
                return
            given[wanted] = thing.pk
    yield reverse(name, kwargs=given)


def go_wrong(inspector: Inspector) -> None:
    """The pages that say what went wrong."""
    visitor = inspector.visitor()
    visitor.open("error 404", "/nowhere/", status=404)
    visitor.open("a spent link", reverse("join", args=["MQ", "spent"]), status=410)
    visitor.page.goto(reverse("account_login"))
    visitor.page.evaluate(
        "for (let i = 0; i < 2001; i++) document.querySelector('main form').append("
        "Object.assign(document.createElement('input'), {type: 'hidden', name: 'n' + i}))"
    )
    visitor.press("error 400", "Sign in")
    visitor.become(VIEWER)
    visitor.open("error 403", reverse("partnership-details", args=["linnetshaw"]), status=403)


def try_too_often(inspector: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page for whoever has tried too many codes; none are allowed, since a new count starts every ten minutes."""
    monkeypatch.setattr(limits, "TRIES", 0)
    inspector.visitor().open("error 429", "/answer/ABCDEFGH/", status=429)


def break_a_page(inspector: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page for our own faults."""

    def fail(*_anything: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(framework_views, "framework_rainbow", fail)
    visitor = inspector.visitor()
    visitor.open("error 500", reverse("framework"), status=500)
