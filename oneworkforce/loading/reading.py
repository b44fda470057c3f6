"""A partnership file's own part: who the partnership is, what it is made of, and its people."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext as _

from oneworkforce.accounts.models import User
from oneworkforce.analysis import EVERYONE
from oneworkforce.frameworks import Framework, available, load
from oneworkforce.loading.blocks import Block, name_among, slug_of, whole_of
from oneworkforce.loading.content import AssessmentEntry, GroupEntry, OrganisationEntry, PartnershipFile, PersonEntry
from oneworkforce.loading.known import (
    DID_NOT_SAY,
    LARGEST_K,
    LONGEST_KEPT,
    OLDEST_CONSENT,
    SHORTEST_KEPT,
    SMALLEST_K,
    YOUNGEST_CONSENT,
    Known,
    longest,
)
from oneworkforce.loading.reading_assessments import read_assessment
from oneworkforce.partnerships.contact_lines import PHONE_NUMBER
from oneworkforce.partnerships.models import Languages, Locality, Organisation, Partnership, StaffGroup, ThemeName
from oneworkforce.partnerships.roles import Role
from oneworkforce.yaml_files.faults import Notes, quoted
from oneworkforce.yaml_files.fields import text_of
from oneworkforce.yaml_files.tree import Scalar, YamlTable


def read_partnership(table: YamlTable, notes: Notes) -> PartnershipFile | None:
    """The whole file, with every fault noted on the way; None where its framework is not known."""
    own = Block(
        table,
        required="key name",
        optional="own_word region time_zone framework k languages keep_invitations_months help_now consent_age"
        " permission_route organisations localities staff_groups workforce theme_names people assessments",
        what=_("the partnership"),
        notes=notes,
    )
    frameworks = sorted({key for key, _version in available()})
    framework_key = own.one_of("framework", frameworks, otherwise=_default(Partnership, "framework"))
    if not framework_key:
        return None
    framework = load(framework_key)
    localities = _localities(own)
    groups = _staff_groups(own, framework)
    known = Known(framework, {group.key: group.audience for group in groups}, frozenset(localities))
    k = own.whole("k", least=SMALLEST_K, most=LARGEST_K)
    consent_age = own.whole("consent_age", least=YOUNGEST_CONSENT, most=OLDEST_CONSENT)
    months = own.whole("keep_invitations_months", least=SHORTEST_KEPT, most=LONGEST_KEPT)
    return PartnershipFile(
        file=notes.file,
        line=own.line_of("key"),
        framework=framework,
        key=own.slug("key"),
        name=own.text("name", longest=longest(Partnership, "name")),
        own_word=own.text("own_word", longest=longest(Partnership, "own_word")) or _default(Partnership, "own_word"),
        region=own.text("region", longest=longest(Partnership, "region")),
        time_zone=_time_zone(own),
        k=k if k is not None else _default(Partnership, "k"),
        languages=own.one_of("languages", Languages.values, otherwise=_default(Partnership, "languages")),
        help_now=_help_now(own),
        consent_age=consent_age if consent_age is not None else _default(Partnership, "consent_age"),
        permission_route=own.text(
            "permission_route", longest=longest(Partnership, "permission_route"), paragraphs=True
        ),
        keep_invitations_months=months if months is not None else _default(Partnership, "keep_invitations_months"),
        organisations=_organisations(own, known),
        localities=localities,
        staff_groups=groups,
        workforce=_workforce(own, known),
        theme_names=_theme_names(own, known),
        people=_people(own),
        assessments=_assessments(own, known),
    )


def _default(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name).default  # type: ignore[union-attr]


def _help_now(own: Block) -> str:
    text = own.text("help_now", longest=longest(Partnership, "help_now"), paragraphs=True)
    if text and not PHONE_NUMBER.search(text):
        message = _("help_now has no phone number that somebody can call; add one, as 01632 960 001")
        own.notes.fault(own.line_of("help_now"), message)
    return text


def _time_zone(own: Block) -> str:
    zone = own.text("time_zone") or str(_default(Partnership, "time_zone"))
    if zone not in zoneinfo.available_timezones():
        message = _("there is no time zone %(zone)s; Europe/London is one") % {"zone": quoted(zone)}
        own.notes.fault(own.line_of("time_zone"), message)
    return zone


@dataclass(slots=True)
class _Once:
    """Where each value first stood, so that a second one is a fault."""

    what: str
    notes: Notes
    lines: dict[str, int]

    def note(self, value: str, line: int) -> None:
        first = self.lines.setdefault(value.casefold(), line)
        if value and first != line:
            message = _("%(what)s %(value)s stands on line %(first)s already; change one of them")
            self.notes.fault(line, message % {"what": self.what, "value": quoted(value), "first": first})


def _organisations(own: Block, known: Known) -> tuple[OrganisationEntry, ...]:
    once = _Once(_("the organisation"), own.notes, {})
    found = []
    for table in own.tables("organisations"):
        block = Block(
            table,
            required="name sector",
            optional="third_sector joined left",
            what=_("the organisation"),
            notes=own.notes,
        )
        entry = OrganisationEntry(
            name=block.text("name", longest=longest(Organisation, "name")),
            sector=block.one_of("sector", known.sectors),
            third_sector=block.yes("third_sector"),
            joined=block.day("joined"),
            left=block.day("left"),
        )
        once.note(entry.name, block.line_of("name"))
        if entry.joined and entry.left and entry.left < entry.joined:
            message = _("it cannot have left before it joined; correct one of the two days")
            own.notes.fault(block.line_of("left"), message)
        found.append(entry)
    return tuple(found)


def _localities(own: Block) -> Mapping[str, str]:
    once = _Once(_("the locality"), own.notes, {})
    found = {}
    for key, entry in own.entries("localities").items():
        if not _is_key(key, entry.line, own.notes):
            continue
        if key == DID_NOT_SAY:
            message = _("%(key)s stands for people who did not say; choose another key")
            own.notes.fault(entry.line, message % {"key": quoted(DID_NOT_SAY)})
        found[key] = text_of(entry.value, _("the locality's name"), own.notes, longest=longest(Locality, "name"))
        once.note(found[key], entry.line)
    return found


def _is_key(key: str, line: int, notes: Notes) -> bool:
    return bool(slug_of(Scalar(key, "text", line), _("the key"), notes))


def _staff_groups(own: Block, framework: Framework) -> tuple[GroupEntry, ...]:
    if not own.has("staff_groups"):
        return tuple(GroupEntry(one.key, one.name, one.audience, "", None) for one in framework.staff_groups)
    names, keys = _Once(_("the staff group"), own.notes, {}), _Once(_("the staff group's key"), own.notes, {})
    audiences = [audience.id for audience in framework.audiences]
    found = []
    for table in own.tables("staff_groups"):
        block = Block(
            table, required="key name audience", optional="who people", what=_("the staff group"), notes=own.notes
        )
        entry = GroupEntry(
            key=block.slug("key"),
            name=block.text("name", longest=longest(StaffGroup, "name")),
            audience=block.one_of("audience", audiences),
            who=block.text("who", longest=longest(StaffGroup, "who"), paragraphs=True),
            people=block.whole("people"),
        )
        names.note(entry.name, block.line_of("name"))
        keys.note(entry.key, block.line_of("key"))
        if entry.key == EVERYONE:
            message = _("%(key)s stands for all staff together; choose another key")
            own.notes.fault(block.line_of("key"), message % {"key": quoted(EVERYONE)})
        found.append(entry)
    return tuple(found)


def _workforce(own: Block, known: Known) -> Mapping[str, int]:
    found = {}
    for sector, entry in own.entries("workforce").items():
        named = name_among(sector, known.sectors, _("the sector"), entry.line, own.notes)
        people = whole_of(entry.value, _("the number of people"), own.notes, least=1)
        if named and people:
            found[named] = people
    return found


def _theme_names(own: Block, known: Known) -> Mapping[str, str]:
    once = _Once(_("the theme's name"), own.notes, {})
    found = {}
    for theme, entry in own.entries("theme_names").items():
        if named := name_among(theme, known.themes, _("the theme"), entry.line, own.notes):
            found[named] = text_of(entry.value, _("the theme's name"), own.notes, longest=longest(ThemeName, "name"))
            once.note(found[named], entry.line)
    return found


def _people(own: Block) -> tuple[PersonEntry, ...]:
    once = _Once(_("the address"), own.notes, {})
    found = []
    for table in own.tables("people"):
        block = Block(table, required="name email role", what=_("the person"), notes=own.notes)
        email = block.text("email", longest=longest(User, "email")).lower()
        role = block.one_of("role", Role.values)
        try:
            if email:
                validate_email(email)
        except ValidationError:
            message = _("%(email)s is not an e-mail address; write it as name@place.org")
            own.notes.fault(block.line_of("email"), message % {"email": quoted(email)})
        once.note(email, block.line_of("email"))
        name = block.text("name", longest=longest(User, "name"))
        found.append(PersonEntry(name, email, Role(role or Role.VIEWER), block.line_of("email")))
    return tuple(found)


def _assessments(own: Block, known: Known) -> tuple[AssessmentEntry, ...]:
    once = _Once(_("the assessment's key"), own.notes, {})
    found = []
    for table in own.tables("assessments"):
        entry = read_assessment(table, known, own.notes)
        once.note(entry.key, entry.line)
        found.append(entry)
    return tuple(found)
