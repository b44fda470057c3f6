"""Rows that leave once (docs/adr/0028).

Of an assessment that was closed more than once, or is open again, nobody can tell which rows came at which close, so
none of those leaves any more. Where there was one close, its rows leave as the rules of today say: decided when they
are first asked for, or when it is opened again.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def leave_out_what_is_mixed(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    alias = schema_editor.connection.alias
    tallies = apps.get_model("questionnaires", "Tally").objects.using(alias)
    places = apps.get_model("questionnaires", "LeavingPlace").objects.using(alias)
    closed = apps.get_model("assessments", "Assessment").objects.using(alias).filter(times_closed__gt=0)
    for assessment in closed:
        if assessment.times_closed == 1 and assessment.stage != "open":
            continue
        found = tallies.filter(assessment=assessment, close__lte=assessment.times_closed).order_by("pk")
        places.bulk_create(
            apps.get_model("questionnaires", "LeavingPlace")(
                assessment=assessment,
                staff_group_id=staff_group,
                close=close,
                sector=sector,
                locality=locality,
                leaves=False,
            )
            for staff_group, sector, locality, close in found.values_list(
                "staff_group_id", "sector", "locality", "close"
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_closing_moment"),
        ("partnerships", "0001_initial"),
        ("questionnaires", "0008_known_sheets"),
    ]
    operations = [
        migrations.CreateModel(
            name="LeavingPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("close", models.PositiveSmallIntegerField()),
                ("sector", models.CharField(blank=True, max_length=60)),
                ("locality", models.CharField(blank=True, max_length=60)),
                ("leaves", models.BooleanField()),
                ("as_sector", models.CharField(blank=True, max_length=60)),
                ("as_locality", models.CharField(blank=True, max_length=60)),
                ("empty", models.CharField(blank=True, max_length=400)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaving_places",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "staff_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.staffgroup"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "staff_group", "sector", "locality", "close"), name="one_leaving_place"
                    )
                ],
            },
        ),
        migrations.RunPython(leave_out_what_is_mixed, migrations.RunPython.noop),
    ]
