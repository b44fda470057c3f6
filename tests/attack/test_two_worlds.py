"""Two worlds with the same figures shown and the same cells withheld publish the same bytes.

They differ in hidden answers alone: two people of two withheld staff groups have changed places on one dimension, or
one of them has said that they don't know where the other gave a score. Clocks, form keys and order are set aside. In
five pairs of worlds, pages and commands are compared for each role at every moment: those that hold figures or numbers
of people, and at the last close every page that a link leads to.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.partnerships.roles import Role
from tests.attack.driving import make_place, move, reader_of, send
from tests.attack.everything import Taken, everything
from tests.attack.looking import Look, look
from tests.attack.pack import DIMENSIONS
from tests.attack.populations import Population, population

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("six_dimensions")]


def twins(world: Population, seed: int) -> Iterator[tuple[int, Population]]:
    """The same people, two of whom have changed places on a dimension; and which dimension."""
    chance = random.Random(seed)
    for number, people in enumerate(world.rounds):
        pairs = [(a, b) for a in range(len(people)) for b in range(a) if people[a].group != people[b].group]
        chance.shuffle(pairs)
        for first, second in pairs:
            for place in range(len(DIMENSIONS)):
                said = people[first].sheet[place], people[second].sheet[place]
                if said[0] == said[1] or not set(said) <= set("12345dn"):
                    continue
                other = list(people)
                other[first] = people[first].saying(place, said[1])
                other[second] = people[second].saying(place, said[0])
                rounds = (*world.rounds[:number], tuple(other), *world.rounds[number + 1 :])
                yield place, replace(world, rounds=rounds)


def lived_through(world: Population, assessment: Assessment, readers: dict[str, Client], folder: Path) -> list[Taken]:
    """Everything at each moment of a world, which is undone then: at its last close, every page that there is."""
    taken = []
    with transaction.atomic():
        for number, people in enumerate(world.rounds, 1):
            if number > 1:
                move(assessment, Stage.OPEN)
            send(assessment, people)
            taken.append(everything(assessment, readers, folder, crawl=False))
            move(assessment, Stage.CLOSED)
            taken.append(everything(assessment, readers, folder, crawl=number == len(world.rounds)))
        transaction.set_rollback(True)
    assessment.refresh_from_db()
    return taken


def figures(world: Population, assessment: Assessment, client: Client, folder: Path) -> list[Look]:
    """What is shown and what is withheld at each moment, which is undone then."""
    found = []
    with transaction.atomic():
        for number, people in enumerate(world.rounds, 1):
            if number > 1:
                move(assessment, Stage.OPEN)
            send(assessment, people)
            found.append(look(assessment, f"open {number}", client, folder, comments=False))
            move(assessment, Stage.CLOSED)
            found.append(look(assessment, f"closed {number}", client, folder, comments=False))
        transaction.set_rollback(True)
    assessment.refresh_from_db()
    return found


def hidden_twin(world: Population, assessment: Assessment, client: Client, folder: Path, seed: int) -> Population:
    """Another world with the same figures shown and the same cells withheld."""
    own = figures(world, assessment, client, folder)
    tried = 0
    for place, twin in twins(world, seed):
        groups = _groups_that_differ(world, twin)
        cells = [seen.cells[DIMENSIONS[place]] for seen in own]
        if any(one.get(group) is not None for one in cells for group in groups):
            continue
        tried += 1
        if [seen.cells for seen in figures(twin, assessment, client, folder)] == [seen.cells for seen in own]:
            return twin
        if tried > 5:
            break
    pytest.fail("no world was found with the same figures")


def _groups_that_differ(world: Population, twin: Population) -> set[str]:
    pairs = [
        pair for one, other in zip(world.rounds, twin.rounds, strict=True) for pair in zip(one, other, strict=True)
    ]
    return {one.group for one, other in pairs if one != other}


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4])
def test_hidden_answers_change_nothing_that_is_published(seed: int, tmp_path: Path) -> None:
    world = population(seed)
    assessment = make_place(world.k)
    readers = {role.value: reader_of(assessment, role) for role in Role}
    twin = hidden_twin(world, assessment, readers["viewer"], tmp_path, seed)
    worlds = [lived_through(one, assessment, readers, tmp_path) for one in (world, twin)]
    for moment, (one, other) in enumerate(zip(*worlds, strict=True)):
        assert one.keys() == other.keys()
        differ = {name: _differences(one[name], other[name]) for name in one if one[name] != other[name]}
        assert not differ, f"moment {moment}: {json.dumps(differ, indent=1)[:3000]}"


def _differences(one: list[str], other: list[str]) -> list[str]:
    return [f"- {line[:200]}" for line in one if line not in other] + [
        f"+ {line[:200]}" for line in other if line not in one
    ]
