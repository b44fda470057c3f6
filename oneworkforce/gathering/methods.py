"""What each method of gathering offers to the rest of the product: one registration each.

A method registers in its app's `ready`: `register(GatheringMethod(key="questionnaire", …))`. `take_part` and `results`
ask all registered methods and never name one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

# Every process loads this file at its start, so it loads nothing itself.
if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from oneworkforce.analysis import GroupTally
    from oneworkforce.assessments.models import Assessment
    from oneworkforce.assessments.permissions import AssessmentRequest
    from oneworkforce.partnerships.models import StaffGroup
    from oneworkforce.partnerships.roles import Permission

Place = tuple[int, str, str]
"""A staff group's primary key, a sector id and a locality key; "" for not said."""


@dataclass(frozen=True, slots=True)
class Door:
    """The way in for one staff group.

    `code`: "" until a link is made; `minutes`: how long it takes, as "10 to 25"; `themes`: name and purpose.
    """

    group: StaffGroup
    code: str
    minutes: str
    themes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class HubPage:
    """A page that the hub links to: its URL name, who may open it, and its words."""

    url_name: str
    needs: Permission
    title: str
    text: str


def _nobody(_assessment: Assessment) -> Counter[Place]:
    return Counter()


def _nobody_said(_assessment: Assessment) -> Counter[str]:
    return Counter()


def _nothing(_request: HttpRequest) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringMethod:
    """One method, as others see it.

    - `key`: as in `plans.models.Method`.
    - `urls`: (prefix, module) of its pages under an assessment; `answer_urls`: that under /answer/, fixed names only.
    - `open_code`: the page for a code in a link, None if it isn't ours; `typed_code`: where that code leads when typed;
      `going_on`: where this browser can continue, or None.
    - `doors`: the staff groups' ways in, in order; `make_door` makes a missing one.
    - `sent`, `under_way`: people by place. `workforces`: people by core and wider workforce, as they say of themselves;
      may be shown as it is. `tallies`: counts of answers by staff group, for figures.
    - `pages`: what else the hub links to.
    """

    key: str
    urls: tuple[tuple[str, str], ...] = ()
    answer_urls: str = ""
    open_code: Callable[[HttpRequest, str], HttpResponseBase | None] | None = None
    typed_code: Callable[[HttpRequest, str], HttpResponseBase | None] | None = None
    going_on: Callable[[HttpRequest], str | None] = _nothing
    doors: Callable[[Assessment], list[Door]] | None = None
    make_door: Callable[[Assessment, StaffGroup], object] | None = None
    sent: Callable[[Assessment], Counter[Place]] = _nobody
    under_way: Callable[[Assessment], Counter[Place]] = _nobody
    workforces: Callable[[Assessment], Counter[str]] = _nobody_said
    tallies: Callable[[Assessment], list[GroupTally]] | None = None
    pages: Callable[[AssessmentRequest], list[HubPage]] | None = None


_METHODS: dict[str, GatheringMethod] = {}


def register(method: GatheringMethod) -> None:
    """Make a method known, or replace it."""
    _METHODS[method.key] = method


def doors_of(assessment: Assessment) -> list[Door]:
    """Every way in of an assessment, method by method."""
    return [door for method in all_methods() if method.doors for door in method.doors(assessment)]


def all_methods() -> Iterator[GatheringMethod]:
    """In the order of the installed apps."""
    return iter(_METHODS.values())
