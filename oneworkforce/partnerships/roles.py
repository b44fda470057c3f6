"""Who may do what. When it may be done is in assessments/stages.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _l


class Role(models.TextChoices):
    OFFICER = "officer", _l("Project officer")
    ANALYST = "analyst", _l("Analyst")
    SIGNATORY = "signatory", _l("Signatory")
    VIEWER = "viewer", _l("Viewer")


class Permission(models.TextChoices):
    """What a page or an action asks for."""

    READ = "read", _l("Read the plan, the results, the actions and the report")
    SET_UP = "set up", _l("Change the partnership and its people")
    PLAN = "plan", _l("Change the plan")
    RUN = "run", _l("Open and close an assessment, give out its links, import and export answers")
    ANALYSE = "analyse", _l("Set goals, and record strengths, focus areas and actions")
    REPORT = "report", _l("Edit the report's words")
    APPROVE = "approve", _l("Approve letters in the partnership’s name")


ROLE_PERMISSIONS: dict[str, frozenset[str]] = {
    # Letters go out in the Director's name, so the person who writes one can't approve it.
    Role.OFFICER: frozenset(Permission) - {Permission.APPROVE},
    Role.ANALYST: frozenset({Permission.READ, Permission.ANALYSE, Permission.REPORT}),
    Role.SIGNATORY: frozenset({Permission.READ, Permission.APPROVE}),
    Role.VIEWER: frozenset({Permission.READ}),
}

ROLE_WORDS = {
    Role.OFFICER: _l("Runs the tool: sets it up, plans, opens and closes, and writes the report"),
    Role.ANALYST: _l("Sets goals, and records strengths, focus areas and actions"),
    Role.SIGNATORY: _l("Reads everything, and approves for the partnership"),
    Role.VIEWER: _l("Reads everything"),
}


def allows(role: str, permission: str) -> bool:
    return permission in ROLE_PERMISSIONS.get(role, frozenset())
