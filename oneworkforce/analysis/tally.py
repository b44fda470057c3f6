"""Counts answer sheets.

A sheet is one person's answers: a character per dimension, from SYMBOLS or NOT_ASKED. A tally is dimensions × 8
people; the tally of two piles is the sum of theirs.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from .inputs import NOT_ASKED, SYMBOLS, Tally

_STORED = np.dtype("<i8")
_CHUNK_CHARACTERS = 1 << 20
_NOT_ASKED_CODE = len(SYMBOLS)
_UNKNOWN_CODE = _NOT_ASKED_CODE + 1
_CODES = _UNKNOWN_CODE + 1


def _codes_by_byte() -> NDArray[np.intp]:
    codes = np.full(256, _UNKNOWN_CODE, dtype=np.intp)
    for code, symbol in enumerate(SYMBOLS + NOT_ASKED):
        codes[ord(symbol)] = code
    return codes


_CODE_OF_BYTE = _codes_by_byte()


def empty_tally(dimensions: int) -> Tally:
    """Zeros, dimensions × 8. Raises ValueError for fewer than one dimension."""
    if dimensions < 1:
        raise ValueError(f"a tally needs at least one dimension, not {dimensions}")
    return np.zeros((dimensions, len(SYMBOLS)), dtype=np.int64)


def tally_sheets(sheets: Iterable[str], dimensions: int) -> Tally:
    """Count sheets (int64, dimensions × 8) in one pass with constant memory.

    Raises ValueError naming the first bad sheet, from 0.
    """
    tally = empty_tally(dimensions)
    sheets_at_once = max(1, _CHUNK_CHARACTERS // dimensions)
    waiting = iter(sheets)
    counted = 0
    while chunk := list(islice(waiting, sheets_at_once)):
        tally += _tally_chunk(chunk, dimensions, counted)
        counted += len(chunk)
    return tally


def _tally_chunk(chunk: Sequence[str], dimensions: int, first: int) -> Tally:
    if set(map(len, chunk)) != {dimensions}:
        _refuse_wrong_length(chunk, dimensions, first)
    # "replace" keeps one byte per character, so that a stray letter is found by its place instead of failing here.
    characters = np.frombuffer("".join(chunk).encode("ascii", "replace"), dtype=np.uint8)
    codes = _CODE_OF_BYTE[characters].reshape(len(chunk), dimensions)
    codes += np.arange(dimensions, dtype=np.intp) * _CODES
    seen = np.bincount(codes.ravel(), minlength=dimensions * _CODES).reshape(dimensions, _CODES)
    if seen[:, _UNKNOWN_CODE].any():
        _refuse_unknown_symbol(chunk, first)
    return seen[:, : len(SYMBOLS)].astype(np.int64, copy=False)


def _refuse_wrong_length(chunk: Sequence[str], dimensions: int, first: int) -> None:
    for index, sheet in enumerate(chunk, start=first):
        if len(sheet) != dimensions:
            raise ValueError(f"sheet {index} has {len(sheet)} characters, and should have {dimensions}")


def _refuse_unknown_symbol(chunk: Sequence[str], first: int) -> None:
    for index, sheet in enumerate(chunk, start=first):
        for place, symbol in enumerate(sheet):
            if symbol not in SYMBOLS + NOT_ASKED:
                raise ValueError(f"sheet {index} holds {symbol!r} at dimension {place}, which is no answer")


def tally_to_bytes(tally: Tally) -> bytes:
    """Little-endian 64-bit integers, row by row; dimensions × 8 × 8 bytes."""
    if tally.ndim != 2 or tally.shape[1] != len(SYMBOLS):
        raise ValueError(f"a tally is dimensions × {len(SYMBOLS)}, not {tally.shape}")
    return np.ascontiguousarray(tally, dtype=_STORED).tobytes()


def tally_from_bytes(stored: bytes, dimensions: int) -> Tally:
    """A new array; ValueError for the wrong size or a negative count."""
    expected = empty_tally(dimensions).size * _STORED.itemsize
    if len(stored) != expected:
        raise ValueError(f"a tally of {dimensions} dimensions has {expected} bytes, not {len(stored)}")
    tally = np.frombuffer(stored, dtype=_STORED).reshape(dimensions, len(SYMBOLS)).astype(np.int64)
    if (tally < 0).any():
        raise ValueError("a stored tally holds a negative count")
    return tally


def add_to(stored: bytes, sheets: Iterable[str], dimensions: int) -> bytes:
    """Add sheets to a stored tally; raises ValueError as its parts do."""
    return tally_to_bytes(tally_from_bytes(stored, dimensions) + tally_sheets(sheets, dimensions))
