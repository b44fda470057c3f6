"""What a section of the report is, and what it is built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.functional import Promise

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.frameworks import Framework
from oneworkforce.gathering.take_part.participation import Participation, participation
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.reporting.blocks import Block
from oneworkforce.results.standing import Standing, standing_of


class Material:
    """What sections are built from. Each thing is read once, when a section first asks for it."""

    def __init__(
        self, assessment: Assessment, *, font: str, made_on: date, more_words: Mapping[str, str] | None = None
    ) -> None:
        self.assessment = assessment
        self.font = font
        self.made_on = made_on
        self._more_words = more_words or {}

    def more_words(self, key: str) -> str:
        """What the partnership wrote in one of a section's further boxes, or ""."""
        return self._more_words.get(key, "")

    @cached_property
    def framework(self) -> Framework:
        """The framework that the assessment is pinned to."""
        return framework_of(self.assessment)

    @cached_property
    def standing(self) -> Standing:
        """What stands where, with goals."""
        return standing_of(self.assessment)

    @cached_property
    def taking_part(self) -> Participation:
        """How many people answered, from where."""
        return participation(self.assessment)

    @cached_property
    def staff_groups(self) -> tuple[StaffGroup, ...]:
        """The partnership's staff groups, in order."""
        return tuple(self.assessment.partnership.staff_groups.all())


@dataclass(frozen=True, slots=True)
class MoreWords:
    """A further box of a section's words: its key, what it is called in a message, its label and its help."""

    key: str
    title: str | Promise
    label: str | Promise
    help: str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the report. Its file in `sections/` ends with ``SECTION = Section(...)``; that is all it takes.

    - `order`: sections stand by it; leave gaps, so that another fits between.
    - `key`: stored with the partnership's words, so it never changes.
    - `holds`: what comes below the words by itself, told on the form.
    - `suggest`: the words that it opens with until somebody writes others.
    - `build`: what comes below them.
    - `rows`: the height of the box for its words.
    - `new_page`: False where it may share a page with the section before it.
    """

    order: int
    key: str
    title: str | Promise
    holds: str | Promise
    suggest: Callable[[Assessment], str]
    build: Callable[[Material], Iterable[Block]]
    more_words: tuple[MoreWords, ...] = ()
    rows: int = 4
    new_page: bool = True
