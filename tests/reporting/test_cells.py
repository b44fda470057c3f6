"""What cells of tables say of a goal and of an action, who is credited, and in which letters pictures are drawn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.assessments.stages import Stage
from oneworkforce.charts import REPORT_FONT, SCREEN_FONT
from oneworkforce.reporting.assemble import report_of
from oneworkforce.reporting.blocks import PictureBlock, Said, TableBlock, ThemeLines
from oneworkforce.reporting.cells import where_to
from oneworkforce.results.standing import GoalToReach
from tests.factories import make_assessment

TODAY = date(2031, 3, 1)
NO_DATE = Said("no date yet", quiet=True)


@pytest.mark.parametrize(
    ("goal", "now", "says"),
    [
        (GoalToReach(4.0, date(2031, 3, 1)), 2.5, (Said("4.0"), Said("1.5"), Said("1 March 2031"))),
        (GoalToReach(4.0, None), 4.0, (Said("4.0"), Said("reached"), NO_DATE)),
        (GoalToReach(3.5, None), 4.0, (Said("3.5"), Said("reached"), NO_DATE)),
        (GoalToReach(3.5, None), None, (Said("3.5"), Said("not known", quiet=True), NO_DATE)),
    ],
)
def test_a_goal_how_far_it_is_and_its_date(goal: GoalToReach, now: float | None, says: tuple[Said, Said, Said]) -> None:
    assert where_to(goal, now) == says


def _table(assessment: Assessment, section: str) -> TableBlock:
    (chapter,) = (one for one in report_of(assessment, today=TODAY).chapters if one.key == section)
    (table,) = (block for block in chapter.blocks if isinstance(block, TableBlock))
    return table


def test_an_action_says_all_that_is_known_of_it(db: None) -> None:
    assessment = make_assessment(stage=Stage.CLOSED)
    known = {"theme": "complementary-roles", "lead": "Bo", "starts_on": TODAY, "due_on": date(2031, 4, 1)}
    assessment.actions.create(order=1, what="Meet", measure="All came", progress="Begun", **known)
    assessment.actions.create(order=2, what="Go on", ongoing=True)
    assessment.actions.create(order=3, what="Write", measure=" ")
    table = _table(assessment, "actions")
    assert [(str(column.head), column.mm) for column in table.columns] == [
        ("What will be done", None),
        ("Theme", None),
        ("Lead", 27),
        ("Starts", 25),
        ("Due", 25),
        ("Progress", None),
    ]
    theme = framework_of(assessment).theme("complementary-roles").name
    first, second, third = table.rows
    assert first == (
        Said("Meet", "How we will know: All came"),
        Said(theme),
        Said("Bo"),
        Said("1 March 2031"),
        Said("1 April 2031"),
        Said("Not started", "Begun"),
    )
    nobody = Said("not named yet", quiet=True)
    assert second[:3] == (Said("Go on"), Said("All themes"), nobody)
    assert second[4] == Said("ongoing")
    assert (third[0], third[4]) == (Said("Write"), NO_DATE)


def test_an_organisation_is_credited_from_its_first_day_until_the_last(db: None) -> None:
    assessment = make_assessment()
    for name, days in {
        "Joined today": {"joined_on": TODAY},
        "Joins tomorrow": {"joined_on": TODAY + timedelta(days=1)},
        "Left today": {"left_on": TODAY},
        "Leaves tomorrow": {"left_on": TODAY + timedelta(days=1)},
        "Was always there": {},
    }.items():
        assessment.partnership.organisations.create(name=name, sector="health", **days)
    credited = {row[0].words for row in _table(assessment, "credits").rows}
    assert credited == {"Joined today", "Leaves tomorrow", "Was always there"}


def test_the_framework_s_themes_have_their_names_colours_and_purposes(full) -> None:  # type: ignore[no-untyped-def]
    (chapter,) = (one for one in report_of(full).chapters if one.key == "framework")
    lines = [line for block in chapter.blocks if isinstance(block, ThemeLines) for line in block.themes]
    assert [(line.id, line.name, line.colour, line.purpose) for line in lines] == [
        (theme.id, theme.name, theme.colour, theme.purpose) for theme in framework_of(full).themes
    ]


@pytest.mark.parametrize("font", [SCREEN_FONT, REPORT_FONT])
def test_pictures_are_drawn_in_the_letters_of_the_format(full, font: str) -> None:  # type: ignore[no-untyped-def]
    chapters = report_of(full, font=font).chapters
    pictures = [block.svg for chapter in chapters for block in chapter.blocks if isinstance(block, PictureBlock)]
    assert len(pictures) > 1
    other = REPORT_FONT if font == SCREEN_FONT else SCREEN_FONT
    for svg in pictures:
        assert font in svg
        assert other not in svg
