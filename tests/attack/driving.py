"""Drives the product over open → close → reopen → close, and looks at every moment. No rule is known here."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.test import Client

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment
from oneworkforce.gathering.questionnaires.release import release_if_enough
from oneworkforce.partnerships.models import Partnership
from oneworkforce.partnerships.roles import Role
from tests.attack.looking import Look, look
from tests.attack.pack import KEY, LOCALITIES
from tests.attack.populations import GROUPS, Answering, Population
from tests.factories import make_assessment, make_member, numbers

AT_ONCE = 5
"""People who answer between two looks while it is open."""


def make_place(k: int = 5) -> Assessment:
    """An open assessment on the small framework, with four staff groups."""
    partnership = Partnership.objects.create(
        key=f"attacked-{next(numbers)}", name=f"Attacked {next(numbers)}", framework=KEY
    )
    for order, (group, audience) in enumerate(GROUPS.items()):
        partnership.staff_groups.create(key=group, name=group, audience=audience, order=order)
    for locality in LOCALITIES:
        partnership.localities.create(key=locality, name=locality)
    return make_assessment(partnership, Stage.OPEN, k=k)


def reader_of(assessment: Assessment, role: Role = Role.VIEWER) -> Client:
    """Somebody with a role, signed in."""
    client = Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(make_member(assessment.partnership, role), backend=backend)
    return client


def send(assessment: Assessment, people: Iterable[Answering]) -> None:
    """Let people send by their group's link, as it leaves them: sent drafts; each group is released if enough wait."""
    groups = {group.key: group for group in assessment.partnership.staff_groups.all()}
    drafts, comments = [], []
    for person in people:
        key = secrets.token_hex(32)
        drafts.append(
            Draft(
                token_hash=key,
                assessment=assessment,
                staff_group=groups[person.group],
                sector=person.sector,
                locality=person.locality,
                sheet=person.sheet,
                sent=True,
            )
        )
        comments += [DraftComment(draft_id=key, theme=theme, text=text) for theme, text in person.comments]
    Draft.objects.bulk_create(drafts)
    DraftComment.objects.bulk_create(comments)
    for group in sorted({person.group for person in people}):
        release_if_enough(assessment, groups[group])


def move(assessment: Assessment, to: Stage) -> None:
    """Open or close it by hand."""
    change_stage(assessment=assessment, to=to, by=None)


def drive(population: Population, folder: Path, *, while_open: bool = False, closely: bool = True) -> list[Look]:
    """Everything that a viewer, and whoever runs commands, takes down at each moment.

    `while_open`: look again whenever a few have answered. `closely`: read the comments too, and look before each close.
    """
    assessment = make_place(population.k)
    client = reader_of(assessment)
    looks = []
    for number, people in enumerate(population.rounds, 1):
        if number > 1:
            move(assessment, Stage.OPEN)
        for some in _in_parts(people) if while_open else [people]:
            send(assessment, some)
            if closely:
                looks.append(look(assessment, f"open {number}", client, folder))
        move(assessment, Stage.CLOSED)
        looks.append(look(assessment, f"closed {number}", client, folder, comments=closely))
    return looks


def _in_parts(people: Sequence[Answering]) -> list[Sequence[Answering]]:
    return [people[start : start + AT_ONCE] for start in range(0, len(people), AT_ONCE)]
