"""The report's tables of who answered, and who may change its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.partnerships.roles import Role
from oneworkforce.reporting.blocks import Column, Said
from oneworkforce.reporting.sections.plan import NO_FIGURE, _people
from tests.factories import make_member
from tests.reporting.test_pages import _typed

PARTS = [("Health", ("health",)), ("The rest", ("police", "housing")), ("Not known", ("",))]
ANSWERED = {"health": 1200, "police": 2, "": 1}
TITLES = ("By sector", "Sector", "How many people work in it")


def test_sizes_stand_beside_those_who_answered_only_where_each_is_known() -> None:
    table = _people(TITLES, PARTS, ANSWERED, {"health": 3000, "police": 40})
    answered, size = Column("People who answered", mm=32, numeric=True), Column(TITLES[2], mm=32, numeric=True)
    assert (table.caption, table.columns) == ("By sector", (Column("Sector"), answered, size))
    assert table.rows == (
        (Said("Health"), Said("1,200"), Said("3,000")),
        (Said("The rest"), Said("2"), Said("not known", quiet=True)),
        (Said("Not known"), Said("1"), Said(NO_FIGURE, quiet=True)),
        (Said("All"), Said("1,203"), Said("not known", quiet=True)),
    )
    assert (table.sums, table.narrow, table.mm) == (True, True, 138)
    known = _people(TITLES, PARTS[:1], ANSWERED, {"health": 3000})
    assert known.rows[-1] == (Said("All"), Said("1,203"), Said("3,000"))


def test_without_any_size_there_is_no_column_of_sizes() -> None:
    table = _people(TITLES, PARTS, ANSWERED, {})
    assert [column.head for column in table.columns] == ["Sector", "People who answered"]
    assert [len(row) for row in table.rows] == [2] * 4


@pytest.mark.parametrize(
    ("role", "stage", "may"),
    [(Role.OFFICER, Stage.CLOSED, True), (Role.VIEWER, Stage.CLOSED, False), (Role.OFFICER, Stage.ARCHIVED, False)],
)
def test_the_report_leads_to_its_words_where_somebody_may_change_them(
    full: Assessment, signed_in: Callable[[User], Client], role: Role, stage: Stage, may: bool
) -> None:
    if stage == Stage.ARCHIVED:
        change_stage(assessment=full, to=stage, by=None)
    home = f"/p/{full.partnership.key}/a/{full.key}/report/"
    page = signed_in(make_member(full.partnership, role)).get(home).content.decode()
    assert (f'href="{home}edit/"' in page) is may
    assert f'href="{home}pdf/"' in page


def test_words_are_changed_in_the_name_of_who_changes_them(
    full: Assessment, signed_in: Callable[[User], Client]
) -> None:
    officer = make_member(full.partnership)
    address = f"/p/{full.partnership.key}/a/{full.key}/report/edit/"
    client = signed_in(officer)
    answered = client.get(address)
    page = answered.content.decode()
    assert f'href="{address.removesuffix("edit/")}"' in page
    assert "There is a problem" not in page
    client.post(address, {**_typed(answered.content), "introduction-words": "Ours."})
    assert full.report_sections.get(section="introduction").words == "Ours."
    event = Event.objects.get(what="report's words changed")
    assert (event.by, event.assessment, event.details["sections"]) == (officer, full.key, ["introduction"])
