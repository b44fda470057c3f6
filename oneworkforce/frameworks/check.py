"""Whole packs: reading a directory into a framework, or listing everything that stops it from being one."""

import re
from pathlib import Path

from oneworkforce.frameworks import rules
from oneworkforce.frameworks.faults import PackFaults
from oneworkforce.frameworks.languages import Translation, language_tags, read_translation, refuse_stray_languages
from oneworkforce.frameworks.model import Framework
from oneworkforce.frameworks.reading import About, Reading, read_about, read_scenarios
from oneworkforce.frameworks.reading_families import read_families
from oneworkforce.frameworks.reading_themes import read_theme
from oneworkforce.frameworks.rules import ABOUT_FILE
from oneworkforce.yaml_files.faults import FileFault, quoted

THEMES_DIRECTORY = "themes"
SCENARIOS_FILE = "scenarios.yaml"
FAMILIES_FILE = "families.yaml"

_THEME_FILE = re.compile(r"([0-9]{1,4})-[a-z0-9-]+\.yaml")
_YAML_SUFFIXES = {".yaml", ".yml"}


def read_pack(path: str | Path) -> Framework:
    """The framework in this pack directory: framework.yaml, themes/<number>-<slug>.yaml and scenarios.yaml.

    With families.yaml, young people, children and parents are asked on screens of their own.

    Raises PackFaults, which lists every fault with file and line, unless the pack has none.
    """
    framework, faults = _read(Path(path))
    if framework is None or faults:
        raise PackFaults(faults)
    return framework


def check_pack(path: str | Path) -> list[FileFault]:
    """Every fault of the pack in this directory, in all its languages; none for a pack that may be used."""
    root = Path(path)
    framework, faults = _read(root)
    if framework is not None and not faults:
        reading = Reading(faults=faults)
        refuse_stray_languages(root, reading)
        for language in language_tags(root):
            read_translation(root, language, framework, reading)
    return sorted(faults)


def read_language(path: str | Path, language: str, base: Framework) -> Translation:
    """The framework `base`, read from this directory, as its translation into a language says it.

    Raises PackFaults, which lists every fault of the translation with file and line, unless it has none.
    """
    reading = Reading()
    translation = read_translation(Path(path), language, base, reading)
    if reading.faults:
        raise PackFaults(reading.faults)
    return translation


def _read(root: Path) -> tuple[Framework | None, list[FileFault]]:
    reading = Reading()
    try:
        return _read_directory(root, reading), reading.faults
    except OSError as error:
        reading.notes(Path(error.filename or root)).fault(
            1, f"cannot be read ({error.strerror}); let this user read it"
        )
        return None, reading.faults


def _read_directory(root: Path, reading: Reading) -> Framework | None:
    if not root.is_dir():
        found = "is a file" if root.exists() else "does not exist"
        reading.notes(root).fault(1, f"{quoted(root.name)} {found}; give the directory that holds {ABOUT_FILE}")
        return None
    about = read_about(root / ABOUT_FILE, reading)
    themes = tuple(theme for path in _theme_files(root, reading) if (theme := read_theme(path, reading)) is not None)
    scenarios = read_scenarios(root / SCENARIOS_FILE, frozenset(theme.id for theme in themes), reading)
    families = read_families(root / FAMILIES_FILE, themes, reading)
    _refuse_stray_files(root, reading)
    if about is None:
        return None
    _expect_something_to_answer(root, about, reading)
    if reading.faults:
        return None
    return Framework(
        key=about.key,
        version=about.version,
        name=about.name,
        language=about.language,
        summary=about.summary,
        acknowledgement=about.acknowledgement,
        perspectives=about.perspectives,
        audiences=about.audiences,
        outcomes=about.outcomes,
        sectors=about.sectors,
        staff_groups=about.staff_groups,
        common_core=about.common_core,
        themes=families.laid_over(themes),
        scenarios=scenarios,
        points=families.points,
    )


def _theme_files(root: Path, reading: Reading) -> list[Path]:
    directory = root / THEMES_DIRECTORY
    if not directory.is_dir():
        reading.notes(directory).fault(1, f"{THEMES_DIRECTORY}/ is missing; add it, with a file for each theme")
        reading.whole = False
        return []
    numbered: dict[int, Path] = {}
    for path in sorted(directory.iterdir()):
        if path.name.startswith("."):
            continue
        match = _THEME_FILE.fullmatch(path.name)
        if match is None:
            reading.notes(path).fault(1, f"{quoted(path.name)} is not a theme file; name it as 1-roles.yaml")
            reading.whole = False
            continue
        number = int(match[1])
        if number in numbered:
            first = quoted(numbered[number].name)
            reading.notes(path).fault(1, f"{quoted(path.name)} has the number of {first}; number it by its place")
            reading.whole = False
            continue
        numbered[number] = path
    if not numbered and reading.whole:
        reading.notes(directory).fault(1, f"{THEMES_DIRECTORY}/ is empty; add a file for each theme")
        reading.whole = False
    return [numbered[number] for number in sorted(numbered)]


def _refuse_stray_files(root: Path, reading: Reading) -> None:
    for path in root.iterdir():
        if path.suffix in _YAML_SUFFIXES and path.name not in {ABOUT_FILE, SCENARIOS_FILE, FAMILIES_FILE}:
            places = f"{ABOUT_FILE}, {SCENARIOS_FILE}, {FAMILIES_FILE} or themes/"
            reading.notes(path).fault(1, f"{quoted(path.name)} is not read; move its content to {places}")


def _expect_something_to_answer(root: Path, about: About, reading: Reading) -> None:
    if not reading.whole:
        return
    notes = reading.notes(root / ABOUT_FILE)
    for audience, line in about.audience_lines.items():
        if audience in rules.AUDIENCES and audience not in reading.asked:
            notes.fault(line, f"audience {quoted(audience)} has nothing to answer; give it a statement, or remove it")
