"""Keeps whether somebody is core or wider workforce with their draft, and counts of it (docs/adr/0033).

The column in SQL, since Django would make the table anew on SQLite, with the rows' numbers that migration 2 took away.
"""

import django.db.models.deletion
from django.db import migrations, models

ADD = "ALTER TABLE questionnaires_draft ADD COLUMN workforce varchar(10) DEFAULT '' NOT NULL"
TAKE_AWAY = "ALTER TABLE questionnaires_draft DROP COLUMN workforce"


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_closing_moment"),
        ("partnerships", "0001_initial"),
        ("questionnaires", "0009_rows_that_leave"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ADD, TAKE_AWAY)],
            state_operations=[migrations.AddField("draft", "workforce", models.CharField(blank=True, max_length=10))],
        ),
        migrations.CreateModel(
            name="WorkforceCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("workforce", models.CharField(max_length=10)),
                ("people", models.PositiveIntegerField(default=0)),
                ("waiting", models.PositiveIntegerField(default=0)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workforce_counts",
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
                        fields=("assessment", "staff_group", "workforce"), name="one_count_per_workforce"
                    )
                ],
            },
        ),
    ]
