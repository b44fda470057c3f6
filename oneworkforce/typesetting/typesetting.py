"""A template and its data → a PDF, through Typst. Words reach a template as data: nothing typed is read as markup."""

from __future__ import annotations

import json
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from oneworkforce.typesetting.letters import PROBE, fit_for_print
from oneworkforce.ui.assets import FONTS

REMEMBERED = 11
"""For how many documents Typst remembers its intermediate work."""


ONE_AT_A_TIME = threading.Lock()
"""A compiler is not for two threads at once; and one document's working memory is enough at a time."""


class FontsMissing(Exception):
    """The typefaces of documents have not been built into this installation."""


def typeset(template: Path, data: Any) -> bytes:
    """The document that a template makes of data, as PDF/UA-1.

    The same data give the same bytes, if the template says the document’s date.

    :param data: lists and dictionaries of texts, numbers and truths; the template reads it as `sys.inputs.data`, JSON.
        Letters that no typeface has are put into words first.
    :raises FontsMissing: when the typefaces are not there; `make run` or installing the package builds them.
    """
    _require_fonts()
    printable = fit_for_print(data)
    inputs = {"data": json.dumps(printable.data, ensure_ascii=False)}
    with ONE_AT_A_TIME:
        try:
            compiler = _compiler(template, printable.system_fonts)
            return bytes(compiler.compile(sys_inputs=inputs, pdf_standards=["ua-1"]))
        finally:
            _forget()


@lru_cache(maxsize=8)
def _compiler(template: Path, system_fonts: bool) -> Any:
    return typst.Compiler(template, font_paths=[FONTS], ignore_system_fonts=not system_fonts)


def _forget() -> None:
    """Let Typst drop what it remembers of this document, some 60 MB, which it would keep for ten more."""
    for _nth in range(REMEMBERED):
        _compiler(PROBE, False).compile(sys_inputs={"letters": ""})


def _require_fonts() -> None:
    if not any(FONTS.glob("Inter-*.ttf")):
        raise FontsMissing(_("The typefaces for documents are missing. Install the package again, or run: make run"))
