"""What the parts of a partnership file may name, and the bounds that their values keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from oneworkforce.frameworks import Framework

SMALLEST_K, LARGEST_K = 5, 30
YOUNGEST_CONSENT, OLDEST_CONSENT = 11, 18
"""Years from which young people may decide for themselves whether to answer."""
SHORTEST_KEPT, LONGEST_KEPT = 1, 24
"""Months for which invitations are kept after an assessment's close."""

DID_NOT_SAY = "did-not-say"


@dataclass(frozen=True, slots=True)
class Known:
    """What an assessment may name: the framework, the staff groups (key → audience) and the localities' keys."""

    framework: Framework
    groups: Mapping[str, str]
    localities: frozenset[str]

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of themes."""
        return tuple(theme.id for theme in self.framework.themes)

    @property
    def sectors(self) -> tuple[str, ...]:
        """Ids of sectors."""
        return tuple(sector.id for sector in self.framework.sectors)

    @property
    def plan_groups(self) -> tuple[str, ...]:
        """Whom a line of the plan may name: staff groups, audiences and sectors."""
        audiences = (audience.id for audience in self.framework.audiences)
        return tuple(dict.fromkeys((*self.groups, *audiences, *self.sectors)))

    def dimensions(self, theme: str) -> tuple[str, ...]:
        """The short names of a theme's dimensions: their ids without the theme's own."""
        return tuple(dimension.id.partition(".")[2] for dimension in self.framework.theme(theme).dimensions)


def longest(model: type[models.Model], name: str) -> int:
    """How many characters a field of a model takes."""
    length: int = model._meta.get_field(name).max_length  # type: ignore[union-attr,assignment]
    return length
