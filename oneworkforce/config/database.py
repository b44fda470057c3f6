"""Keeps the database ready for whichever command comes first, so that none needs a set-up step before it."""

import click
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


def bring_up_to_date() -> None:
    """Apply the migrations that are missing; does nothing, quickly, where none is.

    :raises click.ClickException: when the database cannot be reached, naming the setting to look at.
    """
    try:
        if connection.vendor == "sqlite":
            settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    except (DatabaseError, OSError) as fault:
        place = "ONEWORKFORCE_DATA_DIR" if connection.vendor == "sqlite" else "ONEWORKFORCE_DATABASE_URL"
        said = _("The database cannot be used (%(fault)s). Look at %(place)s.") % {"fault": fault, "place": place}
        raise click.ClickException(said) from None
