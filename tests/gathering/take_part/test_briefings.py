"""A briefing for each group, families too: the officer finds it, and it tells what it is, how long, and until when."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.actions import link_for
from oneworkforce.gathering.questionnaires.answering.asked import asked_themes
from oneworkforce.ui.wording import date
from tests.factories import make_assessment, make_member
from tests.gathering.take_part.test_take_part_page import page_of, read

pytestmark = pytest.mark.django_db
TAKES = {"frontline": "7 to 25", "leaders": "8 to 30", "young-people": "2 to 7", "parents": "1 to 6"}


@pytest.fixture
def assessment() -> Assessment:
    assessment = make_assessment()
    assessment.closes_on = timezone.localdate() + timedelta(days=20)
    assessment.save()
    for audience in ("young-people", "parents"):
        group = assessment.partnership.staff_groups.create(key=audience, name=audience.title(), audience=audience)
        link_for(assessment, group)
    return assessment


@pytest.fixture
def officer(assessment: Assessment, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(make_member(assessment.partnership))


@pytest.mark.parametrize("group", TAKES)
def test_the_take_part_page_leads_to_each_groups_briefing_and_poster(
    assessment: Assessment, officer: Client, group: str
) -> None:
    page = read(officer.get(page_of(assessment)))
    assert f'href="{page_of(assessment, f"{group}/briefing/")}"' in page
    assert f'href="{page_of(assessment, f"{group}/poster/")}"' in page


@pytest.mark.parametrize("group", TAKES)
def test_a_briefing_tells_its_group_what_is_asked_how_long_it_takes_and_until_when(
    assessment: Assessment, officer: Client, group: str
) -> None:
    page = html.unescape(read(officer.get(page_of(assessment, f"{group}/briefing/"))))
    if group in {"frontline", "leaders"}:
        themes = asked_themes(assessment.framework, group)
        assert page.count("<dt>") == len(themes)
        assert all(f"<dt>{theme.name}</dt>" in page for theme in themes)
    assert f"{TAKES[group]} minutes" in page
    assert date(assessment.closes_on) in page
    link = assessment.group_links.get(staff_group__key=group)
    assert f"{link.code[:4]}-{link.code[4:]}" in page


@pytest.mark.parametrize("group", TAKES)
def test_a_poster_tells_its_group_how_long_it_takes(assessment: Assessment, officer: Client, group: str) -> None:
    assert f"{TAKES[group]} minutes" in read(officer.get(page_of(assessment, f"{group}/poster/")))
