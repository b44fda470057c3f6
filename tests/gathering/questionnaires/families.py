"""Young people, children and parents for tests: a partnership that asks them, and somebody who answers as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oneworkforce.assessments.models import Assessment
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.answering import Person

GROUPS = {"young-people": "Young people", "parents": "Parents and carers"}
WITH_CHILDREN = {**GROUPS, "children": "Children"}
AGREED = {"step": "taking-part", "age": "old-enough", "agrees": "yes"}
BOTH_AGREED = {"step": "taking-part", "permitted": "yes", "together": "yes", "agrees": "yes"}


def make_family_assessment(name: str = "Rivermouth", groups: Mapping[str, str] = GROUPS, **details: Any) -> Assessment:
    """An open assessment that asks staff, young people and parents, and WITH_CHILDREN children of 7 to 10 too."""
    partnership = make_partnership(name, **details)
    for order, (key, group) in enumerate(groups.items(), start=2):
        partnership.staff_groups.create(key=key, name=group, audience=key, order=order)
    return make_assessment(partnership)


class Family(Person):
    """A young person or a parent with a browser of their own."""

    agreed = AGREED

    def start(self, **fields: str) -> Family:
        """Say yes on the second page."""
        address = f"/answer/{self.link.code}/"
        response = self.client.post(address, {**self.fields(f"{address}?step=taking-part"), **self.agreed, **fields})
        assert response.status_code == 302, response.content.decode()
        return self


class Child(Family):
    """A child of about 7 to 10 and the grown-up who sits with them, at one browser."""

    agreed = BOTH_AGREED

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(assessment, "children")
