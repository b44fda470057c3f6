"""No page ever shows a figure that is withheld: whatever the tallies, and however the page changes."""

from __future__ import annotations

import re

import numpy as np
import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oneworkforce.analysis import GroupTally, ThemeAxes, work_out
from oneworkforce.frameworks import load
from oneworkforce.gathering.questionnaires.so_far import SoFar
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.results.perspectives import staffs_view
from oneworkforce.results.pictures import series_of
from oneworkforce.results.standing import Standing, stand
from oneworkforce.results.taking_part import TakingPart
from oneworkforce.results.views import theme_context, where_we_are_context
from tests.factories import make_assessment, make_member
from tests.results.answers import counted, released, some_sheets
from tests.results.pages import Reader, page, words_of

WORDS = "Not shown, so that nobody in a small group can be recognised"
K = 10
FRAMEWORK = load("one-childrens-workforce")
GROUPS = (
    StaffGroup(key="frontline", name="Practitioners", audience="frontline"),
    StaffGroup(key="leaders", name="Heads of service", audience="leaders"),
    StaffGroup(key="youth", name="Young people", audience="young-people"),
)
NAMES = {name for own in ("All staff", *(group.name for group in GROUPS)) for name in (own, staffs_view(own))}
ROW = st.one_of(
    st.just([0] * 8),
    st.lists(st.integers(0, 4), min_size=8, max_size=8),
    st.lists(st.integers(0, 40), min_size=8, max_size=8),
)
FEW_ROWS = st.lists(ROW, min_size=6, max_size=6)


def standing_from(rows_by_group: list[list[list[int]]]) -> Standing:
    """A standing from a few rows of counts for each group, repeated over the dimensions."""
    tallies = []
    for group, rows in zip(GROUPS, rows_by_group, strict=True):
        asked = FRAMEWORK.asked(group.audience)
        counts = np.array([rows[place % len(rows)] for place in range(len(asked))], dtype=np.int64)
        counts[~np.array(asked)] = 0
        tallies.append(GroupTally(group.key, group.audience, group.audience != "young-people", asked, counts))
    axes = [ThemeAxes(theme.id, tuple(one.id for one in theme.dimensions)) for theme in FRAMEWORK.themes]
    results = work_out(axes, tallies, K)
    return stand(
        framework=FRAMEWORK, results=results, groups=GROUPS, goals={}, so_far=SoFar(99, 0, over=True, has_closed=True)
    )


def rendered(standing: Standing, theme: str = "") -> str:
    shared = {
        "k": K,
        "stage": "closed",
        "open_again": False,
        "perspectives": [],
        "who_is_not_known": "",
        "indicative": "",
        "comments_open": True,
        "comments": Paginator([], 50).get_page(1),
        "addresses": {"where_we_are": "/", "take_part": "/", "goals": None},
        "taking_part": TakingPart(("Sector", "All"), (("Health", "99"),), ("Locality", "All"), (), (1, False)),
    }
    if theme:
        shown = standing.theme(theme)
        return render_to_string("results/theme.html", theme_context(standing, shown, lambda id: f"/{id}/") | shared)
    return render_to_string("results/where_we_are.html", where_we_are_context(standing, lambda id: f"/{id}/") | shared)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.tuples(FEW_ROWS, FEW_ROWS, FEW_ROWS), theme=st.sampled_from([theme.id for theme in FRAMEWORK.themes]))
def test_whatever_the_tallies_a_withheld_cell_reads_the_same_words_and_no_number(
    rows: tuple[list[list[int]], ...], theme: str
) -> None:
    standing = standing_from(list(rows))
    if not standing.has_figures:
        return
    cells = {
        f"{dimension.id} {cell.group}": cell for dimension in standing.results.dimensions for cell in dimension.cells
    }
    for html in (rendered(standing), rendered(standing, theme)):
        seen = 0
        for name, texts, tags in Reader(html).cells:
            cell = cells.get(name)
            if cell is None:
                assert texts == ["Not asked"]
            elif cell.withheld:
                said = [text for text in texts if text not in NAMES]
                assert said == [WORDS]
                assert "svg" not in tags
            else:
                assert WORDS not in texts
            seen += 1
        assert seen


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.tuples(FEW_ROWS, FEW_ROWS, FEW_ROWS))
def test_a_spider_has_no_value_where_nothing_may_be_shown(rows: tuple[list[list[int]], ...]) -> None:
    standing = standing_from(list(rows))
    for theme in standing.themes:
        by_name = {series.name: series.values for series in series_of(theme, GROUPS)}
        for group in GROUPS:
            for value, cell in zip(by_name.get(group.name, ()), theme.cells(group.key), strict=False):
                assert (value is None) == (cell is None or cell.mean is None)


@pytest.mark.parametrize("seed", range(3))
def test_pages_are_the_same_whatever_the_hidden_people_answered(db: None, signed_in, seed: int) -> None:
    """Leaders are too few, so frontline is held back beside them. Answers that change places between the two leave
    the total as it was; if a page changed by one character, it would be saying something about the hidden."""
    assessment = make_assessment()
    client = signed_in(make_member(assessment.partnership))
    many = some_sheets(assessment, "frontline", 40, seed=seed)
    few = some_sheets(assessment, "leaders", 5, seed=seed + 10)
    tallies = {"frontline": released(assessment, "frontline", many), "leaders": released(assessment, "leaders", few)}
    themes = ["", "complementary-roles", "shared-identity-and-purpose"]
    before = [page(client, assessment, theme) for theme in themes]

    frontline, leaders = counted(many), counted(few)
    moved = 0
    for dimension in range(len(frontline)):
        for given_up in np.flatnonzero(leaders[dimension][:5]):
            theirs = np.flatnonzero(frontline[dimension][:5])
            taken = next((answer for answer in theirs if answer != given_up), None)
            if taken is not None:
                leaders[dimension][[given_up, taken]] += [-1, 1]
                frontline[dimension][[taken, given_up]] += [-1, 1]
                moved += 1
    assert moved > 40
    for group, counts in (("frontline", frontline), ("leaders", leaders)):
        tallies[group].counts = counts.tobytes()
        tallies[group].save()

    assert [page(client, assessment, theme) for theme in themes] == before
    assert all(WORDS in words_of(html) for html in before)


def test_a_theme_without_a_position_says_why_and_is_not_drawn(db: None, signed_in) -> None:
    assessment = make_assessment()
    released(assessment, "frontline", some_sheets(assessment, "frontline", 4, seed=1))
    html = page(signed_in(make_member(assessment.partnership)), assessment)
    rows = re.findall(r'<tr class="govuk-table__row" data-theme="[^"]+">(.*?)</tr>', html, re.S)
    assert len(rows) == 8
    assert all(WORDS in words_of(row) and not re.search(r"\d", words_of(row)) for row in rows)
    assert "arc-fill" not in html
