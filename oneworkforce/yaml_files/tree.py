"""YAML text as a tree whose every value knows its line.

Built from PyYAML's events, so nothing is ever constructed, expanded or called. Packs come from other people: what could
grow or surprise (aliases, tags, deep nesting, a second document, very large files) is refused with its line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from yaml.reader import Reader
from yaml.resolver import Resolver

LARGEST_FILE = 512_000
DEEPEST_NESTING = 12

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = Resolver()
_NOT_PRINTABLE: re.Pattern[str] = Reader.NON_PRINTABLE
_KINDS = {"int": "number", "float": "number", "bool": "true or false", "timestamp": "date", "null": "nothing"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as written; `kind` is text, number, true or false, date or nothing, as YAML takes it."""

    text: str
    kind: str
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of values."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A value under a key, with the line of the key."""

    line: int
    value: "Node"


@dataclass(frozen=True, slots=True)
class YamlTable:
    """Keys with values; a key given again keeps its first value, and stands in `repeated` with its line."""

    entries: Mapping[str, Entry]
    repeated: tuple[tuple[str, int], ...]
    line: int


Node: TypeAlias = Scalar | Listing | YamlTable


class Unreadable(Exception):
    """A file that gives no tree; `line` (from 1) and the message say where and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_tree(path: Path) -> Node:
    """The tree of a UTF-8 YAML file. Raises Unreadable where it is missing or is not plain YAML."""
    return parse_tree(_decoded(_bytes_of(path)))


def parse_tree(text: str) -> Node:
    """The tree of a YAML text. Raises Unreadable as `read_tree` does."""
    odd = _NOT_PRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise Unreadable(line, f"holds the control character U+{ord(odd.group()):04X}; delete it")
    try:
        return _grown(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise Unreadable(
            line,
            f"is not YAML here: {error.problem}; look at the indentation, colons and quotes of this line and above",
        ) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise Unreadable(1, "is not YAML; write it again as keys, colons and values") from error


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise Unreadable(1, "is a directory; put a file in its place")
    if not path.exists():
        raise Unreadable(1, "is missing; add it")
    if not path.is_file():
        raise Unreadable(1, "is not an ordinary file; put one in its place")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Unreadable(1, f"cannot be read ({error.strerror}); let this user read it") from error
    if len(content) > LARGEST_FILE:
        raise Unreadable(1, f"is larger than {LARGEST_FILE:,} bytes; split it, or keep only what belongs in it")
    return content


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "is not UTF-8 here; save the file in UTF-8") from error


class _Open:
    """A list or table whose end has not come yet; a table's keys and values alternate in `parts`."""

    __slots__ = ("is_table", "line", "parts")

    def __init__(self, line: int, *, is_table: bool) -> None:
        self.is_table = is_table
        self.line = line
        self.parts: list[Node] = []

    def closed(self) -> Node:
        if not self.is_table:
            return Listing(tuple(self.parts), self.line)
        entries: dict[str, Entry] = {}
        repeated: list[tuple[str, int]] = []
        for key, value in zip(self.parts[::2], self.parts[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise Unreadable(key.line, "has a list or table as a key; write a plain word before the colon")
            if key.text in entries:
                repeated.append((key.text, key.line))
            else:
                entries[key.text] = Entry(key.line, value)
        return YamlTable(entries, tuple(repeated), self.line)


def _grown(text: str) -> Node:
    root: Node | None = None
    growing: list[_Open] = []
    event: Any
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise Unreadable(line, 'starts a second document; delete this "---" and keep one document a file')
        if isinstance(event, yaml.NodeEvent):
            _refuse_what_is_not_plain(event, line)
        if isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            growing.append(_Open(line, is_table=isinstance(event, yaml.MappingStartEvent)))
            if len(growing) > DEEPEST_NESTING:
                raise Unreadable(line, f"nests more than {DEEPEST_NESTING} levels deep; follow the documentation")
            continue
        if isinstance(event, yaml.ScalarEvent):
            node: Node = Scalar(event.value, _kind(event), line)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            node = growing.pop().closed()
        else:
            continue
        if growing:
            growing[-1].parts.append(node)
        else:
            root = node
    if root is None:
        raise Unreadable(1, "is empty; write its content, or delete it")
    return root


def _refuse_what_is_not_plain(event: Any, line: int) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise Unreadable(line, f"uses the alias *{event.anchor}; write the text out instead")
    if event.tag is not None and event.tag != "!":
        raise Unreadable(line, "uses a YAML tag (!…); delete the tag and keep the value")


def _kind(event: Any) -> str:
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)
    return _KINDS.get(tag.rsplit(":", 1)[-1], "text")
