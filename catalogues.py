"""The catalogues of translations: `make messages` brings them up to date with the sources, a build compiles them.

A catalogue holds what people read who take part: the questionnaire, its letters and its public pages (`SOURCES`).
Staff pages are written so that they can be translated too; to begin, add their folders there and run `make messages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = "oneworkforce"
LOCALE = f"{PACKAGE}/locale"
SOURCES = (
    "gathering/questionnaires/answering/**/*.py",
    "ui/fields.py",
    "ui/languages.py",
    "ui/wording.py",
)
"""Python, below the package. Templates need no list: all that hang together with these first pages are read."""
FIRST_TEMPLATES = (re.compile(r'extends "ui/answer_base\.html"'),)
"""What a template holds that people read who take part; those that it extends, includes or imports are read with it."""
BESIDE = re.compile(r'{%-?\s*(?:extends|include|from|import)\s+"([^"]+)"')
KEYWORDS: dict[str, Any] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# As in ui/jinja.py: a text that is looked up otherwise than it is listed is never found.
JINJA = {"extensions": "jinja2.ext.do", "trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
COMMENTS = ("Translators:",)


def extracted(root: Path) -> Catalog:
    """A catalogue, without translations, of every text in the sources, each with the files that hold it."""
    catalogue = Catalog(project="One Workforce", charset="utf-8")
    for method, paths, options in (("python", modules(root), {}), ("jinja2", templates(root), JINJA)):
        for path in paths:
            with path.open("rb") as file:
                place = str(path.relative_to(root))
                for _line, message, comments, context in extract(method, file, KEYWORDS, COMMENTS, options):
                    catalogue.add(message, None, [(place, None)], auto_comments=comments, context=context)
    return catalogue


def modules(root: Path) -> list[Path]:
    """The Python files that hold words for people who take part."""
    return sorted({path for pattern in SOURCES for path in (root / PACKAGE).glob(pattern)})


def templates(root: Path) -> list[Path]:
    """Every template that people who take part may see, and what those are made of."""
    by_name = dict(_templates_by_name(root))
    texts = {name: path.read_text(encoding="utf-8") for name, path in by_name.items()}
    wanted = [name for name, text in texts.items() if any(first.search(text) for first in FIRST_TEMPLATES)]
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in texts and name not in found:
            found.add(name)
            wanted += BESIDE.findall(texts[name])
    return sorted(by_name[name] for name in found)


def _templates_by_name(root: Path) -> Iterator[tuple[str, Path]]:
    for folder in (root / PACKAGE).glob("**/templates"):
        for path in folder.glob("**/*.*"):
            yield path.relative_to(folder).as_posix(), path


def files(root: Path) -> list[Path]:
    """Each language's catalogue."""
    return sorted((root / LOCALE).glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """A catalogue as it stands in its file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=True)


def update(root: Path) -> None:
    """Bring every language's catalogue up to date: new texts empty, changed ones marked fuzzy, lost ones taken out."""
    found = extracted(root)
    for path in files(root):
        catalogue = read(path)
        found.creation_date = catalogue.creation_date  # so that a run which changes no text changes no file
        catalogue.update(found)
        with path.open("wb") as file:
            write_po(file, catalogue, width=0, sort_by_file=True, ignore_obsolete=True, include_previous=True)


def compile_all(root: Path) -> None:
    """Write what Django reads, a .mo beside every .po. A fuzzy translation is left out."""
    for path in files(root):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    update(here)
    compile_all(here)
    for path in files(here):
        catalogue = read(path)
        empty = [message for message in catalogue if message.id and not (message.string and all(message.string))]
        print(f"{path.relative_to(here)}: {len(catalogue)} texts, {len(empty)} to translate")
