"""Makes sure that every letter can be printed, because PDF/UA refuses letters without a shape.

Our typeface has Latin, Greek and Cyrillic, and Typst brings more. The machine's typefaces may help out. What none has
is put into words: 😀 becomes [grinning face].
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from oneworkforce.ui.assets import FONTS

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
PROBE = Path(__file__).with_name("probe.typ")
_REFUSED = re.compile(r"the text `\"((?:[^`\\]|\\.)+)\"` could not be displayed")
_NO_LETTER = ("Cc", "Cs", "Co", "Cn")
_CERTAIN = re.compile("[\n -~\u00a0-\u017f\u2010-\u2015\u2018-\u201d\u2022\u2026\u20ac\u2212]+")


@dataclass(frozen=True, slots=True)
class Printable:
    """Printable text or data; says whether it needs the machine's typefaces."""

    data: Any
    system_fonts: bool


def fit_for_print(data: Any) -> Printable:
    """Make every text in lists and dictionaries printable."""
    data = _changed(data, lambda text: unicodedata.normalize("NFC", text))
    unusual = {letter for text in _texts(data) for letter in _CERTAIN.sub("", text)}
    unusual = {letter for letter in unusual if unicodedata.category(letter) not in _NO_LETTER}
    lacking = _lacking(frozenset(unusual), system_fonts=False)
    system_fonts = bool(lacking)
    if system_fonts:
        lacking = _lacking(frozenset(unusual), system_fonts=True)
    return Printable(_changed(data, lambda text: _readable(text, lacking)), system_fonts)


@lru_cache(maxsize=64)
def _lacking(letters: frozenset[str], *, system_fonts: bool) -> frozenset[str]:
    """The letters that Typst has no shape for."""
    if not letters:
        return frozenset()
    import typst  # here, since few processes ever make a document

    lacking: set[str] = set()
    asked = sorted(letters)
    try:
        typst.compile(
            PROBE,
            font_paths=[FONTS],
            ignore_system_fonts=not system_fonts,
            sys_inputs={"letters": "\n".join(asked)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as refusal:
        named = "".join(_REFUSED.findall(refusal.diagnostic))
        lacking = {letter for letter in asked if letter in named}
        if not lacking:
            raise
    return frozenset(lacking)


def _readable(text: str, lacking: frozenset[str]) -> str:
    """Line breaks as `\n`, no control characters, and words for letters that can't be shown."""
    if not _CERTAIN.sub("", text):
        return text
    text = _BREAKS.sub("\n", text)
    return "".join(_shown(letter, lacking) for letter in text)


def _shown(letter: str, lacking: frozenset[str]) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cc":
        return letter if letter == "\n" else " " if letter == "\t" else ""
    if kind in _NO_LETTER:
        return "\ufffd"
    if letter not in lacking:
        return letter
    if kind == "So":
        return f"[{unicodedata.name(letter, 'a picture').lower()}]"
    return "\ufffd" if kind[0] in "LNPS" else ""


def _texts(data: Any) -> Iterable[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)


def _changed(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: _changed(value, change) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_changed(value, change) for value in data]
    return data
