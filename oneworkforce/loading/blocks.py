"""Reading one table of a partnership file: the kinds of value that such a file has beyond any other YAML file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from oneworkforce.frameworks import rules
from oneworkforce.yaml_files.faults import Notes, quoted
from oneworkforce.yaml_files.fields import Fields, text_of
from oneworkforce.yaml_files.tree import Node, Scalar, YamlTable

LONGEST_KEY = 60
LARGEST_NUMBER = 999_999_999
MOST_CHOICES_LISTED = 20
_WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_POINTS = re.compile(r"[1-4](\.[0-9])?|5(\.0)?")


class Block(Fields):
    """A table of the file. `required` and `optional` list its keys, separated by spaces."""

    def __init__(self, table: YamlTable, *, required: str = "", optional: str = "", what: str, notes: Notes) -> None:
        super().__init__(table, required=required.split(), optional=optional.split(), what=what, notes=notes)

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


def slug_of(value: Node, name: str, notes: Notes) -> str:
    """A word of small letters, digits and single hyphens; "" with a fault where it is not."""
    text = text_of(value, name, notes, longest=LONGEST_KEY)
    if text and not rules.is_slug(text):
        message = _("%(name)s %(text)s must be small letters, digits and single hyphens; change it")
        notes.fault(value.line, message % {"name": name, "text": quoted(text)})
        return ""
    return text


def whole_of(value: Node, name: str, notes: Notes, *, least: int = 0, most: int = LARGEST_NUMBER) -> int | None:
    """A whole number within bounds; None with a fault where it is not."""
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
    """A position of 1 to 5 points with at most one decimal; None with a fault where it is not."""
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
