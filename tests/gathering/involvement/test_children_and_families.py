"""Children and families: how they take part, why not yet, and what services have heard already."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage, WrongStage
from oneworkforce.gathering.evidence.actions import add_view
from oneworkforce.gathering.involvement import actions
from oneworkforce.gathering.involvement.models import How, Involvement
from oneworkforce.gathering.involvement.queries import voices_of
from tests.factories import make_assessment, make_member
from tests.gathering.questionnaires.families import make_family_assessment
from tests.results.answers import released, some_sheets

pytestmark = pytest.mark.django_db
NOT_YET = {"how": How.NOT_YET, "words": "We ask after the summer.", "again": "Each spring.", "lead": "Youth forum"}


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


@pytest.fixture
def officer(assessment: Assessment, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(make_member(assessment.partnership))


def address(assessment: Assessment, page: str = "", **more: Any) -> str:
    where = {"partnership": assessment.partnership.key, "assessment": assessment.key}
    return reverse(f"children-and-families{page}", kwargs=where | more)


def read(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_why_not_yet_is_recorded_and_shown(assessment: Assessment, officer: Client) -> None:
    page = address(assessment, "-edit", audience="young-people")
    assert officer.post(page, NOT_YET | {"seen": ""}).status_code == 302
    text = read(officer.get(address(assessment)))
    for words in ("Not yet", "We ask after the summer.", "Next: Each spring.", "Brought in by: Youth forum"):
        assert words in text
    event = Event.objects.filter(what__startswith="involvement").get()
    assert event.details == {"audience": "young-people", "how": "not yet"}


@pytest.mark.parametrize("audience", ["young-people", "children", "parents"])
def test_who_brings_in_what_they_say_stands_on_the_page_and_in_the_report(
    assessment: Assessment, officer: Client, audience: str
) -> None:
    lead = f"Participation lead for {audience}"
    heard = {"said": "They want one person to ask.", "source": "Panel of May"}
    assert officer.post(address(assessment, "-edit", audience=audience), NOT_YET | {"lead": lead}).status_code == 302
    assert officer.post(address(assessment, "-view-add", audience=audience), heard).status_code == 302
    where = {"partnership": assessment.partnership.key, "assessment": assessment.key}
    for text in (read(officer.get(address(assessment))), read(officer.get(reverse("report", kwargs=where)))):
        assert f"Brought in by: {lead}" in text
        assert "They want one person to ask." in text
        assert "Panel of May" in text


def test_who_sent_a_questionnaire_has_taken_part_whatever_is_recorded(signed_in: Callable[[User], Client]) -> None:
    asked = make_family_assessment()
    client = signed_in(make_member(asked.partnership))
    nothing = "Nothing is recorded yet. Say how they take part"
    assert read(client.get(address(asked))).count(nothing) == 3
    released(asked, "young-people", some_sheets(asked, "young-people", 12, seed=1))
    text = read(client.get(address(asked)))
    assert "They have a questionnaire of their own: 12 people sent it." in text
    assert "Nothing else is recorded yet." in text
    assert text.count(nothing) == 2  # of children, and of parents
    for audience in ("young-people", "children", "parents"):
        asked.involvements.create(audience=audience, how=How.NOT_YET, words="Schools come next.")
    text = read(client.get(address(asked)))
    assert text.count(">Not yet<") == 2
    assert "recorded yet" not in text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Choose whether they take part."),
        ({"how": "not yet"}, "Say why they do not take part yet"),
        ({"how": "another way"}, "Say what they take part in."),
        ({"how": "not yet", "words": "x" * 2001}, "at most 2000 characters"),
        ({"how": "perhaps"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_named_and_nothing_typed_is_lost(
    assessment: Assessment, officer: Client, typed: dict[str, str], message: str
) -> None:
    text = read(officer.post(address(assessment, "-edit", audience="parents"), typed | {"lead": "Parent forum"}))
    assert message in text
    assert 'value="Parent forum"' in text
    assert not Involvement.objects.exists()


def test_the_second_of_two_writers_sees_the_first_ones_words_and_keeps_their_own(
    assessment: Assessment, officer: Client
) -> None:
    page = address(assessment, "-edit", audience="parents")
    officer.post(page, NOT_YET | {"seen": ""})
    mine = {"how": "another way", "words": "A morning at the family hub.", "again": "", "lead": "", "seen": ""}
    answered = officer.post(page, mine)
    text = read(answered)
    assert "Somebody else has changed this" in text
    assert "We ask after the summer." in text
    assert "A morning at the family hub." in text
    seen = re.search(r'name="seen" value="(\w+)"', text)
    assert seen
    assert officer.post(page, mine | {"seen": seen[1]}).status_code == 302
    assert assessment.involvements.get().words == "A morning at the family hub."


def test_pressing_twice_records_once(assessment: Assessment, officer: Client) -> None:
    page = address(assessment, "-edit", audience="parents")
    assert [officer.post(page, NOT_YET | {"seen": ""}).status_code for _press in range(2)] == [302, 302]
    assert Event.objects.filter(what__startswith="involvement").count() == 1
    heard = {"said": "We tell it again and again.", "source": "Parent forum", "when": "", "theme": ""}
    for _press in range(2):
        officer.post(address(assessment, "-view-add", audience="parents"), heard)
    assert assessment.held_views.count() == 1


def test_what_services_heard_is_added_changed_and_removed(assessment: Assessment, officer: Client) -> None:
    heard = {
        "said": "The same worker, please.",
        "source": "Children in care council",
        "when": "May 2026",
        "theme": "capacity-to-deliver",
    }
    add = address(assessment, "-view-add", audience="young-people")
    themes = re.findall(r'<option value="([-\w]+)"', officer.get(add).content.decode())
    assert len(themes) == 8
    heard["theme"] = themes[0]
    officer.post(add, heard)
    held = assessment.held_views.get()
    assert "The same worker, please." in read(officer.get(address(assessment)))
    change = address(assessment, "-view", audience="young-people", pk=held.pk)
    officer.post(change, heard | {"said": "The same worker, and time."})
    held.refresh_from_db()
    assert held.said == "The same worker, and time."
    # Under another audience it is not found.
    assert officer.get(address(assessment, "-view", audience="parents", pk=held.pk)).status_code == 404
    remove = address(assessment, "-view-remove", audience="young-people", pk=held.pk)
    assert "The same worker, and time." in read(officer.get(remove))
    assert [officer.post(remove).status_code for _press in range(2)] == [302, 302]
    assert not assessment.held_views.exists()


@pytest.mark.parametrize("missing", ["said", "source"])
def test_what_was_heard_needs_words_and_a_source(assessment: Assessment, officer: Client, missing: str) -> None:
    heard = {"said": "Listen first.", "source": "Youth forum"} | {missing: " "}
    text = read(officer.post(address(assessment, "-view-add", audience="young-people"), heard))
    assert "There is a problem" in text
    assert not assessment.held_views.exists()


def test_staff_have_no_page_here(assessment: Assessment, officer: Client) -> None:
    assert officer.get(address(assessment, "-edit", audience="frontline")).status_code == 404


def test_an_archived_assessment_is_read_and_not_changed(assessment: Assessment, officer: Client) -> None:
    actions.record_involvement(assessment=assessment, audience="parents", seen="", by=None, **NOT_YET)
    for stage in (Stage.CLOSED, Stage.ARCHIVED):
        change_stage(assessment=assessment, to=stage, by=None)
    assert officer.get(address(assessment, "-edit", audience="parents")).status_code == 302
    text = read(officer.post(address(assessment, "-edit", audience="parents"), NOT_YET | {"words": "Changed."}))
    assert "is archived, so you can’t" in text
    assert "Changed." in text
    with pytest.raises(WrongStage):
        add_view(assessment=assessment, audience="parents", by=None, said="x", source="y", when="", theme="")
    assert assessment.involvements.get().words == NOT_YET["words"]


def test_as_many_queries_for_three_as_for_one(assessment: Assessment) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            voices_of(assessment)
        return len(found)

    def hear(words: str) -> None:
        given = {"said": words, "source": "Youth forum", "when": "", "theme": ""}
        add_view(assessment=assessment, audience="young-people", by=None, **given)

    hear("one")
    with_one = queries()
    hear("two")
    hear("three")
    assert queries() == with_one == 2
