"""Makes sure that whatever anybody typed can be printed, because PDF/UA refuses letters without a shape.

Our typeface has Latin, Greek and Cyrillic, and Typst brings more. The machine's typefaces may help out. What none has
is put into words: 😀 becomes [grinning face]. Letters are tried one by one, and then the words as they stand: a
typeface may have two letters and not what they make together. What had to be changed is told.
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
SCRIPTS = {"CJK": "Chinese characters", "HANGUL": "Korean", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}
"""What people call a script, where that is not its name in Unicode."""

PROBE = Path(__file__).with_name("probe.typ")
_REFUSED = re.compile(r"the text `\"((?:[^`\\]|\\.)+)\"` could not be displayed")
GAP = "\ufffd"
"""Stands where a letter cannot be shown."""

_SPACE = re.compile(r"\S+")
_NO_LETTER = ("Cc", "Cs", "Co", "Cn")
_CERTAIN = re.compile("[\n -~\u00a0-\u017f\u2010-\u2015\u2018-\u201d\u2022\u2026\u20ac\u2212]+")


@dataclass(frozen=True, slots=True)
class Printable:
    """Printable text or data; whether it needs the machine's typefaces; and what could not be set, by name."""

    data: Any
    system_fonts: bool
    unset: tuple[str, ...] = ()


def fit_for_print(data: Any) -> Printable:
    """Make every text in lists and dictionaries printable."""
    data = _changed(data, lambda text: unicodedata.normalize("NFC", text))
    unusual = {letter for text in _texts(data) for letter in _CERTAIN.sub("", text)}
    unusual = {letter for letter in unusual if unicodedata.category(letter) not in _NO_LETTER}
    lacking = _lacking(frozenset(unusual), system_fonts=False)
    system_fonts = bool(lacking)
    if system_fonts:
        lacking = _lacking(frozenset(unusual), system_fonts=True)
    data = _changed(data, lambda text: _readable(text, lacking))
    words = frozenset(word for text in _texts(data) for word in text.split() if _CERTAIN.sub("", word))
    instead = _in_other_letters(words, system_fonts)
    if instead:
        data = _changed(data, lambda text: _SPACE.sub(lambda word: instead.get(word[0], word[0]), text))
    unset = lacking | {letter for word in instead for letter in _CERTAIN.sub("", word)}
    return Printable(data, system_fonts, _names(unset))


def only_certain_letters(data: Any) -> Any:
    """Data of which every letter can be set in any place: the others are put into words, or left out visibly."""
    return _changed(data, lambda text: "".join(map(_in_words, text)))


def _in_other_letters(words: frozenset[str], system_fonts: bool) -> dict[str, str]:
    """Each word that cannot be set as it stands, and what is set instead."""
    if not _refused(words, system_fonts):
        return {}
    return {word: "".join(map(_in_words, word)) for word in words if _refused(frozenset([word]), system_fonts)}


def _in_words(letter: str) -> str:
    if letter == "\n" or not _CERTAIN.sub("", letter):
        return letter
    kind = unicodedata.category(letter)
    if kind == "So" and letter != GAP:
        return f"[{unicodedata.name(letter, 'a picture').lower()}]"
    return "?" if kind[0] in "LNPS" else ""


def _names(letters: Iterable[str]) -> tuple[str, ...]:
    """What people call letters: those of a script by the script's name, pictures each by its own."""
    named = set()
    for letter in set(letters) - {GAP}:
        name = unicodedata.name(letter, "")
        if unicodedata.category(letter)[0] in "LM" and name and not name.startswith(("COMBINING", "VARIATION")):
            named.add(SCRIPTS.get(name.split()[0], name.split()[0].capitalize()))
        elif name and unicodedata.category(letter) != "Cf" and not name.startswith("VARIATION"):
            named.add(name.lower())
    return tuple(sorted(named))


@lru_cache(maxsize=64)
def _lacking(letters: frozenset[str], *, system_fonts: bool) -> frozenset[str]:
    """The letters that Typst has no shape for."""
    if not letters:
        return frozenset()
    asked = sorted(letters)
    named = _refused(frozenset(asked), system_fonts)
    if named is None:
        return frozenset()
    return frozenset(letter for letter in asked if letter in named)


@lru_cache(maxsize=512)
def _refused(texts: frozenset[str], system_fonts: bool) -> str | None:
    """What Typst says cannot be shown of some texts, each set by itself; None where all of them can.

    :raises typst.TypstError: where something else is wrong.
    """
    if not texts:
        return None
    import typst  # here, since few processes ever make a document

    try:
        typst.compile(
            PROBE,
            font_paths=[FONTS],
            ignore_system_fonts=not system_fonts,
            sys_inputs={"letters": "\n".join(sorted(texts))},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as refusal:
        found = _REFUSED.findall(refusal.diagnostic)
        if not found:
            raise
        return "".join(found)
    return None


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
        return GAP
    if letter not in lacking:
        return letter
    if kind == "So":
        return f"[{unicodedata.name(letter, 'a picture').lower()}]"
    return GAP if kind[0] in "LNPS" else ""


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
