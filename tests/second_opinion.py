"""A second opinion on every figure: NumPy and pandas on the answers as they were given, one row for each person.

Nothing here comes from the product. Each figure is worked out by its definition, from people and not from tallies, and
by another road wherever there is one: so the same mistake would have to be made twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

EVERYONE = "everyone"
STAFF = ("frontline", "leaders")
SCORES = ["1", "2", "3", "4", "5"]
HIDDEN = {"withheld": True}
FIGURES = ("n", "counts", "dk", "na", "mean", "median", "agreement")


@dataclass(frozen=True)
class Assessed:
    """What has to be known besides the answers: dimension ids by theme, the audience of each staff group in order, the
    dimensions that each audience is asked about, the fewest people to show, and goals (points, date) by theme or
    dimension id."""

    themes: Mapping[str, Sequence[str]]
    groups: Mapping[str, str]
    asked: Mapping[str, set[str]]
    k: int
    goals: Mapping[str, tuple[float, str | None]] = field(default_factory=dict)

    def of_audience(self, *audiences: str) -> list[str]:
        """The staff groups of some audiences, in order."""
        return [group for group, audience in self.groups.items() if audience in audiences]

    def asked_about(self, dimension: str) -> list[str]:
        """The staff groups asked about a dimension, in order."""
        return [group for group, audience in self.groups.items() if dimension in self.asked[audience]]


def opinion(answers: pd.DataFrame, about: Assessed) -> dict[str, Any]:
    """Every figure, in the shape in which `results --json` prints them; `answers` is a file of answers, all text."""
    by_group = {group: answers[answers["staff_group"] == group] for group in about.groups}
    themes = [_theme(theme, dimensions, by_group, about) for theme, dimensions in about.themes.items()]
    return {"k": about.k, "respondents": len(answers), "too_late": 0, "themes": themes}


def agreement(counts: Sequence[int]) -> float:
    """van der Eijk's A by its definition, in layers one person high: those of one pattern weigh together what one thick
    layer does."""
    layers = np.arange(1, max(counts) + 1)[:, np.newaxis] <= np.asarray(counts)
    patterns, times = np.unique(layers, axis=0, return_counts=True)
    values = [_agreement_of_layer("".join("1" if there else "0" for there in pattern)) for pattern in patterns]
    return float(np.sum(times * patterns.sum(axis=1) * values) / np.sum(counts))


def _agreement_of_layer(pattern: str) -> float:
    scale, ones = len(pattern), pattern.count("1")
    if ones == 1:
        return 1.0
    if ones == scale:
        return 0.0
    triples = ["".join(triple) for triple in combinations(pattern, 3)]
    tu = sum(triple in {"110", "011"} for triple in triples)
    tdu = sum(triple == "101" for triple in triples)
    u = ((scale - 2) * tu - (scale - 1) * tdu) / ((scale - 2) * (tu + tdu))
    return u * (1 - (ones - 1) / (scale - 1))


def figures(given: pd.Series) -> dict[str, Any]:
    """The figures of some people's answers to one dimension, before anybody asks whether they may be shown."""
    scores = _scores(given)
    counts = [int((scores == score).sum()) for score in range(1, 6)]
    some = len(scores) > 0
    return {
        "n": len(scores),
        "counts": counts,
        "dk": int((given == "dk").sum()),
        "na": int((given == "na").sum()),
        "mean": float(scores.mean()) if some else None,
        "median": float(np.median(scores)) if some else None,
        "agreement": agreement(counts) if some else None,
    }


def withheld(given: Mapping[str, pd.Series], staff: Sequence[str], k: int) -> set[str]:
    """Whose cells are withheld, given the answers to one dimension of each staff group that is asked about it.

    Cells go in one fixed order, smallest first and, of equals, the first listed: find the first place at which those
    who are uncovered are enough people and not of one opinion. Where there is none, everybody's cell goes.
    """
    n = pd.Series({group: given[group].isin(SCORES).sum() for group in given}, dtype=int)
    there = pd.Series({group: len(given[group]) for group in given}, dtype=int)
    said = pd.Series({group: (given[group] != "").sum() for group in given}, dtype=int)
    seen = [group for group in given if said[group] or 0 < there[group] < k]
    alone = {group for group in seen if group not in staff and n[group] < k}
    present = [group for group in seen if group in staff]
    in_order = n[present].sort_values(kind="stable")
    if in_order.empty:
        return alone
    everybody = alone | set(present) | {EVERYONE}
    if in_order.sum() < k:
        return everybody
    too_small = int((in_order < k).sum())
    if too_small == 0:
        return alone
    for place in range(too_small, len(in_order) + 1):
        uncovered = pd.concat([given[group] for group in in_order.index[:place]])
        if uncovered.isin(SCORES).sum() >= k and not _of_one_opinion(uncovered):
            return alone | set(in_order.index[:place])
    return everybody


def _of_one_opinion(given: pd.Series) -> bool:
    """Whether all who said anything, or all but one, said the same; or all who scored, or all but one, scored it."""
    kinds = (given[given != ""], given[given.isin(SCORES)])
    return any(len(said) > 0 and int(said.value_counts().max()) >= len(said) - 1 for said in kinds)


def position(means: Sequence[float | None]) -> float | None:
    """A theme's position, from those of the dimensions asked: None where fewer than half of them may be shown."""
    shown = np.array([mean for mean in means if mean is not None])
    return float(shown.mean()) if len(shown) and len(shown) >= len(means) / 2 else None


def _theme(
    theme: str, dimensions: Sequence[str], by_group: Mapping[str, pd.DataFrame], about: Assessed
) -> dict[str, Any]:
    cells = {dimension: _cells(dimension, by_group, about) for dimension in dimensions}
    positions = {
        group: position([of_dimension[group]["mean"] for of_dimension in cells.values() if group in of_dimension])
        for group in (EVERYONE, *about.groups)
    }
    now, (goal, _by) = positions.pop(EVERYONE), about.goals.get(theme, (None, None))
    return {
        "id": theme,
        "everyone": now,
        "groups": positions,
        **_goal(theme, about),
        "to_go": None if goal is None or now is None else goal - now,
        "perception_gap": _gap(cells, by_group, about),
        "dimensions": [
            {"id": dimension, **_goal(dimension, about), "cells": list(of_dimension.values())}
            for dimension, of_dimension in cells.items()
        ],
    }


def _goal(key: str, about: Assessed) -> dict[str, Any]:
    goal, by = about.goals.get(key, (None, None))
    return {"goal": goal, "goal_by": by}


def _cells(dimension: str, by_group: Mapping[str, pd.DataFrame], about: Assessed) -> dict[str, dict[str, Any]]:
    """A dimension's cells by group, first everyone; a group that is not asked has none."""
    given = {group: by_group[group][dimension] for group in about.asked_about(dimension)}
    staff = [group for group in about.of_audience(*STAFF) if group in given]
    hidden = withheld(given, staff, about.k)
    people = {EVERYONE: pd.concat([given[group] for group in staff]), **given}
    return {
        group: {
            "group": group,
            **(dict.fromkeys(FIGURES) if group in hidden else figures(answers)),
            "withheld": group in hidden,
        }
        for group, answers in people.items()
    }


def _gap(
    cells: Mapping[str, Mapping[str, dict[str, Any]]], by_group: Mapping[str, pd.DataFrame], about: Assessed
) -> dict[str, Any] | None:
    """Leaders less front line: each an audience of people, as far as their groups are shown."""
    differences = []
    for dimension, of_dimension in cells.items():
        means = []
        for audience in ("leaders", "frontline"):
            shown = [group for group in about.of_audience(audience) if not of_dimension.get(group, HIDDEN)["withheld"]]
            people = [score for group in shown for score in _scores(by_group[group][dimension])]
            means.append(np.mean(people) if people else np.nan)
        differences.append(means[0] - means[1])
    compared = pd.Series(differences).dropna()
    if compared.empty:
        return None
    return {"points": float(compared.mean()), "dimensions_compared": len(compared)}


def _scores(given: pd.Series) -> pd.Series:
    return pd.to_numeric(given[given.isin(SCORES)])
