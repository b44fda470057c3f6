"""Small makers of what most tests need. They go through the product's own actions wherever there is one."""

from __future__ import annotations

from itertools import count
from typing import Any

from oneworkforce.accounts.models import User
from oneworkforce.assessments.actions import change_stage, start_assessment
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.partnerships.actions import start_partnership
from oneworkforce.partnerships.models import Partnership
from oneworkforce.partnerships.roles import Role

PASSWORD = "seven quiet otters"
numbers = count(1)


def make_partnership(name: str = "", **details: Any) -> Partnership:
    """A partnership with the framework's two default staff groups (frontline, leaders), and two localities."""
    partnership = start_partnership(name=name or f"Partnership {next(numbers)}", by=None, **details)
    for locality in ("North", "South"):
        partnership.localities.create(key=locality.lower(), name=locality)
    return partnership


def make_member(partnership: Partnership, role: Role = Role.OFFICER) -> User:
    """A person with an account and a role."""
    number = next(numbers)
    user = User.objects.create_user(email=f"person{number}@example.org", name=f"Person {number}", password=PASSWORD)
    partnership.members.create(user=user, role=role)
    return user


def make_assessment(partnership: Partnership | None = None, stage: Stage = Stage.OPEN, **details: Any) -> Assessment:
    """An assessment brought to a stage through the stages before it."""
    partnership = partnership or make_partnership()
    details.setdefault("name", f"Assessment {next(numbers)}")
    assessment = start_assessment(partnership=partnership, by=None, **details)
    path = {
        Stage.PLANNING: (),
        Stage.OPEN: (Stage.OPEN,),
        Stage.CLOSED: (Stage.OPEN, Stage.CLOSED),
        Stage.ARCHIVED: (Stage.OPEN, Stage.CLOSED, Stage.ARCHIVED),
    }[stage]
    for step in path:
        change_stage(assessment=assessment, to=step, by=None)
    return assessment
