"""How an older answer is known from a newer one, although no time is kept.

Beside its answers a draft has *marks*: four random letters for each thing that can be answered, new ones with every
change. Whoever changes an answer says which marks it may have had, as far as their page knows; if it has another, then
somebody changed it since. A mark says nothing but “this is not the answer that you saw”: it is no number and no time.

Places: one for each dimension, as on the sheet; one for where somebody works; one for each theme's comment. See
docs/adr/0016-newer-stays.md.
"""

from __future__ import annotations

import re
import secrets
import string

from django.db.models.functions import Substr

from oneworkforce.frameworks import Framework

WIDTH = 4
UNCHANGED = "0" * WIDTH
LETTERS = string.ascii_letters + string.digits
MARK = re.compile(rf"[A-Za-z0-9]{{{WIDTH}}}")
LONGEST_WAS = 400
"""Letters of what a page may believe: eighty marks."""


def new_mark() -> str:
    """Four random letters: one chance in fifteen million that they are those of another change."""
    return "".join(secrets.choice(LETTERS) for _letter in range(WIDTH))


def unchanged(framework: Framework) -> str:
    """The marks of a draft on which nothing is changed yet."""
    return UNCHANGED * (len(framework.dimensions) + 1 + len(framework.themes))


def place_of_about(framework: Framework) -> int:
    """The place of where somebody works."""
    return len(framework.dimensions)


def place_of_comment(framework: Framework, theme: str) -> int:
    """The place of the comment on a theme. :raises ValueError: for a theme that the framework does not have."""
    ids = [known.id for known in framework.themes]
    if theme not in ids:
        raise ValueError(f"there is no theme {theme!r}")
    return len(framework.dimensions) + 1 + ids.index(theme)


def mark_at(marks: str, place: int) -> str:
    """The mark at a place."""
    return marks[place * WIDTH : (place + 1) * WIDTH] or UNCHANGED


def stored_mark(place: int) -> Substr:
    """The mark at a place as an expression for the database."""
    return Substr("marks", place * WIDTH + 1, WIDTH)
