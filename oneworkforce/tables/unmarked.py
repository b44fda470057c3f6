"""Which of the old encodings a text without any mark is in: the one in which its letters make words.

A byte above 127 is another letter in each of them. What people type into a table is mostly names: small letters with
accents beside small letters, and capitals where words begin. The encoding that gives most of these is taken.
"""

from __future__ import annotations

import re

WINDOWS, MACINTOSH, MS_DOS = "Windows-1252", "Macintosh", "MS-DOS"
CODECS = {WINDOWS: "cp1252", MACINTOSH: "mac_roman", MS_DOS: "cp850"}
"""By the name that people are shown; the likeliest first, for it wins where two read as well."""

LIKE_NAMES = 2

_FREQUENT, _LESS = "éöüäëïçèø", "àâåáãæêíîñóòôõœßúùûìýðþÿ"
_MARKS = re.compile(
    r"(?<=\w)’(?=\w)|(?<!\w)[‘“](?=\w)|(?<=[\w.,!?])[’”](?!\w)|(?<= )[–—](?= )|(?<=\d)–(?=\d)|[£€](?=\d)|(?<!\S)•(?= )"
)
_VOWELS = "aeiou"
_WITH_A_VOWEL = "éëïüöäèæ"
"""Letters that often stand beside a vowel, as in Zoë; others hardly ever do."""

_OF_THESE_ISLANDS = {("i", "â"), ("e", "á"), ("i", "ó"), ("a", "í")}
"""What stands before a letter, and the letter, as in Siân and Seán."""


def likeliest(data: bytes) -> str:
    """The encoding in which the bytes above 127 read best.

    Windows-1252 unless another reads like names: the others have a letter for every byte, of a picture too.
    """
    scores = {name: _score(data, codec) for name, codec in CODECS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= LIKE_NAMES else WINDOWS


def _score(data: bytes, codec: str) -> float:
    """How much a text reads like names and sentences, for each letter beyond ASCII: from -2 to about 4."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return -2
    framed = f" {text} "
    beyond = [place for place, character in enumerate(framed) if not character.isascii()]
    marks = 6 * len(_MARKS.findall(text))
    return (marks + sum(_expected(*framed[place - 1 : place + 2]) for place in beyond)) / max(1, len(beyond))


def _expected(before: str, letter: str, after: str) -> int:
    """From 4 for a letter as names have it, to -2 for what is no letter of Western Europe, or stands out of place."""
    small = letter.lower()
    if small not in _FREQUENT and small not in _LESS:
        return -2
    begins = not before.isalpha()
    if begins and not after.isalpha() and letter != "Ó":
        return -2
    if letter != small:
        among_capitals = before.isupper() and not after.islower()
        if not begins and not among_capitals:
            return -2
    elif begins and after.isalpha():
        return 0
    if (before.lower(), small) in _OF_THESE_ISLANDS or (begins and letter == "Ó"):
        return 4
    beside_vowel = before.lower() in _VOWELS or after.lower() in _VOWELS
    if small in "ãõ":
        return 3 if after.lower() in ("o", "e") else 0
    if beside_vowel and small not in _WITH_A_VOWEL and small not in "çñ":
        return 1
    return 4 if small in _FREQUENT else 2
