"""Numbers what was released before closes had numbers.

It counts at the last close, as it has been on screen since; where there was none, at the coming one. The comments of an
assessment that is open again wait for its next close: nobody can tell which of them came since the last.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

BYTES_PER_DIMENSION = 64


def number_what_is_there(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nothing to do for what counts at the first close: it has that number already."""
    alias = schema_editor.connection.alias
    rows = {
        name: apps.get_model("questionnaires", name).objects.using(alias)
        for name in ("Sheet", "Comment", "ToolComment", "Tally", "Entered")
    }
    for assessment in apps.get_model("assessments", "Assessment").objects.using(alias).filter(times_closed__gt=0):
        last = assessment.times_closed
        number(rows["Sheet"].filter(assessment=assessment), last)
        number(rows["Tally"].filter(assessment=assessment), last)
        said = last + 1 if assessment.stage == "open" else last
        number(rows["Comment"].filter(assessment=assessment), said)
        number(rows["ToolComment"].filter(assessment=assessment), said)
        counted = rows["Tally"].filter(assessment=assessment).values_list("staff_group_id", "counts")
        dimensions = {group: len(bytes(counts)) // BYTES_PER_DIMENSION for group, counts in counted.iterator()}
        rows["Entered"].bulk_create(
            apps.get_model("questionnaires", "Entered")(
                assessment=assessment, staff_group_id=group, close=last, up_to=[last] * dimensions[group]
            )
            for group in sorted(dimensions)
        )


def number(rows: models.QuerySet, close: int) -> None:
    if close != 1:
        rows.update(close=close)


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0006_number_the_closes")]
    operations = [migrations.RunPython(number_what_is_there, migrations.RunPython.noop)]
