"""Which staff groups have too few answers for the coming close, and what it would do to them. No answer is read."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.analysis import Warned, may_enter, warnings_before
from oneworkforce.assessments.closing import CloseWarning
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.figures import POOLED_AUDIENCES
from oneworkforce.gathering.questionnaires.privacy.sources import known_by_source
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.ui.wording import list_in_words, number


def warn_before_close(assessment: Assessment) -> list[CloseWarning]:
    """A warning for each staff group with fewer than k new answers, or too many that one person knows: four queries."""
    groups = list(assessment.partnership.staff_groups.all())
    people = people_for_the_coming_close(assessment)
    first = not assessment.times_closed
    found = warnings_before(
        {group.key: people[group.pk] for group in groups},
        frozenset(group.key for group in groups if group.audience in POOLED_AUDIENCES),
        assessment.k,
        first=first,
    )
    warned = {one.key: one for one in found}
    names = {group.key: group.name for group in groups}
    known = known_by_source(assessment)
    warnings = []
    for group in groups:
        if people[group.pk] < assessment.k:
            consequence = _consequence(warned[group.key], names, assessment.k) if group.key in warned else ""
            warnings.append(CloseWarning(_needed(group, people[group.pk], assessment.k, first=first), consequence))
        elif not may_enter(people[group.pk], known[group.pk][assessment.coming_close], assessment.k):
            sources = known[group.pk][assessment.coming_close].values()
            others = min(few for sheets in sources if (few := people[group.pk] - sheets) > 0)
            warnings.append(_known_to_one(group, others, assessment.k))
    return warnings


def people_for_the_coming_close(assessment: Assessment) -> Counter[int]:
    """People who have sent answers that the coming close would count first, by their staff group's primary key."""
    people: Counter[int] = Counter()
    coming = assessment.tallies.filter(close__gt=assessment.times_closed).values_list("staff_group_id")
    waiting = assessment.drafts.filter(sent=True).order_by().values_list("staff_group_id")
    for rows in (coming.annotate(Sum("sheets")), waiting.annotate(Count("pk"))):
        for staff_group, how_many in rows:
            people[staff_group] += how_many
    return people


def _known_to_one(group: StaffGroup, others: int, k: int) -> CloseWarning:
    needed = ngettext(
        "%(group)s: one person typed, checked or imported most answers; %(n)s came otherwise, %(k)s needed.",
        "%(group)s: one person typed, checked or imported most answers; %(n)s came otherwise, %(k)s needed.",
        others,
    )
    return CloseWarning(
        needed % {"group": group.name, "n": number(others), "k": number(k)},
        _("If you close now, none of their new answers is counted. They wait until enough have come otherwise."),
    )


def _needed(group: StaffGroup, answered: int, k: int, *, first: bool) -> str:
    said = (
        ngettext("%(group)s: %(n)s answered, %(k)s needed.", "%(group)s: %(n)s answered, %(k)s needed.", answered)
        if first
        else ngettext(
            "%(group)s: %(n)s answered since the last close, %(k)s needed.",
            "%(group)s: %(n)s answered since the last close, %(k)s needed.",
            answered,
        )
    )
    return said % {"group": group.name, "n": number(answered), "k": number(k)}


def _consequence(warned: Warned, names: dict[str, str], k: int) -> str:
    if warned.waits:
        return _("If you close now, their answers are not counted. They wait for more.")
    if not warned.for_good:
        return _(
            "If you close now, their own results are not shown. If you open it again, that takes %(k)s more answers "
            "from them."
        ) % {"k": number(k)}
    if warned.beside:
        return _(
            "If you close now, their own results, and beside them those of %(others)s, stay hidden in this assessment "
            "even if more answer later."
        ) % {"others": list_in_words([names[key] for key in warned.beside])}
    return _("If you close now, their own results stay hidden in this assessment even if more answer later.")
