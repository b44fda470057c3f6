"""Where we are: the whole, then theme by theme."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from oneworkforce.action_plans.models import ThemeNote
from oneworkforce.action_plans.queries import notes_by_theme
from oneworkforce.analysis import EVERYONE, Cell
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import Dimension
from oneworkforce.gathering.questionnaires.figures import POOLED_AUDIENCES
from oneworkforce.invitations.lists.draws import draws_of
from oneworkforce.reporting.blocks import (
    Block,
    Column,
    Fact,
    PictureBlock,
    PictureWithFacts,
    Remark,
    Said,
    SideBySide,
    TableBlock,
    ThemeBlock,
    ThemeLine,
    TitledWords,
)
from oneworkforce.reporting.cells import now_of_theme, where_to
from oneworkforce.reporting.section import Material, Section
from oneworkforce.results import words
from oneworkforce.results.perception_gap import perception_gap
from oneworkforce.results.perspectives import childs_side, names_on, perspective_of
from oneworkforce.results.pictures import rainbow_of, spider_of
from oneworkforce.results.standing import Standing, ThemeStanding, names_of
from oneworkforce.ui.wording import date, list_in_words, number, points

COLUMNS_AT_ONCE = 4
"""How many groups stand beside one another in a table that has to fit on paper."""


def suggest(assessment: Assessment) -> str:
    """How to read the pictures."""
    return _(
        "The rainbow shows each theme as an arc, filled from the left as far as we have come. A spider diagram for "
        "each theme then shows its dimensions one by one: 1, fragmented, at the centre and 5, reformed, at the rim. "
        "Beside every picture stand the same figures as a table."
    )


def build(material: Material) -> Iterator[Block]:
    """What the figures rest on, the rainbow, and everything on each theme."""
    standing = material.standing
    yield from (Remark(line) for line in _about(material))
    said = words.rainbow(standing)
    alt = f"{_('Where we are, theme by theme')}. {said}"
    yield PictureBlock(rainbow_of(standing, font=material.font), alt, caption=said, mm=142)
    yield _overview(standing)
    by_theme = notes_by_theme(material.assessment)
    notes = [_notes(by_theme.get(theme.theme.id)) for theme in standing.themes]
    # Without any figures or notes two themes share a page.
    bare = not any(notes) and all(theme.now is None for theme in standing.themes)
    for nth, theme in enumerate(standing.themes):
        spider = spider_of(theme, standing, font=material.font)
        yield _theme(theme, standing, spider, notes[nth], alone=not bare, new_page=nth == 0 or not bare)


def _about(material: Material) -> list[str]:
    """What the figures rest on: who answered, who came too late, and who is never shown."""
    standing = material.standing
    said = [words.who_answered(standing, material.taking_part.sectors_heard)]
    said.append(words.smallest_shown(standing.results.k))
    if standing.has_figures:
        said.append(words.indicative(draws_of(material.assessment)))
    return said


def _overview(standing: Standing) -> TableBlock:
    rows = tuple((Said(theme.theme.name), *_now_and_goal(theme, standing)) for theme in standing.themes)
    heads = (_("Now"), *((_("Goal"), _("To go")) if standing.has_goals else ()))
    # Words in place of a figure need more room than a figure.
    widths = (44 if any(row[1].quiet for row in rows) else 24, 24, 24)
    columns = (Column(head, mm=mm, numeric=True) for head, mm in zip(heads, widths, strict=False))
    return TableBlock(_("Now, goal and to go, from 1 to 5"), (Column(_("Theme")), *columns), rows, narrow=True)


def _now_and_goal(theme: ThemeStanding, standing: Standing) -> tuple[Said, ...]:
    now = now_of_theme(theme, standing)
    if not standing.has_goals:
        return (now,)
    if not theme.goal:
        return now, Said(_("not set"), quiet=True), Said("–")
    return now, *where_to(theme.goal, theme.now)[:2]


def _theme(
    theme: ThemeStanding,
    standing: Standing,
    spider: str,
    notes: tuple[TitledWords, ...],
    *,
    alone: bool,
    new_page: bool,
) -> ThemeBlock:
    apart, side = words.dimensions_apart(theme), childs_side(theme.theme)
    sentences = [_plain(perception_gap(theme, standing)), apart, side]
    said = tuple(sentence for sentence in sentences if sentence)
    names = names_of(standing.groups, words.everyone())
    picture = PictureBlock(spider, _alt(theme, said), mm=92 if alone else 64)
    more: list[Block] = [Remark(finding) for finding in _findings(theme, standing)]
    if notes:
        more.append(SideBySide(notes))
    return ThemeBlock(
        theme=ThemeLine(theme.theme.id, theme.theme.name, theme.theme.colour, theme.theme.purpose),
        kept=(PictureWithFacts(picture, _facts(theme, standing), said), *_tables(theme, standing, names)),
        more=tuple(more),
        new_page=new_page,
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
    now = now_of_theme(theme, standing)
    facts = [Fact(_("Now"), now.words, now.quiet)]
    if theme.goal:
        by = _("Goal by %(date)s") % {"date": date(theme.goal.by)} if theme.goal.by else _("Goal")
        facts.append(Fact(by, points(theme.goal.position)))
        to_go = where_to(theme.goal, theme.now)[1]
        facts.append(Fact(_("To go"), to_go.words, to_go.quiet))
    return tuple(facts)


def _tables(theme: ThemeStanding, standing: Standing, names: Mapping[str, str]) -> Iterator[TableBlock]:
    """A row for each dimension and a column for each group that is asked about any; as many tables as that takes."""
    asked = [key for key in names if any(theme.cells(key))]
    staff = [group.key for group in standing.groups if group.audience in POOLED_AUDIENCES and group.key in asked]
    if len(staff) == 1:
        # "All staff" is then that one group: the same figures would stand there twice.
        asked.remove(EVERYONE)
    for start in range(0, len(asked), COLUMNS_AT_ONCE):
        some = asked[start : start + COLUMNS_AT_ONCE]
        # Two tables of one name could not be told apart by somebody who goes from table to table.
        whose = list_in_words(names[key] for key in some) if len(asked) > COLUMNS_AT_ONCE else ""
        yield _table(theme, standing, {key: names[key] for key in some}, whose)


def _table(theme: ThemeStanding, standing: Standing, names: Mapping[str, str], whose: str) -> TableBlock:
    subject = f"{theme.theme.name} ({whose})" if whose else theme.theme.name
    heads = [*names.values()]
    rows = [
        [
            # Beside figures alone: whose view they are matters, and a report without any is to stay short.
            Said(own.dimension.name, _side(standing, own.dimension) if standing.has_figures else ""),
            *(_figure(own.result.cell(key), standing) for key in names),
        ]
        for own in theme.dimensions
    ]
    if any(value is not None for value in theme.goal_by_dimension):
        heads.append(_("Where we want to be"))
        for row, wanted in zip(rows, theme.goal_by_dimension, strict=True):
            row.append(Said(points(wanted)) if wanted is not None else Said(_("not set"), quiet=True))
    return TableBlock(
        caption=_("%(theme)s: position, people who scored, and how far they agree") % {"theme": subject},
        columns=(Column(_("Dimension"), share=1.25), *(Column(head) for head in heads)),
        rows=tuple(tuple(row) for row in rows),
        caption_shown=False,
        dense=True,
    )


def _side(standing: Standing, dimension: Dimension) -> str:
    """Whose side a dimension is seen from; on a child's, that staff's answers are their view of it."""
    side = perspective_of(standing.framework, dimension)
    return f"{side}; {_('staff’s answers are staff’s view of it')}" if dimension.is_childs else side


def _figure(cell: Cell | None, standing: Standing) -> Said:
    """`2.4`, and under it `212 people, mixed`; or in words why there is no figure."""
    position = words.position(cell, standing.so_far)
    if cell is None or cell.mean is None or cell.n is None:
        return Said(position, quiet=True)
    people = ngettext("%(n)s person", "%(n)s people", cell.n) % {"n": number(cell.n)}
    return Said(position, _("%(people)s, %(agreement)s") % {"people": people, "agreement": words.agreement(cell)})


def _findings(theme: ThemeStanding, standing: Standing) -> Iterator[str]:
    for own in theme.dimensions:
        names = names_on(own.dimension, standing.groups)
        for cell in own.result.cells:
            finding = words.dont_know_finding(names[cell.group], cell)
            late = words.too_late_here(names[cell.group], cell, standing) if cell.group != EVERYONE else ""
            yield from (f"{own.dimension.name}. {said}" for said in (finding, late) if said)


def _notes(note: ThemeNote | None) -> tuple[TitledWords, ...]:
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
    return tuple(TitledWords(title, said.strip()) for title, said in titled if said.strip())


SECTION = Section(
    order=40,
    key="position",
    title=_l("Our current position"),
    holds=_l("The rainbow, a spider diagram for each theme with its figures, strengths and areas to develop."),
    suggest=suggest,
    build=build,
)
