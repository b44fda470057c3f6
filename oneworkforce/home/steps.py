"""The loop as steps: what each is for, how far it is, and which comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.assessments.loop import LOOP
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.take_part.participation import respondents
from oneworkforce.partnerships.models import Partnership
from oneworkforce.plans.models import ActivityState
from oneworkforce.results.standing import standing_of


@dataclass(slots=True)
class Step:
    """One step: a title that links, a sentence, its state in words, and whether it is the one to do next."""

    title: str
    text: str
    href: str
    state: str
    done: bool
    current: bool = False


def steps_of_set_up(partnership: Partnership) -> list[Step]:
    """What a partnership tells the tool about itself, once."""
    where = {"partnership": partnership.key}

    def counted(number: int) -> str:
        return _("Done: %(number)s") % {"number": number} if number else _("To do")

    organisations, localities = partnership.organisations.count(), partnership.localities.count()
    sizes, members = partnership.workforce_sizes.count(), partnership.members.count()
    groups = list(partnership.staff_groups.all())
    described = [group for group in groups if group.who]
    return _mark_the_next(
        [
            Step(
                _("Organisations"),
                _("Everyone who works with children: statutory or not, large or small, volunteers too."),
                reverse("organisations", kwargs=where),
                counted(organisations),
                organisations > 0,
            ),
            Step(
                _("Localities"),
                _("The parts of your area, if you want to know how each takes part."),
                reverse("localities", kwargs=where),
                counted(localities),
                localities > 0,
            ),
            Step(
                _("Staff groups"),
                _("Who answers which questions. Say who is in each group."),
                reverse("staff-groups", kwargs=where),
                _("Described: %(done)s of %(all)s") % {"done": len(described), "all": len(groups)},
                bool(groups) and len(described) == len(groups),
            ),
            Step(
                _("Size of the workforce"),
                _("How many people work in each sector, where you know it."),
                reverse("workforce", kwargs=where),
                counted(sizes),
                sizes > 0,
            ),
            Step(
                _("People and roles"),
                _("Who runs the tool, analyses, approves, or reads."),
                reverse("people", kwargs=where),
                counted(members),
                members > 1,
            ),
        ]
    )


def steps_of_assessment(assessment: Assessment, address: Callable[..., str]) -> list[Step]:
    """One time round the loop; `address` is that of the request (`AssessmentRequest`)."""
    return _mark_the_next(
        [Step(str(step.title), str(step.purpose), address(step.page), *HOW_FAR[step.page](assessment)) for step in LOOP]
    )


def _plan(assessment: Assessment) -> tuple[str, bool]:
    states = list(assessment.planned_activities.values_list("state", flat=True))
    if not states:
        return _("Nothing planned yet"), False
    return _("%(done)s of %(all)s done") % {"done": states.count(ActivityState.DONE), "all": len(states)}, True


def _take_part(assessment: Assessment) -> tuple[str, bool]:
    if assessment.stage == Stage.PLANNING:
        return _("Not open yet"), False
    sent = respondents(assessment)
    said = ngettext("%(number)s person has answered", "%(number)s people have answered", sent)
    return said % {"number": f"{sent:,}"}, _is_over(assessment)


def _where_we_are(assessment: Assessment) -> tuple[str, bool]:
    if not _is_over(assessment):
        return (_("As of the last close") if assessment.times_closed else _("Figures appear at the close")), False
    said = _("All answers are in") if respondents(assessment) else _("Nobody answered")
    return said, _goals_set(assessment) > 0


def _goals(assessment: Assessment) -> tuple[str, bool]:
    goals = _goals_set(assessment)
    said = ngettext("%(number)s goal", "%(number)s goals", goals) % {"number": goals} if goals else _("No goals yet")
    return said, goals > 0


def _what_we_will_do(assessment: Assessment) -> tuple[str, bool]:
    actions = assessment.actions.count()
    if not actions:
        return _("No actions yet"), False
    return ngettext("%(number)s action", "%(number)s actions", actions) % {"number": actions}, True


def _report(assessment: Assessment) -> tuple[str, bool]:
    """Whether there are figures in it: a report without any can be read, but is not ready."""
    if not _is_over(assessment):
        return _("Without all the answers yet"), False
    if not respondents(assessment):
        return _("Nobody answered, so it has no figures"), False
    if not standing_of(assessment).shows_figures:
        return _("Too few answered to show figures"), False
    return _("Ready to read"), False


def _is_over(assessment: Assessment) -> bool:
    return assessment.stage in {Stage.CLOSED, Stage.ARCHIVED}


def _goals_set(assessment: Assessment) -> int:
    return assessment.goals.filter(dimension="").count()


HOW_FAR: dict[str, Callable[[Assessment], tuple[str, bool]]] = {
    "plan": _plan,
    "take-part": _take_part,
    "where-we-are": _where_we_are,
    "goals": _goals,
    "what-we-will-do": _what_we_will_do,
    "report": _report,
}
"""How far each step of the loop is, in words, and whether it is done."""


def _mark_the_next(steps: list[Step]) -> list[Step]:
    following = next((step for step in steps if not step.done), None)
    if following is not None:
        following.current = True
    return steps
