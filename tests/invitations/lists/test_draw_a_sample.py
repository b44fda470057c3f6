"""A sample: everybody has the same chance, each part its share. No database."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.invitations.lists.sampling import BY_SECTOR, Sample, draw


def people(sectors: list[str]) -> list[Person]:
    return [
        Person(line, f"g{line}@example.org", "frontline", "First wave", sector=one)
        for line, one in enumerate(sectors, 2)
    ]


@given(st.lists(st.sampled_from(["health", "education", "", "play"]), min_size=1, max_size=60), st.integers(1, 80))
def test_as_many_as_wanted_and_nobody_twice(sectors: list[str], wanted: int) -> None:
    given_people = people(sectors)
    drawn = draw(given_people, Sample(wanted, BY_SECTOR))
    assert len(drawn.people) == min(wanted, len(sectors))
    assert len({person.email for person in drawn.people}) == len(drawn.people)
    assert set(drawn.people) <= set(given_people)
    assert [person.line for person in drawn.people] == sorted(person.line for person in drawn.people)
    there, got = Counter(sectors), Counter(person.sector for person in drawn.people)
    assert drawn.parts == {sector: (got[sector], there[sector]) for sector in there}
    for sector, count in there.items():
        exact = min(wanted, len(sectors)) * count / len(sectors)
        assert abs(got[sector] - exact) < 1


def test_everybody_has_about_the_same_chance() -> None:
    """2,000 draws of 3 in 12: everybody is expected 500 times; the deviation is 19, and 120 is over six of it."""
    twelve = people(["health"] * 8 + ["play"] * 4)
    times = Counter(person.email for _again in range(2000) for person in draw(twelve, Sample(3, BY_SECTOR)).people)
    assert all(abs(times[person.email] - 500) < 120 for person in twelve)


def test_what_is_left_over_in_rounding_is_drawn_for() -> None:
    parts = people(["a", "b", "c"])
    first = Counter(draw(parts, Sample(1, BY_SECTOR)).people[0].sector for _again in range(300))
    assert set(first) == {"a", "b", "c"}
