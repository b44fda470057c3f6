"""The waves of an assessment of a partnership file, and who is invited in each. No letter goes out by loading."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from oneworkforce.invitations.models import Invitation, Wave
from oneworkforce.loading.blocks import Block
from oneworkforce.loading.content import InvitedEntry, WaveEntry
from oneworkforce.loading.known import Known, longest
from oneworkforce.yaml_files.faults import quoted
from oneworkforce.yaml_files.tree import YamlTable


def read_waves(own: Block, known: Known) -> tuple[WaveEntry, ...]:
    """Each wave of the assessment's `waves`, with every fault noted on the way."""
    names: dict[str, int] = {}
    addresses: dict[str, int] = {}
    found = []
    for table in own.tables("waves"):
        block = Block(table, required="name", optional="people", what=_("the wave"), notes=own.notes)
        name = block.text("name", longest=longest(Wave, "name"))
        _once(name, block.line_of("name"), names, own)
        people = tuple(_invited(one, known, addresses, own) for one in block.tables("people"))
        found.append(WaveEntry(name, people))
    return tuple(found)


def _invited(table: YamlTable, known: Known, addresses: dict[str, int], own: Block) -> InvitedEntry:
    block = Block(
        table,
        required="email staff_group",
        optional="name organisation sector locality language",
        what=_("the person"),
        notes=own.notes,
    )
    email = block.text("email", longest=longest(Invitation, "email")).lower()
    try:
        if email:
            validate_email(email)
    except ValidationError:
        message = _("%(email)s is not an e-mail address; write it as name@place.org")
        own.notes.fault(block.line_of("email"), message % {"email": quoted(email)})
    _once(email, block.line_of("email"), addresses, own)
    return InvitedEntry(
        line=block.line_of("email"),
        email=email,
        staff_group=block.one_of("staff_group", known.groups),
        name=block.text("name", longest=longest(Invitation, "name")),
        organisation=block.text("organisation", longest=longest(Invitation, "organisation")),
        sector=block.one_of("sector", known.sectors),
        locality=block.one_of("locality", known.localities),
        language=block.one_of("language", [code for code, _name in settings.LANGUAGES]),
    )


def _once(text: str, line: int, seen: dict[str, int], own: Block) -> None:
    """Note what stands in the assessment twice."""
    if text and seen.setdefault(text.casefold(), line) != line:
        message = _("%(text)s stands on line %(line)s already; take out one of the two")
        own.notes.fault(line, message % {"text": quoted(text), "line": seen[text.casefold()]})
