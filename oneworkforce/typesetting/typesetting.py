"""Makes PDFs with Typst. Words go in as data, so nothing typed is read as markup."""

from __future__ import annotations

import json
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from oneworkforce.typesetting.letters import PROBE, fit_for_print, only_certain_letters
from oneworkforce.ui.assets import FONTS
from oneworkforce.ui.wording import list_in_words

REMEMBERED = 11
"""How many documents Typst remembers its work for."""


ONE_AT_A_TIME = threading.Lock()
"""A compiler isn't thread-safe, and one document's memory is enough at a time."""


class FontsMissing(Exception):
    """This installation has no typefaces for documents."""


def typeset(template: Path, data: Any) -> bytes:
    """Make a PDF/UA-1. The same data give the same bytes, if the template sets the date.

    :param data: lists and dictionaries of texts, numbers and booleans, which the template reads from `sys.inputs.data`.
    What nothing here can set is put into words, and a sentence at the end, `data.unset`, names it.

    :raises FontsMissing: until `make run` or installing the package has built the typefaces.
    """
    _require_fonts()
    printable = fit_for_print(data)
    with ONE_AT_A_TIME:
        try:
            compiler = _compiler(template, printable.system_fonts)
            try:
                return _compiled(compiler, printable.data, printable.unset)
            except _typst().TypstError as refusal:
                if "could not be displayed" not in refusal.diagnostic:
                    raise
                # In their places the letters stand beside others than when they were tried.
                return _compiled(compiler, only_certain_letters(printable.data), (_("unusual letters"),))
        finally:
            _forget()


def _compiled(compiler: Any, data: Any, unset: tuple[str, ...]) -> bytes:
    said = ""
    if unset:
        said = _("Not everything could be set here, for want of a typeface: %(names)s.") % {
            "names": list_in_words(unset)
        }
    inputs = {"data": json.dumps({**data, "unset": said}, ensure_ascii=False)}
    return bytes(compiler.compile(sys_inputs=inputs, pdf_standards=["ua-1"]))


@lru_cache(maxsize=8)
def _compiler(template: Path, system_fonts: bool) -> Any:
    return _typst().Compiler(template, font_paths=[FONTS], ignore_system_fonts=not system_fonts)


def _typst() -> Any:
    import typst  # here, since few processes ever make a document

    return typst


def _forget() -> None:
    """Free the 60 MB or so that Typst would keep for ten more documents."""
    for _nth in range(REMEMBERED):
        _compiler(PROBE, False).compile(sys_inputs={"letters": ""})


def _require_fonts() -> None:
    if not any(FONTS.glob("Inter-*.ttf")):
        raise FontsMissing(_("The typefaces for documents are missing. Install the package again, or run: make run"))
