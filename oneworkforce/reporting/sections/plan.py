"""How we set about it and who took part: the plan, who answered, and what children and families took part in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import Framework
from oneworkforce.gathering.involvement.models import How
from oneworkforce.gathering.involvement.queries import Voice, voices_of
from oneworkforce.gathering.involvement.words import questionnaire_in_words
from oneworkforce.gathering.take_part.participation import (
    By,
    Participation,
    not_known,
    the_rest,
    who_is_not_known,
)
from oneworkforce.plans.matrix import MatrixCell, PlanMatrix, PlanRow, plan_matrix, plan_rows
from oneworkforce.reporting.blocks import Block, Column, Heading, Paragraphs, Remark, Said, TableBlock
from oneworkforce.reporting.section import Material, MoreWords, Section
from oneworkforce.ui.wording import list_in_words, number

NO_FIGURE = "–"

CHILDREN = MoreWords(
    key="children-and-families",
    title=_l("Children, young people and families"),
    label=_l("What did children, young people and families take part in?"),
    help=_l(
        "Or why have they not taken part yet, and what will change that? Without words here, the report says what is "
        "recorded under “Children and families”, and how many sent a questionnaire of their own."
    ),
)


def suggest(assessment: Assessment) -> str:
    """What the plan's table shows."""
    return _("The plan shows how we set about finding out: what we did or will do, when, with whom, and who leads it.")


def build(material: Material) -> Iterator[Block]:
    """The plan, how many people took part, and what children and families took part in."""
    yield from _planned(material.assessment)
    yield Heading(_("Who has been involved"))
    yield from _who_answered(material)
    yield Heading(_("Children, young people and families"))
    yield from _children(material)


def _planned(assessment: Assessment) -> Iterator[Block]:
    rows = plan_rows(assessment)
    yield _plan(rows) if rows else Remark(_("No plan has been recorded."))
    matrix = _matrix(plan_matrix(assessment, rows))
    if matrix:
        yield matrix


def _who_answered(material: Material) -> Iterator[Block]:
    sent = material.taking_part.sent
    if not sent:
        yield Remark(_nobody(material.assessment))
        return
    yield Paragraphs(
        ngettext(
            "%(people)s person sent their answers to the questionnaire.",
            "%(people)s people sent their answers to the questionnaire.",
            sent,
        )
        % {"people": number(sent)}
    )
    yield from _tables(material)


def _children(material: Material) -> Iterator[Block]:
    """The partnership's own words, what is recorded of each audience, and what services had heard from them before."""
    voices = voices_of(material.assessment)
    own, heard = material.more_words(CHILDREN.key), _heard(voices, material.framework)
    known = [(voice, people) for voice in voices if (people := _sent(voice, material)) or voice.involvement]
    if own:
        yield Paragraphs(own)
    for voice, people in known:
        yield Heading(voice.name, level=3)
        yield Paragraphs(_took_part(voice, people))
    if heard:
        yield heard
    if not (own or known or heard):
        yield Remark(
            _(
                "It is not recorded here yet what children, young people and families took part in, or why they have "
                "not yet taken part."
            )
        )


def _sent(voice: Voice, material: Material) -> int:
    """How many of one audience sent a questionnaire of their own."""
    by_group = material.taking_part.by_group
    return sum(by_group.get(group.key, 0) for group in material.staff_groups if group.audience == voice.id)


def _took_part(voice: Voice, people: int) -> str:
    """How one audience took part, or why not yet. `people`: how many sent their questionnaire, recorded or not."""
    recorded = voice.involvement
    said = []
    if people or (recorded and recorded.how == How.QUESTIONNAIRE):
        said.append(questionnaire_in_words(people))
    elif recorded and recorded.how == How.NOT_YET:
        said.append(_("They have not taken part yet."))
    if recorded is None:
        return "\n\n".join(said)
    said.append(recorded.words)
    if recorded.again:
        said.append(_("Next: %(words)s") % {"words": recorded.again})
    if recorded.lead:
        said.append(_("Brought in by: %(lead)s") % {"lead": recorded.lead})
    return "\n\n".join(words for words in said if words)


def _heard(voices: Sequence[Voice], framework: Framework) -> TableBlock | None:
    themes = {theme.id: theme.name for theme in framework.themes}
    rows = tuple(
        (Said(voice.name), Said(held.said), Said(held.source, held.when), Said(themes.get(held.theme, "")))
        for voice in voices
        for held in voice.views
    )
    if not rows:
        return None
    columns = (
        Column(_("From"), mm=28),
        Column(_("What they said"), share=1.5),
        Column(_("Who heard it, and when")),
        Column(_("Theme"), mm=30),
    )
    return TableBlock(_("What services have heard already"), columns, rows)


def _nobody(assessment: Assessment) -> str:
    if assessment.stage in (Stage.CLOSED, Stage.ARCHIVED):
        return _("Nobody answered the questionnaire.")
    return _("Nobody has answered the questionnaire yet.")


def _plan(rows: Iterable[PlanRow]) -> TableBlock:
    columns = (
        Column(_("When"), mm=25),
        Column(_("Task or activity"), share=1.4),
        Column(_("Who takes part"), share=1.1),
        Column(_("Lead"), mm=27),
        Column(_("Progress")),
    )
    return TableBlock(_("The plan"), columns, tuple(_planned_row(row) for row in rows))


def _planned_row(row: PlanRow) -> tuple[Said, ...]:
    groups = list_in_words(row.group_names)
    return (
        Said(row.when),
        Said(row.activity, _covering(row)),
        Said(row.participants, groups) if row.participants else Said(groups),
        Said(row.lead),
        Said(row.state_name, row.progress),
    )


def _covering(row: PlanRow) -> str:
    """`Questionnaire: all themes`."""
    themes = _("all themes") if row.covers_all_themes else list_in_words(theme.name for theme in row.themes)
    return ": ".join(part for part in (row.method_name, themes) if part)


def _matrix(matrix: PlanMatrix) -> TableBlock | None:
    """Themes by methods, only the methods that are used; None where no line has both a theme and a method."""
    used = [place for place in range(len(matrix.methods)) if any(theme.cells[place].rows for theme in matrix.themes)]
    if not used:
        return None
    return TableBlock(
        caption=_("Which method covers which theme, and with whom"),
        columns=(Column(_("Theme"), share=1.35), *(Column(matrix.methods[place][1]) for place in used)),
        rows=tuple(
            (Said(theme.theme.name), *(_covered(theme.cells[place]) for place in used)) for theme in matrix.themes
        ),
    )


def _covered(cell: MatrixCell) -> Said:
    if not cell.rows:
        return Said(NO_FIGURE, quiet=True)
    groups = dict.fromkeys(name for row in cell.rows for name in row.group_names)
    states = list_in_words(dict.fromkeys(row.state_name for row in cell.rows))
    return Said(list_in_words(groups), states) if groups else Said(states)


def _tables(material: Material) -> Iterator[Block]:
    answered = material.taking_part
    sectors = {sector.id: sector.name for sector in material.framework.sectors}
    localities = {one.key: one.name for one in material.assessment.partnership.localities.all()}
    groups = {group.key: group.name for group in material.staff_groups}
    yield _people(
        (_("By staff group"), _("Staff group"), _("How many people are in it")),
        [(name, (key,)) for key, name in groups.items()],
        answered.by_group,
        answered.people_in_group,
    )
    if rows := _folded(answered, By.SECTOR, sectors):
        titles = (_("By sector"), _("Sector"), _("How many people work in it"))
        yield _people(titles, rows, answered.by_sector, answered.people_in_sector)
    if localities and (rows := _folded(answered, By.LOCALITY, localities)):
        yield _people((_("By locality"), _("Locality"), ""), rows, answered.by_locality, {})
    if answered.by_sector.get("") or (localities and answered.by_locality.get("")):
        yield Remark(who_is_not_known())


def _folded(answered: Participation, what: By, names: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each row's name and parts, small parts in one; none where even all together are too few."""
    folded = answered.fold(what, names)
    if not folded.offered:
        return []
    named = {**names, "": not_known()}
    rest = [(the_rest(named, folded.rest), folded.rest)] if folded.rest else []
    return [*((named.get(key, key), (key,)) for key in folded.alone), *rest]


def _people(
    titles: tuple[str, str, str],
    parts: Sequence[tuple[str, tuple[str, ...]]],
    answered: Mapping[str, int],
    sizes: Mapping[str, int],
) -> TableBlock:
    """How many answered, of how many where that is known; all together come last.

    :param titles: the caption, what a row is, and what the sizes count. :param parts: as `_folded` gives them.
    """
    caption, what, of = titles
    keys = [key for _name, some in parts for key in some]
    sized = any(key in sizes for key in keys)
    rows = [
        (
            Said(name),
            Said(number(sum(answered.get(key, 0) for key in some))),
            *([_size_of_all(sizes, some) if any(some) else Said(NO_FIGURE, quiet=True)] if sized else []),
        )
        for name, some in parts
    ]
    everyone = (Said(_("All")), Said(number(sum(answered.values()))))
    rows.append((*everyone, *([_size_of_all(sizes, keys)] if sized else [])))
    heads = (_("People who answered"), *([of] if sized else []))
    columns = (Column(what), *(Column(head, mm=32, numeric=True) for head in heads))
    return TableBlock(caption, columns, tuple(rows), sums=True, narrow=True, mm=138)


def _size_of_all(sizes: Mapping[str, int], keys: Sequence[str]) -> Said:
    """The sum, only where every size is known: a sum of some would be taken for all."""
    if all(key in sizes for key in keys if key):
        return Said(number(sum(sizes[key] for key in keys if key)))
    return Said(_("not known"), quiet=True)


SECTION = Section(
    order=30,
    key="plan",
    title=_l("Our plan, and who has been involved"),
    holds=_l("The plan, how many people took part, and what children and families took part in."),
    suggest=suggest,
    build=build,
    more_words=(CHILDREN,),
)
