"""Reading one table of a partnership file key by key, noting a fault with its line for whatever is not as it should be.

A getter that notes a fault still answers, with an empty value, so that one reading finds every fault. A key that may
be missing is left out of the file; a key that stands there empty is a fault: somebody meant to write something.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from oneworkforce.frameworks import rules
from oneworkforce.frameworks.fields import Notes, is_nothing, quoted, text_of
from oneworkforce.yaml_files.tree import Entry, Listing, Node, Scalar, Table

LONGEST_KEY = 60
LARGEST_NUMBER = 999_999_999
MOST_CHOICES_LISTED = 20
_WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_POINTS = re.compile(r"[1-4](\.[0-9])?|5(\.0)?")


class Block:
    """A table of the file; `what` names it in messages ("the partnership").

    `required` and `optional` list its keys, separated by spaces. Unknown, missing and repeated keys are noted at once.
    """

    def __init__(self, table: Table, *, required: str = "", optional: str = "", what: str, notes: Notes) -> None:
        self.line = table.line
        self.notes = notes
        self._entries: Mapping[str, Entry] = table.entries
        known = (*required.split(), *optional.split())
        note_repeated(table, what, notes)
        for key, entry in table.entries.items():
            if key not in known:
                message = _("%(key)s is not a key of %(what)s; %(instead)s")
                told = {"key": quoted(key), "what": what, "instead": instead_of(key, known)}
                notes.fault(entry.line, message % told)
        for key in required.split():
            if key not in table.entries:
                message = _("%(key)s is missing from %(what)s; add it")
                notes.fault(table.line, message % {"key": quoted(key), "what": what})

    def has(self, key: str) -> bool:
        """Whether the key is there, with whatever value."""
        return key in self._entries

    def value(self, key: str) -> Node | None:
        """The value of a key, if it is there."""
        return self._entries[key].value if key in self._entries else None

    def line_of(self, key: str) -> int:
        """The line on which the value of a key starts; that of the table where there is none."""
        return self._entries[key].value.line if key in self._entries else self.line

    def text(self, key: str, *, longest: int | None = None, paragraphs: bool = False) -> str:
        """Words, on one line unless they may have `paragraphs`; "" where there are none."""
        value = self.value(key)
        return "" if value is None else text_of(value, key, self.notes, longest=longest, paragraphs=paragraphs)

    def slug(self, key: str) -> str:
        """A key for addresses and commands."""
        value = self.value(key)
        return "" if value is None else slug_of(value, key, self.notes)

    def one_of(self, key: str, choices: Collection[str], *, otherwise: str = "") -> str:
        """One of some words; `otherwise` where the key is missing."""
        text = self.text(key)
        return name_among(text, choices, key, self.line_of(key), self.notes) if text else otherwise

    def some_of(self, key: str, choices: Collection[str]) -> tuple[str, ...]:
        """A list of some words out of several."""
        item_of = _("an item of %(key)s") % {"key": key}
        named = [(text_of(item, item_of, self.notes), item.line) for item in self.items(key)]
        return tuple(name_among(text, choices, item_of, line, self.notes) for text, line in named if text)

    def whole(self, key: str, *, least: int = 0, most: int = LARGEST_NUMBER) -> int | None:
        """A whole number within bounds."""
        value = self.value(key)
        return None if value is None else whole_of(value, key, self.notes, least=least, most=most)

    def points(self, key: str) -> Decimal | None:
        """A position on the scale."""
        value = self.value(key)
        return None if value is None else points_of(value, key, self.notes)

    def day(self, key: str) -> date | None:
        """A day, written 2026-09-30."""
        value = self.value(key)
        if value is None:
            return None
        try:
            if isinstance(value, Scalar) and value.kind == "date":
                return date.fromisoformat(value.text)
        except ValueError:
            pass
        message = _("%(key)s must be a day that exists, as year-month-day; write it as 2026-09-30")
        self.notes.fault(value.line, message % {"key": key})
        return None

    def yes(self, key: str) -> bool:
        """Yes or no; no where the key is missing."""
        value = self.value(key)
        if isinstance(value, Scalar) and value.kind == "true or false":
            return value.text.lower() in {"true", "yes", "on"}
        if value is not None:
            message = _("%(key)s must be true or false, without quotes; write one, or delete it")
            self.notes.fault(value.line, message % {"key": key})
        return False

    def items(self, key: str) -> tuple[Node, ...]:
        """The values of a list."""
        value = self.value(key)
        if value is None:
            return ()
        if isinstance(value, Listing) and value.items:
            return value.items
        if isinstance(value, Listing) or is_nothing(value):
            message = _("%(key)s is empty; list something, or delete it")
        else:
            message = _('%(key)s must be a list; start each item on a line of its own with "- "')
        self.notes.fault(value.line, message % {"key": key})
        return ()

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of a list of tables."""
        found = []
        for item in self.items(key):
            if isinstance(item, Table):
                found.append(item)
            else:
                message = _('an item of %(key)s must be keys with values; write them as "name: …"')
                self.notes.fault(item.line, message % {"key": key})
        return tuple(found)

    def entries(self, key: str) -> Mapping[str, Entry]:
        """The keys, lines and values of a table within this one."""
        value = self.value(key)
        return {} if value is None else entries_of(value, key, self.notes)


def entries_of(value: Node, name: str, notes: Notes) -> Mapping[str, Entry]:
    """The keys, lines and values of a table; notes a fault where there is none."""
    if isinstance(value, Table) and value.entries:
        note_repeated(value, name, notes)
        return value.entries
    if isinstance(value, Table) or is_nothing(value):
        message = _("%(name)s is empty; add its keys, or delete it")
    else:
        message = _('%(name)s must be keys with values; write each on a line of its own, as "key: value"')
    notes.fault(value.line, message % {"name": name})
    return {}


def note_repeated(table: Table, what: str, notes: Notes) -> None:
    """Note each key that stands in a table twice."""
    for key, line in table.repeated:
        notes.fault(line, _("%(key)s stands twice in %(what)s; keep one") % {"key": quoted(key), "what": what})


def slug_of(value: Node, name: str, notes: Notes) -> str:
    """A word of small letters, digits and single hyphens; "" with a fault where it is none."""
    text = text_of(value, name, notes, longest=LONGEST_KEY)
    if text and not rules.is_slug(text):
        message = _("%(name)s %(text)s must be small letters, digits and single hyphens; change it")
        notes.fault(value.line, message % {"name": name, "text": quoted(text)})
        return ""
    return text


def whole_of(value: Node, name: str, notes: Notes, *, least: int = 0, most: int = LARGEST_NUMBER) -> int | None:
    """A whole number within bounds; None with a fault where it is none."""
    if isinstance(value, Scalar) and value.kind == "number" and _WHOLE_NUMBER.fullmatch(value.text):
        number = int(value.text)
        if least <= number <= most:
            return number
    if most < LARGEST_NUMBER:
        message = _("%(name)s must be a whole number from %(least)s to %(most)s, without quotes or commas; correct it")
    else:
        message = _("%(name)s must be a whole number from %(least)s, without quotes or commas; correct it")
    notes.fault(value.line, message % {"name": name, "least": f"{least:,}", "most": f"{most:,}"})
    return None


def points_of(value: Node, name: str, notes: Notes) -> Decimal | None:
    """A position of 1 to 5 points with at most one decimal; None with a fault where it is none."""
    if isinstance(value, Scalar) and value.kind == "number" and _POINTS.fullmatch(value.text):
        return Decimal(value.text)
    message = _("%(name)s must be from 1 to 5, with at most one decimal, without quotes; write it as 3.5")
    notes.fault(value.line, message % {"name": name})
    return None


def name_among(text: str, choices: Collection[str], name: str, line: int, notes: Notes) -> str:
    """The text where it is one of the choices; "" with a fault that says what there is where it is not."""
    if text in choices:
        return text
    message = _("%(name)s %(text)s is not known; %(instead)s")
    notes.fault(line, message % {"name": name, "text": quoted(text), "instead": instead_of(text, choices)})
    return ""


def instead_of(text: str, choices: Iterable[str]) -> str:
    """What to write instead: a near match, and what there is."""
    choices = tuple(choices)
    if not choices:
        return _("there is none to name; delete it")
    near = difflib.get_close_matches(text, choices, n=1)
    told = {"near": quoted(near[0]) if near else "", "choices": ", ".join(choices)}
    if not near:
        return _("use one of: %(choices)s") % told
    if len(choices) > MOST_CHOICES_LISTED:
        return _("did you mean %(near)s?") % told
    return _("did you mean %(near)s? use one of: %(choices)s") % told
