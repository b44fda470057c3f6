"""Addresses that somebody types or pastes: one to a line or several, with or without names; or a pasted table."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from oneworkforce.invitations.lists.reading.columns import is_header
from oneworkforce.invitations.lists.reading.names import Names
from oneworkforce.invitations.lists.reading.people import PeopleRead, people_of, read_people
from oneworkforce.invitations.lists.reading.person import Defaults
from oneworkforce.tables.faults import Faults, quoted
from oneworkforce.tables.reading import Table
from oneworkforce.tables.rows import Row

LONGEST_LINE = 1_000
"""Characters of a typed line."""

_PARTS = re.compile(r"[;,\t]")
_NAME_AND_ADDRESS = re.compile(
    r"(?P<name>[^<>]*?)[\s,;]*(?:<\s*(?P<bracketed>[^<>\s]*)\s*>|(?P<plain>[^\s<>,;]+@[^\s<>,;]*))"
)


def read_pasted(text: str, names: Names, defaults: Defaults) -> PeopleRead:
    """The people of a text. Cells copied from a spreadsheet, with their headings, are read as a table.

    :raises TableRefused: with every fault, when there is any.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    if is_header(re.split(r"[\t,;]", first)):
        return read_people(io.BytesIO(text.encode(errors="replace")), names, defaults)
    faults = Faults()
    rows = list(_rows(text, faults))
    faults.refuse()
    read = people_of(Table((0, [_("E-mail"), _("Name")]), (), iter(rows)), names, defaults)
    return PeopleRead(read.people, [])


def _rows(text: str, faults: Faults) -> Iterator[Row]:
    for line, written in enumerate(text.splitlines(), start=1):
        name = ""
        if len(written) > LONGEST_LINE:
            faults.add(line, "", _("This line is very long. Put one person on each line."))
            continue
        for part in _PARTS.split(written):
            # A comma may stand in a name or between name and address: what has no address belongs to what follows.
            name = f"{name}, {part}" if name.strip(", ") else part
            if "@" not in part and "<" not in part:
                continue
            found = _NAME_AND_ADDRESS.fullmatch(name.strip())
            if found is None:
                faults.add(line, "", _("%(part)s is not an e-mail address.") % {"part": quoted(name)})
            else:
                yield line, [found["bracketed"] or found["plain"] or "", found["name"].strip("\"' \t,")]
            name = ""
        if name.strip(", "):
            message = _("There is no e-mail address in %(part)s. Write one after the name, or take out the name.")
            faults.add(line, "", message % {"part": quoted(name)})
