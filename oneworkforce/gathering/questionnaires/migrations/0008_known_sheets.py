"""How many sheets of a staff group each source knows (docs/adr/0030)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_closing_moment"),
        ("partnerships", "0001_initial"),
        ("questionnaires", "0007_count_what_was_released"),
    ]
    operations = [
        migrations.CreateModel(
            name="KnownSheets",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("close", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=40)),
                ("sheets", models.PositiveIntegerField(default=0)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known_sheets",
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
                        fields=("assessment", "staff_group", "close", "source"), name="known_once_per_close_and_source"
                    )
                ],
            },
        ),
    ]
