"""Names for workers that tell others on the same machine whether they still live."""

from __future__ import annotations

import hashlib
import os
import platform
import time
import uuid
from functools import cache
from pathlib import Path


@cache
def my_name() -> str:
    """This process, as machine/process/start."""
    return f"{_machine()}/{os.getpid()}/{_start_of(os.getpid()) or format(time.time_ns(), 'x')}"


def is_dead(name: str) -> bool:
    """Whether a worker of this machine has ended. We can't know of other machines; their claims run out."""
    machine, _slash, rest = name.partition("/")
    number, _slash, start = rest.partition("/")
    if machine != _machine() or not number.isdigit():
        return False
    if int(number) == os.getpid():
        return name != my_name()
    if (now := _start_of(int(number))) is not None:
        return now != start
    if Path("/proc/self/stat").exists():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


@cache
def _machine() -> str:
    """This machine as processes see it: one boot, and one container's view of its processes."""
    seen = [platform.node(), format(uuid.getnode(), "x")]
    for path in ("/proc/sys/kernel/random/boot_id", "/proc/self/ns/pid"):
        try:
            seen.append(os.readlink(path) if path.endswith("ns/pid") else Path(path).read_text().strip())
        except OSError:
            continue
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:12]


def _start_of(process: int) -> str | None:
    """When a process began, in clock ticks; None if it has ended or the system doesn't say."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return None
    # The command's name stands in brackets and may hold anything; the rest is numbers. A zombie (Z) has ended.
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] == "Z" else fields[19]
