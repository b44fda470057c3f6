"""Results as a whole: against pandas on the raw sheets, and against every promise made about who may be shown."""

from itertools import chain, combinations
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.analysis import (
    GroupTally,
    PerceptionGap,
    Results,
    ThemeAxes,
    change,
    tally_sheets,
    work_out,
)

THEMES = (ThemeAxes("roles", ("roles.a", "roles.b", "roles.c")), ThemeAxes("values", ("values.a", "values.b")))
DIMENSIONS = tuple(chain.from_iterable(theme.dimensions for theme in THEMES))
AUDIENCES = {"front": "frontline", "desk": "frontline", "heads": "leaders", "youth": "young-people"}
ASKED = {"front": "11111", "desk": "11110", "heads": "11101", "youth": "10010"}

Sheets = dict[str, list[str]]


def group_of(key: str, sheets: list[str]) -> GroupTally:
    asked = tuple(flag == "1" for flag in ASKED[key])
    return GroupTally(key, AUDIENCES[key], key != "youth", asked, tally_sheets(sheets, len(DIMENSIONS)))


def results_of(sheets: Sheets, k: int) -> Results:
    return work_out(THEMES, [group_of(key, pile) for key, pile in sheets.items()], k)


def sheet_for(key: str, letters: str) -> str:
    return "".join(letter if flag == "1" else "-" for letter, flag in zip(letters, ASKED[key], strict=True))


def piles(key: str) -> st.SearchStrategy[list[str]]:
    letters = st.text("1234455ddn.", min_size=5, max_size=5)
    return st.lists(letters.map(lambda answers: sheet_for(key, answers)), max_size=14)


crowds = st.fixed_dictionaries({key: piles(key) for key in AUDIENCES})
sizes_of_k = st.integers(1, 8)


def alike(key: str, answer: str, people: int) -> list[str]:
    return [sheet_for(key, answer * 5)] * people


def test_every_figure_equals_pandas_on_the_raw_sheets() -> None:
    chance = np.random.default_rng(2008)
    sheets = {
        key: [sheet_for(key, "".join(chance.choice(list("12345dn."), 5))) for _ in range(size)]
        for key, size in {"front": 400, "desk": 90, "heads": 120, "youth": 60}.items()
    }
    raw = pd.DataFrame(
        [(key, name, letter) for key, pile in sheets.items() for sheet in pile
         for name, letter in zip(DIMENSIONS, sheet, strict=True) if letter != "-"],
        columns=["group", "dimension", "answer"],
    )  # fmt: skip
    raw["score"] = pd.to_numeric(raw["answer"], errors="coerce")
    staff = raw[raw["group"] != "youth"].assign(group="everyone")
    cells = pd.concat([staff, raw]).groupby(["group", "dimension"])
    results = results_of(sheets, k=10)

    checked = 0
    for (group, dimension), answers in cells:
        cell = next(d for d in results.dimensions if d.id == dimension).cell(group)
        assert cell.n == answers["score"].count()
        assert cell.counts == tuple((answers["score"] == score).sum() for score in range(1, 6))
        assert (cell.dk, cell.na) == ((answers["answer"] == "d").sum(), (answers["answer"] == "n").sum())
        assert cell.mean == pytest.approx(answers["score"].mean(), abs=1e-12)
        assert cell.median == answers["score"].median()
        checked += 1
    assert checked == sum(len(dimension.cells) for dimension in results.dimensions) == 20

    means = cells["score"].mean().rename("mean").reset_index()
    means["theme"] = means["dimension"].str.split(".").str[0]
    for (group, theme), position in means.groupby(["group", "theme"])["mean"].mean().items():
        found = results.theme(theme)
        assert (found.everyone if group == "everyone" else found.groups[group]) == pytest.approx(position, abs=1e-12)


def test_cells_come_in_order_and_only_where_asked() -> None:
    results = results_of({key: alike(key, "3", 12) for key in AUDIENCES}, k=10)
    groups = {dimension.id: [cell.group for cell in dimension.cells] for dimension in results.dimensions}

    assert groups == {
        "roles.a": ["everyone", "front", "desk", "heads", "youth"],
        "roles.b": ["everyone", "front", "desk", "heads"],
        "roles.c": ["everyone", "front", "desk", "heads"],
        "values.a": ["everyone", "front", "desk", "youth"],
        "values.b": ["everyone", "front", "heads"],
    }
    assert results.theme("roles").dimensions[1].cell("youth") is None


def test_everyone_is_there_only_where_staff_are_asked() -> None:
    youth_only = results_of({"youth": alike("youth", "4", 12)}, k=10)
    nobody_yet = results_of({"front": [], "youth": alike("youth", "4", 12)}, k=10)

    assert youth_only.theme("roles").dimensions[0].cell("everyone") is None
    assert youth_only.theme("roles").dimensions[1].cells == ()
    assert (youth_only.theme("roles").everyone, youth_only.theme("roles").groups) == (None, {"youth": 4.0})
    everyone = nobody_yet.theme("roles").dimensions[0].cells[0]
    assert (everyone.group, everyone.n, everyone.counts, everyone.withheld) == ("everyone", 0, (0,) * 5, False)


def test_young_people_are_never_pooled_and_neither_hide_nor_are_hidden_by_staff() -> None:
    results = results_of({"front": alike("front", "2", 20), "youth": alike("youth", "5", 3)}, k=10)
    first = results.dimensions[0]

    assert [(cell.group, cell.n, cell.mean) for cell in first.cells] == [
        ("everyone", 20, 2.0),
        ("front", 20, 2.0),
        ("youth", None, None),
    ]


def test_a_theme_is_the_mean_of_its_dimensions_however_many_answered_each() -> None:
    sheets = {"front": ["15-..", "1d...", "1n...", "1...."]}
    sheets["front"] = [sheet.replace("-", "3") for sheet in sheets["front"]]
    results = results_of(sheets, k=1)

    assert results.theme("roles").everyone == (1 + 5 + 3) / 3
    assert results.theme("values").everyone is None


def test_a_theme_with_fewer_than_half_its_dimensions_shown_has_no_position() -> None:
    enough, too_few = ["44...", "44..."], ["4....", "4...."]

    assert results_of({"front": enough}, k=2).theme("roles").groups == {"front": 4.0}
    assert results_of({"front": too_few}, k=2).theme("roles").groups == {"front": None}


def test_the_gap_is_leaders_less_frontline_where_both_are_shown() -> None:
    results = results_of({"front": alike("front", "2", 10), "heads": alike("heads", "5", 10)}, k=10)
    hidden = results_of({"front": alike("front", "2", 20), "heads": alike("heads", "5", 9)}, k=10)

    assert results.theme("roles").gap == PerceptionGap(3.0, 3)
    assert results.theme("values").gap == PerceptionGap(3.0, 1)
    assert hidden.theme("roles").gap is None


def test_rows_may_carry_only_what_the_page_shows() -> None:
    results = results_of({"front": alike("front", "2", 20), "heads": alike("heads", "5", 4)}, k=10)

    assert results.shown_dimensions("front") == (False, False, False, True, False)
    assert results.shown_dimensions("heads") == (False,) * 5


@given(crowds, sizes_of_k)
def test_attack_by_subtraction_on_whole_results(sheets: Sheets, k: int) -> None:
    for dimension in results_of(sheets, k).dimensions:
        everyone, *rest = dimension.cells
        if everyone.withheld:
            continue
        shown = [cell for cell in rest if not cell.withheld and cell.group != "youth"]
        for known in chain.from_iterable(combinations(shown, size) for size in range(len(shown) + 1)):
            scored = everyone.n - sum(cell.n for cell in known)
            unscored = everyone.dk + everyone.na - sum(cell.dk + cell.na for cell in known)
            assert scored >= k or scored == unscored == 0


@given(crowds, sizes_of_k)
def test_attack_with_the_rows_that_leave(sheets: Sheets, k: int) -> None:
    """Count the rows that leave, emptied as told, and take them from everyone: nobody is left, or at least k."""
    results = results_of(sheets, k)
    shown = {key: results.shown_dimensions(key) for key in sheets}
    for place, dimension in enumerate(results.dimensions):
        everyone = dimension.cells[0]
        if everyone.withheld:
            assert not any(shown[key][place] and any(s[place] in "12345dn" for s in sheets[key])
                           for key in sheets if key != "youth")  # fmt: skip
            continue
        leaving = "".join(
            sheet[place] for key in sheets if key != "youth" and shown[key][place] for sheet in sheets[key]
        )
        scored = everyone.n - sum(leaving.count(score) for score in "12345")
        unscored = everyone.dk + everyone.na - leaving.count("d") - leaving.count("n")
        assert scored >= k or scored == unscored == 0


@given(crowds, sizes_of_k)
def test_a_position_says_only_what_the_cells_shown_say(sheets: Sheets, k: int) -> None:
    for theme in results_of(sheets, k).themes:
        for key, position in {"everyone": theme.everyone, **theme.groups}.items():
            cells = [cell for dimension in theme.dimensions if (cell := dimension.cell(key)) is not None]
            means = [cell.mean for cell in cells if cell.mean is not None]
            if not means or len(means) < len(cells) / 2:
                assert position is None
            else:
                assert position == pytest.approx(np.mean(means), abs=1e-12)


@given(crowds, sizes_of_k, st.randoms())
def test_the_order_of_sheets_decides_nothing(sheets: Sheets, k: int, random: Random) -> None:
    shuffled = {key: random.sample(pile, len(pile)) for key, pile in sheets.items()}

    assert results_of(shuffled, k) == results_of(sheets, k)


def test_change_compares_dimensions_that_kept_their_id_and_are_shown_in_both() -> None:
    earlier = results_of({"front": ["222.2"] * 10}, k=10)
    themes = (ThemeAxes("roles", ("roles.a", "roles.new", "roles.c")), ThemeAxes("values", ("values.a", "values.b")))
    front = GroupTally("front", "frontline", True, (True,) * 5, tally_sheets(["444.."] * 5 + ["142.1"] * 5, 5))
    roles, values = change(earlier, work_out(themes, [front], 10))

    assert [(found.dimension, found.points, found.cliffs_delta) for found in roles.dimensions] == [
        ("roles.a", 0.5, 0.0),
        ("roles.c", 1.0, 0.5),
    ]
    assert (values.id, values.dimensions) == ("values", ())


def test_change_of_a_group_that_was_not_there_is_nothing() -> None:
    earlier = results_of({"front": alike("front", "2", 10)}, k=10)
    later = results_of({"front": alike("front", "3", 10), "desk": alike("desk", "3", 10)}, k=10)

    assert [len(theme.dimensions) for theme in change(earlier, later, "desk")] == [0, 0]
    assert [len(theme.dimensions) for theme in change(earlier, later, "front")] == [3, 2]


def test_what_does_not_fit_together_is_refused() -> None:
    front = group_of("front", [])
    with pytest.raises(ValueError, match="at least 1"):
        work_out(THEMES, [front], 0)
    with pytest.raises(ValueError, match=r"^the staff group “front” is there twice"):
        work_out(THEMES, [front, front], 10)
    with pytest.raises(ValueError, match="“everyone” is there twice, or is a name kept"):
        work_out(THEMES, [GroupTally("everyone", "frontline", True, (True,) * 5, tally_sheets([], 5))], 10)
    with pytest.raises(ValueError, match=r"dimension “roles\.a” is there twice"):
        work_out([*THEMES, ThemeAxes("again", ("roles.a",))], [], 10)
    with pytest.raises(ValueError, match=r"^the theme “roles” is there twice"):
        work_out([*THEMES, ThemeAxes("roles", ("roles.d",))], [], 10)
    with pytest.raises(ValueError, match="has 5 dimensions, and the themes have 3"):
        work_out(THEMES[:1], [front], 10)
    with pytest.raises(ValueError, match=r"^there are no dimensions to work out$"):
        work_out([], [], 10)
    with pytest.raises(KeyError, match="nowhere"):
        results_of({}, 10).theme("nowhere")


def test_a_group_s_tally_must_fit_what_it_is_asked() -> None:
    with pytest.raises(ValueError, match="answers to a dimension that this group is not asked"):
        GroupTally("front", "frontline", True, (True, False), tally_sheets(["1d"], 2))
    with pytest.raises(ValueError, match=r"counts are \(2, 8\), and should be \(3, 8\)"):
        GroupTally("front", "frontline", True, (True,) * 3, tally_sheets(["11"], 2))
    with pytest.raises(ValueError, match="negative"):
        GroupTally("front", "frontline", True, (True,), -tally_sheets(["1"], 1))
    for named in ({"held": (True,)}, {"late": (1, 2, 3)}):
        says = rf"^front: {next(iter(named))} has {len(next(iter(named.values())))}, and should have 2 or none$"
        with pytest.raises(ValueError, match=says):
            GroupTally("front", "frontline", True, (True, True), tally_sheets(["11"], 2), **named)
    assert GroupTally("front", "frontline", True, (True, False), tally_sheets(["1.", "1-"], 2)).counts[0, 0] == 2
    assert GroupTally("front", "frontline", True, (), np.zeros((0, 8), dtype=np.int64)).asked == ()
