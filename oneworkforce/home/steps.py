"""The loop as steps: what each is for, how far it is, and which comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.take_part.participation import respondents
from oneworkforce.partnerships.models import Partnership
from oneworkforce.plans.models import ActivityState


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
    stage = assessment.stage
    states = list(assessment.planned_activities.values_list("state", flat=True))
    sent = respondents(assessment)
    goals = assessment.goals.filter(dimension="").count()
    actions = assessment.actions.count()
    closed = stage in {Stage.CLOSED, Stage.ARCHIVED}
    return _mark_the_next(
        [
            Step(
                _("Plan"),
                _("Which method covers which theme, with whom, when, and who leads it."),
                address("plan"),
                _("%(done)s of %(all)s done") % {"done": states.count(ActivityState.DONE), "all": len(states)}
                if states
                else _("Nothing planned yet"),
                bool(states),
            ),
            Step(
                _("Take part"),
                _("Give each staff group its link, and see how many have answered."),
                address("take-part"),
                ngettext("%(number)s person has answered", "%(number)s people have answered", sent)
                % {"number": f"{sent:,}"}
                if stage != Stage.PLANNING
                else _("Not open yet"),
                closed,
            ),
            Step(
                _("Where we are"),
                _("The rainbow, and a spider diagram for each theme."),
                address("where-we-are"),
                _("All answers are in") if closed else _("Grows as answers are released"),
                closed and goals > 0,
            ),
            Step(
                _("Where we want to be"),
                _("A goal for each theme, with a date."),
                address("goals"),
                ngettext("%(number)s goal", "%(number)s goals", goals) % {"number": goals}
                if goals
                else _("No goals yet"),
                goals > 0,
            ),
            Step(
                _("What we will do"),
                _("Strengths, areas to develop, focus areas, and actions with a lead and a date."),
                address("what-we-will-do"),
                ngettext("%(number)s action", "%(number)s actions", actions) % {"number": actions}
                if actions
                else _("No actions yet"),
                actions > 0,
            ),
            Step(
                _("Report"),
                _("The summary report, to read here or as a PDF."),
                address("report"),
                _("Ready to read"),
                False,
            ),
        ]
    )


def _mark_the_next(steps: list[Step]) -> list[Step]:
    following = next((step for step in steps if not step.done), None)
    if following is not None:
        following.current = True
    return steps
