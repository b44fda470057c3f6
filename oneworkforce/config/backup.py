"""`oneworkforce backup`

A copy of the files would include the write-ahead log and free pages, and so perhaps who answered what. This one is
written row by row, so it holds nothing of the past.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the database to FILE, a new file, while the service goes on."""
    if connection.vendor != "sqlite":
        raise click.ClickException(
            _(
                "Nothing was copied: PostgreSQL copies its databases itself. Use\n"
                '  pg_dump --format=custom --file=%(file)s --dbname="$ONEWORKFORCE_DATABASE_URL"'
            )
            % {"file": file}
        )
    try:
        size = write_backup(file)
    except FileExistsError:
        raise click.ClickException(_("%(file)s is there already; it stays as it is.") % {"file": file}) from None
    except (DatabaseError, OSError) as fault:
        said = fault.strerror if isinstance(fault, OSError) else fault
        raise click.ClickException(
            _("%(file)s cannot be written (%(fault)s). Nothing was left there.") % {"file": file, "fault": said}
        ) from None
    click.echo(_("%(file)s: %(size)s kB. Keep it as safe as the database.") % {"file": file, "size": f"{size:,}"})


def write_backup(file: Path) -> int:
    """Write the whole copy or nothing, readable by its owner only; returns its size in kB.

    :raises FileExistsError: if the file exists; :raises OSError: if it can't be written.
    :raises DatabaseError: if it can't be finished, for example because the disk is full.
    """
    if file.exists():
        raise FileExistsError(file)
    # Empty, and readable by its owner alone before anything is in it; SQLite writes into an empty file.
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    os.close(descriptor)
    unfinished = Path(name)
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [name])
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        # A link, not a move: it never takes the place of a file that came meanwhile.
        os.link(unfinished, file)
    finally:
        for left in (unfinished, Path(f"{name}-journal")):
            left.unlink(missing_ok=True)
    return file.stat().st_size // 1024
