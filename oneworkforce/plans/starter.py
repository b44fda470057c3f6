"""A typical plan to start from, in our words: what most partnerships do, week by week, for each to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks.rules import FAMILY_AUDIENCES
from oneworkforce.plans.models import Method, PlannedActivity
from oneworkforce.plans.vocabulary import vocabulary_of


@dataclass(frozen=True, slots=True)
class _Typical:
    when: str
    activity: str
    method: str = ""
    audiences: Sequence[str] = ()


def typical_plan(assessment: Assessment) -> list[PlannedActivity]:
    """Lines of a typical plan, for the partnership's own staff groups. A line with a method covers every theme."""
    vocabulary = vocabulary_of(assessment)
    staff_groups = list(assessment.partnership.staff_groups.all())
    lines = []
    for typical in _typical_lines():
        groups: list[str] = []
        for audience in typical.audiences:
            groups += [group.key for group in staff_groups if group.audience == audience] or [audience]
        lines.append(
            PlannedActivity(
                when=typical.when,
                activity=typical.activity,
                method=typical.method,
                themes=list(vocabulary.themes) if typical.method else [],
                groups=vocabulary.groups_in_order(key for key in groups if key in vocabulary.groups),
            )
        )
    return lines


def _typical_lines() -> tuple[_Typical, ...]:
    staff = ("frontline", "leaders")
    return (
        _Typical(
            _("Week 1"), _("Agree who leads, which staff groups take part, and what the figures will be used for")
        ),
        _Typical(_("Weeks 1 and 2"), _("Tell managers what is coming, why it matters, and how much time it takes")),
        _Typical(
            _("Week 2"),
            _("Collect what children, young people and families have told services already"),
            Method.EXISTING_INFORMATION,
            FAMILY_AUDIENCES,
        ),
        _Typical(
            _("Weeks 3 to 6"),
            _("Give out the links to the questionnaire, and remind people"),
            Method.QUESTIONNAIRE,
            staff,
        ),
        _Typical(
            _("Weeks 5 to 7"), _("Hold focus groups on what the questionnaire leaves open"), Method.FOCUS_GROUP, staff
        ),
        _Typical(
            _("Weeks 6 to 8"),
            _("Work through a family's story together, agency by agency"),
            Method.SCENARIO_WORKSHOP,
            ("frontline",),
        ),
        _Typical(_("Week 9"), _("Agree where we are on each theme, and write down why")),
        _Typical(_("Week 10"), _("Agree where we want to be, and what we will do first")),
        _Typical(
            _("Week 12"), _("Take the report and the actions to the board, and tell everyone who took part"), "", staff
        ),
    )
