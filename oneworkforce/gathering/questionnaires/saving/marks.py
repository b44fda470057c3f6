"""How an older answer is known from a newer one, although no time is kept.

Beside its answers a draft has *marks*: four random letters for each thing that can be answered, new ones with every
change. Whoever changes an answer says which marks it may have had, as far as their page knows; if it has another, then
somebody changed it since. A mark says nothing but “this is not the answer that you saw”: it is no number and no time.

Places: one for each dimension, as on the sheet; one for where somebody works; one for each theme's comment. See
docs/adr/0016-newer-stays.md.

After them stand the last *forms* that were saved, eight letters of each one's digest. A browser without scripts may
send a form once more, by “reload” or “back”, long after its answers were changed: then it is known, and changes
nothing. There are as many from the start, made up by chance, so nobody can count how often somebody pressed.
"""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Mapping
from hashlib import sha256

from django.db.models.functions import Substr

from oneworkforce.frameworks import Framework

WIDTH = 4
UNCHANGED = "0" * WIDTH
LETTERS = string.ascii_letters + string.digits
MARK = re.compile(rf"[A-Za-z0-9]{{{WIDTH}}}")
FORM_WIDTH, FORMS = 8, 16
LONGEST_WAS = 400
"""Letters of what a page may believe: eighty marks."""


def new_mark() -> str:
    """Four random letters: one chance in fifteen million that they are those of another change."""
    return "".join(secrets.choice(LETTERS) for _letter in range(WIDTH))


def unchanged(framework: Framework) -> str:
    """The marks of a draft on which nothing is changed yet."""
    return UNCHANGED * places_of(framework) + secrets.token_hex(FORM_WIDTH * FORMS // 2)


def places_of(framework: Framework) -> int:
    """How many things have a mark: the forms stand after so many."""
    return len(framework.dimensions) + 1 + len(framework.themes)


def new_page() -> str:
    """What makes the form of a page another than that of the same page shown again."""
    return secrets.token_hex(FORM_WIDTH // 2)


def form_of(fields: Mapping[str, str]) -> str:
    """What is kept of a form that was sent; the same for the same form sent again, and for no other.

    `once` is the field with what `new_page` gave; a form without one may come as often as it likes.
    """
    text = "\n".join(f"{name}={value}" for name, value in fields.items())
    return sha256(text.encode()).hexdigest()[:FORM_WIDTH] if "once" in fields else new_page()


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
