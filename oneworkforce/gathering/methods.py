"""What every method of gathering offers to the rest of the product, whatever it is: one registration for each.

A method registers itself in its app's ``ready``: ``register(GatheringMethod(key="questionnaire", …))``. The hub above
the methods (`take_part`) and `results` ask all that are registered, and so never name one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase

from oneworkforce.analysis import GroupTally
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.permissions import AssessmentRequest
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.partnerships.roles import Permission

Place = tuple[int, str, str]
"""A staff group's primary key, a sector id and a locality key; "" where nobody said."""


@dataclass(frozen=True, slots=True)
class Door:
    """The way in for one staff group. `code` is empty where no link is made yet; `themes`: name and purpose of each."""

    group: StaffGroup
    code: str
    minutes: int
    themes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class HubPage:
    """A further page that the hub leads to: its URL name under an assessment, who may open it, and its words."""

    url_name: str
    needs: Permission
    title: str
    text: str


def _nobody(_assessment: Assessment) -> Counter[Place]:
    return Counter()


def _nothing(_request: HttpRequest) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringMethod:
    """One method, as others see it.

    - `key`: that of `plans.models.Method`.
    - `urls`: modules of addresses under an assessment, each after what its addresses begin with; `answer_urls`: the
      module of those under /answer/, all of fixed names.
    - `open_code`: the page behind a code that ends a link, None for somebody else's code; `typed_code`: where that code
      leads when it is typed; `going_on`: where this browser can go on, None where nothing is under way.
    - `doors`: the ways in of an assessment's staff groups, in their order; `make_door` makes one that is missing.
    - `sent`, `under_way`: people, by place. `tallies`: counts of the answers that figures come from, by staff group.
    - `pages`: what the hub leads to besides.
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
    tallies: Callable[[Assessment], list[GroupTally]] | None = None
    pages: Callable[[AssessmentRequest], list[HubPage]] | None = None


_METHODS: dict[str, GatheringMethod] = {}


def register(method: GatheringMethod) -> None:
    """Make a method known. Registering one again replaces it."""
    _METHODS[method.key] = method


def doors_of(assessment: Assessment) -> list[Door]:
    """Every way in that is there for an assessment's staff groups, method by method."""
    return [door for method in all_methods() if method.doors for door in method.doors(assessment)]


def all_methods() -> Iterator[GatheringMethod]:
    """Every method that is registered, in the order of the installed apps."""
    return iter(_METHODS.values())
