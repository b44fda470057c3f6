"""Adds the marks of a draft (marks.py).

In SQL, since Django would make the table anew on SQLite, with the rows' numbers that migration 2 took away.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Value
from django.db.models.functions import Length, Repeat

ADD = "ALTER TABLE questionnaires_draft ADD COLUMN marks varchar(2000) DEFAULT '' NOT NULL"
TAKE_AWAY = "ALTER TABLE questionnaires_draft DROP COLUMN marks"


def mark_drafts_under_way(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give drafts that were begun before a mark for each place, with room for the themes of any framework."""
    drafts = apps.get_model("questionnaires", "Draft").objects.using(schema_editor.connection.alias)
    drafts.filter(sent=False).update(marks=Repeat(Value("0000"), Length("sheet") + 41))


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0003_hold_back")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ADD, TAKE_AWAY)],
            state_operations=[migrations.AddField("draft", "marks", models.CharField(blank=True, max_length=2000))],
        ),
        migrations.RunPython(mark_drafts_under_way, migrations.RunPython.noop),
    ]
