"""Where we are and where we want to be, in the words and pictures of a report: the whole, then theme by theme."""

from __future__ import annotations

import html
from collections.abc import Mapping

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.action_plans.models import ThemeNote
from oneworkforce.analysis import EVERYONE, Cell
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.figures import POOLED_AUDIENCES
from oneworkforce.reporting.parts import Fact, Note, Picture, Position, Said, Table, ThemePart
from oneworkforce.results import words
from oneworkforce.results.pictures import rainbow_of, spider_of
from oneworkforce.results.standing import GoalToReach, Standing, ThemeStanding, names_of
from oneworkforce.ui.wording import date, list_in_words, number, points

COLUMNS_AT_ONCE = 4
"""How many groups stand beside one another in a table that has to fit on paper."""


def position_of(
    assessment: Assessment, standing: Standing, notes: Mapping[str, ThemeNote], sectors: int, font: str
) -> Position:
    """The part of the report on the current position. `sectors` is how many sectors people answered from."""
    return Position(
        rainbow=Picture(
            rainbow_of(standing, font=font),
            alt=f"{_('Where we are, theme by theme')}. {words.rainbow(standing)}",
            caption=words.rainbow(standing),
        ),
        about=_about(assessment, standing, sectors),
        overview=_overview(standing),
        themes=tuple(_theme(theme, standing, notes.get(theme.theme.id), font) for theme in standing.themes),
    )


def goals_of(standing: Standing) -> Table | None:
    """The goals of themes, each followed by those of its own dimensions; None where there are none."""
    rows: list[tuple[Said, ...]] = []
    for theme in standing.themes:
        if theme.goal:
            now = _now(theme, standing)
            rows.append((Said(theme.theme.name), now, *_where_to(theme.goal, theme.now)))
        for own in theme.dimensions:
            if own.goal:
                cell = own.result.cell(EVERYONE)
                name = Said(own.dimension.name, theme.theme.name)
                here = Said(words.position(cell, standing.so_far), quiet=cell is None or cell.mean is None)
                rows.append((name, here, *_where_to(own.goal, cell.mean if cell else None)))
    if not rows:
        return None
    head = (_("Theme or dimension"), _("Now"), _("Goal"), _("To go"), _("By"))
    return Table(_("Where we want to be"), head, tuple(rows), numeric=(2, 3))


def _about(assessment: Assessment, standing: Standing, sectors: int) -> tuple[str, ...]:
    """What the figures rest on: who answered, whether they may still move, and who is never shown."""
    said = [words.who_answered(standing, sectors)]
    if not standing.has_figures:
        said += [] if standing.so_far.over else [_("There are no figures yet.")]
    elif assessment.stage in (Stage.PLANNING, Stage.OPEN):
        said.append(_("Answers are still being gathered, so these figures can still move."))
    said.append(
        ngettext(
            "No figure about fewer than %(k)s person is shown.",
            "No figure about fewer than %(k)s people is shown, so that nobody in a small group can be recognised.",
            standing.results.k,
        )
        % {"k": number(standing.results.k)}
    )
    said.append(_("The figures are indicative: the people who answered chose to, and were not drawn by lot."))
    return tuple(said)


def _overview(standing: Standing) -> Table:
    rows: list[tuple[Said, ...]] = []
    for theme in standing.themes:
        now = _now(theme, standing)
        if not standing.has_goals:
            rows.append((Said(theme.theme.name), now))
            continue
        where_to = _where_to(theme.goal, theme.now)[:2] if theme.goal else (Said(_("not set"), quiet=True), Said("–"))
        rows.append((Said(theme.theme.name), now, *where_to))
    head = (_("Theme"), _("Now"), *((_("Goal"), _("To go")) if standing.has_goals else ()))
    return Table(_("Now, goal and to go, from 1 to 5"), head, tuple(rows), numeric=(1, 2, 3)[: len(head) - 1])


def _now(theme: ThemeStanding, standing: Standing) -> Said:
    return Said(words.theme_position(theme.now, theme.cells(EVERYONE), standing.so_far), quiet=theme.now is None)


def _where_to(goal: GoalToReach, now: float | None) -> tuple[Said, Said, Said]:
    """A goal, how far it is, and its date."""
    by = Said(date(goal.by)) if goal.by else Said(_("no date yet"), quiet=True)
    if now is None:
        return Said(points(goal.position)), Said(_("not known"), quiet=True), by
    to_go = goal.position - now
    return Said(points(goal.position)), Said(points(to_go) if to_go > 0 else _("reached")), by


def _theme(theme: ThemeStanding, standing: Standing, note: ThemeNote | None, font: str) -> ThemePart:
    sentences = [_plain(words.perception_gap(theme, standing)), words.dimensions_apart(theme)]
    said = tuple(sentence for sentence in sentences if sentence)
    names = names_of(standing.groups, words.everyone())
    return ThemePart(
        id=theme.theme.id,
        name=theme.theme.name,
        colour=theme.theme.colour,
        purpose=theme.theme.purpose,
        facts=_facts(theme, standing),
        sentences=said,
        spider=Picture(spider_of(theme, standing, font=font), alt=_alt(theme, said)),
        tables=_tables(theme, standing, names),
        findings=_findings(theme, names),
        notes=_notes(note),
    )


def _plain(markup: str) -> str:
    return html.unescape(strip_tags(markup))


def _alt(theme: ThemeStanding, sentences: tuple[str, ...]) -> str:
    title = _("A spider diagram of %(theme)s, on its %(n)s dimensions.") % {
        "theme": theme.theme.name,
        "n": len(theme.dimensions),
    }
    return " ".join([title, *sentences, _("The same figures are in the table.")])


def _facts(theme: ThemeStanding, standing: Standing) -> tuple[Fact, ...]:
    now = _now(theme, standing)
    facts = [Fact(_("Now"), now.words, now.quiet)]
    if theme.goal:
        by = _("Goal by %(date)s") % {"date": date(theme.goal.by)} if theme.goal.by else _("Goal")
        facts.append(Fact(by, points(theme.goal.position)))
        to_go = _where_to(theme.goal, theme.now)[1]
        facts.append(Fact(_("To go"), to_go.words, to_go.quiet))
    return tuple(facts)


def _tables(theme: ThemeStanding, standing: Standing, names: Mapping[str, str]) -> tuple[Table, ...]:
    """A row for each dimension and a column for each group that is asked about any; as many tables as that takes."""
    asked = [key for key in names if any(theme.cells(key))]
    staff = [group.key for group in standing.groups if group.audience in POOLED_AUDIENCES and group.key in asked]
    if len(staff) == 1:
        # "Everyone" is then that one group: the same figures would stand there twice.
        asked.remove(EVERYONE)
    goal = any(value is not None for value in theme.goal_by_dimension)
    parts = [asked[start : start + COLUMNS_AT_ONCE] for start in range(0, len(asked), COLUMNS_AT_ONCE)]
    # Two tables of one name could not be told apart by somebody who goes from table to table.
    whose = [list_in_words(names[key] for key in part) if len(parts) > 1 else "" for part in parts]
    return tuple(_table(theme, standing, names, part, goal, of) for part, of in zip(parts, whose, strict=True))


def _table(
    theme: ThemeStanding, standing: Standing, names: Mapping[str, str], asked: list[str], goal: bool, whose: str
) -> Table:
    subject = f"{theme.theme.name} ({whose})" if whose else theme.theme.name
    return Table(
        caption=_("%(theme)s: position, people who scored, and how far they agree") % {"theme": subject},
        head=(_("Dimension"), *(names[key] for key in asked), *([_("Where we want to be")] if goal else [])),
        rows=tuple(
            (
                Said(own.dimension.name),
                *(_figure(own.result.cell(key), standing) for key in asked),
                *([Said(points(wanted)) if wanted is not None else Said(_("not set"), quiet=True)] if goal else []),
            )
            for own, wanted in zip(theme.dimensions, theme.goal_by_dimension, strict=True)
        ),
    )


def _figure(cell: Cell | None, standing: Standing) -> Said:
    """`2.4`, and under it `212 people, mixed`; or in words why there is no figure."""
    position = words.position(cell, standing.so_far)
    if cell is None or cell.mean is None or cell.n is None:
        return Said(position, quiet=True)
    people = ngettext("%(n)s person", "%(n)s people", cell.n) % {"n": number(cell.n)}
    return Said(position, _("%(people)s, %(agreement)s") % {"people": people, "agreement": words.agreement(cell)})


def _findings(theme: ThemeStanding, names: Mapping[str, str]) -> tuple[str, ...]:
    found = []
    for own in theme.dimensions:
        for cell in own.result.cells:
            finding = words.dont_know_finding(names[cell.group], cell)
            if finding:
                found.append(f"{own.dimension.name}. {finding}")
    return tuple(found)


def _notes(note: ThemeNote | None) -> tuple[Note, ...]:
    if note is None:
        return ()
    support = note.support_needed
    if note.support_from:
        support = "\n".join(filter(None, [support, _("From whom: %(whom)s") % {"whom": note.support_from}]))
    titled = [
        (_("Strengths"), note.strengths),
        (_("Areas to develop"), note.to_develop),
        (_("Support needed"), support),
    ]
    return tuple(Note(title, said.strip()) for title, said in titled if said.strip())
