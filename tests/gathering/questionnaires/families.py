"""Young people and parents for tests: a partnership that asks them, and somebody who answers as one."""

from __future__ import annotations

from typing import Any

from oneworkforce.assessments.models import Assessment
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.answering import Person

GROUPS = {"young-people": "Young people", "parents": "Parents and carers"}
AGREED = {"step": "taking-part", "age": "old-enough", "agrees": "yes"}


def make_family_assessment(name: str = "Rivermouth", **details: Any) -> Assessment:
    """An open assessment that asks staff, young people and parents."""
    partnership = make_partnership(name, **details)
    for order, (key, group) in enumerate(GROUPS.items(), start=2):
        partnership.staff_groups.create(key=key, name=group, audience=key, order=order)
    return make_assessment(partnership)


class Family(Person):
    """A young person or a parent with a browser of their own."""

    def start(self, **fields: str) -> Family:
        """Say yes on the second page."""
        address = f"/answer/{self.link.code}/"
        response = self.client.post(address, {**self.fields(f"{address}?step=taking-part"), **AGREED, **fields})
        assert response.status_code == 302, response.content.decode()
        return self
