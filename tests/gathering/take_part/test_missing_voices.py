"""Whose voices are missing: a table, and properties."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.gathering.take_part.missing_voices import Heard, missing_voices

SECTORS = {"health": "Health", "education": "Education"}
PLACES = {"north": "the North", "south": "the South"}
EVERYWHERE = {(sector, place): 4 for sector in SECTORS for place in PLACES}
GROUPS = {"Front-line staff": 16}


def heard(**given: Any) -> Heard:
    return Heard(**({"sectors": SECTORS, "localities": PLACES, "groups": GROUPS, "sent": EVERYWHERE} | given))


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, []),
        ({"groups": {"Leaders": 0, "Front-line staff": 3}}, ["Nobody from Leaders yet"]),
        # A whole sector, with how many there would be.
        ({"sent": {("education", "north"): 4, ("education", "south"): 4}}, ["Nobody from Health yet"]),
        (
            {"sent": {("education", "north"): 4, ("education", "south"): 4}, "workforce": {"health": 1200}},
            ["Nobody from Health yet (1,200 work there)"],
        ),
        (
            {"sent": {("education", "north"): 4, ("education", "south"): 4}, "invited": {("health", "north"): 30}},
            ["Nobody from Health yet (30 invited)"],
        ),
        # A whole place.
        ({"sent": {("health", "south"): 4, ("education", "south"): 4}}, ["Nobody in the North yet"]),
        # A corner: health is heard, and the north, but not health in the north.
        (
            {"sent": {("health", "south"): 6, ("education", "north"): 6}},
            ["Nobody from Education in the South yet", "Nobody from Health in the North yet"],
        ),
        # Where fewer than three would be expected by chance, nobody is no wonder …
        ({"sent": {("health", "south"): 2, ("education", "north"): 9, ("education", "south"): 9}}, []),
        # … but where enough were invited, it is …
        (
            {
                "sent": {("health", "south"): 2, ("education", "north"): 9, ("education", "south"): 9},
                "invited": {("health", "north"): 5, ("health", "south"): 2},
                "k": 5,
            },
            ["Nobody from Health in the North yet"],
        ),
        # … and where fewer were, it would be about them.
        (
            {
                "sent": {("health", "south"): 2, ("education", "north"): 9, ("education", "south"): 9},
                "invited": {("health", "north"): 4, ("health", "south"): 2},
                "k": 5,
            },
            [],
        ),
        # Sectors and places that are not counted by themselves are not told of by themselves.
        ({"sent": {}, "sectors_together": frozenset(SECTORS)}, ["Nobody in the North yet", "Nobody in the South yet"]),
        (
            {"sent": {}, "localities_together": frozenset(PLACES)},
            ["Nobody from Health yet", "Nobody from Education yet"],
        ),
        (
            {"sent": {("health", "south"): 6, ("education", "north"): 6}, "sectors_together": frozenset({"health"})},
            ["Nobody from Education in the South yet"],
        ),
        (
            {"sent": {("health", "south"): 6, ("education", "north"): 6}, "localities_together": frozenset({"south"})},
            ["Nobody from Health in the North yet"],
        ),
        (
            {"workforce": {"health": 200, "education": 2000}, "sectors_together": frozenset({"education"})},
            ["Few from Education so far (2,000 work there)"],
        ),
        ({"wider": (9, 0), "k": 10}, []),
        ({"wider": (120, 0)}, ["Nobody of the wider workforce who was invited by name has finished yet (120 invited)"]),
        ({"wider": (120, 1)}, []),
        ({"wider": (0, 0)}, []),
        # 8 of 2,000 where 8 of 200 came from the other: a share under half of everyone’s.
        (
            {"workforce": {"health": 200, "education": 2000}},
            ["Few from Education so far: 8 of 2,000"],
        ),
        ({"workforce": {"health": 200, "education": 300}}, []),
    ],
)
def test_says_who_is_missing(given: dict[str, Any], missing: list[str]) -> None:
    assert missing_voices(heard(**given)) == missing
    after_the_close = [said.replace(" yet", "").replace(" so far", "") for said in missing]
    assert missing_voices(heard(**given, over=True)) == after_the_close


def test_the_largest_missing_sector_comes_first() -> None:
    words = missing_voices(heard(sent={}, localities={}, workforce={"health": 10, "education": 500}))
    assert words == ["Nobody from Education yet (500 work there)", "Nobody from Health yet (10 work there)"]


cells = st.dictionaries(st.tuples(st.sampled_from(["", *SECTORS]), st.sampled_from(["", *PLACES])), st.integers(0, 40))


@given(sent=cells, invited=cells, workforce=st.dictionaries(st.sampled_from([*SECTORS]), st.integers(0, 9999)))
def test_whoever_is_said_to_be_missing_has_sent_nothing(
    sent: dict[tuple[str, str], int], invited: dict[tuple[str, str], int], workforce: dict[str, int]
) -> None:
    words = missing_voices(heard(sent=sent, invited=invited, workforce=workforce))
    assert len(words) == len(set(words))
    for key, name in SECTORS.items():
        from_sector = sum(people for (sector, _place), people in sent.items() if sector == key)
        assert any(said.startswith(f"Nobody from {name} yet") for said in words) == (from_sector == 0)
        for place, where in PLACES.items():
            if f"Nobody from {name} in {where} yet" in words:
                assert not sent.get((key, place))
                assert from_sector
