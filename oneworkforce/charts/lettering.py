"""Measures and wraps text without a font file, a little too wide rather than too narrow.

Widths are those of DejaVu Sans, a Linux fallback and the widest sans-serif likely. Inter, Helvetica, Segoe UI, Roboto
and San Francisco are narrower.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

SCREEN_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
REPORT_FONT = "Inter"

LINE = 1.22
"""Line height as a multiple of the size."""

ASCENT = 0.78
DESCENT = 0.24
"""How far letters go above and below the baseline, as multiples of the size."""

_BOLD = 1.14
_PER_CENT_OF_AN_EM = {
    28: "'ijl", 30: "I", 32: " \u00a0,.\u00b7", 34: "/:;\\|", 36: "f", 38: "-", 40: "()[]t\u2018\u2019", 42: "!r",
    46: '"', 50: "*J`",
    54: "sz\u201c\u201d", 56: "?L_c\u2013", 58: "k", 60: "vxy", 62: "FTaeo", 64: "$0123456789bdghnpqu{}", 68: "EKPSY",
    70: "ABVXZ", 74: "CRU", 76: "HN", 78: "&DG", 80: "OQ", 82: "w", 84: "#+<=>^~", 88: "M", 96: "%", 98: "m", 100: "W",
    102: "@\u2014\u2026",
}  # fmt: skip
_WIDTHS = {letter: hundredths / 100 for hundredths, letters in _PER_CENT_OF_AN_EM.items() for letter in letters}
_UNKNOWN, _IDEOGRAPH, _PICTURE = 0.85, 1.05, 1.45
_SEPARATORS = ("\u00b7", "\u2013", "\u2014", "-", "/", "|", "\u2022")
_BREAK_AFTER = "-/_.@\u2013\u2014"


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if unicodedata.category(letter) in ("So", "Cc", "Cs", "Cn"):
        return _PICTURE
    return _IDEOGRAPH if unicodedata.east_asian_width(letter) in "WF" else _UNKNOWN


@lru_cache(maxsize=4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """The most that `text` takes on one line, in units of `size`."""
    return sum(map(_letter_width, text)) * size * (_BOLD if bold else 1.0)


@lru_cache(maxsize=2048)
def wrap(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """`text` in as few lines as fit `room`, about equally long, with nothing left out.

    Breaks at spaces, but no line starts with a lone dot or dash. A word wider than `room` breaks after a hyphen or
    slash, else between letters.
    """
    words = [part for word in _words(text) for part in _parts(word, size, room, bold)]
    if not words:
        return ()
    fewest = _greedy(words, size, room, bold)
    narrow, wide = 0.0, room
    best = fewest
    for _ in range(7):
        middle = (narrow + wide) / 2
        lines = _greedy(words, size, middle, bold)
        if len(lines) == len(fewest) and max(width(line, size, bold) for line in lines) <= room:
            best, wide = lines, middle
        else:
            narrow = middle
    return tuple(best)


def _words(text: str) -> list[str]:
    """The words, each with any lone separator that follows it."""
    words: list[str] = []
    for word in text.split():
        if words and word in _SEPARATORS:
            words[-1] += f"\u00a0{word}"
        else:
            words.append(word)
    return words


def _greedy(words: Sequence[str], size: float, room: float, bold: bool) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _parts(word: str, size: float, room: float, bold: bool) -> list[str]:
    """The word, or pieces of it that fit, each with at least one visible letter."""
    if width(word, size, bold) <= room:
        return [word]
    parts, piece = [], ""
    clusters = _clusters(word)
    for cluster, following in pairwise([*clusters, ""]):
        piece += cluster
        full = width(piece + following, size, bold) > room
        handy = cluster in _BREAK_AFTER and width(piece, size, bold) > room * 0.45
        if following and (full or handy):
            parts.append(piece)
            piece = ""
    return [*parts, piece]


def _clusters(word: str) -> list[str]:
    """Letters with their marks and joiners, so that no accent or emoji is split."""
    clusters: list[str] = []
    joined = False
    for letter in word:
        colours_an_emoji = "\U0001f3fb" <= letter <= "\U0001f3ff"
        stays = unicodedata.category(letter) in ("Mn", "Me", "Mc", "Cf") or colours_an_emoji or joined
        if stays and clusters:
            clusters[-1] += letter
        else:
            clusters.append(letter)
        joined = letter == "\u200d"
    return clusters


def reads_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
