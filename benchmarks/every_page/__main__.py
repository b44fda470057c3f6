"""Pictures and texts of every page of a build, and what differs between two: see docs/explanation/speed.md.

    python -m benchmarks.every_page given DATA --build BEFORE           data for all walks, made once
    python -m benchmarks.every_page walk DATA ALBUM --build BEFORE      a copy of them is served, and walked
    python -m benchmarks.every_page walk DATA OTHER_ALBUM --build AFTER
    python -m benchmarks.every_page compare ALBUM OTHER_ALBUM DIFFERENCES

Staff, each role; people who answer, in both languages, in easy words, on a shared device, without scripts; and what
needs no account; at three widths. A clock that stands still and data of one making let both builds show the same.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

from benchmarks.builds import Build, environment, served
from benchmarks.every_page.comparing import compare

HERE = Path(__file__).parent
PORT = 8765  # pages say their own address
STAFF = {
    "officer": "Asha Rahman, project officer",
    "brinemere": "Owen Tasker, project officer in Brinemere",
    "analyst": "Tom Ellery, analyst",
    "signatory": "Grace Okafor, signatory",
    "viewer": "Callum Birch, viewer",
}
FIRST = ("/p/linnetshaw/a/linnetshaw-six-months-on/", "/p/linnetshaw/a/linnetshaw-2026/", "/", "/sign-out/")
FORBIDDEN = "/p/linnetshaw/details/"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--hide-scrollbars")


def given(data: Path, build: Build) -> None:
    """Make what pages show, and keep beside it where to look."""
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    build.run("demo", data=data, settings={"ONEWORKFORCE_DEMO": "1"})
    links = subprocess.run(  # noqa: S603
        [build.python, HERE / "given.py"],
        env=environment(data, {"ONEWORKFORCE_DEMO": "1"}),
        cwd=build.folder,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    (data / "links.json").write_text(links)


def walk(data: Path, album_folder: Path, build: Build, *, only: str) -> None:
    """Take down every page of a build."""
    from playwright.sync_api import sync_playwright

    from benchmarks.every_page.pictures import Album
    from benchmarks.every_page.respondents import RESPONDENTS
    from benchmarks.every_page.staff import BRIEF, WIDTHS, Walker

    shutil.rmtree(album_folder, ignore_errors=True)
    album_folder.mkdir(parents=True)
    links = json.loads((data / "links.json").read_text())
    settings = {"ONEWORKFORCE_DEMO": "1", "ONEWORKFORCE_WORKER_IN_SERVE": "0", "ONE_MOMENT": links["moment"]}
    album, began = Album(album_folder), time.monotonic()
    seen: set[tuple[str, str]] = set()

    def say(who: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {len(album.pages):4} pages  {who}", flush=True)

    with tempfile.TemporaryDirectory(prefix="oneworkforce-pages-") as folder:
        copy = shutil.copytree(data, Path(folder) / "data")
        clock = [build.python, HERE / "standing_clock.py"]
        with served(clock, copy, settings, PORT, Path(folder) / "log") as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            if "public" in only:
                Walker(browser, server.origin, album, "public").follow(links["seeds"], seen)
                say("public")
            for who, person in STAFF.items() if "staff" in only else ():
                walker = Walker(browser, server.origin, album, who)
                walker.become(person)
                brief = who not in ("officer", "brinemere")
                walker.follow((*FIRST, FORBIDDEN), seen, BRIEF if brief else WIDTHS)
                say(who)
            for respondent in RESPONDENTS if "respondents" in only else ():
                respondent.answer(browser, server.origin, album, links["codes"])
                say(respondent.name)
            browser.close()
    album.finish()


def chromium() -> str | None:
    """The browser: ONEWORKFORCE_TEST_CHROMIUM, or one on PATH, or Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    given_path = os.environ.get("ONEWORKFORCE_TEST_CHROMIUM")
    return given_path or next((path for path in map(shutil.which, names) if path), None)


def main() -> None:
    """Read the command line."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(1))  # so that the server ends with it
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, folders in (("given", ["data"]), ("walk", ["data", "album"]), ("compare", ["before", "after", "into"])):
        command = commands.add_parser(name)
        for folder in folders:
            command.add_argument(folder, type=lambda path: Path(path).absolute())
        if name != "compare":
            command.add_argument("--build", type=lambda path: Path(path).absolute(), default=HERE.parents[1])
        if name == "walk":
            command.add_argument("--only", default="public staff respondents", help="a part of the walk, for a try")
    said = parser.parse_args()
    if said.command == "given":
        given(said.data, Build(said.build))
    elif said.command == "walk":
        walk(said.data, said.album, Build(said.build), only=said.only)
    else:
        sys.exit(bool(compare(said.before, said.after, said.into)))


if __name__ == "__main__":
    main()
