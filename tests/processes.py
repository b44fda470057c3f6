"""Processes of their own, over a data folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
AT_THE_SAME_MOMENT = """
def wait_for_the_others():
    import sys
    print("ready", flush=True)
    sys.stdin.readline()
"""
"""For a script whose processes are to begin together: see `let_go`."""


def start_python(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start Python on an SQLite file, whatever database the other tests have."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment_for(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def environment_for(folder: Path, **more: str) -> dict[str, str]:
    """This process's environment, without its settings, and with a data folder."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("ONEWORKFORCE_")},
        "ONEWORKFORCE_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "oneworkforce.config.settings",
        "PYTHONPATH": str(REPOSITORY),
        **more,
    }


def output_of(process: subprocess.Popen[str]) -> str:
    """What it printed, once it has ended well."""
    said, _nothing = process.communicate(timeout=120)
    assert process.returncode == 0
    return said.strip()


def let_go(processes: list[subprocess.Popen[str]]) -> None:
    """Wait until every process has come to `wait_for_the_others`, then let all of them go on."""
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
