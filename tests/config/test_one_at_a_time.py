"""People who answer take turns in a process on SQLite; staff, and anybody on PostgreSQL, do not wait for them."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from oneworkforce.visitors import one_at_a_time as turns


class Vendor:
    """A database of a kind."""

    def __init__(self, vendor: str) -> None:
        self.vendor = vendor


class Busy:
    """An application in which whoever asks stays until they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, vendor: str = "sqlite") -> None:
        monkeypatch.setattr(turns, "connection", Vendor(vendor))
        self.came, self.go = threading.Semaphore(0), threading.Event()
        self.application = turns.one_at_a_time(self.inside)

    def inside(self, _environ: dict[str, Any], _start_response: Any) -> list[bytes]:
        self.came.release()
        assert self.go.wait(20)
        return []

    def ask(self, path: str) -> threading.Thread:
        asker = threading.Thread(target=self.application, args=({"PATH_INFO": path}, None))
        asker.start()
        return asker

    def are_inside(self, people: int, *, within: float = 20) -> bool:
        return all(self.came.acquire(timeout=within) for _one in range(people))


def test_one_who_answers_waits_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 20)
    busy = Busy(monkeypatch)
    askers = [busy.ask("/answer/theme/1/"), busy.ask("/answer/save/")]
    assert busy.are_inside(1)
    assert not busy.are_inside(1, within=0.2)
    busy.go.set()
    assert busy.are_inside(1)
    for asker in askers:
        asker.join(20)


@pytest.mark.parametrize(
    ("vendor", "path", "patience"),
    [("sqlite", "/p/north/", 20), ("postgresql", "/answer/save/", 20), ("sqlite", "/answer/save/", 0.1)],
    ids=["staff", "PostgreSQL", "out of patience"],
)
def test_others_do_not_wait(monkeypatch: pytest.MonkeyPatch, vendor: str, path: str, patience: float) -> None:
    monkeypatch.setattr(turns, "PATIENCE", patience)
    busy = Busy(monkeypatch, vendor)
    askers = [busy.ask("/answer/theme/1/"), busy.ask(path)]
    assert busy.are_inside(2)
    busy.go.set()
    for asker in askers:
        asker.join(20)
