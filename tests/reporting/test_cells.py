"""What cells of tables say of a goal, and in which letters pictures are drawn."""

from __future__ import annotations

from datetime import date

import pytest

from oneworkforce.charts import REPORT_FONT, SCREEN_FONT
from oneworkforce.reporting.assemble import report_of
from oneworkforce.reporting.blocks import PictureBlock, Said
from oneworkforce.reporting.cells import where_to
from oneworkforce.results.standing import GoalToReach

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


@pytest.mark.parametrize("font", [SCREEN_FONT, REPORT_FONT])
def test_pictures_are_drawn_in_the_letters_of_the_format(full, font: str) -> None:  # type: ignore[no-untyped-def]
    chapters = report_of(full, font=font).chapters
    pictures = [block.svg for chapter in chapters for block in chapter.blocks if isinstance(block, PictureBlock)]
    assert len(pictures) > 1
    other = REPORT_FONT if font == SCREEN_FONT else SCREEN_FONT
    for svg in pictures:
        assert font in svg
        assert other not in svg
