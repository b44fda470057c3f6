"""What is handed out to young people and to parents speaks to them: briefing, poster, invitation, and whom to call."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from tests.factories import make_member
from tests.gathering.questionnaires.families import WITH_CHILDREN, make_family_assessment
from tests.gathering.take_part.test_take_part_page import page_of, read

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
OF_STAFF = ("Dear colleague", "your manager", "where you work", "works together. You see that", "project officer,")
YOUNG, PARENTS = "work together for you?", "work together for your family?"


@pytest.fixture
def assessment() -> Assessment:
    return make_family_assessment(
        groups=WITH_CHILDREN,
        help_now="Rivermouth front door: 0300 123 4567",
        consent_age=16,
        permission_route="Ask the office.",
    )


@pytest.fixture
def officer(assessment: Assessment, signed_in: SignIn) -> Client:
    return signed_in(make_member(assessment.partnership))


def invitation(officer: Client, assessment: Assessment, group: str) -> str:
    page = officer.get(page_of(assessment)).content.decode()
    found = re.search(rf'id="invitation-{group}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found
    return found.group(1)


def handed_out(officer: Client, assessment: Assessment, group: str) -> dict[str, str]:
    """Everything for one group, without the frame of the page, which speaks to the officer."""
    pages = {kind: read(officer.get(page_of(assessment, f"{group}/{kind}/"))) for kind in ("briefing", "poster")}
    main = {kind: re.sub(r".*<main", "", page) for kind, page in pages.items()}
    return main | {"invitation": re.sub(r"\s+", " ", invitation(officer, assessment, group))}


@pytest.mark.parametrize(
    ("group", "greeting", "call", "not_theirs"),
    [
        ("young-people", YOUNG, "Childline", ("NSPCC", "your family", "your child’s")),
        ("parents", PARENTS, "NSPCC helpline", ("Childline", "work together for you?", "hurting you")),
        (
            "children",
            "a child who trusts you",
            "NSPCC helpline",
            ("your family", "five faces", "hurting you", "your answers"),
        ),
    ],
)
def test_families_are_spoken_to_in_their_own_words(
    officer: Client, assessment: Assessment, group: str, greeting: str, call: str, not_theirs: tuple[str, ...]
) -> None:
    for kind, text in handed_out(officer, assessment, group).items():
        assert not [words for words in (*OF_STAFF, *not_theirs) if words in text], kind
        assert call in text, kind
        assert "999" in text, kind
        assert "Rivermouth front door: 0300 123 4567" in text, kind
        assert "10 people or more said" in text, kind
        assert greeting in text or kind == "briefing", kind


def test_staff_are_spoken_to_as_colleagues(officer: Client, assessment: Assessment) -> None:
    given = handed_out(officer, assessment, "frontline")
    assert "Dear colleague" in given["invitation"]
    assert "not your manager" in given["briefing"]
    assert "What is it like where you work?" in given["poster"]
    for text in given.values():
        assert "Childline" not in text
        assert "0300 123 4567" not in text


def test_what_is_handed_out_for_children_speaks_to_the_grown_up_beside_them(
    officer: Client, assessment: Assessment
) -> None:
    given = handed_out(officer, assessment, "children")
    for kind, text in given.items():
        assert "children of about 7 to 10" in text, kind
        assert "has to say yes" in text, kind
        assert "Ask the office." in text, kind
        assert "younger than" not in text, kind
        assert re.search("A child can call Childline on (<strong>)?0800 1111", text), kind
    for words in (
        "do not answer for the child",
        "not a worker whom the answers are about",
        "three faces",
        "You see what",
    ):
        assert words in given["briefing"], words


@pytest.mark.parametrize("group", ["young-people", "children", "parents"])
def test_a_familys_briefing_has_their_questions_and_no_theme_in_words_for_staff(
    officer: Client, assessment: Assessment, group: str
) -> None:
    text = handed_out(officer, assessment, group)["briefing"]
    framework = load_pin(assessment.framework)
    asked = [one.families[group].question for one in framework.dimensions if group in one.families]
    assert len(asked) >= 6
    assert all(question in text for question in asked)
    assert not [theme.name for theme in framework.themes if theme.name in text]


@pytest.mark.parametrize(("age", "is_said"), [(16, True), (11, False)])
def test_young_people_learn_who_needs_somebodys_yes(signed_in: SignIn, age: int, is_said: bool) -> None:
    assessment = make_family_assessment(consent_age=age, permission_route="Ask the school office.")
    officer = signed_in(make_member(assessment.partnership))
    for text in handed_out(officer, assessment, "young-people").values():
        assert (f"Are you younger than {age}?" in text) == is_said
        assert ("Ask the school office." in text) == is_said
    for text in handed_out(officer, assessment, "parents").values():
        assert "younger than" not in text


def test_an_invitation_to_copy_has_no_markup_and_no_gaps(officer: Client, assessment: Assessment) -> None:
    for group in ("frontline", "young-people", "children", "parents"):
        text = invitation(officer, assessment, group)
        assert "<" not in text
        assert "\n\n\n\n" not in text
        assert text.rstrip().endswith("Thank you.")
