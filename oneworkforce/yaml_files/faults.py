"""What is wrong with YAML files, and where. Said in English: whoever writes such a file checks it with a command."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LONGEST_QUOTED = 40
NO_REMEDIES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, order=True)
class FileFault:
    """One thing to put right: the file, its line (from 1) and a sentence that names the remedy."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class FileFaults(Exception):
    """Files that cannot be used; `.faults` lists everything to put right, sorted by file and line."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


@dataclass(slots=True)
class Notes:
    """Takes down the faults of one file.

    `remedies` says what to do where a key is missing or empty, and `misplaced` what to say of a key that belongs
    elsewhere: both by key, and both of the kind of file that is read.
    """

    file: str
    faults: list[FileFault] = field(default_factory=list)
    remedies: Mapping[str, str] = field(default_factory=lambda: NO_REMEDIES)
    misplaced: Mapping[str, str] = field(default_factory=lambda: NO_REMEDIES)

    def fault(self, line: int, message: str) -> None:
        """Take down what this line needs."""
        self.faults.append(FileFault(self.file, line, message))


def quoted(text: str) -> str:
    """The text in quotes for a message: on one line, cut short, with nothing that upsets a terminal."""
    shown = "".join(character if character.isprintable() else "?" for character in text)
    return f'"{shown[: LONGEST_QUOTED - 1]}…"' if len(shown) > LONGEST_QUOTED else f'"{shown}"'
