"""A sheet of answers: one character per dimension of the pinned framework, in its fixed order (analysis.inputs)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import CharField, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Substr

from oneworkforce.analysis import NOT_ASKED, SYMBOLS
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.partnerships.models import StaffGroup

BLANK = "."
LONGEST_SHEET = 400
ANSWER_PATTERN = "[1-5dn]"
"""A regular expression: *I don't know* and *Not my work* are answers as much as 1 to 5 are."""


def asked_of(assessment: Assessment, staff_group: StaffGroup) -> tuple[bool, ...]:
    """Whether a staff group is asked each dimension, in the framework's order. No query."""
    return load_pin(assessment.framework).asked(staff_group.audience)


def blank_sheet(asked: Sequence[bool]) -> str:
    """A sheet on which nothing is answered yet."""
    return "".join(BLANK if is_asked else NOT_ASKED for is_asked in asked)


def check_changes(changes: Mapping[int, str]) -> None:
    """Raise ValueError where a symbol is none that a person may give, or a position is on no sheet there can be."""
    for position, symbol in changes.items():
        if len(symbol) != 1 or symbol not in SYMBOLS:
            raise ValueError(f"{symbol!r} is no answer")
        if not 0 <= position < LONGEST_SHEET:
            raise ValueError(f"{position} is no position on a sheet")


def changed_sheet(changes: Mapping[int, str]) -> Func:
    """The stored sheet with some characters replaced, as an expression that the database works out itself.

    So two answers saved at the same moment both stand: neither was read before it was written.
    """
    return with_parts("sheet", {position: Value(symbol) for position, symbol in changes.items()})


def with_parts(
    column: str, parts: Mapping[int, Combinable], width: int = 1, *, end: Sequence[Combinable] = (), places: int = 0
) -> Func:
    """A stored text with some of its parts replaced, as an expression for the database.

    :param parts: place → what goes there. :param width: letters of every part. :param end: what comes after so many
        `places`, in place of what stands there.
    """
    pieces: list[Combinable] = []
    reached = 0
    for place, part in sorted(parts.items()):
        if place > reached:
            pieces.append(Substr(column, reached * width + 1, (place - reached) * width))
        pieces.append(part)
        reached = place + 1
    if end:
        pieces += [Substr(column, reached * width + 1, (places - reached) * width), *end]
    else:
        pieces.append(Substr(column, reached * width + 1))
    # The operator that both databases know; Django's Concat would nest a call for every part.
    return Func(*pieces, template="(%(expressions)s)", arg_joiner=" || ", output_field=CharField())
