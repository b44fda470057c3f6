"""families.yaml: what the screens of young people, children and parents say besides the statements, every fault noted.

A pack may do without the file: then these audiences read the statements alone, with no easy words and no pictures.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from oneworkforce.frameworks import rules
from oneworkforce.frameworks.fields import PackFields
from oneworkforce.frameworks.model import Dimension, FamilyWords, FrozenMapping, PicturedSentence, Theme
from oneworkforce.frameworks.pictures import picture_names
from oneworkforce.frameworks.reading import Reading
from oneworkforce.yaml_files.faults import Notes, quoted
from oneworkforce.yaml_files.fields import refuse_repeated, text_of
from oneworkforce.yaml_files.tree import Entry, Listing, Node, YamlTable

FAMILIES_KEYS = ("points", "words")
WORDS_KEYS = ("question", "picture", "fragmented", "reformed", "examples")
SENTENCE_KEYS = ("picture", "words")

WordsByAudience = Mapping[str, FamilyWords]


@dataclass(frozen=True, slots=True)
class Families:
    """What families.yaml says: words by dimension id and audience, and the points in words by audience."""

    words: Mapping[str, WordsByAudience] = field(default_factory=dict)
    points: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: FrozenMapping({}))

    def laid_over(self, themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
        """The themes with these words in their dimensions."""
        return tuple(replace(theme, dimensions=tuple(self._said(one) for one in theme.dimensions)) for theme in themes)

    def _said(self, dimension: Dimension) -> Dimension:
        words = self.words.get(dimension.id)
        return replace(dimension, families=FrozenMapping(words)) if words else dimension


def read_families(path: Path, themes: tuple[Theme, ...], reading: Reading) -> Families:
    """What this file says of the dimensions that families are asked; nothing where there is no such file."""
    if not path.exists():
        return Families()
    table = reading.table(path)
    if table is None:
        return Families()
    notes = reading.notes(path)
    fields = PackFields(table, required=FAMILIES_KEYS, what="families.yaml", notes=notes)
    asked = {
        dimension.id: tuple(audience for audience in rules.FAMILY_AUDIENCES if audience in dimension.statements)
        for theme in themes
        for dimension in theme.dimensions
    }
    points = dict(_points(fields, {audience for audiences in asked.values() for audience in audiences}, reading))
    words = dict(_words(fields, asked, reading))
    return Families(words, FrozenMapping(points))


def _points(fields: PackFields, audiences: set[str], reading: Reading) -> Iterator[tuple[str, tuple[str, ...]]]:
    given = fields.entries("points")
    _expect(given, audiences, "points", fields.line_of("points"), fields.notes, reading)
    for audience, entry in given.items():
        found = tuple(
            text_of(item, "a point", fields.notes, longest=rules.LONGEST_POINT) for item in _items(entry, fields.notes)
        )
        wanted = rules.points_on_scale(audience)
        if isinstance(entry.value, Listing) and len(found) != len(wanted):
            places = ", ".join(map(str, wanted))
            fields.notes.fault(entry.line, f"points of {audience} are {len(found)}; give {len(wanted)}: for {places}")
        yield audience, found


def _words(
    fields: PackFields, asked: Mapping[str, tuple[str, ...]], reading: Reading
) -> Iterator[tuple[str, Mapping[str, FamilyWords]]]:
    given = fields.entries("words")
    wanted = {dimension for dimension, audiences in asked.items() if audiences}
    _expect(given, wanted, "words", fields.line_of("words"), fields.notes, reading)
    for dimension, entry in given.items():
        if not isinstance(entry.value, YamlTable):
            fields.notes.fault(entry.line, f"{quoted(dimension)} must be a table; write whose words, as young-people:")
            continue
        audiences = entry.value.entries
        refuse_repeated(entry.value, dimension, fields.notes)
        if dimension in wanted:
            _expect(audiences, set(asked[dimension]), dimension, entry.line, fields.notes, reading)
        yield dimension, {audience: _said(audience, one, fields.notes) for audience, one in audiences.items()}


def _expect(given: Mapping[str, Entry], wanted: set[str], what: str, line: int, notes: Notes, reading: Reading) -> None:
    """Every key that is wanted and no other; nothing is said where the themes could not all be read."""
    if not reading.whole:
        return
    for key in sorted(wanted - given.keys()):
        notes.fault(line, f"{quoted(key)} is missing from {what}; add it, or delete its statements in themes/")
    for key in given.keys() - wanted:
        near = difflib.get_close_matches(key, sorted(wanted), n=1)
        remedy = f'did you mean "{near[0]}"?' if near else "delete it, or give it a statement in themes/"
        notes.fault(given[key].line, f"{quoted(key)} of {what} is not asked of families; {remedy}")


def _said(audience: str, entry: Entry, notes: Notes) -> FamilyWords:
    if not isinstance(entry.value, YamlTable):
        notes.fault(entry.line, f"the words for {audience} must be a table; write its keys, as question:")
        return FamilyWords("", "", (), (), ())
    fields = PackFields(entry.value, required=WORDS_KEYS, what=f"the words for {audience}", notes=notes)
    return FamilyWords(
        question=_easy(fields.text("question"), "question", fields.line_of("question"), audience, notes),
        picture=_picture(fields),
        fragmented=_sentences(fields, "fragmented", audience),
        reformed=_sentences(fields, "reformed", audience),
        examples=tuple(_easy(text, "an example", line, audience, notes) for text, line in fields.texts("examples")),
    )


def _sentences(fields: PackFields, key: str, audience: str) -> tuple[PicturedSentence, ...]:
    found = []
    for table in fields.tables(key):
        one = PackFields(table, required=SENTENCE_KEYS, what=f"a sentence of {key}", notes=fields.notes)
        words = _easy(one.text("words"), key, one.line_of("words"), audience, fields.notes)
        found.append(PicturedSentence(_picture(one), words))
    return tuple(found)


def _picture(fields: PackFields) -> str:
    name = fields.text("picture")
    if name and name not in picture_names():
        near = difflib.get_close_matches(name, sorted(picture_names()), n=1)
        remedy = f'did you mean "{near[0]}"?' if near else f"choose one of {', '.join(sorted(picture_names()))}"
        fields.notes.fault(fields.line_of("picture"), f"there is no picture {quoted(name)}; {remedy}")
    return name


def _easy(sentence: str, name: str, line: int, audience: str, notes: Notes) -> str:
    words, most = rules.word_count(sentence), rules.most_easy_words(audience)
    if words > most:
        notes.fault(line, f"{name} {quoted(sentence)} has {words} words; shorten it to {most}")
    return sentence


def _items(entry: Entry, notes: Notes) -> tuple[Node, ...]:
    if isinstance(entry.value, Listing):
        return entry.value.items
    notes.fault(entry.line, 'the points must be a list; start each with "- "')
    return ()
