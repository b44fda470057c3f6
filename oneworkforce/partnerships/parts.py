"""What a partnership lists: organisations, localities and staff groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

from oneworkforce.partnerships.models import Locality, Organisation, Partnership, StaffGroup

Text = str | Promise


@dataclass(frozen=True, slots=True)
class PartKind:
    """One of the three: its URL name, its model and its texts."""

    name: str
    model: type[Any]
    relation: str
    title: Text
    lead: Text
    add: Text
    empty: Text

    def all_of(self, partnership: Partnership) -> Any:
        return getattr(partnership, self.relation).all()


PARTS = {
    part.name: part
    for part in (
        PartKind(
            "organisations",
            Organisation,
            "organisations",
            _l("Organisations"),
            _l("Everyone who works with children and families: statutory or not, large or small, volunteers too."),
            _l("Add an organisation"),
            _l("The report names the organisations that took part. Begin with the largest employers."),
        ),
        PartKind(
            "localities",
            Locality,
            "localities",
            _l("Localities"),
            _l(
                "The parts of your area. People can say which one they work in, so you see whether each one takes part."
            ),
            _l("Add a locality"),
            _l("If your area is small, you don’t need any."),
        ),
        PartKind(
            "staff-groups",
            StaffGroup,
            "staff_groups",
            _l("Staff groups"),
            _l("Who is asked what. Each group has its own link, and reads the questions worded for it."),
            _l("Add a staff group"),
            _l("Two groups are usual: front-line staff with their managers, and leaders."),
        ),
    )
}
