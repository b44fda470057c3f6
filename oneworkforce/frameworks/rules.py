"""The limits that a pack's words and colours keep, as pure functions and named numbers."""

import re

ABOUT_FILE = "framework.yaml"
"""The file that makes a directory a pack."""

LONGEST_NAME = 45
LONGEST_LABEL = 28
MOST_WORDS = 18
LONGEST_POINT = 40
LOWEST_CONTRAST = 4.5

# Figures are made by audience (who is pooled, who stands beside), so a pack chooses among these and cannot add one.
YOUNG_PEOPLE, CHILDREN, PARENTS = "young-people", "children", "parents"
"""From about 11; of about 7 to 10, with a grown-up; parents and carers."""
FAMILY_AUDIENCES = (YOUNG_PEOPLE, CHILDREN, PARENTS)
AUDIENCES = ("frontline", "leaders", *FAMILY_AUDIENCES)
MOST_WORDS_BY_AUDIENCE = {YOUNG_PEOPLE: 12, CHILDREN: 8}
MOST_EASY_WORDS = 12
FIVE_POINTS, THREE_POINTS = (1, 2, 3, 4, 5), (1, 3, 5)
CHILD_PERSPECTIVE = "child"

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


def is_slug(text: str) -> bool:
    """True for small letters, digits and single hyphens between them."""
    return _SLUG.fullmatch(text) is not None


def is_colour(text: str) -> bool:
    """True for #rrggbb."""
    return _COLOUR.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """True for a language tag such as en, cy or en-GB."""
    return _LANGUAGE.fullmatch(text) is not None


def word_count(sentence: str) -> int:
    """How many words a reader counts: runs without white space that hold a letter or a digit ("day-to-day" is one)."""
    return sum(any(character.isalnum() for character in word) for word in sentence.split())


def most_words(audience: str | None) -> int:
    """The longest sentence, in words, that this audience is given; None stands for a dimension's own wording."""
    return MOST_WORDS_BY_AUDIENCE.get(audience or "", MOST_WORDS)


def most_easy_words(audience: str) -> int:
    """The longest sentence, in words, on an audience's own screens."""
    return min(MOST_EASY_WORDS, most_words(audience))


def points_on_scale(audience: str) -> tuple[int, ...]:
    """Which of the five points of the scale an audience can choose: young children have three faces."""
    return THREE_POINTS if audience == CHILDREN else FIVE_POINTS


def takes_comments(audience: str) -> bool:
    """Whether an audience is given room for words of its own: young children are not (docs/adr/0034)."""
    return audience != CHILDREN


def contrast_on_white(colour: str) -> float:
    """The contrast ratio, 1 to 21, of #rrggbb and white: WCAG 2.2, "relative luminance" and "contrast ratio".

    It holds equally for white text on that colour. Raises ValueError for anything but #rrggbb.
    """
    if not is_colour(colour):
        raise ValueError(f"{colour!r} is not a colour written #rrggbb")
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 1.05 / (luminance + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
