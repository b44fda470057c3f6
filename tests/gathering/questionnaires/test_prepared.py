"""Statements that are written once: they find, and change, exactly what the ORM would."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.drafts import DRAFTS, draft_key, start_draft
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.gathering.questionnaires.prepared import (
    Finder,
    attributes,
    number_slot,
    select,
    text_slot,
    update,
)
from oneworkforce.gathering.questionnaires.saving.saves import AboutYou, save_about, save_answers
from oneworkforce.partnerships.models import Locality, Partnership, StaffGroup
from tests.factories import make_assessment, make_partnership

pytestmark = pytest.mark.django_db


def started() -> str:
    """The key of a draft of an assessment with every kind of column filled in."""
    assessment = make_assessment()
    assessment.closes_on = date(2099, 5, 1)
    assessment.save()
    return draft_key(start_draft(link=assessment.group_links.get(staff_group__key="leaders")))


def test_finds_a_row_and_all_that_it_refers_to_as_the_orm_would() -> None:
    key = started()
    expected = Draft.objects.select_related("assessment__partnership", "staff_group").get(pk=key)
    with CaptureQueriesContext(connection) as queries:
        found = DRAFTS.find(key)
        assert found is not None
        for ours, theirs in (
            (found, expected),
            (found.assessment, expected.assessment),
            (found.assessment.partnership, expected.assessment.partnership),
            (found.staff_group, expected.staff_group),
        ):
            for name in attributes(type(ours)):
                value = getattr(ours, name)
                assert (value, type(value)) == (getattr(theirs, name), type(getattr(theirs, name))), name
    assert len(queries) == 1


def test_finds_what_is_there_now_and_not_what_was_there_before() -> None:
    key = started()
    assert DRAFTS.find(key) is not None
    save_answers(key=key, changes={0: "4"})
    found = DRAFTS.find(key)
    assert found is not None
    assert found.sheet[0] == "4"
    Draft.objects.all().delete()
    assert DRAFTS.find(key) is None


def test_a_found_row_can_be_saved() -> None:
    group = Finder(StaffGroup, by="key", beside=("partnership",))
    partnership = make_partnership()
    found = group.find("leaders")
    assert found is not None
    found.name = "Heads"
    found.save()
    assert partnership.staff_groups.get(key="leaders").name == "Heads"


def test_selects_by_text_and_by_number_with_constants_between() -> None:
    one, other = make_partnership(), make_partnership()
    for partnership in (one, other):
        partnership.localities.all().delete()
        partnership.localities.create(key="east", name="East")
        partnership.localities.create(key="west", name=f"West of {partnership.pk}")
    statement = select(
        Locality.objects.filter(key=text_slot(1), partnership=number_slot(0))
        .exclude(name="East")
        .values_list("name", "partnership_id")
    )
    assert statement.rows(one.pk, "west") == [(f"West of {one.pk}", one.pk)]
    assert statement.rows(other.pk, "west") == [(f"West of {other.pk}", other.pk)]
    assert statement.rows(one.pk, "east") == []


def test_a_value_is_never_read_as_sql() -> None:
    partnership = make_partnership()
    statement = update(Partnership.objects.filter(key=text_slot(0)), name=text_slot(1))
    assert statement.changed(partnership.key, "50%s'; --") == 1
    assert statement.changed("' OR 1=1 --", "taken") == 0
    partnership.refresh_from_db()
    assert partnership.name == "50%s'; --"


def test_a_draft_that_was_sent_or_closed_is_not_changed() -> None:
    key = started()
    Draft.objects.update(sent=True)
    assert not save_answers(key=key, changes={0: "4"})
    assert not save_about(key=key, about=AboutYou("", ""))
    Draft.objects.update(sent=False)
    assert save_answers(key=key, changes={0: "4"})
    Assessment.objects.update(stage="closed")
    assert not save_answers(key=key, changes={0: "5"})
    assert not save_about(key=key, about=AboutYou("", ""))
    assert Draft.objects.get().sheet[0] == "4"


def test_the_same_places_are_saved_for_each_draft_with_its_own_answers() -> None:
    first, second = started(), started()
    assert save_answers(key=first, changes={3: "1", 0: "2"})
    assert save_answers(key=second, changes={0: "5", 3: "d"})
    assert Draft.objects.get(pk=first).sheet[:4] == "2..1"
    assert Draft.objects.get(pk=second).sheet[:4] == "5..d"


@pytest.mark.parametrize("position", [-1, 400, 999])
def test_a_place_on_no_sheet_is_refused(position: int) -> None:
    with pytest.raises(ValueError, match="no position"):
        save_answers(key=started(), changes={position: "3"})
