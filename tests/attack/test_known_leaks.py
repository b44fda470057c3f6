"""Ways in that were open once, each with the fewest people who show it: the attacker finds nothing there now.

Each of them was found by this attacker while it was open.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.actions import import_answers
from oneworkforce.gathering.questionnaires.paper.finishing import finish_pile
from oneworkforce.partnerships.roles import Role
from tests.attack.attack import Leak, beside_own, leaks, of_participation
from tests.attack.driving import drive, make_place, move, reader_of, send
from tests.attack.looking import look
from tests.attack.pack import DIMENSIONS, THEMES
from tests.attack.populations import GROUPS, Answering, Population
from tests.factories import make_member
from tests.gathering.questionnaires.paper.piles import make_pile, type_sheet
from tests.invitations.lists.people import make_invitation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("six_dimensions")]
K = 5


def people(
    group: str, sheets: list[str], sector: str = "", locality: str = "", *, comments: bool = False
) -> list[Answering]:
    """People of one group and place, one a sheet; what is not on a sheet is left empty."""
    said = tuple((theme, f"On {theme}") for theme in THEMES) if comments else ()
    last = "." if GROUPS[group] == "leaders" else "-"
    return [
        Answering(group, sector, locality, sheet[: len(DIMENSIONS) - 1].ljust(len(DIMENSIONS) - 1, ".") + last, said)
        for sheet in sheets
    ]


def mixed(
    group: str, size: int, sector: str = "", locality: str = "", *, start: int = 0, comments: bool = False
) -> list[Answering]:
    """People who all answer otherwise, and score every dimension."""
    sheets = ["".join(str((n * step + n // 5) % 5 + 1) for step in (1, 2, 3, 4, 6)) for n in range(start, start + size)]
    return people(group, sheets, sector, locality, comments=comments)


def attacked(*rounds: list[Answering], folder: Path, while_open: bool = False) -> list[Leak]:
    population = Population("by hand", K, tuple(map(tuple, rounds)))
    return leaks(drive(population, folder, while_open=while_open), population)


def test_two_files_do_not_give_one_late_sheet(tmp_path: Path) -> None:
    first = mixed("frontline", 10, "health", "north")
    late = mixed("frontline", 1, "health", "north", start=11) + mixed("frontline", 5, "education", "south", start=12)
    assert not attacked(first, late, folder=tmp_path)


def test_who_looks_twice_while_it_is_open_learns_nothing(tmp_path: Path) -> None:
    first = mixed("frontline", 10) + people("leaders", ["14", "24", "54", "n4", "n4", "n4", "n4", "n4", "n4", "n4"])
    assert not attacked(first, folder=tmp_path, while_open=True)


def test_no_figure_moves_by_fewer_than_k_scores(tmp_path: Path) -> None:
    assert not attacked(mixed("frontline", 10), people("frontline", ["24", ".1", ".2", ".5", ".3"]), folder=tmp_path)


def test_a_place_that_was_left_out_does_not_come_back(tmp_path: Path) -> None:
    first = [
        *mixed("frontline", 10, "education", "south"),
        *mixed("frontline", 3, "health", "north", start=10),
        *mixed("frontline", 3, "health", "south", start=13),
    ]
    late = [
        *mixed("frontline", 5, "health", "north", start=16),
        *mixed("frontline", 5, "health", "south", start=21),
    ]
    assert not attacked(first, late, folder=tmp_path)


def test_withheld_people_who_answered_alike_are_not_told_by_their_sum(tmp_path: Path) -> None:
    assert not attacked(
        mixed("frontline", 10) + people("leaders", ["4"] * 3) + people("heads", ["4"] * 3), folder=tmp_path
    )


def test_the_mean_of_a_withheld_cell_is_not_known_where_all_scores_are_alike(tmp_path: Path) -> None:
    few = people("leaders", ["4", "4", "n"]) + people("heads", ["4", "4", "4", "n"])
    assert not attacked(mixed("frontline", 10) + few, folder=tmp_path)


def test_one_who_answered_otherwise_does_not_learn_what_the_others_said(tmp_path: Path) -> None:
    assert not attacked(
        mixed("frontline", 10) + people("leaders", ["4", "4", "2"]) + people("heads", ["4"] * 3), folder=tmp_path
    )


def test_late_withheld_people_who_answered_alike_are_not_told_by_the_step(tmp_path: Path) -> None:
    first = mixed("frontline", 10) + people("leaders", ["1", "2", "5"]) + people("heads", ["4", "1", "3"])
    late = people("leaders", ["2"] * 5)
    assert not attacked(first, late, folder=tmp_path)


def test_comments_do_not_tell_which_withheld_group_is_the_small_one(tmp_path: Path) -> None:
    few = people("leaders", ["1", "4", "5", "n", "n", "n", "n", "n"], comments=True)
    assert not attacked(mixed("frontline", 20, comments=True) + mixed("heads", 8, comments=True) + few, folder=tmp_path)


def test_comments_of_few_late_people_wait(tmp_path: Path) -> None:
    first = mixed("frontline", 10) + mixed("leaders", 6, comments=True)
    late = mixed("frontline", 5, start=10) + mixed("leaders", 1, start=7, comments=True)
    assert not attacked(first, late, folder=tmp_path)


def test_a_wave_of_few_is_not_counted_by_itself(tmp_path: Path) -> None:
    assessment = make_place(K)
    for number in range(8):
        wave = "Large" if number < 6 else "Small"
        make_invitation(assessment, wave=wave, finished=number == 7)
    seen = look(assessment, "open", reader_of(assessment), tmp_path)
    assert seen.table("By wave") is not None or seen.respondents == 0
    assert not list(of_participation([seen]))


def test_a_place_of_few_is_not_counted_by_itself(tmp_path: Path) -> None:
    assessment = make_place(K)
    send(assessment, mixed("frontline", 9, "health", "north") + mixed("leaders", 6, "education", "north"))
    send(assessment, mixed("frontline", 1, "education", "south", start=9) + mixed("heads", 2, "youth-support", "south"))
    seen = look(assessment, "open", reader_of(assessment), tmp_path)
    assert seen.table("By sector") is not None
    assert not list(of_participation([seen]))


@pytest.mark.parametrize("others", [1, 4])
def test_who_took_in_a_file_does_not_know_the_rest(others: int, tmp_path: Path) -> None:
    assessment = make_place(K)
    officer = make_member(assessment.partnership)
    own, rest = mixed("frontline", 8), mixed("frontline", others, start=8)
    group = assessment.partnership.staff_groups.get(key="frontline")
    import_answers(
        assessment=assessment, rows=[(group.pk, one.sector, one.locality, one.sheet) for one in own], by=officer
    )
    send(assessment, rest)
    move(assessment, Stage.CLOSED)
    seen = look(assessment, "closed", reader_of(assessment, Role.OFFICER), tmp_path)
    assert not list(beside_own([seen], [own]))


def test_who_typed_most_of_a_group_does_not_know_the_rest(tmp_path: Path) -> None:
    assessment = make_place(K)
    officer = make_member(assessment.partnership)
    own, rest = mixed("frontline", 8), mixed("frontline", 2, start=8)
    pile = make_pile(assessment, sheets=len(own), by=officer)
    for number, one in enumerate(own, 1):
        for turn in (1, 2):
            type_sheet(pile, number, one.sheet, turn, officer)
    finish_pile(pile=pile, by=officer)
    send(assessment, rest)
    move(assessment, Stage.CLOSED)
    seen = look(assessment, "closed", reader_of(assessment, Role.OFFICER), tmp_path)
    assert not list(beside_own([seen], [own]))
