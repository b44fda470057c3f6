"""Working through many rows a few at a time, so that memory stays small."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

CHUNK = 2000

Thing = TypeVar("Thing")


def in_chunks(things: Iterable[Thing], size: int = CHUNK) -> Iterator[list[Thing]]:
    """The things in lists of `size`, the last one shorter; nothing at all for none."""
    left = iter(things)
    while some := list(islice(left, size)):
        yield some
