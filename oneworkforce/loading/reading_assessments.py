"""The assessments of a partnership file: plan, themes in words, goals, actions, the report's words."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import TextField
from django.utils.translation import gettext as _

from oneworkforce.action_plans.dates import fault_of_dates
from oneworkforce.action_plans.models import Action, ActionState, FocusArea, ThemeNote
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.loading.blocks import Block, name_among, points_of
from oneworkforce.loading.content import ActionEntry, AssessmentEntry, SectionEntry, ThemeEntry
from oneworkforce.loading.known import LARGEST_K, SMALLEST_K, Known, longest
from oneworkforce.loading.reading_answers import read_answers, read_comments
from oneworkforce.loading.reading_involvement import read_involvement
from oneworkforce.loading.reading_waves import read_waves
from oneworkforce.plans.models import ActivityState, Method, PlannedActivity
from oneworkforce.plans.table import COLUMNS, REQUIRED, TEXTS
from oneworkforce.plans.when import understand
from oneworkforce.reporting.models import ReportSection
from oneworkforce.reporting.sections import keys_of_words
from oneworkforce.yaml_files.faults import Notes, quoted
from oneworkforce.yaml_files.fields import text_of
from oneworkforce.yaml_files.tree import Entry, Scalar, YamlTable

ALL_THEMES = "all"
LEFT_OUT = "left out"


def read_assessment(table: YamlTable, known: Known, notes: Notes) -> AssessmentEntry:
    """One assessment, with every fault noted on the way."""
    own = Block(
        table,
        required="key name stage",
        optional="purpose k opens_on closes_on plan themes focus_areas actions report involvement waves answers "
        "comments tool_comments",
        what=_("the assessment"),
        notes=notes,
    )
    opens, closes = own.day("opens_on"), own.day("closes_on")
    if opens and closes and closes < opens:
        notes.fault(own.line_of("closes_on"), _("it cannot close before it opens; correct one of the two days"))
    stage = Stage(own.one_of("stage", Stage.values) or Stage.PLANNING)
    answers = read_answers(own, known)
    if answers and stage == Stage.PLANNING and own.has("stage"):
        message = _("nobody can have answered what is still %(stage)s; give it a later stage, or delete its answers")
        notes.fault(own.line_of("answers"), message % {"stage": quoted(Stage.PLANNING.value)})
    return AssessmentEntry(
        key=own.slug("key"),
        line=own.line_of("key"),
        name=own.text("name", longest=longest(Assessment, "name")),
        purpose=own.text("purpose", longest=longest(Assessment, "purpose"), paragraphs=True),
        k=own.whole("k", least=SMALLEST_K, most=LARGEST_K),
        stage=stage,
        opens_on=opens,
        closes_on=closes,
        plan=tuple(_plan_line(line, known, notes) for line in own.tables("plan")),
        themes=tuple(
            _theme(name_among(theme, known.themes, _("the theme"), entry.line, notes), entry, known, notes)
            for theme, entry in own.entries("themes").items()
        ),
        focus_areas=tuple(
            text_of(item, _("the focus area"), notes, longest=longest(FocusArea, "sentence"))
            for item in own.items("focus_areas")
        ),
        actions=tuple(_action(action, known, notes) for action in own.tables("actions")),
        report=_report(own),
        involvement=read_involvement(own, known),
        waves=read_waves(own, known),
        answers=answers,
        comments=read_comments(own, known, answers),
    )


def _plan_line(table: YamlTable, known: Known, notes: Notes) -> PlannedActivity:
    block = Block(
        table,
        required=REQUIRED,
        optional=" ".join(column for column in COLUMNS if column != REQUIRED),
        what=_("the line of the plan"),
        notes=notes,
    )
    texts = {
        column: block.text(column, longest=longest(PlannedActivity, column), paragraphs=_has_paragraphs(column))
        for column in TEXTS
    }
    span = understand(texts["when"])
    return PlannedActivity(
        **texts,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        method=block.one_of("method", Method.values),
        themes=list(_themes_of(block, known)),
        groups=list(block.some_of("groups", known.plan_groups)),
        state=block.one_of("state", ActivityState.values, otherwise=ActivityState.PLANNED),
    )


def _has_paragraphs(column: str) -> bool:
    return isinstance(PlannedActivity._meta.get_field(column), TextField)


def _themes_of(block: Block, known: Known) -> tuple[str, ...]:
    value = block.value("themes")
    if isinstance(value, Scalar) and value.text == ALL_THEMES:
        return known.themes
    named = block.some_of("themes", known.themes)
    return tuple(theme for theme in known.themes if theme in named)


def _theme(theme: str, entry: Entry, known: Known, notes: Notes) -> ThemeEntry:
    if not isinstance(entry.value, YamlTable):
        message = _("the theme must be keys with values; write them as %(example)s") % {"example": quoted("goal: 3.5")}
        notes.fault(entry.value.line, message)
        return ThemeEntry(theme, None, None, {}, "", "", "", "")
    block = Block(
        entry.value,
        optional="goal by dimension_goals strengths to_develop support_needed support_from",
        what=_("the theme"),
        notes=notes,
    )

    def words(key: str, *, paragraphs: bool = True) -> str:
        return block.text(key, longest=longest(ThemeNote, key), paragraphs=paragraphs)

    goals: dict[str, Decimal] = {}
    for dimension, goal in block.entries("dimension_goals").items() if theme else ():
        named = name_among(dimension, known.dimensions(theme), _("the dimension"), goal.line, notes)
        points = points_of(goal.value, _("the goal"), notes)
        if named and points is not None:
            goals[f"{theme}.{named}"] = points
    if block.has("by") and not block.has("goal") and not goals:
        message = _("there is a day, and no goal to reach by it; add a goal, or delete the day")
        notes.fault(block.line_of("by"), message)
    return ThemeEntry(
        theme=theme,
        goal=block.points("goal"),
        by=block.day("by"),
        dimension_goals=goals,
        strengths=words("strengths"),
        to_develop=words("to_develop"),
        support_needed=words("support_needed"),
        support_from=words("support_from", paragraphs=False),
    )


def _action(table: YamlTable, known: Known, notes: Notes) -> ActionEntry:
    block = Block(
        table,
        required="what",
        optional="theme solution lead starts due ongoing measure state progress",
        what=_("the action"),
        notes=notes,
    )

    def words(key: str, *, paragraphs: bool = False) -> str:
        return block.text(key, longest=longest(Action, key), paragraphs=paragraphs)

    theme = block.one_of("theme", known.themes)
    entry = ActionEntry(
        what=words("what", paragraphs=True),
        theme=theme,
        solution=_solution(block, theme, known),
        lead=words("lead"),
        starts=block.day("starts"),
        due=block.day("due"),
        ongoing=block.yes("ongoing"),
        measure=words("measure", paragraphs=True),
        state=block.one_of("state", ActionState.values, otherwise=ActionState.NOT_STARTED),
        progress=words("progress", paragraphs=True),
    )
    if fault := fault_of_dates(starts_on=entry.starts, due_on=entry.due, ongoing=entry.ongoing):
        notes.fault(block.line_of("due"), fault[1])
    return entry


def _solution(block: Block, theme: str, known: Known) -> str:
    if not block.has("solution"):
        return ""
    if not theme:
        if not block.has("theme"):
            block.notes.fault(block.line_of("solution"), _("a solution belongs to a theme; add the action's theme"))
        return ""
    menu = [solution.id.partition(".")[2] for solution in known.framework.theme(theme).solutions]
    named = block.one_of("solution", menu)
    return f"{theme}.{named}" if named else ""


def _report(own: Block) -> tuple[SectionEntry, ...]:
    found = []
    for section, entry in own.entries("report").items():
        named = name_among(section, keys_of_words(), _("the section"), entry.line, own.notes)
        words = entry.value
        if isinstance(words, Scalar) and words.text == LEFT_OUT:
            found.append(SectionEntry(named, "", left_out=True))
        else:
            text = text_of(words, _("the section"), own.notes, longest=longest(ReportSection, "words"), paragraphs=True)
            found.append(SectionEntry(named, text, left_out=False))
    return tuple(found)
