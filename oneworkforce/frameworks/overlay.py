"""Reading one table of a translation: any key may be missing, and its words stay those of the pack's own language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from oneworkforce.frameworks import rules
from oneworkforce.frameworks.model import Poles
from oneworkforce.frameworks.reading import Reading
from oneworkforce.yaml_files.faults import FileFault, Notes, quoted
from oneworkforce.yaml_files.fields import refuse_repeated, text_of, unknown_key
from oneworkforce.yaml_files.tree import Entry, Listing, YamlTable

Original = TypeVar("Original")
POLES = ("fragmented", "reformed")


@dataclass(slots=True)
class Layer:
    """What is found while one language is read: faults, how many texts there could be, and those not translated."""

    reading: Reading
    untranslated: list[FileFault] = field(default_factory=list)
    texts: int = 0

    def open(self, path: Path, what: str) -> "Overlay":
        """The words of a file; none where there is no such file."""
        table = self.reading.table(path) if path.exists() else None
        return Overlay(table, what, self, self.reading.notes(path), 1)


class Overlay:
    """One table of a translation; `what` names it in messages. Nothing is asked of a table that is not there."""

    def __init__(self, table: YamlTable | None, what: str, layer: Layer, notes: Notes, line: int) -> None:
        self.there = table is not None
        self._entries: Mapping[str, Entry] = table.entries if table else {}
        self._what, self._layer, self._notes = what, layer, notes
        self._line = table.line if table else line
        self._known: set[str] = set()
        if table:
            refuse_repeated(table, what, notes)

    def has(self, key: str) -> bool:
        """Whether the key is there; from now on it is one that this table may have."""
        self._known.add(key)
        return key in self._entries

    def fault(self, key: str, message: str) -> None:
        """Note a fault at the value of this key, or at the table where there is none."""
        if self.there:
            self._notes.fault(self._entries[key].value.line if key in self._entries else self._line, message)

    def refuse_others(self) -> None:
        """Note a fault for every key that nothing has asked for."""
        known = tuple(sorted(self._known))
        for key, entry in self._entries.items():
            if key not in self._known:
                self._notes.fault(entry.line, unknown_key(key, known, self._what, self._notes))

    def plain(self, key: str) -> str:
        """A word that is not translated, such as the language's tag; empty where there is none."""
        return text_of(self._entries[key].value, key, self._notes) if self.has(key) else ""

    def text(self, key: str, original: str, *, longest: int | None = None, paragraphs: bool = False) -> str:
        """A text in this language, or else the original, noted as not translated; `longest` is in characters."""
        self._layer.texts += 1
        if not self.has(key):
            self._untranslated(key, original)
            return original
        return text_of(self._entries[key].value, key, self._notes, longest=longest, paragraphs=paragraphs)

    def easy(self, key: str, original: str, most: int) -> str:
        """As `text`, for a sentence in easy words: at most so many."""
        found = self.text(key, original)
        self._expect_words(key, found, most)
        return found

    def texts(
        self, key: str, originals: tuple[str, ...], *, longest: int | None = None, most: int | None = None
    ) -> tuple[str, ...]:
        """A list of as many texts as the original has: each of at most `longest` characters, or `most` words."""
        self._layer.texts += len(originals)
        if not self.has(key):
            for original in originals:
                self._untranslated(key, original)
            return originals
        value = self._entries[key].value
        if not isinstance(value, Listing) or len(value.items) != len(originals):
            self.fault(key, f"{key} must be a list of {len(originals)}, as in the pack's own language")
            return originals
        found = tuple(text_of(item, f"an item of {key}", self._notes, longest=longest) for item in value.items)
        for text in found if most else ():
            self._expect_words(key, text, most or 0)
        return found

    def poles(self, originals: Poles, audience: str | None) -> Poles:
        """Both ends of a statement, or the originals where neither is there; one without its partner is a fault."""
        given = [key for key in POLES if self.has(key)]
        if len(given) == 1:
            other = next(key for key in POLES if key not in given)
            self.fault(given[0], f"{given[0]} stands in {self._what} without its partner; add {other}")
            self._layer.texts += len(POLES)
            return originals
        poles = Poles(self.text("fragmented", originals.fragmented), self.text("reformed", originals.reformed))
        if given:
            self._expect_sentences(poles, audience)
        return poles

    def table(self, key: str, what: str) -> "Overlay":
        """The words of a table within this one."""
        if not self.has(key):
            return Overlay(None, what, self._layer, self._notes, self._line)
        value = self._entries[key].value
        if isinstance(value, YamlTable):
            return Overlay(value, what, self._layer, self._notes, value.line)
        self.fault(key, f'{quoted(key)} must be a table of words; write its keys, as "name: …"')
        return Overlay(None, what, self._layer, self._notes, value.line)

    def each(
        self, key: str, kind: str, originals: tuple[Original, ...], read: Callable[["Overlay", Original], Original]
    ) -> tuple[Original, ...]:
        """Every original as this language's table by id says it; an id that there is not is a fault."""
        table = self.table(key, key)
        found = tuple(table.one(_id(original), kind, original, read) for original in originals)
        table.refuse_others()
        return found

    def one(self, key: str, kind: str, original: Original, read: Callable[["Overlay", Original], Original]) -> Original:
        """The original as the table under this key says it."""
        words = self.table(key, f"{kind} {quoted(key)}")
        found = read(words, original)
        words.refuse_others()
        return found

    def named(self, key: str, originals: tuple[Original, ...]) -> tuple[Original, ...]:
        """Every original with the name that this language's table gives for its id."""
        names = self.table(key, key)
        given: list[Any] = list(originals)
        found = tuple(replace(original, name=names.text(_id(original), original.name)) for original in given)
        names.refuse_others()
        return found

    def _expect_sentences(self, poles: Poles, audience: str | None) -> None:
        for key, sentence in zip(POLES, (poles.fragmented, poles.reformed), strict=True):
            self._expect_words(key, sentence, rules.most_words(audience))
        if poles.fragmented and poles.fragmented == poles.reformed:
            self.fault("reformed", "both ends say the same; describe the reformed end")

    def _expect_words(self, key: str, sentence: str, most: int) -> None:
        words = rules.word_count(sentence)
        if key in self._entries and words > most:
            self.fault(key, f"{key} {quoted(sentence)} has {words} words; shorten it to {most}")

    def _untranslated(self, key: str, original: str) -> None:
        message = f"{key} of {self._what} is not translated: {quoted(original)}"
        self._layer.untranslated.append(FileFault(self._notes.file, self._line, message))


def _id(original: Any) -> str:
    return str(original.id if hasattr(original, "id") else original.key)
