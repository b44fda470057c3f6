"""A command writes its file whole or not at all, readable by whom it should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneworkforce.assessments.written_whole import written_whole


def write(path: Path, data: bytes, **how: bool) -> None:
    with written_whole(path, **how) as file:
        file.write(data)


def write_half(path: Path) -> None:
    with written_whole(path) as file:
        file.write(b"half")
        file.write(bytes(1 // 0))


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("before")
    file.chmod(0o640)
    write(file, b"after")
    assert (file.read_text(), mode(file)) == ("after", 0o640)
    with pytest.raises(ZeroDivisionError):
        write_half(file)
    with pytest.raises(OSError, match="missing"):
        write(tmp_path / "missing" / "plan.csv", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.csv"]
    assert file.read_text() == "after"


def test_a_private_file_is_read_by_its_owner_alone_whatever_stood_there(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("before")
    file.chmod(0o644)
    write(file, b"after", private=True)
    assert (file.read_text(), mode(file)) == ("after", 0o600)


def test_a_device_is_written_to_and_never_replaced() -> None:
    write(Path("/dev/null"), b"gone")
    assert not Path("/dev/null").is_file()
