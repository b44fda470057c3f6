"""What may be read of a questionnaire. Figures about answers come from tallies of released sheets and nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from oneworkforce.analysis import (
    SYMBOLS,
    GroupTally,
    Results,
    Tally,
    ThemeAxes,
    empty_tally,
    tally_from_bytes,
    work_out,
)
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.models import WITHHELD, Comment, Draft, ToolComment
from oneworkforce.gathering.questionnaires.models import Tally as StoredTally
from oneworkforce.invitations.numbers import finished_by_place

POOLED_AUDIENCES = frozenset({"frontline", "leaders"})
"""Staff, who together are "everyone". Young people and parents stand beside them."""

SCORES = slice(0, SYMBOLS.index("d"))
ANSWERS = slice(0, SYMBOLS.index("."))


def group_tallies(assessment: Assessment) -> list[GroupTally]:
    """Every staff group's released answers, counted, in the partnership's order: three queries, however many answered.

    A group that nothing is released of has zeros.
    """
    framework = load_pin(assessment.framework)
    dimensions = len(framework.dimensions)
    counts: dict[int, Tally] = defaultdict(lambda: empty_tally(dimensions))
    for staff_group, stored in assessment.tallies.values_list("staff_group_id", "counts"):
        counts[staff_group] += tally_from_bytes(bytes(stored), dimensions)
    held = dict(assessment.held_back.values_list("staff_group_id", "dimensions"))
    tallies = []
    for group in assessment.partnership.staff_groups.all():
        # A group may have been given another audience since; what people were asked stays asked.
        answered = counts[group.pk][:, ANSWERS].sum(axis=1)
        asked = tuple(
            bool(now or before) for now, before in zip(framework.asked(group.audience), answered, strict=True)
        )
        pooled = group.audience in POOLED_AUDIENCES
        held_back = tuple(mark == WITHHELD for mark in held.get(group.pk, ""))
        tallies.append(GroupTally(group.key, group.audience, pooled, asked, counts[group.pk], held_back))
    return tallies


def results_of(assessment: Assessment, tallies: Sequence[GroupTally] | None = None) -> Results:
    """Every figure about answers that may be shown, from the released sheets, with disclosure control applied.

    :param tallies: those of `group_tallies`, where the caller has read them already.
    """
    framework = load_pin(assessment.framework)
    axes = [ThemeAxes(theme.id, tuple(one.id for one in theme.dimensions)) for theme in framework.themes]
    return work_out(axes, group_tallies(assessment) if tallies is None else tallies, assessment.k)


@dataclass(frozen=True, slots=True)
class Part:
    """How many people of one staff group, sector and locality sent their answers; "" where nobody knows."""

    group: str
    sector: str
    locality: str
    people: int


@dataclass(frozen=True, slots=True)
class Participation:
    """Who took part, in people: numbers of those who answered, and no figures about answers.

    `parts`: those who sent their answers, released or waiting, by group × sector × locality; iterating gives them.
    `under_way`: drafts begun and not sent. `people_in_group`, `people_in_sector`: workforce sizes, where known.
    """

    parts: tuple[Part, ...]
    under_way: int
    people_in_group: dict[str, int]
    people_in_sector: dict[str, int]

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)

    @property
    def sent(self) -> int:
        """All who sent their answers."""
        return sum(part.people for part in self.parts)

    @property
    def by_group(self) -> dict[str, int]:
        """Those who sent their answers, by staff-group key; a group without any is not there."""
        return self._by("group")

    @property
    def by_sector(self) -> dict[str, int]:
        """Those who sent their answers, by sector id; "" for those who did not say."""
        return self._by("sector")

    @property
    def by_locality(self) -> dict[str, int]:
        """Those who sent their answers, by locality key; "" for those who did not say."""
        return self._by("locality")

    def _by(self, what: str) -> dict[str, int]:
        people: Counter[str] = Counter()
        for part in self.parts:
            people[getattr(part, what)] += part.people
        return dict(sorted(people.items()))


def participation(assessment: Assessment) -> Participation:
    """Who took part so far: seven queries, none of which reads an answer.

    Whoever came by a personal link was not asked where they work, and their answers do not say: the list does, of those
    who have finished. So these are counted where the list has them.
    """
    groups = list(assessment.partnership.staff_groups.all())
    keys = {group.pk: group.key for group in groups}
    people: Counter[tuple[str, str, str]] = Counter()
    released = assessment.tallies.values_list("staff_group_id", "sector", "locality", "sheets")
    drafts = Draft.objects.filter(assessment=assessment)
    waiting = drafts.filter(sent=True).values_list("staff_group_id", "sector", "locality").annotate(Count("pk"))
    for rows in (released, waiting):
        for staff_group, sector, locality, how_many in rows:
            people[keys[staff_group], sector, locality] += how_many
    for (staff_group, sector, locality), how_many in sorted(finished_by_place(assessment).items()):
        silent = (keys[staff_group], "", "")
        moved = min(how_many, people[silent])
        people[silent] -= moved
        people[keys[staff_group], sector, locality] += moved
    sizes = assessment.partnership.workforce_sizes.values_list("sector", "people")
    return Participation(
        parts=tuple(Part(*cell, how_many) for cell, how_many in sorted(people.items()) if how_many),
        under_way=drafts.filter(sent=False).count(),
        people_in_group={group.key: group.people for group in groups if group.people is not None},
        people_in_sector=dict(sizes),
    )


def respondents(assessment: Assessment) -> int:
    """How many people sent their answers, released or waiting."""
    released = StoredTally.objects.filter(assessment=assessment).aggregate(all=Sum("sheets"))["all"] or 0
    return int(released) + Draft.objects.filter(assessment=assessment, sent=True).count()


def comments_to_show(assessment: Assessment, theme_id: str, results: Results) -> dict[str, list[str]]:
    """The comments on a theme by staff-group key, in an order that says nothing; none before close.

    A group's comments are there only where at least k of its people scored the theme: that is, gave a 1–5 answer to one
    same dimension of it, which is as much as tallies know, and never more people than there were.

    :param results: those shown beside the comments; their k holds here too.
    """
    if not can(assessment, Doing.READ_COMMENTS):
        return {}
    framework = load_pin(assessment.framework)
    rows = [framework.index[dimension.id] for dimension in framework.theme(theme_id).dimensions]
    enough = {
        tally.key
        for tally in group_tallies(assessment)
        if int(tally.counts[rows, SCORES].sum(axis=1).max()) >= results.k
    }
    shown: dict[str, list[str]] = defaultdict(list)
    comments = Comment.objects.filter(assessment=assessment, theme=theme_id, staff_group__key__in=enough)
    for group, text in comments.order_by("pk").values_list("staff_group__key", "text"):
        shown[group].append(text)
    return dict(shown)


def tool_comments(assessment: Assessment) -> list[str]:
    """What people said of the questionnaire itself, in an order that says nothing; none before close."""
    if not can(assessment, Doing.READ_COMMENTS):
        return []
    said = ToolComment.objects.filter(assessment=assessment).order_by("pk")
    return list(said.values_list("text", flat=True))
