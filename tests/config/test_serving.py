"""`serve` looks before it listens."""

from __future__ import annotations

import socket
import stat
import subprocess
import sys
from pathlib import Path

import click
import pytest

from oneworkforce.config.serving import refuse_a_port_in_use


def test_a_port_that_somebody_listens_on_is_refused_by_number() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(click.ClickException, match=f"127.0.0.1:{port} cannot be listened on"):
            refuse_a_port_in_use("127.0.0.1", port)
    refuse_a_port_in_use("127.0.0.1", port)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(click.ClickException, match=r"no\.such\.host\.invalid:8000"):
        refuse_a_port_in_use("no.such.host.invalid", 8000)


def test_a_new_database_is_for_its_owner_alone_and_is_spoken_of(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    ran = subprocess.run(
        [sys.executable, "-c", "from oneworkforce.config.cli import main; main()", "assessments", "--json"],
        env={"ONEWORKFORCE_DATA_DIR": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"
    assert f"There were no data in {folder} yet" in ran.stderr
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
