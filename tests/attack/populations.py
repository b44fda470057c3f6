"""Populations made to be found out: small, sparse, split or identical, in two or three rounds of answering."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from tests.attack.pack import DIMENSIONS, LEADERS_ONLY, LOCALITIES, SECTORS, THEMES

GROUPS = {"frontline": "frontline", "leaders": "leaders", "heads": "leaders", "wardens": "frontline"}
"""Staff group → audience."""
KINDS = ("small", "sparse", "split", "identical")


@dataclass(frozen=True)
class Answering:
    """Somebody who answers. `sheet`: a symbol for each dimension; `comments`: theme → text."""

    group: str
    sector: str
    locality: str
    sheet: str
    comments: tuple[tuple[str, str], ...] = ()

    def saying(self, place: int, symbol: str) -> Answering:
        """The same person with another answer to one dimension."""
        return replace(self, sheet=self.sheet[:place] + symbol + self.sheet[place + 1 :])


@dataclass(frozen=True)
class Population:
    """Who answers before each close."""

    name: str
    k: int
    rounds: tuple[tuple[Answering, ...], ...]


def population(seed: int, k: int = 5) -> Population:
    """The same population for the same seed."""
    chance = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    rounds = []
    for number in range(chance.choice((2, 2, 3))):
        people = []
        for group in GROUPS:
            people += _group(chance, kind, group, _size(chance, group, k, late=number > 0))
        chance.shuffle(people)
        rounds.append(tuple(people))
    return Population(f"{kind} {seed}", k, tuple(rounds))


def _size(chance: random.Random, group: str, k: int, *, late: bool) -> int:
    if group == "frontline":
        return chance.choice((0, 1, k - 1, k + 2, 2 * k) if late else (2 * k, 3 * k, 4 * k))
    return chance.choice((0, 0, 1, 2, k - 1, k, k + 1) if late else (1, 2, k - 1, k, k + 1, 2 * k, 3 * k))


def _group(chance: random.Random, kind: str, group: str, size: int) -> list[Answering]:
    weights = _weights(chance, kind)
    return [_person(chance, group, weights) for _ in range(size)]


def _weights(chance: random.Random, kind: str) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    """For each dimension, the answers and how likely each is."""
    found = []
    for _ in DIMENSIONS:
        if kind == "small":
            found.append((tuple("12345dn."), (3, 3, 3, 3, 3, 1, 1, 1)))
        elif kind == "sparse":
            scored = chance.choice((1, 3, 8))
            found.append((tuple("12345dn."), (scored,) * 5 + (10, 10, 10)))
        elif kind == "split":
            found.append((("1", "5", "d", "n", "."), (5, 5, 1, 1, chance.choice((1, 12)))))
        else:
            found.append(((chance.choice("345"), chance.choice("12"), "n"), (30, 1, chance.choice((1, 15)))))
    return found


def _person(chance: random.Random, group: str, weights: list[tuple[tuple[str, ...], tuple[int, ...]]]) -> Answering:
    symbols = [chance.choices(*one)[0] for one in weights]
    if GROUPS[group] != "leaders":
        symbols[DIMENSIONS.index(LEADERS_ONLY)] = "-"
    if not set(symbols) & set("12345dn"):
        symbols[0] = "3"
    comments = tuple((theme, f"{theme} {chance.randrange(10**6)}") for theme in THEMES if chance.random() < 0.3)
    sector, locality = chance.choice(("", *SECTORS)), chance.choice(("", *LOCALITIES))
    return Answering(group, sector, locality, "".join(symbols), comments)
