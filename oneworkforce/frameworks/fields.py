"""Reading one table of a pack key by key, noting a fault for whatever is not as it should be.

A getter that notes a fault still answers, with an empty value, so that one reading finds every fault. No such value is
ever seen outside: a pack with faults gives no framework.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from oneworkforce.frameworks import rules
from oneworkforce.frameworks.faults import Fault
from oneworkforce.yaml_files.tree import Entry, Listing, Node, Scalar, Table

# What to do where a key is missing or empty; any other key says "add it".
REMEDIES = {
    "fragmented": "describe the fragmented end in one sentence",
    "reformed": "describe the reformed end in one sentence",
    "label": f"give a name of at most {rules.LONGEST_LABEL} characters for diagrams",
    "colour": 'give a colour in quotes, as "#1864ab", since # without quotes starts a comment',
    "perspectives": "list at least one, as [child]",
    "audiences": "list who is asked, each with id and name",
    "statements": 'say who is asked, as "frontline: own"',
    "dimensions": "give the theme at least one dimension",
    "solutions": "give the theme at least one solution",
    "themes": "list the ids of the themes it touches",
    "questions": "list at least one question to discuss",
    "version": "number it from 1",
    "guidance": 'add a line of examples, as "You might have seen …"',
    "source": "name the row of the source that it renders",
}

STATEMENT_KEYS = {"statements", "fragmented", "reformed"}
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(slots=True)
class Notes:
    """The faults of one file, on their way into the list of the whole pack."""

    file: str
    faults: list[Fault]

    def fault(self, line: int, message: str) -> None:
        """Note that this line needs what the message says."""
        self.faults.append(Fault(self.file, line, message))


@dataclass(slots=True)
class Claims:
    """Where each id was first used, by kind of thing, over the whole pack."""

    places: dict[tuple[str, str], str] = field(default_factory=dict)

    def claim(self, kind: str, value: str, line: int, notes: Notes) -> None:
        """Note a fault where this kind of thing has the value already; otherwise remember its place."""
        if (kind, value) in self.places:
            first = self.places[kind, value]
            notes.fault(line, f"{kind} {quoted(value)} is a duplicate of {first}; give one of them another")
        else:
            self.places[kind, value] = f"{notes.file}:{line}"


class Fields:
    """One table, all of whose `keys` are required and no others known; `what` names it in messages ("the theme").

    Unknown, missing and repeated keys are noted at once.
    """

    def __init__(self, table: Table, keys: Iterable[str], *, what: str, notes: Notes) -> None:
        self.line = table.line
        self.notes = notes
        self._entries: Mapping[str, Entry] = table.entries
        keys = tuple(keys)
        for key, line in table.repeated:
            notes.fault(line, f"{quoted(key)} stands twice in {what}; keep one")
        for key in table.entries.keys() - set(keys):
            notes.fault(table.entries[key].line, unknown_key(key, keys, what))
        for key in keys:
            if key not in table.entries:
                notes.fault(table.line, f'"{key}" is missing from {what}; {REMEDIES.get(key, "add it")}')

    def has(self, key: str) -> bool:
        """Whether the key is there, with whatever value."""
        return key in self._entries

    def line_of(self, key: str) -> int:
        """The line on which the value of this key starts, or that of the table where the key is missing."""
        return self._entries[key].value.line if self.has(key) else self.line

    def text(self, key: str, *, longest: int | None = None, paragraphs: bool = False) -> str:
        """Words without white space around them: on one line, unless they may have `paragraphs`."""
        if not self.has(key):
            return ""
        return text_of(self._entries[key].value, key, self.notes, longest=longest, paragraphs=paragraphs)

    def slug(self, key: str, claims: Claims, kind: str) -> str:
        """A slug that nothing else of its kind has."""
        text, line = self.text(key), self.line_of(key)
        if text and not rules.is_slug(text):
            self.notes.fault(line, f"{key} {quoted(text)} must be small letters, digits and single hyphens")
            return ""
        if text:
            claims.claim(f"{kind} {key}", text, line, self.notes)
        return text

    def number(self, key: str) -> int:
        """A whole number from 1."""
        if not self.has(key):
            return 0
        value = self._entries[key].value
        if isinstance(value, Scalar) and value.kind == "number" and _NUMBER.fullmatch(value.text):
            return int(value.text)
        self.notes.fault(
            value.line, f"{key} must be a whole number from 1, without quotes; {REMEDIES.get(key, 'mend it')}"
        )
        return 0

    def items(self, key: str, *, may_be_empty: bool = False) -> tuple[Node, ...]:
        """The values of a list."""
        if not self.has(key):
            return ()
        value = self._entries[key].value
        if isinstance(value, Listing) and (value.items or may_be_empty):
            return value.items
        if isinstance(value, Listing) or is_nothing(value):
            self.notes.fault(value.line, f"{key} is empty; {REMEDIES.get(key, 'list at least one')}")
        else:
            self.notes.fault(value.line, f'{key} must be a list; start each item on a line of its own with "- "')
        return ()

    def tables(self, key: str, *, may_be_empty: bool = False) -> tuple[Table, ...]:
        """The tables of a list of tables; whatever else stands in it is a fault."""
        tables = []
        for item in self.items(key, may_be_empty=may_be_empty):
            if isinstance(item, Table):
                tables.append(item)
            else:
                self.notes.fault(item.line, f'an item of {key} must be a table; write its keys, as "id: …"')
        return tuple(tables)

    def texts(self, key: str) -> tuple[tuple[str, int], ...]:
        """The texts of a list of texts, each with its line."""
        texts = ((text_of(item, f"an item of {key}", self.notes), item.line) for item in self.items(key))
        return tuple((text, line) for text, line in texts if text)

    def entries(self, key: str) -> Mapping[str, Entry]:
        """The keys, lines and values of a table within this one."""
        if not self.has(key):
            return {}
        value = self._entries[key].value
        if isinstance(value, Table) and value.entries:
            for repeated, line in value.repeated:
                self.notes.fault(line, f"{quoted(repeated)} stands twice in {key}; keep one")
            return value.entries
        if isinstance(value, Table) or is_nothing(value):
            self.notes.fault(value.line, f"{key} is empty; {REMEDIES.get(key, 'add its keys')}")
        else:
            self.notes.fault(value.line, f"{key} must be a table of keys and values; {REMEDIES.get(key, 'add them')}")
        return {}


def text_of(value: Node, name: str, notes: Notes, *, longest: int | None = None, paragraphs: bool = False) -> str:
    """The words of a value; notes a fault, and answers "", where it holds none that can be shown."""
    fault = None
    text = value.text.strip() if isinstance(value, Scalar) else ""
    if not isinstance(value, Scalar):
        fault = f"{name} must be words, not a list or table; write them after the colon"
    elif not text or value.kind == "nothing":
        fault = f"{name} is empty; {REMEDIES.get(name, 'write it')}"
    elif value.kind != "text":
        fault = f"{name} {quoted(text)} reads as a {value.kind} value in YAML; put it in quotes"
    elif rules.holds_unshowable_character(text):
        fault = f"{name} holds a character that cannot be shown; delete it from {quoted(text)}"
    elif "\n" in text and not paragraphs:
        fault = f"{name} has more than one line; join its lines into one"
    if fault:
        notes.fault(value.line, fault)
        return ""
    if longest is not None and len(text) > longest:
        notes.fault(value.line, f"{name} {quoted(text)} has {len(text)} characters; shorten it to {longest}")
    return text


def is_nothing(value: Node) -> bool:
    """True for a key with nothing after its colon, and for null."""
    return isinstance(value, Scalar) and value.kind == "nothing"


def quoted(text: str) -> str:
    """The text in quotes for a message: on one line, cut at 40 characters, with nothing that upsets a terminal."""
    shown = "".join(character if character.isprintable() else "?" for character in text)
    return f'"{shown[:39]}…"' if len(shown) > 40 else f'"{shown}"'


def unknown_key(key: str, known: tuple[str, ...], what: str) -> str:
    """What to say of a key that a table may not have, with the nearest that it may."""
    if key in STATEMENT_KEYS:
        return f'"{key}" stands in {what}, a statement without a dimension; move it into the dimension that it words'
    near = difflib.get_close_matches(key, known, n=1)
    remedy = f'did you mean "{near[0]}"?' if near else f"use only {', '.join(known)}"
    return f"{quoted(key)} is not a key of {what}; {remedy}"
