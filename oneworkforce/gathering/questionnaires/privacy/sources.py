"""Who knows how many of a staff group's new sheets: numbers alone, kept by account, never an answer.

The rule is `analysis.sources`'; docs/adr/0030 says why. Where answers come in, `note_known` is told; a close asks
`known_by_source`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from oneworkforce.accounts.models import User
from oneworkforce.analysis import may_enter
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.models import KnownSheets

COMMAND_LINE = "command line"

KnownByClose = Mapping[int, Mapping[str, int]]
"""Close → source → sheets."""


def source_of(by: User | int | None) -> str:
    """The source that an account is; all who use the command line are one."""
    if by is None:
        return COMMAND_LINE
    return f"account {by if isinstance(by, int) else by.pk}"


def note_known(*, assessment: Assessment, staff_group: int, sheets: Mapping[str, int]) -> None:
    """Add sheets that just came in to what their sources know. The caller holds the assessment.

    :param sheets: source → how many.
    """
    for source, more in sorted(sheets.items()):
        known, _made = KnownSheets.objects.get_or_create(
            assessment=assessment, staff_group_id=staff_group, close=assessment.coming_close, source=source
        )
        KnownSheets.objects.filter(pk=known.pk).update(sheets=F("sheets") + more)


def keep_for_next_close(assessment: Assessment, staff_groups: Iterable[int]) -> None:
    """As a close leaves a staff group's drafts waiting, what is known of them is known of the next close's sheets."""
    close = assessment.times_closed
    waiting = assessment.known_sheets.filter(staff_group__in=list(staff_groups), close=close)
    waiting.update(close=close + 1)


def write_anew(assessment: Assessment) -> None:
    """Write these rows in a transaction of their own, so that none joins an account to drafts (paper/finishing.py)."""
    assessment.known_sheets.update(sheets=F("sheets"))


def known_by_source(assessment: Assessment) -> dict[int, dict[int, Counter[str]]]:
    """Staff group → close → source → sheets, in one query."""
    known: dict[int, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    rows = assessment.known_sheets.values_list("staff_group_id", "close", "source", "sheets")
    for staff_group, close, source, sheets in rows:
        known[staff_group][close][source] += sheets
    return known


def taken_in(assessment: Assessment) -> dict[int, int]:
    """Staff group → the close up to which its people count as having taken part, for groups of at least k by then.

    No answer is looked at: only how many there are, and who knows them. In two queries.
    """
    reached = _reached(assessment, known_by_source(assessment))
    return {group: one.close for group, one in reached.items() if one.people >= assessment.k}


def groups_known_to_one(assessment: Assessment) -> frozenset[int]:
    """The staff groups whose answers to the last closes wait, since somebody knows most of them."""
    known = known_by_source(assessment)
    if not known:
        return frozenset()
    return frozenset(group for group, one in _reached(assessment, known).items() if one.waiting)


@dataclass(slots=True)
class _Reached:
    """Up to which close a group's sheets count, how many that are, and how many wait for others."""

    close: int = 0
    people: int = 0
    waiting: int = 0


def _reached(assessment: Assessment, known: Mapping[int, Mapping[int, Mapping[str, int]]]) -> dict[int, _Reached]:
    sheets: dict[int, Counter[int]] = defaultdict(Counter)
    tallies = assessment.tallies.filter(close__lte=assessment.times_closed)
    for staff_group, close, people in tallies.values_list("staff_group_id", "close", "sheets"):
        sheets[staff_group][close] += people
    found: dict[int, _Reached] = {}
    for staff_group, by_close in sheets.items():
        reached, sources = _Reached(), Counter[str]()
        for close in range(1, assessment.times_closed + 1):
            reached.waiting += by_close[close]
            sources.update(known.get(staff_group, {}).get(close, {}))
            if may_enter(reached.waiting, sources, assessment.k):
                reached, sources = _Reached(close, reached.people + reached.waiting), Counter()
        found[staff_group] = reached
    return found
