"""A theme file, read into a theme with its dimensions, statements and solutions, with every fault noted on the way."""

from pathlib import Path

from oneworkforce.frameworks import rules
from oneworkforce.frameworks.fields import PackFields
from oneworkforce.frameworks.model import Dimension, FrozenMapping, Poles, Solution, Theme
from oneworkforce.frameworks.reading import Reading, expect_declared
from oneworkforce.yaml_files.faults import Notes, quoted
from oneworkforce.yaml_files.tree import Entry, Scalar, YamlTable

THEME_KEYS = ("id", "name", "label", "colour", "purpose", "dimensions", "solutions")
DIMENSION_KEYS = (
    "id",
    "name",
    "label",
    "perspectives",
    "source",
    "fragmented",
    "reformed",
    "guidance",
    "statements",
)
SOLUTION_KEYS = ("id", "name", "what", "first_step", "source")
POLE_KEYS = ("fragmented", "reformed")
OWN = "own"


def read_theme(path: Path, reading: Reading) -> Theme | None:
    """The theme that this file holds, or None where it is not a table."""
    table = reading.table(path)
    if table is None:
        reading.whole = False
        return None
    notes = reading.notes(path)
    fields = PackFields(table, required=THEME_KEYS, what="the theme", notes=notes)
    theme_id = fields.slug("id", reading.claims, "theme")
    dimensions = fields.tables("dimensions")
    reading.whole = reading.whole and bool(theme_id and dimensions)
    return Theme(
        id=theme_id,
        name=fields.text("name", longest=rules.LONGEST_NAME),
        label=fields.text("label", longest=rules.LONGEST_LABEL),
        colour=_colour(fields, reading),
        purpose=fields.text("purpose"),
        dimensions=tuple(_dimension(dimension, theme_id, notes, reading) for dimension in dimensions),
        solutions=tuple(_solution(table, theme_id, notes, reading) for table in fields.tables("solutions")),
    )


def _colour(fields: PackFields, reading: Reading) -> str:
    colour, line = fields.text("colour"), fields.line_of("colour")
    if not colour:
        return ""
    if not rules.is_colour(colour):
        fields.notes.fault(line, f'colour {quoted(colour)} is not #rrggbb; write six digits, as "#1864ab"')
        return ""
    contrast = rules.contrast_on_white(colour)
    if contrast < rules.LOWEST_CONTRAST:
        shown = int(contrast * 100) / 100
        fields.notes.fault(line, f"colour {colour} has a contrast of {shown}:1 on white; darken it to at least 4.5:1")
    reading.claims.claim("theme colour", colour.lower(), line, fields.notes)
    return colour


def _dimension(table: YamlTable, theme_id: str, notes: Notes, reading: Reading) -> Dimension:
    fields = PackFields(table, required=DIMENSION_KEYS, what="the dimension", notes=notes)
    perspectives = fields.texts("perspectives")
    for place, (perspective, line) in enumerate(perspectives):
        expect_declared("perspective", perspective, line, reading.perspectives, notes)
        if perspective in (earlier for earlier, _ in perspectives[:place]):
            notes.fault(line, f"perspective {quoted(perspective)} stands twice; keep one")
    poles = _poles(fields, audience=None)
    return Dimension(
        id=_id_in_theme(fields, theme_id, "dimension", reading),
        name=fields.text("name", longest=rules.LONGEST_NAME),
        label=fields.text("label", longest=rules.LONGEST_LABEL),
        perspectives=tuple(perspective for perspective, _ in perspectives),
        source=fields.text("source"),
        poles=poles,
        guidance=fields.text("guidance"),
        statements=_statements(fields, poles, frozenset(perspective for perspective, _ in perspectives), reading),
    )


def _statements(
    fields: PackFields, own: Poles, perspectives: frozenset[str], reading: Reading
) -> FrozenMapping[str, Poles]:
    entries = fields.entries("statements")
    reading.whole = reading.whole and bool(entries)
    reading.asked.update(entries)
    statements = {}
    for audience, entry in entries.items():
        expect_declared("audience", audience, entry.line, reading.audiences, fields.notes)
        if _is_not_theirs_to_answer(audience, perspectives, reading):
            fields.notes.fault(
                entry.line, f"{audience} answer only the child's perspective; delete this statement, or add child to it"
            )
        statements[audience] = _statement(audience, entry, own, fields.notes)
    return FrozenMapping(statements)


def _is_not_theirs_to_answer(audience: str, perspectives: frozenset[str], reading: Reading) -> bool:
    return (
        audience in rules.FAMILY_AUDIENCES
        and rules.CHILD_PERSPECTIVE in (reading.perspectives or ())
        and bool(perspectives)
        and rules.CHILD_PERSPECTIVE not in perspectives
    )


def _statement(audience: str, entry: Entry, own: Poles, notes: Notes) -> Poles:
    value = entry.value
    if isinstance(value, YamlTable):
        return _poles(
            PackFields(value, required=POLE_KEYS, what=f"the statement for {audience}", notes=notes), audience=audience
        )
    if isinstance(value, Scalar) and value.kind == "text" and value.text == OWN:
        if rules.most_words(audience) < rules.MOST_WORDS:
            for sentence in (own.fragmented, own.reformed):
                _expect_short(sentence, f"own wording for {audience}", value.line, audience, notes)
        return own
    notes.fault(
        value.line, f'the statement for {audience} must be "own", or fragmented and reformed; write one of these'
    )
    return own


def _poles(fields: PackFields, *, audience: str | None) -> Poles:
    poles = Poles(fields.text("fragmented"), fields.text("reformed"))
    for key, sentence in (("fragmented", poles.fragmented), ("reformed", poles.reformed)):
        _expect_short(sentence, key, fields.line_of(key), audience, fields.notes)
    if poles.fragmented and poles.fragmented == poles.reformed:
        fields.notes.fault(fields.line_of("reformed"), "both ends say the same; describe the reformed end")
    return poles


def _expect_short(sentence: str, name: str, line: int, audience: str | None, notes: Notes) -> None:
    words, most = rules.word_count(sentence), rules.most_words(audience)
    if words > most:
        notes.fault(line, f"{name} {quoted(sentence)} has {words} words; shorten it to {most}")


def _solution(table: YamlTable, theme_id: str, notes: Notes, reading: Reading) -> Solution:
    fields = PackFields(table, required=SOLUTION_KEYS, what="the solution", notes=notes)
    return Solution(
        id=_id_in_theme(fields, theme_id, "solution", reading),
        name=fields.text("name"),
        what=fields.text("what", paragraphs=True),
        first_step=fields.text("first_step", paragraphs=True),
        source=fields.text("source"),
    )


def _id_in_theme(fields: PackFields, theme_id: str, kind: str, reading: Reading) -> str:
    text, line = fields.text("id"), fields.line_of("id")
    theme, dot, slug = text.partition(".")
    if not text:
        return ""
    if not (dot and rules.is_slug(theme) and rules.is_slug(slug)):
        fields.notes.fault(
            line, f"id {quoted(text)} must be the theme's id, a full stop and a slug, as theme.tell-it-once"
        )
    elif theme_id and theme != theme_id:
        fields.notes.fault(line, f"id {quoted(text)} is not in its theme; start it with {quoted(theme_id + '.')}")
    else:
        reading.claims.claim(f"{kind} id", text, line, fields.notes)
    return text
