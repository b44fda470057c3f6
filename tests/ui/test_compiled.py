"""Compiled templates are kept between processes, and are never taken from a folder that others may write to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from oneworkforce.ui.compiled import CompiledTemplates


def drawn(folder: Path, source: str, compiled_by: str = "1", **options: Any) -> str:
    """The page as a new process draws it."""
    pages = DictLoader({"page.html": source})
    made = Environment(loader=pages, autoescape=True, bytecode_cache=CompiledTemplates(folder, compiled_by), **options)
    return made.get_template("page.html").render()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "compiled-templates"


def test_a_template_is_compiled_once_for_all_processes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(folder, "Hello") == "Hello"
    kept = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert len(kept) == 1
    monkeypatch.setattr(Environment, "_parse", None)  # whoever compiles would stumble
    assert drawn(folder, "Hello") == "Hello"
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == kept


def test_a_template_that_has_changed_is_compiled_again(folder: Path) -> None:
    assert drawn(folder, "Before") == "Before"
    assert drawn(folder, "After") == "After"
    assert len(list(folder.iterdir())) == 1


def test_what_compiles_a_template_has_changed_and_so_it_is_compiled_again(folder: Path) -> None:
    assert drawn(folder, "[[ 1 + 1 ]]") == "[[ 1 + 1 ]]"
    now: dict[str, Any] = {"variable_start_string": "[[", "variable_end_string": "]]"}
    assert drawn(folder, "[[ 1 + 1 ]]", compiled_by="2", **now) == "2"


def test_nobody_else_may_read_or_write_there(folder: Path) -> None:
    drawn(folder, "Hello")
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_to_is_neither_read_nor_written(folder: Path, mode: int) -> None:
    drawn(folder, "Hello")
    (kept,) = folder.iterdir()
    kept.write_bytes(b"what somebody else put there")
    folder.chmod(mode)
    assert drawn(folder, "Hello") == "Hello"
    assert kept.read_bytes() == b"what somebody else put there"


def test_a_link_to_a_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    folder.symlink_to(elsewhere)
    assert drawn(folder, "Hello") == "Hello"
    assert list(elsewhere.iterdir()) == []


def test_a_page_is_drawn_where_nothing_can_be_kept(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert drawn(folder, "Hello") == "Hello"


def test_a_full_disk_stops_no_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("jinja2.bccache.tempfile.NamedTemporaryFile", full)
    assert drawn(folder, "Hello") == "Hello"
    assert list(folder.iterdir()) == []
