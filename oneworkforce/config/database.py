"""Keeps the database ready for whichever command comes first, so that none needs a set-up step before it."""

import os
import threading
from pathlib import Path
from typing import Any

import click
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.db.backends.signals import connection_created
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _


def bring_up_to_date() -> None:
    """Apply the migrations that are missing; does nothing, quickly, where none is.

    :raises click.ClickException: when the database cannot be reached, naming the setting to look at.
    """
    try:
        if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
            _make_a_private_file(settings.DATA_DIR, Path(connection.settings_dict["NAME"]))
        if _missing_migrations():
            # Here, because it loads every migration.
            from django.core.management import call_command

            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    except (DatabaseError, OSError) as fault:
        place = "ONEWORKFORCE_DATA_DIR" if connection.vendor == "sqlite" else "ONEWORKFORCE_DATABASE_URL"
        said = _("The database cannot be used (%(fault)s). Look at %(place)s.") % {"fault": fault, "place": place}
        raise click.ClickException(said) from None


def _missing_migrations() -> set[tuple[str, str]]:
    """App label and name of those that come with this version and that the database does not say are applied.

    Their names are enough for that: to load them all took a fifteenth of every command.
    """
    here = {
        (app.label, file.stem) for app in apps.get_app_configs() for file in Path(app.path).glob("migrations/[!_]*.py")
    }
    return here - set(MigrationRecorder(connection).applied_migrations())


def close_before_forking() -> None:
    """Close what this process has open of the database, and from now on refuse to open it here again.

    Processes forked from here would share what is open: one would read the other's rows from a PostgreSQL connection,
    and SQLite would count on locks that a fork does not pass on.

    :raises RuntimeError: when a thread still runs; it may hold a connection, or a lock that no child could ever get.
    """
    for opened in connections.all(initialized_only=True):
        opened.close()
        if opened.vendor == "postgresql":
            opened.close_pool()  # type: ignore[attr-defined]
    others = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    if others:
        raise RuntimeError(
            f"Web processes are about to fork, but threads still run: {', '.join(others)}. End them first."
        )
    here = os.getpid()

    def refuse(**_sent: Any) -> None:
        if os.getpid() == here:
            raise RuntimeError(
                "Web processes fork from this process and would share this connection: "
                "open the database before close_before_forking(), or in another process."
            )

    connection_created.connect(refuse, weak=False)


def _make_a_private_file(folder: Path, file: Path) -> None:
    """Make the folder and an empty database for its owner alone: answers wait in it. SQLite's other files follow it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    # Somebody in the wrong folder would otherwise take an empty list for lost data.
    click.echo(
        _("There were no data in %(folder)s yet; an empty database is made there.") % {"folder": folder}, err=True
    )
