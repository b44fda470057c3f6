"""How far a pile is, in counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from oneworkforce.analysis import NOT_ASKED
from oneworkforce.gathering.questionnaires.paper.models import FIRST, SECOND, Checking, Pile, Typing
from oneworkforce.gathering.questionnaires.paper.typed import UNTYPED
from oneworkforce.gathering.questionnaires.sheets import BLANK


@dataclass(frozen=True, slots=True)
class SheetState:
    """One sheet of a pile: its two typings, if begun, and whether it is to be checked."""

    number: int
    first: Typing | None
    second: Typing | None
    to_check: bool

    @property
    def typed(self) -> bool:
        """Typed once, to the end."""
        return self.first is not None and self.first.complete

    @property
    def typed_twice(self) -> bool:
        return self.typed and self.second is not None and self.second.complete

    @property
    def differs(self) -> bool:
        """Typed twice and not agreed on yet."""
        return self.typed_twice and self.first is not None and not self.first.agreed

    @property
    def is_blank(self) -> bool:
        """Typed, without any answer."""
        return self.typed and self.first is not None and is_blank(self.first.sheet)

    @property
    def is_sent(self) -> bool:
        """Typed, with an answer: so its answers are sent when the pile is finished."""
        return self.typed and not self.is_blank


@dataclass(frozen=True)
class PileProgress:
    """A pile's sheets and what they add up to."""

    pile: Pile
    sheets: tuple[SheetState, ...]

    @cached_property
    def typed(self) -> int:
        return sum(sheet.typed for sheet in self.sheets)

    @cached_property
    def begun(self) -> list[SheetState]:
        """Sheets begun and not typed to the end."""
        return [sheet for sheet in self.sheets if sheet.first is not None and not sheet.typed]

    @cached_property
    def missing(self) -> list[int]:
        """Numbers of the sheets not typed in."""
        return [sheet.number for sheet in self.sheets if not sheet.typed]

    @cached_property
    def to_check(self) -> int:
        """Sheets to type twice; of a share, none before it is drawn."""
        return sum(sheet.to_check for sheet in self.sheets)

    @cached_property
    def checked(self) -> int:
        """Sheets typed twice."""
        return sum(sheet.typed_twice for sheet in self.sheets)

    @cached_property
    def unchecked(self) -> list[int]:
        """Numbers of the sheets still to type twice."""
        return [sheet.number for sheet in self.sheets if sheet.to_check and not sheet.typed_twice]

    @cached_property
    def differing(self) -> list[SheetState]:
        """Sheets whose two typings still differ."""
        return [sheet for sheet in self.sheets if sheet.differs]

    @cached_property
    def agreed(self) -> int:
        """Sheets typed twice and agreed on."""
        return self.checked - len(self.differing)

    @cached_property
    def blank(self) -> int:
        """Typed sheets without an answer: counted, not sent."""
        return sum(sheet.is_blank for sheet in self.sheets)

    @cached_property
    def compared(self) -> int:
        """Answers typed twice."""
        return sum(asked_in(sheet.first.sheet) for sheet in self.sheets if sheet.typed_twice and sheet.first)

    @cached_property
    def differed(self) -> int:
        """Places in which two typings differed."""
        return sum(sheet.first.differed or 0 for sheet in self.sheets if sheet.typed_twice and sheet.first)

    @cached_property
    def symbols(self) -> dict[str, int]:
        """How often each symbol was typed, to compare with a count by hand."""
        counted: Counter[str] = Counter()
        for sheet in self.sheets:
            if sheet.typed and sheet.first:
                counted.update(sheet.first.sheet)
        return {symbol: counted[symbol] for symbol in "12345dn."}

    @property
    def all_is_right(self) -> bool:
        """All sheets are typed, and all that had to be checked are."""
        return not self.missing and not self.unchecked and (self.pile.checking != Checking.SHARE or self.checked > 0)


def progress_of(pile: Pile) -> PileProgress:
    """How far an open pile is, in one query."""
    typings = {(one.number, one.turn): one for one in pile.typings.select_related("by")}
    drawn = set(pile.drawn)
    states = []
    for number in range(1, pile.sheets + 1):
        to_check = pile.checking == Checking.EVERY or (pile.checking == Checking.SHARE and number in drawn)
        states.append(SheetState(number, typings.get((number, FIRST)), typings.get((number, SECOND)), to_check))
    return PileProgress(pile, tuple(states))


def is_blank(sheet: str) -> bool:
    return not set(sheet) - {BLANK, NOT_ASKED, UNTYPED}


def asked_in(sheet: str) -> int:
    """How many questions a sheet has."""
    return len(sheet) - sheet.count(NOT_ASKED)


def error_rate(differed: int, compared: int) -> float | None:
    """Per cent of answers that differed between two typings; None if none was typed twice."""
    return 100 * differed / compared if compared else None
