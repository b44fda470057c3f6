"""Pages that are drawn once for everybody, with gaps for what is one person's.

    gaps = Gaps(draft=found.fingerprint, comment=comment)
    page_with_gaps("questionnaires/theme.html", gaps, fingerprint=gaps.draft, comment=gaps.comment, number=3)

What a template is given is either a gap, of which it can ask nothing and which it shows as it stands; or it is part of
what the drawn page is kept under. So a page that is kept never holds anything but what it was asked for, whatever
somebody forgets to make a gap of. Whatever is no gap has to be plain and unchangeable: numbers, texts, tuples of them.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.template.loader import get_template
from markupsafe import Markup, escape

from oneworkforce.ui import languages
from oneworkforce.visitors import easy_read

MOST_KEPT = 512
"""Pages of 10 to 20 kB each."""
EDGE = f"\x02{secrets.token_hex(4)}:"
STAND_IN = re.compile(re.escape(EDGE) + r"(\w+)\x03")
PLACE = "place"
"""The gap for the address at which a switch of language stands."""


class StandIns:
    """Stand-ins for all gaps of these names. Nothing of anybody is in it, so it may be kept."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StandIns) and self.names == other.names

    def __hash__(self) -> int:
        return hash(self.names)

    def __getitem__(self, name: str) -> Markup:
        if name not in self.names:
            raise KeyError(name)
        return Markup(f"{EDGE}{name}\x03")  # noqa: S704 (what comes there is escaped then)


class Gaps:
    """Texts of one person by name, as stand-ins for a page that is kept; or themselves, where a page is drawn anew."""

    def __init__(self, *, kept: bool = True, **texts: object) -> None:
        self.kept, self.texts = kept, texts
        self.by_name: StandIns | dict[str, Any] = StandIns(texts) if kept else texts
        """All of them, for a template that works out a gap's name."""

    def __getattr__(self, name: str) -> Any:
        return self.by_name[name]


def page_with_gaps(template: str, gaps: Gaps, /, **context: Any) -> HttpResponse:
    """A page as `pages.page` would draw it, in the languages that were offered before."""
    if not gaps.kept:
        return HttpResponse(get_template(template).render(context))
    parts = _drawn(template, languages.spoken_now(), easy_read.easy_read(), tuple(context.items()))
    texts = {**gaps.texts, PLACE: languages.language_place()} if PLACE in parts else gaps.texts
    return HttpResponse("".join([escape(texts[part]) if at % 2 else part for at, part in enumerate(parts)]))


@lru_cache(maxsize=MOST_KEPT)
def _drawn(
    template: str, _spoken: tuple[Any, ...], _easy: bool, context: tuple[tuple[str, Any], ...]
) -> tuple[str, ...]:
    """The page in pieces: what stands on it, and between any two the name of a gap."""
    changing = [name for name, value in context if isinstance(value, Model)]
    if changing:
        raise TypeError(f"{', '.join(changing)}: a row may change, and is the same row then; give what is to be shown")
    with languages.standing_at(f"{EDGE}{PLACE}\x03"), easy_read.standing_at(f"{EDGE}{PLACE}\x03"):
        return tuple(STAND_IN.split(get_template(template).render(dict(context))))
