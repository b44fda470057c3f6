"""Compiled templates are kept, so that no process has to compile a page that another has shown."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache


class CompiledTemplates(FileSystemBytecodeCache):
    """A folder of compiled templates. One is compiled again when it, or `compiled_by`, has changed since.

    What lies in it is run, so it is used only if it is ours and nobody else may write there.
    """

    def __init__(self, folder: Path, compiled_by: str) -> None:
        super().__init__(str(folder))
        self._compiled_by = compiled_by
        self._is_ours = _is_ours_alone(folder)

    def get_source_checksum(self, source: str) -> str:
        """Of a template, and of what compiles it: the same template means something else in another environment."""
        return super().get_source_checksum(self._compiled_by + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read one; does nothing where there is none."""
        if self._is_ours:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one. A page is shown all the same where the disk is full or may not be written."""
        if self._is_ours:
            try:
                super().dump_bytecode(bucket)
            except OSError:
                self._is_ours = False


def _is_ours_alone(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    others_write = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not others_write
