"""The stages of an assessment and what may happen in each: one table. *When*; for *who* see partnerships.roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

if TYPE_CHECKING:
    from oneworkforce.assessments.models import Assessment


class Stage(models.TextChoices):
    """Where an assessment is."""

    PLANNING = "planning", _l("Planning")
    OPEN = "open", _l("Open")
    CLOSED = "closed", _l("Closed")
    ARCHIVED = "archived", _l("Archived")


# From → to, the button's words, and the words of the audit event.
TRANSITIONS = {
    (Stage.PLANNING, Stage.OPEN): (_l("Open for answers"), "assessment opened"),
    (Stage.OPEN, Stage.CLOSED): (_l("Close"), "assessment closed"),
    (Stage.CLOSED, Stage.OPEN): (_l("Open again"), "assessment opened again"),
    (Stage.CLOSED, Stage.ARCHIVED): (_l("Archive"), "assessment archived"),
    (Stage.ARCHIVED, Stage.CLOSED): (_l("Take out of the archive"), "assessment taken out of the archive"),
}


class Doing(models.TextChoices):
    """Things whose time depends on the stage."""

    ANSWER = "answer", _l("Answer, or import answers")
    CHANGE_SETTINGS = "change settings", _l("Change the smallest group shown")
    PLAN = "plan", _l("Change the plan")
    INVITE = "invite", _l("Invite people")
    ANALYSE = "analyse", _l("Set goals, and record strengths, focus areas and actions")
    WRITE_REPORT = "write the report", _l("Change the report’s words")
    READ_COMMENTS = "read comments", _l("Read comments")
    EXPORT_ANSWERS = "export answers", _l("Export answers, row by row")


ALLOWED: dict[str, frozenset[str]] = {
    Stage.PLANNING: frozenset({Doing.CHANGE_SETTINGS, Doing.PLAN, Doing.INVITE, Doing.ANALYSE, Doing.WRITE_REPORT}),
    Stage.OPEN: frozenset({Doing.ANSWER, Doing.PLAN, Doing.INVITE, Doing.ANALYSE, Doing.WRITE_REPORT}),
    Stage.CLOSED: frozenset({Doing.PLAN, Doing.ANALYSE, Doing.WRITE_REPORT, Doing.READ_COMMENTS, Doing.EXPORT_ANSWERS}),
    Stage.ARCHIVED: frozenset({Doing.READ_COMMENTS, Doing.EXPORT_ANSWERS}),
}


class WrongStage(Exception):
    """An action was asked for at a stage that does not allow it; the message says which, in words for the screen."""


def can(assessment: Assessment, doing: str) -> bool:
    """Whether the assessment's stage allows a thing."""
    return doing in ALLOWED[assessment.stage]


def require(assessment: Assessment, doing: Doing) -> None:
    """Raise unless the stage allows a thing.

    :raises WrongStage: naming the assessment, its stage and the thing.
    """
    if not can(assessment, doing):
        raise WrongStage(
            _("%(name)s is at the stage “%(stage)s”. What cannot be done then: %(doing)s.")
            % {"name": assessment.name, "stage": Stage(assessment.stage).label, "doing": doing.label}
        )


def next_stages(assessment: Assessment) -> list[Stage]:
    """The stages that may follow, in the order of the table."""
    return [to for (start, to) in TRANSITIONS if start == assessment.stage]


# What each gathering app does as a stage is entered, in the transaction of the change (docs/adr/0004).
ENTERING: dict[str, list[Callable[[Assessment], None]]] = {stage: [] for stage in Stage}


def on_entering(stage: Stage, do: Callable[[Assessment], None]) -> None:
    """Register work for the moment at which a stage is entered; called from an app's ``ready``."""
    if do not in ENTERING[stage]:
        ENTERING[stage].append(do)
