"""How the report is laid out: its sections in order, the columns of its plan, and what blocks are unless they say."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from oneworkforce.reporting import blocks
from oneworkforce.reporting.blocks import Column, Said
from oneworkforce.reporting.sections import all_sections
from oneworkforce.reporting.sections.plan import NO_FIGURE, _covered, _heard, _plan


def test_sections_have_their_order_their_names_and_what_they_hold() -> None:
    assert [(one.order, one.key, str(one.title), one.new_page) for one in all_sections()] == [
        (10, "introduction", "Introduction", True),
        (20, "framework", "The framework", True),
        (30, "plan", "Our plan, and who has been involved", True),
        (40, "position", "Our current position", True),
        (50, "goals", "Where we want to be", True),
        (60, "focus-areas", "Focus areas", False),
        (70, "actions", "Actions", False),
        (80, "credits", "Credits", False),
    ]
    assert all(str(one.holds).endswith(".") for one in all_sections())
    (box,) = (box for one in all_sections() for box in one.more_words)
    assert box.key == "children-and-families"
    for words in (box.title, box.label, box.help):
        assert "None" not in str(words)


def test_a_plan_has_its_columns() -> None:
    assert _plan([]).columns == (
        Column("When", mm=25),
        Column("Task or activity", share=1.4),
        Column("Who takes part", share=1.1),
        Column("Lead", mm=27),
        Column("Progress"),
    )


def test_a_cell_of_the_plan_says_with_whom_and_how_far() -> None:
    def cell(*rows: tuple[list[str], str]) -> Any:
        return SimpleNamespace(rows=[SimpleNamespace(group_names=names, state_name=state) for names, state in rows])

    assert _covered(cell()) == Said(NO_FIGURE, quiet=True)
    assert _covered(cell((["Leaders"], "Done"), (["Leaders", "Front line"], "Done"))) == Said(
        "Leaders and Front line", "Done"
    )
    assert _covered(cell(([], "Planned"))) == Said("Planned")


def test_what_services_heard_is_under_its_theme() -> None:
    theme = SimpleNamespace(id="roles", name="Complementary roles")
    held = [
        SimpleNamespace(said="They ask twice.", source="School council", when="May 2031", theme="roles"),
        SimpleNamespace(said="They listen.", source="Youth club", when="", theme=""),
    ]
    voices: Any = [SimpleNamespace(name="Young people", views=held)]
    table = _heard(voices, SimpleNamespace(themes=[theme]))  # type: ignore[arg-type]
    assert table is not None
    assert table.rows == (
        (Said("Young people"), Said("They ask twice."), Said("School council", "May 2031"), Said(theme.name)),
        (Said("Young people"), Said("They listen."), Said("Youth club", ""), Said("")),
    )
    assert table.columns == (
        Column("From", mm=28),
        Column("What they said", share=1.5),
        Column("Who heard it, and when"),
        Column("Theme", mm=30),
    )


def test_blocks_unless_they_say_otherwise() -> None:
    column = Column("Theme")
    assert (column.mm, column.share, column.numeric) == (None, 1, False)
    line = blocks.ThemeLine("roles", "Roles", "#336699", "To work together.")
    theme = blocks.ThemeBlock(line, ())
    assert (theme.more, theme.new_page, theme.kind) == ((), True, "theme")
    assert blocks.ThemeLines((line,)).kind == "theme-lines"
    assert blocks.PictureBlock("<svg/>", "Words").kind == "picture"
    assert blocks.TableBlock("Caption", (column,), ()).kind == "table"
    assert (Said("Words").note, Said("Words").quiet) == ("", False)
    assert (blocks.Fact("Now", "2.4").quiet, blocks.PictureBlock("<svg/>", "Words").caption) == (False, "")
