"""What may happen at each stage. Who may do it is in partnerships/roles.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _l

if TYPE_CHECKING:
    from oneworkforce.assessments.models import Assessment


class Stage(models.TextChoices):
    PLANNING = "planning", _l("Planning")
    OPEN = "open", _l("Open")
    CLOSED = "closed", _l("Closed")
    ARCHIVED = "archived", _l("Archived")


# From → to: the words on the button, and the audit event.
TRANSITIONS = {
    (Stage.PLANNING, Stage.OPEN): (_l("Open for answers"), "assessment opened"),
    (Stage.OPEN, Stage.CLOSED): (_l("Close"), "assessment closed"),
    (Stage.CLOSED, Stage.OPEN): (_l("Open again"), "assessment opened again"),
    (Stage.CLOSED, Stage.ARCHIVED): (_l("Archive"), "assessment archived"),
    (Stage.ARCHIVED, Stage.CLOSED): (_l("Take out of the archive"), "assessment taken out of the archive"),
}


class Doing(models.TextChoices):
    """Things that depend on the stage; the label completes “you can’t …”."""

    ANSWER = "answer", _l("give or import answers")
    CHANGE_SETTINGS = "change settings", _l("change the smallest group shown")
    PLAN = "plan", _l("change the plan")
    INVITE = "invite", _l("invite people")
    ANALYSE = "analyse", _l("change goals, strengths, focus areas or actions")
    WRITE_REPORT = "write the report", _l("change the report’s words")
    TELL = "tell", _l("tell people what came of it")
    READ_COMMENTS = "read comments", _l("read comments")
    EXPORT_ANSWERS = "export answers", _l("export answers")


ALLOWED: dict[str, frozenset[str]] = {
    Stage.PLANNING: frozenset({Doing.CHANGE_SETTINGS, Doing.PLAN, Doing.INVITE, Doing.ANALYSE, Doing.WRITE_REPORT}),
    Stage.OPEN: frozenset({Doing.ANSWER, Doing.PLAN, Doing.INVITE, Doing.ANALYSE, Doing.WRITE_REPORT}),
    Stage.CLOSED: frozenset(
        {Doing.PLAN, Doing.ANALYSE, Doing.WRITE_REPORT, Doing.TELL, Doing.READ_COMMENTS, Doing.EXPORT_ANSWERS}
    ),
    Stage.ARCHIVED: frozenset({Doing.READ_COMMENTS, Doing.EXPORT_ANSWERS}),
}

ONCE_CLOSED = frozenset({Doing.READ_COMMENTS, Doing.EXPORT_ANSWERS})
"""What an assessment goes on allowing when it is opened again: as its last close left it."""

REFUSALS = {
    Stage.PLANNING: _l("%(name)s isn’t open yet, so you can’t %(doing)s."),
    Stage.OPEN: _l("%(name)s is open, so you can’t %(doing)s."),
    Stage.CLOSED: _l("%(name)s is closed, so you can’t %(doing)s."),
    Stage.ARCHIVED: _l("%(name)s is archived, so you can’t %(doing)s."),
}


class WrongStage(Exception):
    """The stage doesn't allow it; the message says so in words for the screen."""


def can(assessment: Assessment, doing: str) -> bool:
    return doing in ALLOWED[assessment.stage] or (bool(assessment.times_closed) and doing in ONCE_CLOSED)


def require(assessment: Assessment, doing: Doing) -> None:
    """Raise WrongStage unless the stage allows it."""
    if not can(assessment, doing):
        raise WrongStage(REFUSALS[Stage(assessment.stage)] % {"name": assessment.name, "doing": doing.label})


def next_stages(assessment: Assessment) -> list[Stage]:
    return [to for (start, to) in TRANSITIONS if start == assessment.stage]


# What each gathering app does on entering a stage, in the same transaction (docs/adr/0004).
ENTERING: dict[str, list[Callable[[Assessment], None]]] = {stage: [] for stage in Stage}


def on_entering(stage: Stage, do: Callable[[Assessment], None]) -> None:
    """Run ``do`` whenever an assessment enters a stage; apps call this from ``ready``."""
    if do not in ENTERING[stage]:
        ENTERING[stage].append(do)
