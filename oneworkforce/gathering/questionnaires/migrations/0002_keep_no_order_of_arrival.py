"""On SQLite every table numbers its rows in the order in which they came. These five must not: they are made again without."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MODELS = ("Draft", "DraftComment", "Sheet", "Comment", "ToolComment")


def remake_without_rowid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the (still empty) tables again as WITHOUT ROWID; PostgreSQL has no such number to begin with."""
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        for name in MODELS:
            table = apps.get_model("questionnaires", name)._meta.db_table
            cursor.execute(
                "SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL ORDER BY type DESC",
                [table],
            )
            found = cursor.fetchall()
            cursor.execute(f'DROP TABLE "{table}"')
            for kind, sql in found:
                cursor.execute(sql + " WITHOUT ROWID" if kind == "table" else sql)


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0001_initial")]
    operations = [migrations.RunPython(remake_without_rowid, migrations.RunPython.noop)]
