"""Invited people on the officer's pages: found, shown what is held, changed, taken back; and what was erased."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oneworkforce.accounts.audit import record
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.models import DoNotWrite, Invitation
from oneworkforce.invitations.people.actions import erase
from oneworkforce.partnerships.roles import Role
from tests.factories import make_assessment, make_member
from tests.invitations.lists.people import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


@pytest.fixture
def officer(assessment: Assessment, signed_in: Any) -> Client:
    return signed_in(make_member(assessment.partnership))


def address(page: str, about: Assessment | Invitation) -> str:
    assessment = about.assessment if isinstance(about, Invitation) else about
    where = {"partnership": assessment.partnership.key, "assessment": assessment.key}
    return reverse(page, kwargs={**where, **({"person": about.pk} if isinstance(about, Invitation) else {})})


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_nobody_yet(officer: Client, assessment: Assessment) -> None:
    page = text_of(officer.get(address("invite-people", assessment)))
    assert "Nobody is invited by name yet" in page
    assert "Take in a list" in page


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("moth", {"Ines Moth"}),
        ("MOTH ines", {"Ines Moth"}),
        ("example.org", {"Ines Moth", "Ola Reed"}),
        ("ola@", {"Ola Reed"}),
        ("nobody", set()),
        ("%", set()),
    ],
)
def test_somebody_is_found_by_name_or_address(
    officer: Client, assessment: Assessment, wanted: str, found: set[str]
) -> None:
    make_invitation(assessment, name="Ines Moth", email="ines@example.org")
    make_invitation(assessment, name="Ola Reed", email="ola@example.org")
    page = officer.get(address("invite-people", assessment), {"q": wanted}).content.decode()
    assert {name for name in ("Ines Moth", "Ola Reed") if name in page} == found


def test_the_page_is_the_same_whether_somebody_has_finished_or_not(officer: Client, assessment: Assessment) -> None:
    person = make_invitation(assessment)

    def pages() -> list[bytes]:
        shown = (officer.get(address("invite-people", assessment)), officer.get(address("invite-person", person)))
        return [re.sub(rb'value="\w{64}"', b"", answer.content) for answer in shown]

    before = pages()
    Invitation.objects.update(finished=True)
    assert pages() == before


def test_many_people_are_on_several_pages_and_cost_the_same(
    officer: Client, assessment: Assessment, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    make_invitation(assessment)
    with django_assert_max_num_queries(20) as first:
        officer.get(address("invite-people", assessment))
    for _number in range(59):
        make_invitation(assessment)
    with django_assert_num_queries(len(first)):
        page = text_of(officer.get(address("invite-people", assessment)))
    assert "60 people" in page
    assert "Page 1 of 2" in page
    assert "Page 2 of 2" in text_of(officer.get(address("invite-people", assessment), {"page": "2", "q": "guest"}))


def test_when_it_will_be_erased_is_said(signed_in: Any) -> None:
    closed = make_assessment(stage=Stage.CLOSED)
    officer = signed_in(make_member(closed.partnership))
    make_invitation(closed)
    assert "These invitations will be erased on" in text_of(officer.get(address("invite-people", closed)))


def test_somebody_is_given_another_wave(officer: Client, assessment: Assessment) -> None:
    person = make_invitation(assessment)
    second = assessment.waves.create(name="Second")
    leaders = assessment.partnership.staff_groups.get(key="leaders")
    typed = {
        "name": "Ines  Moth",
        "email": "Ines@Example.org",
        "wave": second.pk,
        "staff_group": leaders.pk,
        "language": "en-gb",
    }
    assert officer.post(address("invite-person", person), typed).status_code == 302
    person.refresh_from_db()
    assert (person.wave, person.staff_group, person.language) == (second, leaders, "en-gb")
    assert (person.name, person.email) == ("Ines Moth", "ines@example.org")


@pytest.mark.parametrize("email", ["taken@example.org", "Left.Alone@example.org", "nobody", "", "OK@example.org"])
def test_an_address_is_put_right_unless_it_cannot_be_used(officer: Client, assessment: Assessment, email: str) -> None:
    person = make_invitation(assessment, email="wrong@example.org")
    make_invitation(assessment, email="taken@example.org")
    erase(make_invitation(assessment, email="left.alone@example.org"), by=None)
    typed = {"name": person.name, "email": email, "wave": person.wave_id, "staff_group": person.staff_group_id}
    answer = officer.post(address("invite-person", person), typed)
    person.refresh_from_db()
    if email.startswith("OK"):
        assert (answer.status_code, person.email) == (302, "ok@example.org")
    else:
        assert "There is a problem" in text_of(answer)
        assert person.email == "wrong@example.org"


def test_a_wave_of_another_assessment_is_none(officer: Client, assessment: Assessment) -> None:
    person = make_invitation(assessment)
    other = make_assessment(assessment.partnership).waves.create(name="Elsewhere")
    typed = {"name": "", "email": person.email, "wave": other.pk, "staff_group": person.staff_group_id, "language": ""}
    answer = officer.post(address("invite-person", person), typed)
    assert answer.status_code == 200
    assert "There is a problem" in text_of(answer)
    person.refresh_from_db()
    assert person.wave.name == "First wave"


def test_everything_held_is_shown_and_given_as_a_file(officer: Client, assessment: Assessment) -> None:
    person = make_invitation(assessment, name="Ines Möth", email="ines@example.org")
    Invitation.objects.update(finished=True)
    page = text_of(officer.get(address("invite-person-held", person)))
    assert "Has finished the questionnaire Yes" in page
    assert "Do not use it to ask people about it" in page
    assert "No answer." in page
    answer = officer.get(address("invite-person-export", person))
    assert answer["Content-Disposition"] == 'attachment; filename="what-is-held.json"'
    held = json.loads(answer.content)
    assert (held["name"], held["finished"]) == ("Ines Möth", True)
    assert "Ines Möth" in answer.content.decode()


def test_an_invitation_is_taken_back(officer: Client, assessment: Assessment) -> None:
    person = make_invitation(assessment)
    assert "Take back the invitation of" in text_of(officer.get(address("invite-person-erase", person)))
    assert Invitation.objects.exists()
    officer.post(address("invite-person-erase", person))
    assert not Invitation.objects.exists()
    assert not DoNotWrite.objects.exists()
    # Pressed twice.
    assert officer.post(address("invite-person-erase", person)).status_code == 302
    assert officer.get(address("invite-person-erase", person)).status_code == 404


def test_somebody_who_asked_for_it_does_not_come_back(officer: Client, assessment: Assessment) -> None:
    person = make_invitation(assessment)
    officer.post(address("invite-person-erase", person), {"do_not_write": "on"})
    assert DoNotWrite.objects.count() == 1


@pytest.mark.parametrize("page", ["invite-person", "invite-person-held", "invite-person-export", "invite-person-erase"])
def test_a_person_of_another_assessment_is_nobody_here(officer: Client, assessment: Assessment, page: str) -> None:
    elsewhere = make_invitation()
    wrong = address(page, elsewhere).replace(elsewhere.assessment.key, assessment.key)
    wrong = wrong.replace(elsewhere.assessment.partnership.key, assessment.partnership.key)
    assert officer.get(wrong).status_code == 404


def test_what_was_erased_and_when_is_numbers_for_everybody(assessment: Assessment, signed_in: Any) -> None:
    viewer = signed_in(make_member(assessment.partnership, Role.VIEWER))
    where = reverse("erased", args=[assessment.partnership.key])
    assert "Nothing has been erased yet." in text_of(viewer.get(where))
    make_invitation(assessment)
    for what, details in (
        ("invitations erased", {"invitations": 1200, "messages": 3, "months": 6}),
        ("invitation erased", {"invitations": 1, "do_not_write": True}),
    ):
        record(what, by=None, partnership=assessment.partnership.key, assessment=assessment.key, **details)
    record("invitations erased", by=None, partnership="elsewhere", assessment="other", invitations=7777, months=6)
    page = text_of(viewer.get(where))
    assert "1,200" in page
    assert "The time was over" in page
    assert "They asked for it" in page
    assert "After it has closed" in page
    assert "7,777" not in page


def test_the_record_of_events_leads_to_it(officer: Client, assessment: Assessment) -> None:
    events = officer.get(reverse("events", args=[assessment.partnership.key])).content.decode()
    assert reverse("erased", args=[assessment.partnership.key]) in events
