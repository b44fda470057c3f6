"""Who may do what. When it may be done is in assessments/stages.py."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
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
    TELL = "tell", _l("Tell those who took part what came of it")
    APPROVE = "approve", _l("Approve letters in the partnership’s name")


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What a role does, who gets it and how, and what it may do."""

    does: str | Promise
    given_to: str
    permissions: frozenset[str]


ROLES: dict[str, RoleRow] = {
    Role.OFFICER: RoleRow(
        does=_l("Runs the tool: sets it up, plans, opens and closes, and writes the report"),
        given_to="Whoever sets the partnership up at /set-up/; later, whoever an officer adds.",
        # Letters go out in the Director's name, so the person who writes one can't approve it.
        permissions=frozenset(Permission) - {Permission.APPROVE},
    ),
    Role.ANALYST: RoleRow(
        does=_l("Sets goals, and records strengths, focus areas and actions"),
        given_to="Members of the workforce subgroup. An officer adds them.",
        permissions=frozenset({Permission.READ, Permission.ANALYSE, Permission.REPORT}),
    ),
    Role.SIGNATORY: RoleRow(
        does=_l("Reads everything, and approves for the partnership"),
        given_to="The Director, or whoever signs for the partnership. An officer adds them.",
        permissions=frozenset({Permission.READ, Permission.APPROVE}),
    ),
    Role.VIEWER: RoleRow(
        does=_l("Reads everything"),
        given_to="Board members and leads of partner organisations. An officer adds them.",
        permissions=frozenset({Permission.READ}),
    ),
}
"""The whole table: somebody who is known to another partnership is added with `oneworkforce member add`."""

ROLE_WORDS = {role: row.does for role, row in ROLES.items()}


def allows(role: str, permission: str) -> bool:
    return role in ROLES and permission in ROLES[role].permissions
