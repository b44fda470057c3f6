"""What a table of a pack has beyond any YAML file: ids that stand once in the whole pack, and versions."""

import re
from dataclasses import dataclass, field

from oneworkforce.frameworks import rules
from oneworkforce.yaml_files.faults import Notes, quoted
from oneworkforce.yaml_files.fields import Fields
from oneworkforce.yaml_files.tree import Scalar

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
MISPLACED = dict.fromkeys(
    ("statements", "fragmented", "reformed"),
    "a statement without a dimension; move it into the dimension that it words",
)
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(slots=True)
class Claims:
    """Where each id was first used, by kind of thing, over the whole pack."""

    places: dict[tuple[str, str], str] = field(default_factory=dict)

    def claim(self, kind: str, value: str, line: int, notes: Notes) -> None:
        """Remember the place of a value, or note a fault where this kind of thing has it already."""
        if (kind, value) in self.places:
            first = self.places[kind, value]
            notes.fault(line, f"{kind} {quoted(value)} is a duplicate of {first}; give one of them another")
        else:
            self.places[kind, value] = f"{notes.file}:{line}"


class PackFields(Fields):
    """One table of a pack."""

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
        value = self.value(key)
        if value is None:
            return 0
        if isinstance(value, Scalar) and value.kind == "number" and _NUMBER.fullmatch(value.text):
            return int(value.text)
        remedy = self.notes.remedies.get(key, "correct it")
        self.notes.fault(value.line, f"{key} must be a whole number from 1, without quotes; {remedy}")
        return 0
