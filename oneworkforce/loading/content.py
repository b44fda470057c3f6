"""What a partnership file says, once it is read and found to be without fault: frozen, and free of any database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import Framework
from oneworkforce.partnerships.roles import Role
from oneworkforce.plans.models import PlannedActivity


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody with an account and a role; `line` is where they stand in the file."""

    name: str
    email: str
    role: Role
    line: int


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """An organisation; either day may be None."""

    name: str
    sector: str
    third_sector: bool
    joined: date | None
    left: date | None


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A staff group; `people` is None where it is not known how many there are."""

    key: str
    name: str
    audience: str
    who: str
    people: int | None


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """What the partnership says of a theme: goals in points from 1 to 5, by dimension id too, and words."""

    theme: str
    goal: Decimal | None
    by: date | None
    dimension_goals: Mapping[str, Decimal]
    strengths: str
    to_develop: str
    support_needed: str
    support_from: str


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """A line of the action plan; theme, solution and days may be missing ("" or None)."""

    what: str
    theme: str
    solution: str
    lead: str
    starts: date | None
    due: date | None
    ongoing: bool
    measure: str
    state: str
    progress: str


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """The partnership's own words for a section of the report, or the wish to leave it out."""

    section: str
    words: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """People of one staff group and sector, and how many of them gave each answer.

    `localities`: people by locality key, "" for those who did not say; they add up to `people`.
    `counts`: by dimension id, eight numbers of people in the order of analysis.SYMBOLS; each adds up to `people`.
    """

    staff_group: str
    sector: str
    people: int
    localities: Mapping[str, int]
    counts: Mapping[str, tuple[int, ...]]
    line: int


@dataclass(frozen=True, slots=True)
class CommentEntry:
    """What somebody wrote on a theme; on the questionnaire itself where the theme is ""."""

    staff_group: str
    theme: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class HeardEntry:
    """Something that an audience told a service before."""

    said: str
    source: str
    when: str
    theme: str


@dataclass(frozen=True, slots=True)
class InvolvementEntry:
    """How young people, children, or parents and carers, take part. `how` is "" where nothing is recorded of it."""

    audience: str
    how: str
    words: str
    again: str
    lead: str
    heard: tuple[HeardEntry, ...]


@dataclass(frozen=True, slots=True)
class InvitedEntry:
    """Somebody who is invited by name; what the file does not say is ""."""

    line: int
    email: str
    staff_group: str
    name: str
    organisation: str
    sector: str
    locality: str
    language: str


@dataclass(frozen=True, slots=True)
class WaveEntry:
    """People who are invited together."""

    name: str
    people: tuple[InvitedEntry, ...]


@dataclass(frozen=True, slots=True)
class AssessmentEntry:
    """One time round the loop. Its days are those on which it opens and closes, or did."""

    key: str
    line: int
    name: str
    purpose: str
    k: int | None
    stage: Stage
    opens_on: date | None
    closes_on: date | None
    plan: tuple[PlannedActivity, ...]
    themes: tuple[ThemeEntry, ...]
    focus_areas: tuple[str, ...]
    actions: tuple[ActionEntry, ...]
    report: tuple[SectionEntry, ...]
    involvement: tuple[InvolvementEntry, ...]
    waves: tuple[WaveEntry, ...]
    answers: tuple[AnswerBlock, ...]
    comments: tuple[CommentEntry, ...]


@dataclass(frozen=True, slots=True)
class PartnershipFile:
    """A whole file. `file` is its name for messages; `line` is that of the partnership's key."""

    file: str
    line: int
    framework: Framework
    key: str
    name: str
    own_word: str
    region: str
    time_zone: str
    k: int
    languages: str
    keep_invitations_months: int
    help_now: str
    consent_age: int
    permission_route: str
    organisations: tuple[OrganisationEntry, ...]
    localities: Mapping[str, str]
    staff_groups: tuple[GroupEntry, ...]
    workforce: Mapping[str, int]
    theme_names: Mapping[str, str]
    people: tuple[PersonEntry, ...]
    assessments: tuple[AssessmentEntry, ...]
