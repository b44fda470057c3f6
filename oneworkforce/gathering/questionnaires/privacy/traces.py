"""Clearing away what a database keeps of rows that are deleted, after the transaction that deleted them."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model

from oneworkforce.accounts.limits import forget_old_tries
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment, ToolComment

PATIENCE_MS = 250


def leave_no_traces(*further: type[Model]) -> None:
    """Make the database forget drafts that were deleted, or written anew. Best effort: what is in use goes next time.

    Called after each release, and by the worker once a minute, since each sending writes what waits anew (mixing.py):
    so earlier versions of rows, which tell the order of sending, are there for about a minute.

    :param further: other models of which rows were deleted, or must not look as if written together with drafts.

    SQLite overwrites deleted rows (secure_delete), but its write-ahead log holds pages as they were: the log is emptied
    into the file. PostgreSQL keeps old versions of rows until they are vacuumed.
    """
    if connection.in_atomic_block:
        return
    forget_old_tries()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            # Somebody is waiting for a page: rather leave it to the next release than wait for a long reader.
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {patience}")
        elif connection.vendor == "postgresql":
            cleared: tuple[type[Model], ...] = (Draft, DraftComment, ToolComment, *further)
            tables = ", ".join(f'"{model._meta.db_table}"' for model in cleared)
            cursor.execute(f"VACUUM (SKIP_LOCKED) {tables}")
