"""People of a list are invited: once, all together, and nobody who asked to be left alone."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage, WrongStage
from oneworkforce.invitations.lists.actions import (
    Invited,
    ListOutdated,
    forget_old_lists,
    invite_people,
    invite_waiting_list,
    keep_list,
    throw_list_away,
    waiting_list,
)
from oneworkforce.invitations.lists.plan import NewWave, plan_of
from oneworkforce.invitations.lists.reading.people import PeopleRead
from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.invitations.lists.sampling import BY_STAFF_GROUP, Sample
from oneworkforce.invitations.models import Invitation, UploadedList
from oneworkforce.invitations.people.actions import erase
from tests.factories import make_assessment, make_member
from tests.invitations.lists.people import make_invitation

pytestmark = pytest.mark.django_db


def person(number: int, **details: str) -> Person:
    given = {"staff_group": "frontline", "wave": "First wave", "name": f"Guest {number}", **details}
    return Person(line=number + 1, email=f"guest{number}@example.org", **given)


def people(count: int, **details: str) -> list[Person]:
    return [person(number, **details) for number in range(1, count + 1)]


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


@pytest.fixture
def officer(assessment: Assessment) -> User:
    return make_member(assessment.partnership)


def kept(assessment: Assessment, officer: User, some: list[Person]) -> UploadedList:
    return keep_list(assessment=assessment, file_name="people.csv", read=PeopleRead(some, ["A CSV file."]), by=officer)


def test_nothing_is_invited_by_a_preview(assessment: Assessment, officer: User) -> None:
    found = kept(assessment, officer, people(3))
    assert not Invitation.objects.exists()
    assert not assessment.waves.exists()
    assert waiting_list(assessment, found.pk) == found
    assert waiting_list(make_assessment(), found.pk) is None


def test_people_are_invited_with_everything_the_list_says(assessment: Assessment, officer: User) -> None:
    ines = person(1, organisation="Play", sector="health", locality="north", workforce="wider", language="en-gb")
    done = invite_waiting_list(assessment=assessment, key=kept(assessment, officer, [ines, person(2)]).pk, by=officer)
    assert done == Invited(new=2, changed=0, unchanged=0, left_out=0)
    row = Invitation.objects.get(email="guest1@example.org")
    assert (row.name, row.staff_group.key, row.wave.name) == ("Guest 1", "frontline", "First wave")
    assert (row.organisation, row.sector, row.locality) == ("Play", "health", "north")
    assert (row.workforce, row.language, row.finished, row.no_more_mail) == ("wider", "en-gb", False, False)
    assert not UploadedList.objects.exists()


def test_a_yes_said_twice_is_done_once(assessment: Assessment, officer: User) -> None:
    key = kept(assessment, officer, people(3)).pk
    assert invite_waiting_list(assessment=assessment, key=key, by=officer)
    assert invite_waiting_list(assessment=assessment, key=key, by=officer) is None
    assert Invitation.objects.count() == 3
    assert Event.objects.filter(what="people invited").count() == 1


def test_the_same_list_taken_in_again_changes_nothing(assessment: Assessment) -> None:
    invite_people(assessment=assessment, people=people(3), by=None)
    before = list(Invitation.objects.order_by("pk").values())
    assert invite_people(assessment=assessment, people=people(3), by=None) == Invited(0, 0, 3, 0)
    assert list(Invitation.objects.order_by("pk").values()) == before


def test_who_is_invited_already_gets_what_the_list_says_and_keeps_the_rest(assessment: Assessment) -> None:
    known = make_invitation(assessment, email="guest1@example.org", name="Old Name", sector="health")
    Invitation.objects.filter(pk=known.pk).update(finished=True, no_more_mail=True)
    done = invite_people(
        assessment=assessment, people=[person(1, wave="Second", staff_group="leaders"), person(2)], by=None
    )
    assert (done.new, done.changed, done.unchanged) == (1, 1, 0)
    known.refresh_from_db()
    assert (known.name, known.wave.name, known.staff_group.key) == ("Guest 1", "Second", "leaders")
    assert (known.sector, known.finished, known.no_more_mail) == ("health", True, True)


def test_what_a_list_would_do(assessment: Assessment) -> None:
    make_invitation(assessment, email="guest1@example.org", name="Guest 1")
    make_invitation(assessment, email="guest2@example.org", name="Guest 2")
    wanted = [person(1, wave="Frist wave"), person(2), person(3, wave="Frist wave", sector="health"), person(4)]
    plan = plan_of(assessment, wanted)
    assert [one.email for one in plan.new] == ["guest3@example.org", "guest4@example.org"]
    assert [change.fields for change in plan.changed] == [{"wave": ("First wave", "Frist wave")}]
    assert (plan.moved, plan.unchanged) == (1, 1)
    assert plan.new_waves == [NewWave("Frist wave", "First wave")]
    assert plan_of(make_assessment(), wanted).new_waves == [
        NewWave("Frist wave", ""),
        NewWave("First wave", "Frist wave"),
    ]
    assert plan.counts("wave") == {"Frist wave": 1, "First wave": 1}
    assert plan.counts("sector") == {"health": 1, "": 1}


def test_a_list_of_one_assessment_does_not_see_people_of_another(assessment: Assessment) -> None:
    make_invitation(make_assessment(assessment.partnership), email="guest1@example.org")
    assert len(plan_of(assessment, people(1)).new) == 1


def test_new_waves_follow_those_that_are_there(assessment: Assessment) -> None:
    assessment.waves.create(name="Pilot", order=4)
    wanted = [person(1, wave="Autumn"), person(2, wave="Pilot"), person(3, wave="Spring")]
    invite_people(assessment=assessment, people=wanted, by=None)
    assert list(assessment.waves.values_list("name", "order")) == [("Pilot", 4), ("Autumn", 5), ("Spring", 6)]


def test_who_asked_to_be_erased_is_not_brought_back_and_not_even_kept_for_the_preview(
    assessment: Assessment, officer: User
) -> None:
    erase(make_invitation(assessment, email="guest2@example.org"), by=None)
    found = kept(assessment, officer, people(3))
    assert "guest2" not in json.dumps([found.people, found.notes])
    assert found.notes[-1] == "1 person on the list asked not to be written to, and is left out."
    # Somebody else asks between preview and yes.
    erase(make_invitation(assessment, email="guest3@example.org"), by=None)
    done = invite_waiting_list(assessment=assessment, key=found.pk, by=officer)
    assert done
    assert set(Invitation.objects.values_list("email", flat=True)) == {"guest1@example.org"}


def test_events_hold_numbers_and_nobody(assessment: Assessment, officer: User) -> None:
    invite_waiting_list(assessment=assessment, key=kept(assessment, officer, people(3)).pk, by=officer)
    assert Event.objects.get(what="list of people read").details == {"people": 3, "left_out": 0}
    assert Event.objects.get(what="people invited").details == {"new": 3, "changed": 0, "left_out": 0}
    everything = json.dumps(list(Event.objects.values("what", "details")))
    assert "guest" not in everything.casefold()


def test_a_sample_is_drawn_in_proportion_and_told_in_numbers(assessment: Assessment, officer: User) -> None:
    wanted = [*people(80), *(person(number, staff_group="leaders") for number in range(81, 101))]
    make_invitation(assessment, email="guest1@example.org", name="Other")
    sample = Sample(10, BY_STAFF_GROUP)
    done = invite_waiting_list(
        assessment=assessment, key=kept(assessment, officer, wanted).pk, by=officer, sample=sample
    )
    assert done
    assert done.drawn
    assert done.drawn.parts == {"frontline": (8, 79), "leaders": (2, 20)}
    assert (done.new, done.changed) == (10, 0)
    assert Invitation.objects.count() == 11
    assert Invitation.objects.filter(staff_group__key="leaders").count() == 2
    assert Invitation.objects.get(email="guest1@example.org").name == "Other"
    assert Event.objects.get(what="people invited").details["drawn"] == {
        "people": 10,
        "of": 99,
        "in_proportion_by": "staff_group",
        "parts": {"frontline": [8, 79], "leaders": [2, 20]},
    }


def test_a_list_waits_for_a_day(assessment: Assessment, officer: User) -> None:
    late, fresh = kept(assessment, officer, people(1)), kept(assessment, officer, people(2))
    UploadedList.objects.filter(pk=late.pk).update(at=timezone.now() - timedelta(hours=24, minutes=1))
    assert waiting_list(assessment, late.pk) is None
    assert invite_waiting_list(assessment=assessment, key=late.pk, by=officer) is None
    assert forget_old_lists() == 1
    assert list(UploadedList.objects.all()) == [fresh]


def test_a_list_is_thrown_away(assessment: Assessment, officer: User) -> None:
    key = kept(assessment, officer, people(1)).pk
    throw_list_away(assessment=assessment, key=key, by=officer)
    throw_list_away(assessment=assessment, key=key, by=officer)
    assert not UploadedList.objects.exists()
    assert Event.objects.filter(what="list of people thrown away").count() == 1


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.ARCHIVED])
def test_nobody_is_invited_after_the_close(stage: Stage) -> None:
    over = make_assessment(stage=stage)
    with pytest.raises(WrongStage, match="invite people"):
        keep_list(assessment=over, file_name="", read=PeopleRead(people(1), []), by=make_member(over.partnership))
    with pytest.raises(WrongStage, match="invite people"):
        invite_people(assessment=over, people=people(1), by=None)


def test_a_staff_group_that_has_gone_since_the_preview(assessment: Assessment, officer: User) -> None:
    key = kept(assessment, officer, [person(1), person(2, staff_group="leaders")]).pk
    assessment.group_links.all().delete()
    assessment.partnership.staff_groups.get(key="leaders").delete()
    with pytest.raises(ListOutdated, match="“leaders” has been removed"):
        invite_waiting_list(assessment=assessment, key=key, by=officer)
    assert not Invitation.objects.exists()
    assert not assessment.waves.exists()
    assert waiting_list(assessment, key)


def test_queries_grow_with_chunks_and_not_with_people(assessment: Assessment) -> None:
    def queries(count: int) -> int:
        another = make_assessment(assessment.partnership)
        with connection.execute_wrapper(counter := Counter()):
            invite_people(assessment=another, people=people(count), by=None)
        return counter.count

    assert queries(1) == queries(30)


class Counter:
    """Counts statements."""

    count = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.count += 1
        return execute(sql, params, many, context)
