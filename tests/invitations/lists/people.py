"""People to invite, made up, at example.org."""

from __future__ import annotations

from itertools import count
from typing import Any

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.lists.actions import keep_list
from oneworkforce.invitations.lists.reading.people import PeopleRead
from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.invitations.models import Invitation, UploadedList
from tests.factories import make_assessment, make_member

numbers = count(1)


def make_invitation(assessment: Assessment | None = None, **details: Any) -> Invitation:
    """Somebody invited, in the assessment's first wave, as one of the front line."""
    assessment = assessment or make_assessment()
    number = next(numbers)
    wave, _made = assessment.waves.get_or_create(name=details.pop("wave", "First wave"))
    group = assessment.partnership.staff_groups.get(key=details.pop("group", "frontline"))
    details = {"name": f"Guest {number}", "email": f"guest{number}@example.org", **details}
    return assessment.invitations.create(wave=wave, staff_group=group, **details)


def make_waiting_list(assessment: Assessment, people: int = 3) -> UploadedList:
    """A list that waits for a yes: new people, and those who are invited already in another wave."""
    new = [Person(line, f"new{line}@example.org", "frontline", "Pilot", f"New {line}") for line in range(2, people + 2)]
    known = [
        Person(line, one.email, "leaders", "Pilot", one.name)
        for line, one in enumerate(assessment.invitations.all(), people + 2)
    ]
    notes = ["It is a CSV file in UTF-8, with commas between its cells."]
    read = PeopleRead([*new, *known], notes)
    officer = make_member(assessment.partnership)
    return keep_list(assessment=assessment, file_name="people.csv", read=read, by=officer)
