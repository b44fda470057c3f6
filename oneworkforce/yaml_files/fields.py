"""Reading a table of a YAML file key by key.

A getter that finds a fault takes it down and still answers, with an empty value, so that one reading finds every
fault. Nobody sees such a value: a file with faults is not used.
"""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping

from oneworkforce.yaml_files.faults import Notes, quoted
from oneworkforce.yaml_files.tree import Entry, Listing, Node, Scalar, YamlTable

_UNSHOWABLE = {"Cc", "Cs", "Cn", "Zl", "Zp"}


class Fields:
    """One table; `what` names it in messages ("the theme").

    Missing keys, unknown keys and keys that stand there twice are taken down at once. An optional key may be left out,
    but not left empty: somebody meant to write something.
    """

    def __init__(
        self, table: YamlTable, *, required: Iterable[str] = (), optional: Iterable[str] = (), what: str, notes: Notes
    ) -> None:
        self.line = table.line
        self.notes = notes
        self._entries: Mapping[str, Entry] = table.entries
        self._optional = frozenset(optional)
        required = tuple(required)
        known = (*required, *optional)
        refuse_repeated(table, what, notes)
        for key, entry in table.entries.items():
            if key not in known:
                notes.fault(entry.line, unknown_key(key, known, what, notes))
        for key in required:
            if key not in table.entries:
                notes.fault(table.line, f"{quoted(key)} is missing from {what}; {notes.remedies.get(key, 'add it')}")

    def has(self, key: str) -> bool:
        """Whether the key is there, with whatever value."""
        return key in self._entries

    def value(self, key: str) -> Node | None:
        """The value of a key, if it is there."""
        return self._entries[key].value if key in self._entries else None

    def line_of(self, key: str) -> int:
        """The line on which the value of a key starts; that of the table where the key is missing."""
        return self._entries[key].value.line if key in self._entries else self.line

    def text(self, key: str, *, longest: int | None = None, paragraphs: bool = False) -> str:
        """Words without white space around them: on one line, unless they may have `paragraphs`."""
        value = self.value(key)
        return "" if value is None else text_of(value, key, self.notes, longest=longest, paragraphs=paragraphs)

    def items(self, key: str, *, may_be_empty: bool = False) -> tuple[Node, ...]:
        """The values of a list."""
        value = self.value(key)
        if value is None:
            return ()
        if isinstance(value, Listing) and (value.items or may_be_empty):
            return value.items
        if isinstance(value, Listing) or is_nothing(value):
            self.notes.fault(value.line, f"{key} is empty; {self._remedy(key, 'list at least one')}")
        else:
            self.notes.fault(value.line, f'{key} must be a list; start each item on a line of its own with "- "')
        return ()

    def texts(self, key: str) -> tuple[tuple[str, int], ...]:
        """The texts of a list of texts, each with its line."""
        texts = ((text_of(item, f"an item of {key}", self.notes), item.line) for item in self.items(key))
        return tuple((text, line) for text, line in texts if text)

    def tables(self, key: str, *, may_be_empty: bool = False) -> tuple[YamlTable, ...]:
        """The tables of a list of tables."""
        tables = []
        for item in self.items(key, may_be_empty=may_be_empty):
            if isinstance(item, YamlTable):
                tables.append(item)
            else:
                self.notes.fault(item.line, f'an item of {key} must be a table; write its keys, as "name: …"')
        return tuple(tables)

    def entries(self, key: str) -> Mapping[str, Entry]:
        """The keys, lines and values of a table within this one."""
        value = self.value(key)
        return {} if value is None else entries_of(value, key, self.notes, remedy=self._remedy(key, "add its keys"))

    def _remedy(self, key: str, otherwise: str) -> str:
        otherwise = f"{otherwise}, or delete it" if key in self._optional else otherwise
        return self.notes.remedies.get(key, otherwise)


def entries_of(value: Node, name: str, notes: Notes, *, remedy: str = "add its keys") -> Mapping[str, Entry]:
    """The keys, lines and values of a table; a fault where it is empty or something else."""
    if isinstance(value, YamlTable) and value.entries:
        refuse_repeated(value, name, notes)
        return value.entries
    if isinstance(value, YamlTable) or is_nothing(value):
        notes.fault(value.line, f"{name} is empty; {remedy}")
    else:
        notes.fault(value.line, f'{name} must be a table of keys and values; write each on a line, as "key: value"')
    return {}


def refuse_repeated(table: YamlTable, what: str, notes: Notes) -> None:
    """A fault for each key that stands in the table twice."""
    for key, line in table.repeated:
        notes.fault(line, f"{quoted(key)} stands twice in {what}; keep one")


def unknown_key(key: str, known: tuple[str, ...], what: str, notes: Notes) -> str:
    """What to say of a key that a table may not have, with the nearest that it may."""
    if key in notes.misplaced:
        return f"{quoted(key)} stands in {what}, {notes.misplaced[key]}"
    near = difflib.get_close_matches(key, known, n=1)
    remedy = f'did you mean "{near[0]}"?' if near else f"use only {', '.join(known)}"
    return f"{quoted(key)} is not a key of {what}; {remedy}"


def text_of(value: Node, name: str, notes: Notes, *, longest: int | None = None, paragraphs: bool = False) -> str:
    """The words of a value; "" and a fault where it holds none that can be shown."""
    fault = None
    text = value.text.strip() if isinstance(value, Scalar) else ""
    if not isinstance(value, Scalar):
        fault = f"{name} must be words, not a list or table; write them after the colon"
    elif not text or value.kind == "nothing":
        fault = f"{name} is empty; {notes.remedies.get(name, 'write it')}"
    elif value.kind != "text":
        fault = f"{name} {quoted(text)} reads as a {value.kind} value in YAML; put it in quotes"
    elif holds_unshowable_character(text):
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


def holds_unshowable_character(text: str) -> bool:
    """True where a control character, a line separator, half a surrogate pair or an unassigned code point hides."""
    return any(unicodedata.category(character) in _UNSHOWABLE and character != "\n" for character in text)
