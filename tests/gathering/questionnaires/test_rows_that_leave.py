"""Files of several closes: a row leaves once and never changes, and no two files differ by anything about few."""

from __future__ import annotations

import csv
from collections import Counter
from importlib import import_module
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import connection

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.actions import import_answers
from oneworkforce.gathering.questionnaires.commands import answers
from oneworkforce.gathering.questionnaires.figures import results_of
from oneworkforce.gathering.questionnaires.models import LeavingPlace
from oneworkforce.gathering.questionnaires.sheets import asked_of
from oneworkforce.gathering.questionnaires.tallies import rebuild_tallies
from tests.gathering.questionnaires.given import K, group_of, open_assessment

pytestmark = pytest.mark.django_db
MIGRATION = import_module("oneworkforce.gathering.questionnaires.migrations.0009_rows_that_leave")

File = Counter[tuple[str, ...]]
NORTH, SOUTH, NOWHERE = ("health", "north"), ("education", "south"), ("", "")


def give(
    assessment: Assessment, *people: tuple[tuple[str, str], int], group: str = "frontline", chance: Random | None = None
) -> None:
    """So many people of each place; with `chance`, what they answer is sparse, else everybody answers everything."""
    staff_group = group_of(assessment, group)
    asked = asked_of(assessment, staff_group)
    symbols = "135dn......" if chance else "12345"
    chance = chance or Random(1)
    rows = []
    for (sector, locality), number in people:
        for _person in range(number):
            sheet = "".join(chance.choice(symbols) if one else "-" for one in asked)
            rows.append((staff_group.pk, sector, locality, sheet))
    import_answers(assessment=assessment, rows=rows, by=None)


def close(assessment: Assessment) -> None:
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)


def open_again(assessment: Assessment) -> None:
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)


def export(assessment: Assessment, folder: Path) -> tuple[File, str]:
    """The rows of the file, and what the command says."""
    path = folder / "out.csv"
    result = CliRunner().invoke(answers, ["export", assessment.key, "-o", str(path)])
    assert result.exit_code == 0, result.output
    with path.open(newline="", encoding="utf-8") as file:
        return Counter(map(tuple, list(csv.reader(file))[1:])), result.stderr


def places(file: File) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for row, people in file.items():
        found[row[:3]] += people
    return found


def test_one_late_person_of_a_place_is_not_the_difference_of_two_files(tmp_path: Path) -> None:
    assessment = open_assessment(k=10)
    give(assessment, (NORTH, 12), (SOUTH, 12))
    close(assessment)
    first, _said = export(assessment, tmp_path)
    assert places(first) == {("frontline", *NORTH): 12, ("frontline", *SOUTH): 12}
    open_again(assessment)
    give(assessment, (NORTH, 1), (SOUTH, 9))
    close(assessment)
    second, _said = export(assessment, tmp_path)
    assert not first - second
    assert places(second - first) == {("frontline", *NOWHERE): 10}


def test_a_place_that_was_blanked_does_not_come_back(tmp_path: Path) -> None:
    """Three of the north left without a place; with seven more there are ten, and the three still say none."""
    assessment = open_assessment(k=10)
    give(assessment, (NORTH, 3), (SOUTH, 12), (NOWHERE, 12))
    close(assessment)
    first, _said = export(assessment, tmp_path)
    assert places(first) == {("frontline", *NOWHERE): 15, ("frontline", *SOUTH): 12}
    open_again(assessment)
    give(assessment, (NORTH, 7), (SOUTH, 3))
    close(assessment)
    second, _said = export(assessment, tmp_path)
    assert not first - second
    assert places(second - first) == {("frontline", *NOWHERE): 10}


def test_while_it_is_open_again_the_file_stays_that_of_the_last_close(tmp_path: Path) -> None:
    assessment = open_assessment(k=10)
    give(assessment, (NORTH, 12), (SOUTH, 12))
    close(assessment)
    first, _said = export(assessment, tmp_path)
    open_again(assessment)
    give(assessment, (NORTH, 40))
    assert assessment.sheets.filter(close=2).exists()
    assert export(assessment, tmp_path)[0] == first


def test_a_rebuild_changes_no_row(tmp_path: Path) -> None:
    assessment = open_assessment(k=10)
    give(assessment, (NORTH, 12), (SOUTH, 5))
    close(assessment)
    first, _said = export(assessment, tmp_path)
    rebuild_tallies(assessment)
    assert export(assessment, tmp_path)[0] == first


def test_what_is_left_empty_in_some_rows_is_said(tmp_path: Path) -> None:
    assessment = open_assessment()
    give(assessment, (NORTH, 10), (SOUTH, 8))
    staff_group = group_of(assessment)
    blank = "".join("4" if one else "-" for one in asked_of(assessment, staff_group))
    few = [blank, blank, blank] + ["." + blank[1:]] * 3
    assert asked_of(assessment, staff_group)[0]
    import_answers(assessment=assessment, rows=[(staff_group.pk, "health", "south", one) for one in few], by=None)
    close(assessment)
    file, said = export(assessment, tmp_path)
    answered = {place: {row[3] for row in file if row[:3] == ("frontline", *place)} for place in (NORTH, SOUTH)}
    assert answered[SOUTH] == {""}, "three of health in the south would be what the cell has beyond the rows"
    assert "" not in answered[NORTH]
    first = results_of(assessment).dimensions[0].id
    assert f"Answers blanked in some rows of frontline, so that no file tells of fewer than 5 people: {first}." in said


@pytest.mark.parametrize("seed", range(6))
def test_attack_over_three_closes(seed: int, tmp_path: Path) -> None:
    """Whoever has each close's file and figures takes each from each, and has nobody, or k who scored."""
    chance = Random(seed)
    assessment = open_assessment()
    files, shown = [File()], []
    for _close in range(3):
        for group in ("frontline", "leaders"):
            some = [(place, chance.choice((0, 2, 5, 9, 14))) for place in (NORTH, SOUTH, NOWHERE, ("health", "south"))]
            give(assessment, *some, group=group, chance=chance)
        close(assessment)
        files.append(export(assessment, tmp_path)[0])
        shown.append(results_of(assessment).dimensions)
        open_again(assessment)
    for earlier, later in pairwise(files):
        assert not earlier - later
    dimensions = len(shown[0])
    for earlier, later in combinations(files, 2):
        new = later - earlier
        assert all(people >= K for people in places(new).values())
        for place in range(dimensions):
            for where in places(new):
                said = Counter({row[3 + place]: 0 for row in new})
                for row, people in new.items():
                    if row[:3] == where:
                        said[row[3 + place]] += people
                assert scored(said) >= K or not any(said[code] for code in CODES)
    for group in ("frontline", "leaders"):
        for place in range(dimensions):
            moments = [(File(), Counter[str]())]
            for file, cells in zip(files[1:], shown, strict=True):
                cell = cells[place].cell(group)
                if cell is not None and cell.counts is not None:
                    figures = Counter(dict(zip("12345", cell.counts, strict=True)), dk=cell.dk, na=cell.na)
                    moments.append((file, figures))
            for (before, then), (after, now) in combinations(moments, 2):
                rest = Counter(now)
                rest.subtract(then)
                for row, people in (after - before).items():
                    if row[0] == group:
                        rest[row[3 + place]] -= people
                assert all(rest[code] >= 0 for code in CODES)
                assert scored(rest) >= K or not any(rest[code] for code in CODES), (group, place, rest)


CODES = (*"12345", "dk", "na")


def scored(said: Counter[str]) -> int:
    return sum(said[code] for code in "12345")


# What was closed before these rules -----------------------------------------------------------------------------------


def upgrade() -> None:
    LeavingPlace.objects.all().delete()
    with connection.schema_editor() as editor:
        MIGRATION.leave_out_what_is_mixed(apps, editor)


@pytest.mark.django_db(transaction=True)
def test_of_one_close_before_the_upgrade_rows_leave_as_by_the_rules_of_today(tmp_path: Path) -> None:
    assessment = open_assessment(k=10)
    give(assessment, (NORTH, 12), (SOUTH, 12))
    close(assessment)
    before, _said = export(assessment, tmp_path)
    upgrade()
    assert not LeavingPlace.objects.exists()
    assert export(assessment, tmp_path)[0] == before
    upgrade()
    open_again(assessment)
    assert LeavingPlace.objects.filter(close=1, leaves=True).count() == 2
    give(assessment, (NORTH, 12))
    close(assessment)
    assert places(export(assessment, tmp_path)[0] - before) == {("frontline", *NORTH): 12}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_open", [False, True])
def test_where_closes_are_mixed_no_row_leaves(is_open: bool, tmp_path: Path) -> None:
    assessment = open_assessment(k=10)
    give(assessment, (NORTH, 12), (SOUTH, 12))
    close(assessment)
    if is_open:
        open_again(assessment)
    else:
        Assessment.objects.update(times_closed=2)
        assessment.refresh_from_db()
        assessment.sheets.update(close=2)
        assessment.tallies.update(close=2)
        assessment.entered.update(close=2, up_to=[2] * 44)
    upgrade()
    file, said = export(assessment, tmp_path)
    assert not file
    assert "Left out: 24 rows of staff group frontline, of before it was kept at which close a row was added." in said
    if not is_open:
        open_again(assessment)
    give(assessment, (NORTH, 12))
    close(assessment)
    assert places(export(assessment, tmp_path)[0]) == {("frontline", *NORTH): 12}
