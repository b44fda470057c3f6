"""The small framework, found by the library in these tests alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from oneworkforce.frameworks import library
from tests.attack.pack import write_pack


@pytest.fixture(scope="session")
def _pack_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def six_dimensions(_pack_on_disk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The framework "six"."""
    monkeypatch.setattr(library, "_further", [*library._further, _pack_on_disk])
    library._pinned.cache_clear()
    yield
    library._pinned.cache_clear()
