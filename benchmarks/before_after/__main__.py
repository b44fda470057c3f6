"""Two builds measured in turns, in one run on one machine: see docs/explanation/speed.md.

    python -m benchmarks.before_after --before FOLDER --after FOLDER [--postgres postgres://postgres@127.0.0.1:5432/]

Each folder is a checkout that `make setup` has set up. Both are served as an operator does, each over data of its own;
people answer whole questionnaires at one and at the other in short rounds, so that whatever else the machine does
slows both alike: ratios count. `plain`: without scripts. `scripted`: what a real Chromium asked for while somebody
answered, recorded from each build and played back. `beside`: memory, start, a command, the results page. Linux.
"""

from __future__ import annotations

import json
import signal
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.before_after.beside import beside
from benchmarks.before_after.plain_walk import plain_walk
from benchmarks.before_after.recording import recorded
from benchmarks.before_after.rounds import Account, MakeWalk, count_a_walk, in_turns, machine, show
from benchmarks.before_after.scripted_walk import read_recording, scripted_walk
from benchmarks.before_after.side import Side, databases
from benchmarks.builds import Build

DEFAULT = Path(__file__).parents[2]


def main() -> None:
    """Measure what is asked for."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(1))  # so that servers and databases end with it
    said = arguments()
    builds = {"before": Build(said.before.absolute()), "after": Build(said.after.absolute())}
    print(machine())
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="oneworkforce-before-after-") as folder:
        if "scripted" in said.walks:
            recordings = (said.recordings or Path(folder)).absolute()
            walks = [recorded(name, build, recordings, Path(folder)) for name, build in builds.items()]
        for walk in said.walks:
            makers: list[MakeWalk] = [plain_walk, plain_walk]
            if walk == "scripted":
                makers = [partial(scripted_walk, read_recording(path)) for path in walks]
            for database in ["SQLite"] * (not said.only_postgres) + ["PostgreSQL"] * bool(said.postgres):
                place = Path(folder) / f"{walk}-{database}"
                results[f"{walk}, {database}"] = measure(builds, makers, said, place, walk, database)
        if said.beside:
            results["beside"] = beside(builds, Path(folder) / "beside")
    if said.json:
        said.json.write_text(json.dumps(results, indent=1))


def measure(
    builds: dict[str, Build], makers: list[MakeWalk], said: Namespace, place: Path, walk: str, database: str
) -> dict[str, Any]:
    """One kind of walk on one kind of database."""
    print(f"\n== {walk} walk, {database}")
    with ExitStack() as at_the_end:
        urls = ["", ""]
        if database == "PostgreSQL":
            urls = at_the_end.enter_context(databases(said.postgres, list(builds)))
        sides = [
            Side(name, build, place / name, url, mended=bool(url) and said.mend in {name, "both"})
            for (name, build), url in zip(builds.items(), urls, strict=True)
        ]
        accounts: list[Account] = []
        for side, maker in zip(sides, makers, strict=True):
            side.make()
            accounts.append(count_a_walk(replace(side, counted=place / f"{side.name}-counts"), maker))
        one_walk = [
            {
                "requests": account.requests,
                "SQL statements": account.statements,
                "of transactions, settings": account.control,
                "kB received": account.received / 1000,
                "kB sent": account.sent / 1000,
            }
            for account in accounts
        ]
        show("one walk", sides, one_walk)
        levels = in_turns(sides, accounts, makers, levels=said.levels, rounds=said.rounds, seconds=said.seconds)
        return {"one walk": one_walk, **{str(people): figures for people, figures in levels.items()}}


def arguments() -> Namespace:
    """The command line."""
    parser = ArgumentParser(prog="python -m benchmarks.before_after", description=__doc__.partition("\n")[0])
    parser.add_argument("--before", type=Path, required=True, help="a checkout that is set up")
    parser.add_argument("--after", type=Path, default=DEFAULT, help="another one; this one unless said")
    parser.add_argument("--postgres", default="", help="address of a PostgreSQL server; without it, SQLite alone")
    parser.add_argument("--only-postgres", action="store_true", help="leave SQLite out")
    parser.add_argument(
        "--mend",
        choices=["before", "after", "both", "none"],
        default="none",
        help="on PostgreSQL, close connections before web processes are forked, for a build that forgets to",
    )
    parser.add_argument("--levels", type=numbers, default=[1, 8, 32, 128], help="people at once, with commas")
    parser.add_argument("--rounds", type=int, default=6, help="rounds of each build, at each level")
    parser.add_argument("--seconds", type=float, default=4.0, help="seconds of a round")
    parser.add_argument(
        "--walks", type=names, default=["plain", "scripted"], help="plain, scripted, or both; '' for none"
    )
    parser.add_argument("--recordings", type=Path, help="folder to keep recordings in; those there are played again")
    parser.add_argument("--beside", action="store_true", help="memory, start, a command, and the results page too")
    parser.add_argument("--json", type=Path, help="file for all figures")
    return parser.parse_args()


def numbers(text: str) -> list[int]:
    """Whole numbers with commas."""
    return [int(one) for one in text.split(",")]


def names(text: str) -> list[str]:
    """Names with commas. :raises ValueError: for others."""
    found = [one for one in text.split(",") if one]
    if set(found) - {"plain", "scripted"}:
        raise ValueError(text)
    return found


if __name__ == "__main__":
    main()
