"""Two officers, or one in two tabs, at the same moment: everybody is invited once, and nobody comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from oneworkforce.accounts.models import Event
from oneworkforce.invitations.lists.actions import invite_people, invite_waiting_list, keep_list
from oneworkforce.invitations.lists.reading.people import PeopleRead
from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.invitations.models import Invitation
from oneworkforce.invitations.people.actions import erase
from tests.factories import make_assessment, make_member
from tests.invitations.lists.people import make_invitation
from tests.processes import AT_THE_SAME_MOMENT, let_go, output_of, start_python

CONFIRM = (
    AT_THE_SAME_MOMENT
    + """
import sys
import django; django.setup()
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.lists.actions import invite_waiting_list
officer, assessment = User.objects.get(), Assessment.objects.get()
wait_for_the_others()
done = invite_waiting_list(assessment=assessment, key=sys.argv[1], by=officer)
print(done.new if done else "done already")
"""
)
PREPARE = """
import django; django.setup()
from tests.factories import make_assessment
from tests.invitations.lists.people import make_waiting_list
print(make_waiting_list(make_assessment(), people=500).pk)
"""


def test_one_list_confirmed_by_several_processes_on_one_sqlite_file(data_folder: Path) -> None:
    key = output_of(start_python(data_folder, "-c", PREPARE)).splitlines()[-1]
    confirming = [start_python(data_folder, "-c", CONFIRM, key) for _process in range(3)]
    let_go(confirming)
    assert sorted(output_of(one) for one in confirming) == ["500", "done already", "done already"]


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do several things at the same moment, each with a connection of its own; what each returned or raised."""
    found: list[Any] = [None] * len(deeds)
    start = threading.Barrier(len(deeds))

    def run(place: int) -> None:
        start.wait()
        try:
            found[place] = deeds[place]()
        except Exception as fault:
            found[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def people(count: int, wave: str = "First wave") -> list[Person]:
    return [Person(n + 2, f"g{n}@example.org", "frontline", wave, f"Guest {n}") for n in range(count)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_list_confirmed_in_four_tabs() -> None:
    assessment = make_assessment()
    officer = make_member(assessment.partnership)
    key = keep_list(assessment=assessment, file_name="", read=PeopleRead(people(200), []), by=officer).pk
    done = at_once(*[lambda: invite_waiting_list(assessment=assessment, key=key, by=officer)] * 4)
    assert [one.new for one in done if one] == [200]
    assert done.count(None) == 3
    assert Invitation.objects.count() == 200
    assert Event.objects.filter(what="people invited").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_lists_with_the_same_people_and_a_new_wave() -> None:
    assessment = make_assessment()
    done = at_once(*[lambda: invite_people(assessment=assessment, people=people(200), by=None)] * 3)
    assert sorted((one.new, one.unchanged) for one in done) == [(0, 200), (0, 200), (200, 0)]
    assert assessment.waves.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_somebody_is_erased_while_a_list_moves_them() -> None:
    assessment = make_assessment()
    invite_people(assessment=assessment, people=people(50), by=None)
    gone = Invitation.objects.select_related("assessment__partnership").get(email="g7@example.org")
    moved = people(50, wave="Second wave")
    done = at_once(lambda: invite_people(assessment=assessment, people=moved, by=None), lambda: erase(gone, by=None))
    assert done[1] == 1
    assert not Invitation.objects.filter(email="g7@example.org").exists()
    assert Invitation.objects.filter(wave__name="Second wave").count() == 49


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_somebody_asks_for_it_twice_at_once() -> None:
    invitation = make_invitation()
    done = at_once(*[lambda: erase(invitation, by=None)] * 3)
    assert sorted(done) == [0, 0, 1]
