"""What is wrong with a table, line by line: the same fault on many lines is said once, with their numbers."""

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
class Fault:
    """One thing to put right: its line (from 1), the column as the table names it, and a sentence that says what to do.

    `column` is "" where the line as a whole is meant. `again`: the next lines with the same fault; `more`: how many
    other lines have it.
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


class TableRefused(Exception):
    """A table that cannot be used. `faults`: the first hundred different ones; `count`: how many different ones.

    `stopped`: reading ended at the last of them, so that there may be more.
    """

    def __init__(self, faults: list[Fault], *, stopped: bool = False) -> None:
        super().__init__("\n".join(f"{fault.line}: {fault.message}" for fault in faults[:MOST_FAULTS]))
        self.faults, self.count, self.stopped = tuple(faults[:MOST_FAULTS]), len(faults), stopped

    def told(self, file: str) -> list[str]:
        """Every fault as a line for the command line, and how many there are beyond those."""
        lines = [fault.at(file) for fault in self.faults]
        more = self.count - len(self.faults)
        if self.stopped:
            lines.append(_("There may be more: these are the first %(n)s faults.") % {"n": number(self.count)})
        elif more:
            said = ngettext("And there is %(n)s more fault.", "And there are %(n)s more faults.", more)
            lines.append(said % {"n": number(more)})
        return lines


class Faults:
    """Collects faults; one that other lines have as well is kept once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Fault] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, line: int, column: str, message: str) -> None:
        """Take down a fault."""
        known = self._found.setdefault((column, message), Fault(line, column, message))
        if known.line != line:
            known.more += 1
            if len(known.again) < MOST_LINES - 1:
                known.again.append(line)

    @property
    def are_enough(self) -> bool:
        """Whether there are as many as anybody is shown."""
        return len(self._found) >= MOST_FAULTS

    def refuse(self, *, stopped: bool = False) -> None:
        """Stop, if anything was found. :raises TableRefused: with all of it, by line."""
        if self._found:
            raise TableRefused(sorted(self._found.values(), key=lambda fault: fault.line), stopped=stopped)


def refused(message: str, line: int = 1) -> TableRefused:
    """A table with one fault."""
    return TableRefused([Fault(line, "", message)])


def quoted(cell: str) -> str:
    """A cell as a message quotes it: on one line, not too long, with nothing that upsets a terminal."""
    shown = "".join(character if character.isprintable() else "?" for character in " ".join(cell.split()))
    shown = shown if len(shown) <= LONGEST_QUOTED else shown[: LONGEST_QUOTED - 1] + "…"
    return f"“{shown}”"
