"""What a report says, whatever it is made into."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, TypeVar

import pytest
from django.test.utils import CaptureQueriesContext

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.reporting.assemble import report_of
from oneworkforce.reporting.blocks import (
    Heading,
    NumberedList,
    Paragraphs,
    PictureWithFacts,
    Remark,
    SummaryReport,
    TableBlock,
    ThemeBlock,
)
from oneworkforce.reporting.sections import all_sections
from oneworkforce.results import words
from oneworkforce.results.standing import standing_of
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.given import send_many
from tests.results.answers import released, some_sheets

Kind = TypeVar("Kind")
CHILDREN = "Children, young people and families"
ORDER = ["introduction", "framework", "plan", "position", "goals", "focus-areas", "actions", "credits"]


def _cells(table: TableBlock) -> list[str]:
    return [one.words for row in table.rows for one in row]


def _blocks(report: SummaryReport, section: str, kind: type[Kind]) -> list[Kind]:
    """The blocks of one kind in a section, those of themes aside."""
    (chapter,) = (one for one in report.chapters if one.key == section)
    return [block for block in chapter.blocks if isinstance(block, kind)]


def _remarks(report: SummaryReport, section: str) -> list[str]:
    return [one.words for one in _blocks(report, section, Remark)]


def _titled(report: SummaryReport, section: str, caption: str) -> TableBlock:
    return next(table for table in _blocks(report, section, TableBlock) if table.caption == caption)


def _themes(report: SummaryReport) -> list[ThemeBlock]:
    return _blocks(report, "position", ThemeBlock)


def _figures(theme: ThemeBlock) -> list[TableBlock]:
    return [block for block in theme.kept if isinstance(block, TableBlock)]


def _after(report: SummaryReport, section: str, heading: str) -> list[Any]:
    """What stands in a section from a heading on."""
    (chapter,) = (one for one in report.chapters if one.key == section)
    titles = [block.title if isinstance(block, Heading) else "" for block in chapter.blocks]
    return list(chapter.blocks[titles.index(heading) + 1 :])


def test_sections_stand_in_the_order_of_the_report(full: Any) -> None:
    assert [chapter.key for chapter in report_of(full).chapters] == ORDER == [one.key for one in all_sections()]


def test_the_suggested_introduction_uses_the_partnerships_name_its_own_word_and_the_purpose(db: None) -> None:
    partnership = make_partnership("Ashbourne Vale", own_word="children’s alliance")
    assessment = make_assessment(partnership, purpose="To prepare our next strategy.")
    words = report_of(assessment).chapters[0].words
    assert "Ashbourne Vale" in words
    assert "children’s alliance" in words
    assert "To prepare our next strategy." in words


def test_own_words_replace_the_suggested_ones(full: Any) -> None:
    full.report_sections.create(section="goals", words="We aim high.")
    chapters = {chapter.key: chapter.words for chapter in report_of(full).chapters}
    assert chapters["goals"] == "We aim high."


def test_every_theme_has_a_picture_a_sentence_and_a_row_for_each_dimension(full: Any) -> None:
    report = report_of(full)
    for block, theme in zip(_themes(report), standing_of(full).themes, strict=True):
        picture, table = block.kept[0], _figures(block)[0]
        assert isinstance(picture, PictureWithFacts)
        assert picture.sentences
        assert picture.picture.alt.startswith("A spider diagram of")
        names = [row[0].words for row in table.rows]
        assert names == [dimension.name for dimension in theme.theme.dimensions]
        cell = theme.dimensions[0].result.cell("everyone")
        assert cell is not None
        said = table.rows[0][1]
        assert said.words == f"{cell.mean:.1f}"
        assert said.note == f"{cell.n} people, {words.agreement(cell)}"


def test_a_withheld_figure_is_said_in_the_very_words_and_none_of_it_is_given(db: None) -> None:
    assessment = make_assessment()
    released(assessment, "frontline", some_sheets(assessment, "frontline", 40, seed=1))
    released(assessment, "leaders", some_sheets(assessment, "leaders", 6, seed=2))
    table = _figures(_themes(report_of(assessment))[0])[0]
    assert "Not shown, so that nobody in a small group can be recognised" in _cells(table)
    leaders = [column.head for column in table.columns].index("Leaders and managers")
    for row in table.rows:
        assert (row[leaders].words, row[leaders].note) in {(words.not_shown(), ""), ("Not asked", "")}


def test_workforce_sizes_stand_beside_those_who_answered_and_are_never_half_summed(full: Any) -> None:
    by_sector = _titled(report_of(full), "plan", "By sector")
    rows = {row[0].words: [one.words for one in row[1:]] for row in by_sector.rows}
    assert rows["Education"] == ["17", "3,120"]
    assert rows["Local safeguarding"][1] == "not known"
    assert rows["All"] == ["223", "not known"]


def test_the_report_says_that_childrens_part_is_not_recorded_until_it_is(full: Any) -> None:
    full.report_sections.filter(section="children-and-families").update(words=" ")
    (missing,) = _after(report_of(full), "plan", CHILDREN)
    assert "not recorded" in missing.words
    full.report_sections.filter(section="children-and-families").update(words="They led two workshops.")
    assert _after(report_of(full), "plan", CHILDREN) == [Paragraphs("They led two workshops.")]


def test_the_report_says_why_children_have_not_taken_part_yet_and_what_they_said_before(full: Any) -> None:
    full.report_sections.filter(section="children-and-families").delete()
    full.involvements.create(audience="parents", how="not yet", words="We ask in spring.", again="Each year.")
    full.involvements.create(audience="young-people", how="questionnaire", lead="Youth forum")
    full.held_views.create(audience="parents", said="Tell it once.", source="Parent forum", when="May 2026")
    *voices, heard = _after(report_of(full), "plan", CHILDREN)
    assert [voice.title for voice in voices[::2]] == ["Young people", "Parents and carers"]
    young, parents = voices[1::2]
    assert "0 people sent it" in young.words
    assert young.words.endswith("Brought in by: Youth forum")
    assert parents.words == "They have not taken part yet.\n\nWe ask in spring.\n\nNext: Each year."
    assert [(cell.words, cell.note) for cell in heard.rows[0]] == [
        ("Parents and carers", ""),
        ("Tell it once.", ""),
        ("Parent forum", "May 2026"),
        ("", ""),
    ]


def test_beside_childrens_answers_the_report_never_says_that_nothing_is_recorded(db: None) -> None:
    """Whether or not anybody wrote it down: they have taken part."""
    assessment = make_assessment(_that_asks("young-people", "parents"))
    released(assessment, "young-people", some_sheets(assessment, "young-people", 12, seed=1))
    assert [getattr(one, "title", None) or one.words for one in _after(report_of(assessment), "plan", CHILDREN)] == [
        "Young people",
        "They have a questionnaire of their own: 12 people sent it.",
    ]
    assessment.involvements.create(audience="young-people", how="not yet", words="Schools come next.")
    assessment.involvements.create(audience="parents", how="not yet", words="We ask in spring.")
    said = [getattr(one, "title", None) or one.words for one in _after(report_of(assessment), "plan", CHILDREN)]
    assert said == [
        "Young people",
        "They have a questionnaire of their own: 12 people sent it.\n\nSchools come next.",
        "Parents and carers",
        "They have not taken part yet.\n\nWe ask in spring.",
    ]


def _that_asks(*audiences: str) -> Any:
    """A partnership with a staff group of each of these audiences beside its own two."""
    partnership = make_partnership()
    for order, audience in enumerate(audiences, 2):
        partnership.staff_groups.create(key=audience, name=audience, audience=audience, order=order)
    return partnership


def test_goals_and_actions_have_their_dates(full: Any) -> None:
    report = report_of(full)
    (goals,) = _blocks(report, "goals", TableBlock)
    (actions,) = _blocks(report, "actions", TableBlock)
    assert "31 December 2028" in _cells(goals)
    assert {"10 January 2028", "28 March 2028", "ongoing"} <= set(_cells(actions))


def test_organisations_that_left_or_have_not_joined_are_not_credited(full: Any) -> None:
    full.partnership.organisations.create(name="Long gone", sector="health", left_on=date(2020, 1, 1))
    full.partnership.organisations.create(name="Not yet here", sector="health", joined_on=date(2040, 1, 1))
    report = report_of(full, today=date(2028, 2, 1))
    (organisations,) = _blocks(report, "credits", TableBlock)
    assert not {"Long gone", "Not yet here"} & set(_cells(organisations))
    assert "Harbour Schools Trust" in _cells(organisations)
    assert "1 February 2028" in _remarks(report, "credits")[0]


def test_an_assessment_with_nothing_says_so_in_every_section(db: None) -> None:
    report = report_of(make_assessment())
    assert _remarks(report, "plan")[:2] == ["No plan has been recorded.", "Nobody has answered the questionnaire yet."]
    assert _remarks(report, "goals") == ["No goals have been set yet."]
    assert _remarks(report, "focus-areas") == ["No focus areas have been recorded yet."]
    assert _remarks(report, "actions") == ["No actions have been recorded yet."]
    assert not any(_blocks(report, key, TableBlock) for key in ("plan", "goals", "actions"))
    assert not _blocks(report, "focus-areas", NumberedList)


def _waiting(assessment: Any, group: str, people: int) -> None:
    staff_group = assessment.partnership.staff_groups.get(key=group)
    for number in range(people):
        assessment.drafts.create(
            token_hash=f"{group}{number}", staff_group=staff_group, sector="health", sheet="", sent=True
        )


def test_a_report_says_how_many_its_figures_are_of_and_that_others_wait(db: None) -> None:
    assessment = make_assessment()
    released(assessment, "frontline", some_sheets(assessment, "frontline", 10, seed=1))
    _waiting(assessment, "leaders", 6)
    report = report_of(assessment)
    about = _remarks(report, "position")
    assert (
        "The figures are those of the last close, when 10 had answered. The next close counts the others." in about[0]
    )
    cells = _cells(_figures(_themes(report)[0])[0])
    assert "Nobody answered" in cells


def test_before_the_first_close_a_report_has_no_figure(db: None) -> None:
    assessment = make_assessment()
    send_many(assessment, 45)
    report = report_of(assessment)
    assert "45 people answered. Figures appear when the assessment closes." in _remarks(report, "position")
    cells = {cell for theme in _themes(report) for table in _figures(theme) for cell in _cells(table)}
    assert "After the close" in cells
    assert not any(re.search(r"\d", cell) for cell in cells)


def test_a_report_says_how_many_came_too_late(db: None) -> None:
    assessment = make_assessment(stage=Stage.CLOSED)
    released(assessment, "frontline", some_sheets(assessment, "frontline", 10, seed=1))
    _waiting(assessment, "leaders", 6)
    assert "6 people answered too late to be counted." in _remarks(report_of(assessment), "position")[0]


def test_the_report_of_a_closed_assessment_waits_for_nobody(db: None) -> None:
    nobody, some = make_assessment(stage=Stage.CLOSED), make_assessment(stage=Stage.CLOSED)
    released(some, "frontline", some_sheets(some, "frontline", 12, seed=1))
    for assessment in (nobody, some):
        report = str(report_of(assessment))
        assert "Nobody answered" in report
        assert not re.search(r"o answers yet|has answered|yet that may|no figures yet|wait until", report)


@pytest.mark.django_db
def test_more_of_everything_asks_the_database_no_more(django_assert_num_queries: Any) -> None:
    from django.db import connection

    def queries(rows: int) -> int:
        assessment = make_assessment()
        for nth in range(rows):
            assessment.actions.create(what=f"Action {nth}")
            assessment.focus_areas.create(sentence=f"Focus {nth}")
            assessment.planned_activities.create(activity=f"Task {nth}", themes=["complementary-roles"])
            assessment.partnership.organisations.create(name=f"Organisation {nth}", sector="health")
            released(assessment, "frontline", some_sheets(assessment, "frontline", 12, seed=nth), sector=f"s{nth}")
        fresh = type(assessment).objects.select_related("partnership").get(pk=assessment.pk)
        with CaptureQueriesContext(connection) as captured:
            report_of(fresh)
        return len(captured)

    assert queries(1) == queries(3)


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CLOSED])
def test_families_who_never_took_part_have_no_column_once_it_is_over(db: None, stage: Stage) -> None:
    partnership = make_partnership()
    partnership.staff_groups.create(key="parents", name="Parents and carers", audience="parents")
    assessment = make_assessment(partnership)
    released(assessment, "frontline", some_sheets(assessment, "frontline", 40, seed=1))
    if stage == Stage.OPEN:
        type(assessment).objects.filter(pk=assessment.pk).update(times_closed=0)
        assessment.refresh_from_db()
    change_stage(assessment=assessment, to=stage, by=None)
    themes = _themes(report_of(assessment))
    heads = {column.head for theme in themes for table in _figures(theme) for column in table.columns}
    assert ("Parents and carers" in heads) == (stage == Stage.OPEN)
    assert "Leaders and managers" in heads  # that none of them answered is a finding
