"""framework.yaml and scenarios.yaml, read into their parts of a framework, with every fault noted on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from oneworkforce.frameworks import rules
from oneworkforce.frameworks.fields import MISPLACED, REMEDIES, Claims, PackFields
from oneworkforce.frameworks.model import (
    CommonCoreHeading,
    Named,
    Scenario,
    Sector,
    StaffGroupDefault,
)
from oneworkforce.yaml_files.faults import FileFault, Notes, quoted
from oneworkforce.yaml_files.fields import is_nothing
from oneworkforce.yaml_files.tree import Listing, Scalar, Unreadable, YamlTable, read_tree

ABOUT_KEYS = (
    "key",
    "version",
    "name",
    "language",
    "summary",
    "acknowledgement",
    "perspectives",
    "audiences",
    "outcomes",
    "sectors",
    "staff_groups",
    "common_core",
)
SCENARIO_KEYS = ("id", "name", "themes", "story", "questions")


@dataclass(frozen=True, slots=True)
class About:
    """What framework.yaml says; `audience_lines` tells where each audience stands in it."""

    key: str
    version: int
    name: str
    language: str
    summary: str
    acknowledgement: str
    perspectives: tuple[Named, ...]
    audiences: tuple[Named, ...]
    outcomes: tuple[Named, ...]
    sectors: tuple[Sector, ...]
    staff_groups: tuple[StaffGroupDefault, ...]
    common_core: tuple[CommonCoreHeading, ...]
    audience_lines: Mapping[str, int]


@dataclass(slots=True)
class Reading:
    """What is known of a pack so far.

    `perspectives` and `audiences` are None until framework.yaml has named them well: a slip there is one fault, at its
    root, and not one more wherever the name is used.
    `whole` turns False where something could not be read, so that its absence is not a second fault elsewhere.
    """

    faults: list[FileFault] = field(default_factory=list)
    claims: Claims = field(default_factory=Claims)
    perspectives: frozenset[str] | None = None
    audiences: frozenset[str] | None = None
    asked: set[str] = field(default_factory=set)
    whole: bool = True

    def notes(self, path: Path) -> Notes:
        """Where the faults of this file go."""
        return Notes(str(path), self.faults, REMEDIES, MISPLACED)

    def table(self, path: Path) -> YamlTable | None:
        """The table that the file holds, or None with the reason noted."""
        try:
            tree = read_tree(path)
        except Unreadable as error:
            self.notes(path).fault(error.line, f"{path.name} {error}")
            return None
        if isinstance(tree, YamlTable):
            return tree
        self.notes(path).fault(tree.line, _misshapen(path, tree, 'a table; start with a key, as "id: …"'))
        return None


def read_about(path: Path, reading: Reading) -> About | None:
    """What framework.yaml says, or None where it is not a table."""
    table = reading.table(path)
    if table is None:
        return None
    notes = reading.notes(path)
    fields = PackFields(table, required=ABOUT_KEYS, what="the framework", notes=notes)
    perspectives = _named(fields, "perspectives", "perspective", reading)
    audiences = _named(fields, "audiences", "audience", reading)
    if perspectives and all(perspective.id for perspective, _ in perspectives):
        reading.perspectives = frozenset(perspective.id for perspective, _ in perspectives)
    if audiences and all(audience.id in rules.AUDIENCES for audience, _ in audiences):
        reading.audiences = frozenset(audience.id for audience, _ in audiences)
    for audience, line in audiences:
        if audience.id and audience.id not in rules.AUDIENCES:
            known = ", ".join(rules.AUDIENCES)
            notes.fault(
                line, f"audience {quoted(audience.id)} is unknown: figures are made for {known}; choose one of them"
            )
    language = fields.text("language")
    if language and not rules.is_language(language):
        notes.fault(fields.line_of("language"), f"language {quoted(language)} is not a language tag; write en or cy")
    return About(
        key=fields.slug("key", reading.claims, "framework"),
        version=fields.number("version"),
        name=fields.text("name"),
        language=language,
        summary=fields.text("summary", paragraphs=True),
        acknowledgement=fields.text("acknowledgement", paragraphs=True),
        perspectives=tuple(perspective for perspective, _ in perspectives),
        audiences=tuple(audience for audience, _ in audiences),
        outcomes=tuple(outcome for outcome, _ in _named(fields, "outcomes", "outcome", reading, may_be_empty=True)),
        sectors=tuple(_sector(table, notes, reading) for table in fields.tables("sectors")),
        staff_groups=tuple(_staff_group(table, notes, reading) for table in fields.tables("staff_groups")),
        common_core=tuple(
            _common_core(table, notes, reading) for table in fields.tables("common_core", may_be_empty=True)
        ),
        audience_lines={audience.id: line for audience, line in audiences},
    )


def read_scenarios(path: Path, theme_ids: frozenset[str], reading: Reading) -> tuple[Scenario, ...]:
    """The scenarios of this file, each touching only themes of the pack."""
    notes = reading.notes(path)
    try:
        tree = read_tree(path)
    except Unreadable as error:
        notes.fault(error.line, f"{path.name} {error}")
        return ()
    if not isinstance(tree, Listing):
        notes.fault(tree.line, _misshapen(path, tree, 'a list; start each scenario with "- id: …"'))
        return ()
    scenarios = []
    for item in tree.items:
        if isinstance(item, YamlTable):
            scenarios.append(_scenario(item, theme_ids, notes, reading))
        else:
            notes.fault(item.line, 'a scenario must be a table; write its keys, as "id: …"')
    return tuple(scenarios)


def _scenario(table: YamlTable, theme_ids: frozenset[str], notes: Notes, reading: Reading) -> Scenario:
    fields = PackFields(table, required=SCENARIO_KEYS, what="the scenario", notes=notes)
    themes = fields.texts("themes")
    for theme_id, line in themes:
        if reading.whole and theme_id not in theme_ids:
            notes.fault(line, f"theme {quoted(theme_id)} is unknown; use the id of a theme in themes/")
    return Scenario(
        id=fields.slug("id", reading.claims, "scenario"),
        name=fields.text("name"),
        themes=tuple(theme_id for theme_id, _ in themes),
        story=fields.text("story", paragraphs=True),
        questions=tuple(question for question, _ in fields.texts("questions")),
    )


def _named(
    fields: PackFields, key: str, kind: str, reading: Reading, *, may_be_empty: bool = False
) -> tuple[tuple[Named, int], ...]:
    named = []
    for table in fields.tables(key, may_be_empty=may_be_empty):
        item = PackFields(table, required=("id", "name"), what=f"the {kind}", notes=fields.notes)
        named.append((Named(item.slug("id", reading.claims, kind), item.text("name")), item.line_of("id")))
    return tuple(named)


def _sector(table: YamlTable, notes: Notes, reading: Reading) -> Sector:
    fields = PackFields(table, required=("id", "name", "examples"), what="the sector", notes=notes)
    return Sector(fields.slug("id", reading.claims, "sector"), fields.text("name"), fields.text("examples"))


def _staff_group(table: YamlTable, notes: Notes, reading: Reading) -> StaffGroupDefault:
    fields = PackFields(table, required=("key", "name", "audience"), what="the staff group", notes=notes)
    audience = fields.text("audience")
    expect_declared("audience", audience, fields.line_of("audience"), reading.audiences, notes)
    return StaffGroupDefault(fields.slug("key", reading.claims, "staff group"), fields.text("name"), audience)


def _common_core(table: YamlTable, notes: Notes, reading: Reading) -> CommonCoreHeading:
    fields = PackFields(table, required=("id", "name", "what"), what="the Common Core heading", notes=notes)
    return CommonCoreHeading(
        fields.slug("id", reading.claims, "Common Core heading"),
        fields.text("name"),
        fields.text("what", paragraphs=True),
    )


def expect_declared(kind: str, value: str, line: int, declared: frozenset[str] | None, notes: Notes) -> None:
    """Note a fault where framework.yaml was read and does not name this value."""
    if value and declared is not None and value not in declared:
        known = ", ".join(sorted(declared))
        notes.fault(line, f"{kind} {quoted(value)} is unknown; use {known}, or add it to framework.yaml")


def _misshapen(path: Path, tree: Scalar | Listing | YamlTable, shape: str) -> str:
    nothing = isinstance(tree, Scalar) and (is_nothing(tree) or not tree.text.strip())
    return f"{path.name} {'is empty' if nothing else 'has the wrong shape'}; it must be {shape}"
