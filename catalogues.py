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
    "gathering/questionnaires/paper/print*.py",
    "gathering/take_part/entering.py",
    "gathering/take_part/feedback_letter.py",
    "gathering/take_part/forms.py",
    "gathering/take_part/lost_link.py",
    "invitations/letters/children.py",
    "invitations/letters/defaults.py",
    "invitations/letters/families.py",
    "invitations/letters/mail.py",
    "invitations/letters/parents.py",
    "invitations/letters/young.py",
    "invitations/people/held.py",
    "invitations/preferences/*.py",
    "ui/fields.py",
    "ui/languages.py",
    "ui/wording.py",
    "visitors/**/*.py",
)
"""Python, below the package. Pages need no list: `templates` finds them."""
BASE = "ui/answer_base.html"
"""What every page of people who take part extends; all that those pages include or import is read with them."""
OTHER_TEMPLATES = re.compile(r"invitations/letter_mail\..*|(questionnaires|visitors)/_.*")
"""Those that no page names: letters, and what a page includes by a name that its view gives."""
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
EXTENDS = re.compile(r'{%-?\s*extends\s+"([^"]+)"')
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
FAMILIAR = "ti"
"""The context of a text as it is said to a child or young person; ui/languages.py has the same."""


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
    texts = {name: COMMENT.sub("", path.read_text(encoding="utf-8")) for name, path in by_name.items()}
    extends = {name: found[1] for name, text in texts.items() if (found := EXTENDS.search(text))}
    wanted = [name for name in texts if OTHER_TEMPLATES.fullmatch(name) or _is_public(name, extends)]
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in texts and name not in found:
            found.add(name)
            wanted += BESIDE.findall(texts[name])
    return sorted(by_name[name] for name in found)


def _is_public(name: str, extends: dict[str, str]) -> bool:
    while name in extends:
        name = extends[name]
    return name == BASE


def _templates_by_name(root: Path) -> Iterator[tuple[str, Path]]:
    for folder in (root / PACKAGE).glob("**/jinja2"):
        for path in folder.glob("**/*.*"):
            yield path.relative_to(folder).as_posix(), path


def files(root: Path) -> list[Path]:
    """Each language's catalogue."""
    return sorted((root / LOCALE).glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """A catalogue as it stands in its file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=True)


def up_to_date(catalogue: Catalog, found: Catalog) -> Catalog:
    """The catalogue with the texts that were found: new ones empty, changed ones marked fuzzy, lost ones taken out.

    A text may stand in it a second time, in other words, with the context `ti`: then that is what children and young
    people read. Translators write such entries themselves; they go with the text that they belong to.
    """
    template = Catalog(charset="utf-8", creation_date=catalogue.creation_date)
    for message in found:
        if message.id:
            template.add(message.id, None, message.locations, context=message.context)
            if catalogue.get(_one(message.id), FAMILIAR):
                template.add(message.id, None, message.locations, context=FAMILIAR)
    catalogue.update(template)
    return catalogue


def _one(text: Any) -> str:
    return text if isinstance(text, str) else text[0]


def update(root: Path) -> None:
    """Bring the catalogue of every language up to date in its file."""
    found = extracted(root)
    for path in files(root):
        catalogue = up_to_date(read(path), found)
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
