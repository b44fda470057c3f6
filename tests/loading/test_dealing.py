"""Counts of people become answer sheets that add up to them."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.analysis import SYMBOLS, tally_sheets
from oneworkforce.frameworks import load
from oneworkforce.loading.content import AnswerBlock
from oneworkforce.loading.dealing import deal, step_for

FRAMEWORK = load("one-childrens-workforce")


@st.composite
def blocks(draw: st.DrawFn) -> tuple[AnswerBlock, str]:
    """A block of up to 60 people with counts for some of the dimensions that its audience is asked."""
    audience = draw(st.sampled_from(["frontline", "leaders", "young-people"]))
    people = draw(st.integers(1, 60))
    asked = [one.id for one, yes in zip(FRAMEWORK.dimensions, FRAMEWORK.asked(audience), strict=True) if yes]
    counts = {}
    for dimension in draw(st.lists(st.sampled_from(asked), unique=True, max_size=8)):
        cuts = sorted(draw(st.lists(st.integers(0, people), min_size=7, max_size=7)))
        counts[dimension] = tuple(b - a for a, b in zip([0, *cuts], [*cuts, people], strict=True))
    north = draw(st.integers(0, people))
    block = AnswerBlock("group", "health", people, {"north": north, "": people - north}, counts, 1)
    return block, audience


@given(blocks())
def test_sheets_add_up_to_the_counts(given_block: tuple[AnswerBlock, str]) -> None:
    block, audience = given_block
    dealt = deal(block, FRAMEWORK, audience)
    tally = tally_sheets([one.sheet for one in dealt], len(FRAMEWORK.dimensions))
    for place, (dimension, asked) in enumerate(zip(FRAMEWORK.dimensions, FRAMEWORK.asked(audience), strict=True)):
        nothing = (0,) * len(SYMBOLS)
        left_empty = (*nothing[:-1], block.people)
        expected = block.counts.get(dimension.id, left_empty) if asked else nothing
        assert tuple(tally[place]) == expected, dimension.id
    assert sum(one.locality == "north" for one in dealt) == block.localities["north"]
    assert deal(block, FRAMEWORK, audience) == dealt


@given(st.integers(1, 5000))
def test_a_step_reaches_everybody(people: int) -> None:
    assert math.gcd(step_for(people), people) == 1


def test_people_who_stand_together_are_like_the_whole() -> None:
    counts = {dimension.id: (20, 20, 20, 20, 20, 0, 0, 0) for dimension in FRAMEWORK.dimensions}
    block = AnswerBlock("leaders", "", 100, {"north": 50, "south": 50}, counts, 1)
    sheets = [one.sheet for one in deal(block, FRAMEWORK, "leaders") if one.locality == "north"]
    for place in range(len(FRAMEWORK.dimensions)):
        answers = [int(sheet[place]) for sheet in sheets]
        assert abs(sum(answers) / 50 - 3) < 0.15
