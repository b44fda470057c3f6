"""How long a list of people takes to be read, previewed and invited: `python benchmarks/invitations.py [PEOPLE]`.

As CSV and as XLSX; then the same list once more (nothing changes), and once more with everybody in another wave.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from measuring import make_open_assessment, start, timed

PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000


def main() -> None:
    """Take the list in, look at what it would do, and invite its people."""
    start()
    from oneworkforce.accounts.models import User
    from oneworkforce.invitations.lists.actions import invite_waiting_list, keep_list, waiting_list
    from oneworkforce.invitations.lists.preview import preview_of
    from oneworkforce.invitations.lists.reading.names import names_of
    from oneworkforce.invitations.lists.reading.people import read_people
    from oneworkforce.invitations.lists.reading.person import Defaults

    assessment = make_open_assessment()
    officer = User.objects.create_user("officer@example.org", "Officer")
    names, defaults = names_of(assessment), Defaults(wave="First wave")
    files = {"CSV": as_csv(rows("First wave")), "XLSX": as_xlsx(rows("First wave"))}
    for kind, data in files.items():
        with timed(f"Read {PEOPLE:,} people from {kind} ({len(data) / 2**20:.1f} MB)", PEOPLE):
            read = read_people(io.BytesIO(data), names, defaults)
    for what, wave in (("new", "First wave"), ("there already", "First wave"), ("moved", "Second wave")):
        read = read_people(io.BytesIO(as_csv(rows(wave))), names, defaults)
        with timed(f"Keep a list for its preview: {what}", PEOPLE), queries():
            key = keep_list(assessment=assessment, file_name="people.csv", read=read, by=officer).pk
        with timed(f"Look at what it would do: {what}", PEOPLE), queries():
            preview_of(assessment, waiting_list(assessment, key))
        with timed(f"Invite: {what}", PEOPLE), queries():
            done = invite_waiting_list(assessment=assessment, key=key, by=officer)
        print(f"  {done.new:,} new, {done.changed:,} changed, {done.unchanged:,} unchanged")


def rows(wave: str) -> Iterator[list[str]]:
    """A heading and made-up people, the same each time."""
    chance = random.Random(1)  # noqa: S311 (the same each time, on purpose)
    sectors = ["Health", "Education", "Early years", "Youth support"]
    yield ["Name", "E-mail", "Staff group", "Organisation", "Sector", "Locality", "Wave", "Language", "Core or wider"]
    for number in range(PEOPLE):
        group = "leaders" if chance.random() < 0.1 else "frontline"
        place = f"Locality {chance.randrange(6)}"
        work = [f"Service {number % 200}", chance.choice(sectors), place, wave, "English", "core"]
        yield [f"Guest {number}", f"guest.{number}@service{number % 200}.example.org", group, *work]


def as_csv(table: Iterator[list[str]]) -> bytes:
    """Rows as CSV."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(table)
    return file.getvalue().encode()


def as_xlsx(table: Iterator[list[str]]) -> bytes:
    """Rows as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    for row in table:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@contextmanager
def queries() -> Iterator[None]:
    """Print how many statements were run."""
    from django.db import connection

    count = 0

    def counted(execute: Any, *statement: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*statement)

    with connection.execute_wrapper(counted):
        yield
    print(f"  {count:,} statements")


if __name__ == "__main__":
    main()
