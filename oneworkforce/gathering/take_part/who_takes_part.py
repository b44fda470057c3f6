"""Who takes part: invited, finished, under way and sent, by each part of the workforce.

Numbers of people say nothing about answers, so they are shown whatever their size, but never with a name or a time.
*Invited* and *finished* follow the list; *under way* and *sent* follow what people say of themselves, or the list for
people with a personal link, whom we don't ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.take_part.missing_voices import Heard, missing_voices
from oneworkforce.gathering.take_part.participation import Participation, participation
from oneworkforce.invitations.models import Workforce
from oneworkforce.invitations.numbers import invited_parts
from oneworkforce.ui.wording import number

GROUP, SECTOR, LOCALITY, WAVE, WORKFORCE = range(5)
Cells = Mapping[tuple[str, str, str, str, str], int]


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """One part of the workforce, in people; None for not known. `of`: its known size."""

    name: str
    invited: int
    finished: int
    under_way: int | None
    sent: int | None
    of: int | None = None

    @property
    def share(self) -> str:
        """Who sent, as a share of the known size; a dash if not known."""
        return share_of(self.sent, self.of)

    @property
    def finished_share(self) -> str:
        """Who finished, as a share of those invited."""
        return share_of(self.finished, self.invited)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One way to divide the workforce. `by_themselves`: people also say it of themselves."""

    caption: str
    head: str
    lines: tuple[ParticipationRow, ...]
    by_themselves: bool = True

    @property
    def has_sizes(self) -> bool:
        """Whether we know the size of any part."""
        return any(line.of for line in self.lines)


@dataclass(frozen=True, slots=True)
class WhoTakesPart:
    """Everything on the page. `missing`: a sentence for each missing voice, the most important first."""

    invited: int
    finished: int
    under_way: int
    sent: int
    breakdowns: tuple[Breakdown, ...]
    missing: tuple[str, ...]
    silent: int


def share_of(people: int | None, of: int | None) -> str:
    """A share in whole per cent, "<1%" for very few, a dash if not known."""
    if not of or people is None:
        return "–"
    percent = round(100 * people / of)
    return _("<1%") if people and not percent else _("%(n)s%%") % {"n": number(percent)}


def who_takes_part_in(assessment: Assessment) -> WhoTakesPart:
    """Who takes part in an assessment, in thirteen queries."""
    framework = load_pin(assessment.framework)
    groups = list(assessment.partnership.staff_groups.all())
    took_part = participation(assessment)
    begun = {(*place, "", ""): people for place, people in took_part.begun.items()}
    invited, finished = _invited(assessment)
    sectors = {sector.id: sector.name for sector in framework.sectors}
    localities = dict(assessment.partnership.localities.values_list("key", "name"))
    names: list[tuple[str, str, int, Mapping[str, str], Mapping[str, int], Mapping[str, int]]] = [
        (
            _("By staff group"),
            _("Staff group"),
            GROUP,
            {group.key: group.name for group in groups},
            took_part.by_group,
            took_part.people_in_group,
        ),
        (_("By sector"), _("Sector"), SECTOR, sectors, took_part.by_sector, took_part.people_in_sector),
        (_("By locality"), _("Locality"), LOCALITY, localities, took_part.by_locality, {}),
    ]
    breakdowns = [
        Breakdown(caption, head, _lines(known, by(invited, place), by(finished, place), by(begun, place), sent, of))
        for caption, head, place, known, sent, of in names
        if known or sent
    ]
    return WhoTakesPart(
        invited=sum(invited.values()),
        finished=sum(finished.values()),
        under_way=took_part.under_way,
        sent=took_part.sent,
        breakdowns=(*breakdowns, *_of_those_invited(assessment, invited, finished)),
        missing=tuple(missing_voices(_heard(took_part, invited, finished, sectors, localities, names[0][3]))),
        silent=took_part.by_sector.get("", 0),
    )


def by(cells: Cells, place: int) -> Counter[str]:
    """People summed along one of the five ways to divide them."""
    people: Counter[str] = Counter()
    for cell, how_many in cells.items():
        people[cell[place]] += how_many
    return people


def _lines(
    known: Mapping[str, str],
    invited: Counter[str],
    finished: Counter[str],
    under_way: Counter[str],
    sent: Mapping[str, int],
    of: Mapping[str, int],
) -> tuple[ParticipationRow, ...]:
    """A line for every known part, then for those removed since, then for what was not said."""
    keys = [*known, *sorted({*invited, *under_way, *sent} - {*known, ""})]
    if invited[""] or under_way[""] or sent.get(""):
        keys.append("")
    return tuple(
        ParticipationRow(
            known.get(key, key) if key else _("Not said"),
            invited[key],
            finished[key],
            under_way[key],
            sent.get(key, 0),
            of.get(key),
        )
        for key in keys
    )


def _of_those_invited(assessment: Assessment, invited: Cells, finished: Cells) -> Iterable[Breakdown]:
    """By wave, and by core and wider workforce: only lists know these."""
    if not invited:
        return
    waves = {str(pk): name for pk, name in assessment.waves.values_list("pk", "name")}
    workforces = {kind.value: str(kind.label) for kind in Workforce}
    for caption, head, place, names in (
        (_("By wave"), _("Wave"), WAVE, waves),
        (_("Core and wider workforce"), _("Workforce"), WORKFORCE, workforces),
    ):
        asked, done = by(invited, place), by(finished, place)
        lines = [ParticipationRow(name, asked[key], done[key], None, None) for key, name in names.items() if asked[key]]
        if asked[""]:
            lines.append(ParticipationRow(_("Not said"), asked[""], done[""], None, None))
        yield Breakdown(caption, head, tuple(lines), by_themselves=False)


def _invited(assessment: Assessment) -> tuple[Cells, Cells]:
    groups = dict(assessment.partnership.staff_groups.values_list("pk", "key"))
    invited: Counter[tuple[str, str, str, str, str]] = Counter()
    done: Counter[tuple[str, str, str, str, str]] = Counter()
    for part in invited_parts(assessment):
        cell = (groups[part.staff_group], part.sector, part.locality, str(part.wave), part.workforce)
        invited[cell] += part.invited
        done[cell] += part.finished
    return invited, done


def _heard(
    took_part: Participation,
    invited: Cells,
    finished: Cells,
    sectors: Mapping[str, str],
    localities: Mapping[str, str],
    groups: Mapping[str, str],
) -> Heard:
    sent: Counter[tuple[str, str]] = Counter()
    for part in took_part:
        sent[part.sector, part.locality] += part.people
    asked: Counter[tuple[str, str]] = Counter()
    for cell, people in invited.items():
        asked[cell[SECTOR], cell[LOCALITY]] += people
    return Heard(
        sectors=sectors,
        localities=localities,
        groups={name: took_part.by_group.get(key, 0) for key, name in groups.items()},
        sent=sent,
        invited=asked,
        workforce=took_part.people_in_sector,
        wider=(by(invited, WORKFORCE)[Workforce.WIDER], by(finished, WORKFORCE)[Workforce.WIDER]),
    )
