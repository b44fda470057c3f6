"""Who took part, beside results and in the report: nobody is counted among few, in no table of the two."""

from __future__ import annotations

from typing import Any

from oneworkforce.reporting.section import Material
from oneworkforce.reporting.sections import all_sections
from oneworkforce.results.standing import standing_of
from oneworkforce.results.taking_part import TakingPart, taking_part_in
from tests.factories import make_assessment, make_member
from tests.results.answers import released, some_sheets
from tests.results.conftest import Answered
from tests.results.pages import page, words_of

FRONT, LEADERS = "Front-line staff and their managers", "Leaders and managers"


def found(assessment: Any) -> TakingPart:
    return taking_part_in(assessment, standing_of(assessment))


def peopled(rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    return [row for row in rows if row[-1] != "0"]


def more(answered: Answered, group: str, people: int, sector: str, locality: str = "north") -> None:
    sheets = some_sheets(answered.assessment, group, people, seed=people)
    released(answered.assessment, group, sheets, sector=sector, locality=locality)


def test_sectors_by_groups_are_shown_where_every_cell_of_it_stands(answered: Answered) -> None:
    told = found(answered.assessment)
    assert told.head == ("Sector", FRONT, LEADERS, "All")
    assert peopled(told.by_sector) == [
        ("Education", "25", "0", "25"),
        ("Health", "35", "24", "59"),
        ("All", "60", "24", "84"),
    ]


def test_one_small_cell_hides_them_all_since_the_sums_would_give_it_away(answered: Answered) -> None:
    more(answered, "leaders", 3, "education")
    told = found(answered.assessment)
    assert told.head == ("Sector", "All")
    assert peopled(told.by_sector) == [("Education", "28"), ("Health", "59"), ("All", "87")]
    assert told.numeric == (1,)


def test_small_sectors_and_localities_stand_in_one_row(answered: Answered, signed_in) -> None:  # type: ignore[no-untyped-def]
    more(answered, "frontline", 4, "youth-support", "")
    told = found(answered.assessment)
    assert peopled(told.by_sector) == [
        ("Health", "35", "24", "59"),
        ("The rest: Education and Youth support", "29", "0", "29"),
        ("All", "64", "24", "88"),
    ]
    assert told.by_locality == (("North", "59"), ("The rest: South and Not known", "29"))
    words = words_of(page(signed_in(make_member(answered.assessment.partnership)), answered.assessment))
    assert "88 people answered, from 1 sector and others." in words


def test_the_report_counts_the_same_parts_together(answered: Answered) -> None:
    more(answered, "frontline", 4, "youth-support", "")
    answered.assessment.partnership.workforce_sizes.create(sector="education", people=300)
    answered.assessment.partnership.workforce_sizes.create(sector="health", people=200)
    (plan,) = (section for section in all_sections() if section.key == "plan")
    blocks = plan.build(Material(answered.assessment, font="", made_on=answered.assessment.created_at.date()))
    tables = {block.caption: block for block in blocks if hasattr(block, "caption")}
    rows = {
        caption: [tuple(cell.words for cell in row) for row in tables[caption].rows]
        for caption in ("By staff group", "By sector", "By locality")
    }
    assert [row[:2] for row in rows["By staff group"]] == [(FRONT, "64"), (LEADERS, "24"), ("All", "88")]
    assert ("Health", "59", "200") in rows["By sector"]
    assert ("The rest: Education and Youth support", "29", "not known") in rows["By sector"]
    assert rows["By locality"] == [("North", "59"), ("The rest: South and Not known", "29"), ("All", "88")]


def test_where_all_together_are_few_there_is_no_table(db: None, signed_in) -> None:  # type: ignore[no-untyped-def]
    assessment = make_assessment()
    released(assessment, "frontline", some_sheets(assessment, "frontline", 7, seed=1))
    told = found(assessment)
    assert (told.by_sector, told.by_locality, told.sectors_heard[0]) == ((), (), 0)
    words = words_of(page(signed_in(make_member(assessment.partnership)), assessment))
    assert "There are too few to say how many came from each sector." in words
    assert "Health 7" not in words
