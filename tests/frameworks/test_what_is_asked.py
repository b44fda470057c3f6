"""Each statement asks one thing, the same of all staff, and every cell of the source's table is asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oneworkforce.frameworks import Dimension, Poles, load

PACK = "one-childrens-workforce"
ENGLISH, WELSH = load(PACK, 1), load(PACK, 1, "cy")
TABLES = (Path(__file__).parents[2] / "docs" / "explanation" / "framework.md").read_text()

# A second clause is nearly always a second question. These say one thing in two steps.
TWO_STEPS = {"complementary-roles.tell-it-once", "outcome-focus.its-my-plan"}
SECOND_CLAUSE = {ENGLISH: r"[,;] (and|so|but|or)\b", WELSH: r"[,;] (ac|a|felly|ond|neu)\b"}


def rows(columns: int) -> list[list[str]]:
    """The rows of the page's table with so many columns, without its heading."""
    lines = re.findall(r"^\|(.+)\|$", TABLES, re.MULTILINE)
    found = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [row for row in found if len(row) == columns and "---" not in row[0]][1:]


def by_last_name(name: str) -> Dimension:
    (found,) = [one for one in ENGLISH.dimensions if one.id.endswith(f".{name}")]
    return found


def ends(dimension: Dimension) -> set[Poles]:
    return {dimension.poles, *dimension.statements.values()}


@pytest.mark.parametrize("framework", SECOND_CLAUSE, ids=["English", "Welsh"])
def test_a_statement_asks_one_thing(framework) -> None:
    found = {
        sentence
        for dimension in framework.dimensions
        if dimension.id not in TWO_STEPS
        for poles in ends(dimension)
        for sentence in (poles.fragmented, poles.reformed)
        if re.search(SECOND_CLAUSE[framework], sentence)
    }
    assert not found


@pytest.mark.parametrize("framework", [ENGLISH, WELSH], ids=["English", "Welsh"])
def test_front_line_and_leaders_read_the_same_where_both_are_asked(framework) -> None:
    for dimension in framework.dimensions:
        if "frontline" in dimension.statements:
            assert dimension.statements["frontline"] == dimension.statements["leaders"], dimension.id


def test_every_cell_of_the_table_is_asked_by_a_dimension_that_stands_in_its_column_or_is_named_for_it() -> None:
    cells = rows(5)
    themes = [theme.name for theme in ENGLISH.themes]
    assert [(theme, seen_by) for theme, seen_by, *_ in cells] == [
        (theme, perspective.id) for theme in themes for perspective in ENGLISH.perspectives
    ]
    for theme, seen_by, _holds, asked_by, examples in cells:
        asking = [by_last_name(name) for name in re.findall("`([^`]+)`", asked_by)]
        here = [one for one in asking if ENGLISH.theme_of(one.id).name == theme and seen_by in one.perspectives]
        assert here, (theme, seen_by)
        assert {*map(by_last_name, re.findall("`([^`]+)`", examples))} <= {*asking}, (theme, seen_by)


def test_every_dimension_but_the_one_of_the_solutions_is_asked_for_a_cell() -> None:
    named = {by_last_name(name).id for row in rows(5) for name in re.findall("`([^`]+)`", row[3])}
    assert {one.id for one in ENGLISH.dimensions} - named == {"outcome-focus.evidence-links-strategy-to-plan"}


def test_what_waits_for_version_2_names_dimensions_that_there_are() -> None:
    waiting = rows(2)
    assert len(waiting) > 10
    for _what, where in waiting:
        assert by_last_name(where.strip("`")).guidance


# What the source's cells say and statements must not lose, by words of the reformed end.
SAID = {
    "joint-reform-strategy": ["changing the workforce", "delivering"],
    "aligned-values": ["same words"],
    "valued-well-led-team": ["leads", "people whom that child needs"],
    "skilled-for-outcomes": ["skills and experience", "are there"],
    "safeguarding-at-the-core": ["talked about by everyone"],
    "resourced-supported-team": ["support that they need with their workload"],
    "agreed-ways-to-communicate": ["keep to agreed rules"],
    "tell-it-once": ["once", "choose what to add"],
}


@pytest.mark.parametrize("name", SAID)
def test_nothing_of_the_cells_is_lost_again(name: str) -> None:
    for words in SAID[name]:
        assert words in by_last_name(name).poles.reformed


@pytest.mark.parametrize("audience", ["young-people", "parents"])
def test_adding_to_a_story_is_a_choice_for_families_too(audience: str) -> None:
    assert "choose" in by_last_name("tell-it-once").statements[audience].reformed
    assert "choose" in by_last_name("tell-it-once").families[audience].reformed[-1].words
