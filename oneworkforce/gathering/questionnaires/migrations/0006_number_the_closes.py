"""Gives sheets, comments and tallies the number of the close at which they count (docs/adr/0027-moments.md).

In SQL, since Django would make the tables anew on SQLite, with the rows' numbers that migration 2 took away.
"""

import django.db.models.deletion
from django.db import migrations, models


def add_close(model: str) -> migrations.SeparateDatabaseAndState:
    table = f"questionnaires_{model}"
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f'ALTER TABLE {table} ADD COLUMN "close" smallint DEFAULT 1 NOT NULL CHECK ("close" >= 0)',
                f'ALTER TABLE {table} DROP COLUMN "close"',
            )
        ],
        state_operations=[migrations.AddField(model, "close", models.PositiveSmallIntegerField(default=1))],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_closing_moment"),
        ("partnerships", "0001_initial"),
        ("questionnaires", "0005_web_page"),
    ]
    operations = [
        add_close("sheet"),
        add_close("comment"),
        add_close("toolcomment"),
        migrations.AddField("tally", "close", models.PositiveSmallIntegerField(default=1)),
        migrations.RemoveConstraint("tally", "one_tally_per_cell"),
        migrations.AddConstraint(
            "tally",
            models.UniqueConstraint(
                fields=["assessment", "staff_group", "sector", "locality", "close"], name="one_tally_per_cell_and_close"
            ),
        ),
        migrations.CreateModel(
            name="Entered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("close", models.PositiveSmallIntegerField()),
                ("up_to", models.JSONField()),
                ("marks", models.CharField(blank=True, max_length=400)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entered",
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
                        fields=("assessment", "staff_group", "close"), name="entered_once_per_close"
                    )
                ],
            },
        ),
    ]
