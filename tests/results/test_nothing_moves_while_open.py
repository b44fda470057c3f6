"""While people answer, no page, file or command says anything of what they answered: neither before the first close nor
after an assessment is opened again. Answers are exchanged for others beneath every page, and not one byte moves."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO

import numpy as np
import pytest
from click.testing import CliRunner
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.files.exporting import write_answers
from oneworkforce.gathering.questionnaires.models import Draft, Sheet
from oneworkforce.gathering.take_part.commands import assessments
from oneworkforce.partnerships.roles import Role
from oneworkforce.results.commands import results
from tests.factories import make_assessment, make_member
from tests.gathering.questionnaires.given import send_many

pytestmark = pytest.mark.django_db
PAGES = (
    *("", "where-we-are/", "where-we-want-to-be/", "what-we-will-do/", "report/", "take-part/", "take-part/response/"),
    *("take-part/comments/", "plan/"),
)
FOR_OFFICERS = ("stage/closed/", "details/")


def read(client: Client, assessment: Assessment, pages: tuple[str, ...]) -> dict[str, str]:
    """Each page as sent, without what differs from one request to the next."""
    base = f"/p/{assessment.partnership.key}/a/{assessment.key}/"
    found = {}
    for page in pages:
        answer = client.get(base + page)
        assert answer.status_code == (302 if page == "stage/closed/" and assessment.stage == Stage.CLOSED else 200), (
            page
        )
        text = re.sub(r'name="(csrfmiddlewaretoken|form_id)" value="[^"]*"', "", answer.content.decode())
        found[page] = text
    return found


def everything(readers: dict[Role, Client], assessment: Assessment) -> dict[object, object]:
    """All that readers of each role can take down, and commands print."""
    themes = tuple(f"where-we-are/{theme.id}/" for theme in load_pin(assessment.framework).themes)
    found: dict[object, object] = {}
    for role, client in readers.items():
        pages = (*PAGES, *themes, *(FOR_OFFICERS if role == Role.OFFICER else ()))
        found |= {(role, page): html for page, html in read(client, assessment, pages).items()}
    return found | printed(assessment)


def printed(assessment: Assessment) -> dict[object, object]:
    """What commands print and write."""
    found: dict[object, object] = {}
    for command in ([assessment.key, "--json"], [assessment.key]):
        found[tuple(command)] = CliRunner().invoke(results, command).output
    found["assessments"] = CliRunner().invoke(assessments, ["--json"]).output
    if assessment.times_closed:
        file = StringIO()
        write_answers(assessment, file)
        found["rows"] = sorted(file.getvalue().splitlines())
    return found


def exchange(assessment: Assessment) -> None:
    """Other answers in place of those that the coming close will count: 5 for 1, and don't-know for 2."""
    other = str.maketrans("12", "5d")
    coming = Sheet.objects.filter(assessment=assessment, close=assessment.coming_close)
    assert coming.exists()
    for row in (*coming, *Draft.objects.filter(assessment=assessment)):
        row.sheet = row.sheet.translate(other)
        row.save()
    for tally in assessment.tallies.filter(close=assessment.coming_close):
        counts = np.frombuffer(bytes(tally.counts), dtype="<i8").reshape(-1, 8).copy()
        counts[:, 4], counts[:, 5] = counts[:, 4] + counts[:, 0], counts[:, 5] + counts[:, 1]
        counts[:, :2] = 0
        tally.counts = counts.tobytes()
        tally.save()


def test_not_one_byte(signed_in: Callable[[User], Client]) -> None:
    assessment = make_assessment()
    readers = {role: signed_in(make_member(assessment.partnership, role)) for role in (Role.OFFICER, Role.VIEWER)}
    for close in (1, 2):
        for score in "12":
            send_many(assessment, 22, score=score)
            send_many(assessment, 6, "leaders", score=score)
        before = everything(readers, assessment)
        exchange(assessment)
        after = everything(readers, assessment)
        assert [key for key in before if before[key] != after[key]] == []
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
        assert assessment.times_closed == close
        at_close = printed(assessment)
        assert at_close[assessment.key, "--json"] != before[assessment.key, "--json"], "now they have moved"
        change_stage(assessment=assessment, to=Stage.OPEN, by=None)
        again = printed(assessment)
        assert again["rows"] == at_close["rows"]
        assert str(again[assessment.key, "--json"]).replace('"open"', '"closed"') == at_close[assessment.key, "--json"]
