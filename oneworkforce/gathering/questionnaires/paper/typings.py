"""Typing sheets in: who types which, saving, the second time, and differences.

A page says which save it was made from. A save from an older one is refused, so that two tabs or two people never
overwrite each other silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from oneworkforce.accounts.models import User
from oneworkforce.gathering.questionnaires.paper.actions import open_pile
from oneworkforce.gathering.questionnaires.paper.models import FIRST, SECOND, Checking, Pile, Typing
from oneworkforce.gathering.questionnaires.paper.typed import UNTYPED, untyped
from oneworkforce.gathering.questionnaires.privacy.mixing import chance
from oneworkforce.gathering.questionnaires.sheets import asked_of

UNNUMBERED = -1
"""No save has this number."""


class Overtaken(Exception):
    """Somebody has saved this sheet since; nothing was overwritten. `now`: what is kept."""

    def __init__(self, now: Typing) -> None:
        super().__init__(
            _("Sheet %(number)s was saved from another page meanwhile%(by)s. Nothing was overwritten.")
            % {"number": now.number, "by": f" ({now.by.name})" if now.by else ""}
        )
        self.now = now


class TypedTwice(Exception):
    """The sheet was typed twice and compared; now only differences can be settled."""

    def __init__(self, number: int) -> None:
        super().__init__(
            _("Sheet %(number)s is typed twice, so it can only be changed where the two differ.") % {"number": number}
        )


class NotComplete(Exception):
    """Some questions have nothing typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a page has of a sheet, `UNTYPED` where nothing is typed."""

    sheet: str
    sector: str = ""
    locality: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)


def take(*, pile: Pile, number: int, turn: int, by: User) -> Typing:
    """A sheet's typing; this person begins it if nobody has.

    :raises PileDone: nothing can be typed any more.
    :raises ValueError: no such number, or the first typing is not complete.
    """
    with transaction.atomic():
        locked = open_pile(pile)
        if not 1 <= number <= locked.sheets:
            raise ValueError(f"pile {pile.pk} has no sheet {number}")
        if turn == SECOND and not locked.typings.filter(number=number, turn=FIRST, complete=True).exists():
            raise ValueError(f"sheet {number} is not typed a first time")
        empty = untyped(asked_of(locked.assessment, locked.staff_group))
        typing, _made = Typing.objects.select_related("by").get_or_create(
            pile=locked, number=number, turn=turn, defaults={"by": by, "sheet": empty}
        )
    return typing


def take_next(*, pile: Pile, turn: int, by: User) -> Typing | None:
    """The next sheet for this person, or None.

    First what they began; then the lowest number that nobody has. To check, sheets that somebody else typed come first.
    """
    with transaction.atomic():
        locked = open_pile(pile)
        begun = locked.typings.filter(turn=turn, by=by, complete=False).order_by("number").first()
        if begun:
            return begun
        taken = set(locked.typings.filter(turn=turn).values_list("number", flat=True))
        left = [number for number in _wanted(locked, turn) if number not in taken]
        if turn == SECOND:
            own = set(locked.typings.filter(turn=FIRST, by=by).values_list("number", flat=True))
            left.sort(key=lambda number: (number in own, number))
        return take(pile=locked, number=left[0], turn=turn, by=by) if left else None


def save_typing(
    *,
    typing: Typing,
    saves: int,
    typed: Typed,
    by: User,
    complete: bool = False,
    number: int = UNNUMBERED,
    under_way: int = UNNUMBERED,
) -> int:
    """Save a sheet, if nobody else has since; returns the number of this save. A complete sheet stays complete.

    :param saves: the number of the save that the page shows, or follows.
    :param number: the number of this save, by chance, if the page gives it one; else the next.
    :param under_way: the number of a save that had no answer yet when the page was left: this one may follow it too.
    :raises Overtaken: somebody saved it since. :raises TypedTwice: it was compared.
    :raises PileDone: the pile is not open. :raises NotComplete: a complete sheet would lose an answer.
    """
    if (complete or typing.complete) and UNTYPED in typed.sheet:
        if complete:
            raise NotComplete
        return saves
    this = saves + 1 if number == UNNUMBERED else number
    with transaction.atomic():
        pile = open_pile(typing.pile)
        if pile.typings.filter(number=typing.number, turn=FIRST, differed__isnull=False).exists():
            raise TypedTwice(typing.number)
        changed = Typing.objects.filter(pk=typing.pk, saves__in=[saves, under_way]).update(
            sheet=typed.sheet,
            sector=typed.sector,
            locality=typed.locality,
            comments=dict(typed.comments),
            saves=this,
            complete=complete or typing.complete,
            by=by,
        )
        if not changed:
            raise Overtaken(Typing.objects.select_related("by").get(pk=typing.pk))
        _compare(pile, typing.number)
    return this


def settle_differences(*, typing: Typing, saves: int, second: Typing, second_saves: int, typed: Typed) -> None:
    """Keep what the paper says where two typings differ.

    :param typing: the first, which is kept. :raises Overtaken: either was saved since.
    :raises PileDone: the pile is not open. :raises NotComplete: a question is left open.
    """
    if UNTYPED in typed.sheet:
        raise NotComplete
    with transaction.atomic():
        open_pile(typing.pile)
        if not Typing.objects.filter(pk=second.pk, saves=second_saves).exists():
            raise Overtaken(Typing.objects.select_related("by").get(pk=second.pk))
        changed = Typing.objects.filter(pk=typing.pk, saves=saves, agreed=False).update(
            sheet=typed.sheet, sector=typed.sector, locality=typed.locality, saves=saves + 1, agreed=True
        )
        if not changed:
            raise Overtaken(Typing.objects.select_related("by").get(pk=typing.pk))


def draw_share(*, pile: Pile) -> Pile:
    """Draw which typed sheets are checked, at least one, unless that is done.

    Only once all are typed: who knew beforehand could take care with those alone.
    """
    with transaction.atomic():
        locked = open_pile(pile)
        typed = sorted(locked.typings.filter(turn=FIRST, complete=True).values_list("number", flat=True))
        if locked.checking == Checking.SHARE and not locked.drawn and typed:
            locked.drawn = sorted(chance.sample(typed, -(-len(typed) // locked.one_in)))
            locked.save(update_fields=["drawn"])
    return locked


def differing(first: Typing, second: Typing) -> list[int]:
    """Positions at which two typings differ."""
    return [position for position, pair in enumerate(zip(first.sheet, second.sheet, strict=True)) if pair[0] != pair[1]]


def how_many_differ(first: Typing, second: Typing) -> int:
    """Differences between two typings: answers, sector, locality. Comments are typed once."""
    about = (first.sector != second.sector) + (first.locality != second.locality)
    return len(differing(first, second)) + about


def _wanted(pile: Pile, turn: int) -> list[int]:
    if turn == FIRST:
        return list(range(1, pile.sheets + 1))
    if pile.checking == Checking.NONE:
        return []
    if pile.checking == Checking.SHARE:
        return list(pile.drawn)
    return sorted(pile.typings.filter(turn=FIRST, complete=True).values_list("number", flat=True))


def _compare(pile: Pile, number: int) -> None:
    """After the second typing: count the differences, and agree if there are none."""
    both = {one.turn: one for one in pile.typings.filter(number=number, complete=True)}
    if set(both) != {FIRST, SECOND}:
        return
    count = how_many_differ(both[FIRST], both[SECOND])
    pile.typings.filter(number=number, turn=FIRST).update(differed=count, agreed=not count)
