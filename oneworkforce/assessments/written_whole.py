"""Writing a file whole or not at all: the one way in which every command of an assessment writes one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written_whole(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write that takes its place only once it is complete; until then, what stood there stays.

    :param private: readable by its owner alone, whatever stood there; else as what stood there, or as any new file.
    :raises OSError: when it cannot be written; a file that was there is then as it was.
    """
    if path.exists() and not path.is_file():
        # A pipe or a device is nothing to put another file in place of.
        with path.open("wb") as stream:
            yield stream
        return
    path = path.resolve()
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(beside).chmod(_mode(path))
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
