"""Who takes part: invited, finished, under way and sent, by each part of the workforce.

Numbers of people say nothing about answers, but a number about one person says whether they answered. So small parts
are counted together (analysis/folding.py): all but staff groups, whose people must know how many are still needed.
*Invited* and *finished* follow the list, so they have tables of their own; *under way* and *sent* follow what people
say of themselves, or the list for people with a personal link, whom we don't ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from oneworkforce.analysis import HeadCount, fold_small
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.take_part.by_workforce import ByWorkforce, workforces_by_link
from oneworkforce.gathering.take_part.missing_voices import Heard, missing_voices
from oneworkforce.gathering.take_part.participation import By, Participation, not_known, participation, the_rest
from oneworkforce.invitations.models import Workforce
from oneworkforce.invitations.numbers import invited_parts
from oneworkforce.ui.wording import number


class InvitedCell(NamedTuple):
    """One part of those invited by name; "" for not known. The fields are those of `By`, in its order."""

    group: str
    sector: str
    locality: str
    wave: str
    workforce: str


Cells = Mapping[InvitedCell, int]


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """One part of the workforce, in people. `of`: its known size."""

    name: str
    under_way: int
    sent: int
    of: int | None = None

    @property
    def share(self) -> str:
        """Who sent, as a share of the known size; a dash if not known."""
        return share_of(self.sent, self.of)


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """One part of those invited by name."""

    name: str
    invited: int
    finished: int

    @property
    def share(self) -> str:
        """Who finished, as a share of those invited."""
        return share_of(self.finished, self.invited)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One way to divide the workforce."""

    caption: str
    head: str
    lines: tuple[ParticipationRow, ...]

    @property
    def has_sizes(self) -> bool:
        """Whether we know the size of any part."""
        return any(line.of for line in self.lines)


@dataclass(frozen=True, slots=True)
class InvitedBreakdown:
    """One way to divide those invited by name."""

    caption: str
    head: str
    lines: tuple[InvitedRow, ...]


@dataclass(frozen=True, slots=True)
class WhoTakesPart:
    """Everything on the page. `missing`: a sentence for each missing voice, the most important first.

    `workforce`: core and wider, of those who came by a group's link, beside their known numbers. `folded`: whether any
    parts are counted together, so that not every silence can be told. `k`: the fewest people that a row is about.
    """

    invited: int
    finished: int
    under_way: int
    sent: int
    breakdowns: tuple[Breakdown, ...]
    of_invited: tuple[InvitedBreakdown, ...]
    workforce: ByWorkforce
    missing: tuple[str, ...]
    folded: bool
    k: int


def share_of(people: int | None, of: int | None) -> str:
    """A share in whole per cent, "<1%" for very few, a dash if not known."""
    if not of or people is None:
        return "–"
    percent = round(100 * people / of)
    return _("<1%") if people and not percent else _("%(n)s%%") % {"n": number(percent)}


def who_takes_part_in(assessment: Assessment) -> WhoTakesPart:
    """Who takes part in an assessment, in fourteen queries."""
    framework = load_pin(assessment.framework)
    took_part = participation(assessment)
    invited, finished = _invited(assessment)
    staff_groups = list(assessment.partnership.staff_groups.all())
    groups = {group.key: group.name for group in staff_groups}
    sectors = {sector.id: sector.name for sector in framework.sectors}
    localities = dict(assessment.partnership.localities.values_list("key", "name"))
    waves = {str(pk): name for pk, name in assessment.waves.values_list("pk", "name")}
    over = assessment.stage in (Stage.CLOSED, Stage.ARCHIVED)
    heard = _heard(took_part, invited, finished, sectors, localities, groups, over=over)
    return WhoTakesPart(
        invited=sum(invited.values()),
        finished=sum(finished.values()),
        under_way=took_part.under_way,
        sent=took_part.sent,
        breakdowns=tuple(_breakdowns(took_part, groups, sectors, localities)),
        of_invited=tuple(_of_those_invited(assessment.k, invited, finished, groups, sectors, localities, waves)),
        workforce=workforces_by_link(assessment, took_part, staff_groups),
        missing=tuple(missing_voices(heard)),
        folded=any(took_part.fold(what, ()).rest for what in (By.SECTOR, By.LOCALITY)),
        k=assessment.k,
    )


def by(cells: Cells, what: By) -> Counter[str]:
    """People summed along one of the five ways to divide them."""
    people: Counter[str] = Counter()
    for cell, how_many in cells.items():
        people[getattr(cell, what)] += how_many
    return people


def _breakdowns(
    took_part: Participation, groups: Mapping[str, str], sectors: Mapping[str, str], localities: Mapping[str, str]
) -> Iterator[Breakdown]:
    begun = took_part.by(By.GROUP, "begun")
    yield Breakdown(
        _("By staff group"),
        _("Staff group"),
        tuple(
            ParticipationRow(
                name, begun.get(key, 0), took_part.by_group.get(key, 0), took_part.people_in_group.get(key)
            )
            for key, name in groups.items()
        ),
    )
    for caption, head, what, known, sizes in (
        (_("By sector"), _("Sector"), By.SECTOR, sectors, took_part.people_in_sector),
        (_("By locality"), _("Locality"), By.LOCALITY, localities, {}),
    ):
        if (known or took_part.by(what)) and (lines := _lines(took_part, what, known, sizes)):
            yield Breakdown(caption, head, lines)


def _lines(
    took_part: Participation, what: By, known: Mapping[str, str], of: Mapping[str, int]
) -> tuple[ParticipationRow, ...]:
    """A line for every known part, for those removed since, for what was not said, and for the rest; or none at all."""
    begun, sent, folded = took_part.by(what, "begun"), took_part.by(what), took_part.fold(what, known)
    if not folded.offered:
        return ()
    names = {**known, "": not_known()}
    lines = [
        ParticipationRow(names.get(key, key), begun.get(key, 0), sent.get(key, 0), of.get(key)) for key in folded.alone
    ]
    if rest := folded.rest:
        sizes = [of[key] for key in rest if key in of]
        lines.append(
            ParticipationRow(
                the_rest(names, rest),
                sum(begun.get(key, 0) for key in rest),
                sum(sent.get(key, 0) for key in rest),
                # A size of some of them would be taken for that of all.
                sum(sizes) if len(sizes) == len(rest) else None,
            )
        )
    return tuple(lines)


def _of_those_invited(k: int, invited: Cells, finished: Cells, *names: Mapping[str, str]) -> Iterator[InvitedBreakdown]:
    """Those on the lists, by all that lists know. `names`: key → name by staff group, sector, locality and wave."""
    if not invited:
        return
    workforces = {kind.value: str(kind.label) for kind in Workforce}
    captions = (
        (_("Invited by name, by staff group"), _("Staff group")),
        (_("Invited by name, by sector"), _("Sector")),
        (_("Invited by name, by locality"), _("Locality")),
        (_("By wave"), _("Wave")),
        (_("Invited by name, core and wider workforce"), _("Workforce")),
    )
    for what, (caption, head), known in zip(By, captions, (*names, workforces), strict=True):
        asked, done = by(invited, what), by(finished, what)
        keys = [*known, *sorted(set(asked) - {*known, ""}), ""]
        folded = fold_small((HeadCount(key, asked[key]) for key in keys if asked[key]), k)
        if not folded.offered:
            continue
        named = {**known, "": _("The list does not say")}
        lines = [InvitedRow(named.get(key, key), asked[key], done[key]) for key in folded.alone]
        if rest := folded.rest:
            lines.append(InvitedRow(the_rest(named, rest), sum(map(asked.get, rest)), sum(map(done.get, rest))))  # type: ignore[arg-type]
        yield InvitedBreakdown(caption, head, tuple(lines))


def _invited(assessment: Assessment) -> tuple[Cells, Cells]:
    groups = dict(assessment.partnership.staff_groups.values_list("pk", "key"))
    invited: Counter[InvitedCell] = Counter()
    done: Counter[InvitedCell] = Counter()
    for part in invited_parts(assessment):
        cell = InvitedCell(groups[part.staff_group], part.sector, part.locality, str(part.wave), part.workforce)
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
    *,
    over: bool,
) -> Heard:
    sent: Counter[tuple[str, str]] = Counter()
    for part in took_part:
        sent[part.sector, part.locality] += part.people
    asked: Counter[tuple[str, str]] = Counter()
    for cell, people in invited.items():
        asked[cell.sector, cell.locality] += people
    return Heard(
        sectors=sectors,
        localities=localities,
        groups={name: took_part.by_group.get(key, 0) for key, name in groups.items()},
        sent=sent,
        invited=asked,
        workforce=took_part.people_in_sector,
        wider=(by(invited, By.WORKFORCE)[Workforce.WIDER], by(finished, By.WORKFORCE)[Workforce.WIDER]),
        sectors_together=frozenset(took_part.fold(By.SECTOR, ()).rest),
        localities_together=frozenset(took_part.fold(By.LOCALITY, ()).rest),
        k=took_part.k,
        over=over,
    )
