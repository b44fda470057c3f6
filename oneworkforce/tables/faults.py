"""What is wrong with a list, line by line: the same fault on many lines is said once, with their numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.ui.wording import number

MOST_FAULTS = 100
"""Different faults that are shown."""

MOST_LINES = 10
"""Lines that are named where the same is wrong in many."""

LONGEST_QUOTED = 60


@dataclass(slots=True)
class ListFault:
    """One thing to put right: the line on which it is found first (from 1), the column as the list names it ("": the
    line as a whole), and a sentence that says what to do. `again`: the next lines with it; `more`: how many others.
    """

    line: int
    column: str
    message: str
    again: list[int] = field(default_factory=list)
    more: int = 0

    @property
    def lines(self) -> str:
        """The line, or the lines, in words."""
        if not self.more:
            return number(self.line)
        named = ", ".join(number(line) for line in (self.line, *self.again))
        left = self.more - len(self.again)
        if not left:
            return named
        return ngettext("%(lines)s and %(n)s more", "%(lines)s and %(n)s more", left) % {
            "lines": named,
            "n": number(left),
        }

    def at(self, file: str) -> str:
        """``FILE:LINE: column: message``, and how many lines more have it."""
        place = f"{file}:{self.line}: {self.column}: " if self.column else f"{file}:{self.line}: "
        if not self.more:
            return place + self.message
        return place + self.message + " " + _("Lines: %(lines)s.") % {"lines": self.lines}


class ListRefused(Exception):
    """A list that cannot be used. `faults`: the first hundred different ones; `count`: how many different ones."""

    def __init__(self, faults: list[ListFault]) -> None:
        super().__init__("\n".join(f"{fault.line}: {fault.message}" for fault in faults[:MOST_FAULTS]))
        self.faults, self.count = tuple(faults[:MOST_FAULTS]), len(faults)


class Faults:
    """Collects faults; one that other lines have as well is kept once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], ListFault] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, line: int, column: str, message: str) -> None:
        """Note a fault."""
        known = self._found.setdefault((column, message), ListFault(line, column, message))
        if known.line != line:
            known.more += 1
            if len(known.again) < MOST_LINES - 1:
                known.again.append(line)

    def refuse(self) -> None:
        """Stop, if anything was found. :raises ListRefused: with all of it, by line."""
        if self._found:
            raise ListRefused(sorted(self._found.values(), key=lambda fault: fault.line))


def refused(message: str, line: int = 1) -> ListRefused:
    """A list with one fault of the whole."""
    return ListRefused([ListFault(line, "", message)])


def quoted(cell: str) -> str:
    """A cell as a message quotes it: on one line, and not too long."""
    shown = " ".join(cell.split())
    shown = shown if len(shown) <= LONGEST_QUOTED else shown[: LONGEST_QUOTED - 1] + "…"
    return f"“{shown}”"
