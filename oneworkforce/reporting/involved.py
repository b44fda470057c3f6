"""Who has been involved: the plan, who took part, and what children and families took part in, as tables and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import Framework
from oneworkforce.gathering.involvement.models import How
from oneworkforce.gathering.involvement.queries import Voice, voices_of
from oneworkforce.gathering.take_part.participation import Participation, participation
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.plans.matrix import MatrixCell, PlanMatrix, PlanRow, plan_matrix, plan_rows
from oneworkforce.reporting.parts import Involved, Note, Said, Table
from oneworkforce.ui.wording import list_in_words, number

NO_FIGURE = "–"


def involved_in(assessment: Assessment, framework: Framework, groups: Sequence[StaffGroup], children: str) -> Involved:
    """The part of the report on its plan and on who took part; `children` are the partnership's own words, or ""."""
    rows = plan_rows(assessment)
    taking_part = participation(assessment)
    voices = voices_of(assessment)
    notes = tuple(_voice(voice, groups, taking_part) for voice in voices if voice.involvement)
    heard = _heard(voices, framework)
    return Involved(
        plan=_plan(rows) if rows else None,
        matrix=_matrix(plan_matrix(assessment, rows)),
        nothing_planned="" if rows else _("No plan has been recorded."),
        in_all=_in_all(taking_part),
        tables=_tables(assessment, framework, groups, taking_part) if taking_part.sent else (),
        nobody_yet="" if taking_part.sent else _nobody(assessment),
        children=children,
        voices=notes,
        heard=heard,
        children_missing=""
        if children or notes or heard
        else _(
            "It is not recorded here yet what children, young people and families took part in, or why they have "
            "not yet taken part."
        ),
        sectors=sum(1 for sector, people in taking_part.by_sector.items() if sector and people),
    )


def _voice(voice: Voice, groups: Sequence[StaffGroup], taking_part: Participation) -> Note:
    """How one audience took part, or why not yet; for the questionnaire, how many of them sent it."""
    recorded = voice.involvement
    assert recorded is not None  # noqa: S101 (for the types alone)
    said = []
    if recorded.how == How.QUESTIONNAIRE:
        people = sum(taking_part.by_group.get(group.key, 0) for group in groups if group.audience == voice.id)
        said.append(
            ngettext(
                "They have a questionnaire of their own: %(people)s person sent it.",
                "They have a questionnaire of their own: %(people)s people sent it.",
                people,
            )
            % {"people": number(people)}
        )
    if recorded.how == How.NOT_YET:
        said.append(_("They have not taken part yet."))
    said.append(recorded.words)
    if recorded.again:
        said.append(_("Next: %(words)s") % {"words": recorded.again})
    if recorded.lead:
        said.append(_("Brought in by: %(lead)s") % {"lead": recorded.lead})
    return Note(voice.name, "\n\n".join(words for words in said if words))


def _heard(voices: Sequence[Voice], framework: Framework) -> Table | None:
    themes = {theme.id: theme.name for theme in framework.themes}
    rows = tuple(
        (Said(voice.name), Said(held.said), Said(held.source, held.when), Said(themes.get(held.theme, "")))
        for voice in voices
        for held in voice.views
    )
    if not rows:
        return None
    return Table(
        caption=_("What services have heard already"),
        head=(_("From"), _("What they said"), _("Who heard it, and when"), _("Theme")),
        rows=rows,
    )


def _nobody(assessment: Assessment) -> str:
    if assessment.stage in (Stage.CLOSED, Stage.ARCHIVED):
        return _("Nobody answered the questionnaire.")
    return _("Nobody has answered the questionnaire yet.")


def _plan(rows: Iterable[PlanRow]) -> Table:
    return Table(
        caption=_("The plan"),
        head=(_("When"), _("Task or activity"), _("Who takes part"), _("Lead"), _("Progress")),
        rows=tuple(
            (
                Said(row.when),
                Said(row.activity, _covering(row)),
                Said(row.participants, list_in_words(row.group_names))
                if row.participants
                else Said(list_in_words(row.group_names)),
                Said(row.lead),
                Said(row.state_name, row.progress),
            )
            for row in rows
        ),
    )


def _covering(row: PlanRow) -> str:
    """`Questionnaire: all themes`."""
    themes = _("all themes") if row.covers_all_themes else list_in_words(theme.name for theme in row.themes)
    return ": ".join(part for part in (row.method_name, themes) if part)


def _matrix(matrix: PlanMatrix) -> Table | None:
    """Themes by methods, only the methods that are used; None where no line has both a theme and a method."""
    used = [place for place in range(len(matrix.methods)) if any(theme.cells[place].rows for theme in matrix.themes)]
    if not used:
        return None
    return Table(
        caption=_("Which method covers which theme, and with whom"),
        head=(_("Theme"), *(matrix.methods[place][1] for place in used)),
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


def _in_all(taking_part: Participation) -> str:
    if not taking_part.sent:
        return ""
    return ngettext(
        "%(people)s person sent their answers to the questionnaire.",
        "%(people)s people sent their answers to the questionnaire.",
        taking_part.sent,
    ) % {"people": number(taking_part.sent)}


def _tables(
    assessment: Assessment, framework: Framework, groups: Sequence[StaffGroup], taking_part: Participation
) -> tuple[Table, ...]:
    sectors = {sector.id: sector.name for sector in framework.sectors}
    localities = {one.key: one.name for one in assessment.partnership.localities.all()}
    by_sector, by_locality = taking_part.by_sector, taking_part.by_locality
    tables = [
        _people(
            (_("By staff group"), _("Staff group"), _("How many people are in it")),
            {group.key: group.name for group in groups},
            taking_part.by_group,
            taking_part.people_in_group,
        ),
        _people(
            (_("By sector"), _("Sector"), _("How many people work in it")),
            sectors,
            by_sector,
            taking_part.people_in_sector,
        ),
    ]
    if localities:
        tables.append(_people((_("By locality"), _("Locality"), ""), localities, by_locality, {}))
    return tuple(tables)


def _people(
    titles: tuple[str, str, str], names: Mapping[str, str], answered: Mapping[str, int], sizes: Mapping[str, int]
) -> Table:
    """How many answered, of how many where that is known; those who did not say, and all together, come last.

    :param titles: the caption, what a row is, and what the sizes count.
    """
    caption, what, of = titles
    keys = [*names, *(key for key in answered if key and key not in names), *([""] if answered.get("") else [])]
    sized = any(key in sizes for key in keys)
    rows = [
        (
            Said(names.get(key, key) if key else _("Did not say")),
            Said(number(answered.get(key, 0))),
            *([_size(sizes.get(key), bool(key))] if sized else []),
        )
        for key in keys
    ]
    everyone = (Said(_("All")), Said(number(sum(answered.values()))))
    rows.append((*everyone, *([_size_of_all(sizes, keys)] if sized else [])))
    return Table(
        caption=caption,
        head=(what, _("People who answered"), *([of] if sized else [])),
        rows=tuple(rows),
        numeric=(1, 2) if sized else (1,),
        sums=True,
    )


def _size(people: int | None, known: bool) -> Said:
    if people is not None:
        return Said(number(people))
    return Said(_("not known") if known else NO_FIGURE, quiet=True)


def _size_of_all(sizes: Mapping[str, int], keys: Sequence[str]) -> Said:
    """The sum, only where every size is known: a sum of some would be taken for all."""
    if all(key in sizes for key in keys if key):
        return Said(number(sum(sizes[key] for key in keys if key)))
    return Said(_("not known"), quiet=True)
