"""What came of it, in the partnership's other languages (docs/adr/0032)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("take_part", "0001_feedback")]
    operations = [
        migrations.CreateModel(
            name="FeedbackWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=12)),
                ("heard", models.TextField(max_length=4000)),
                ("will_do", models.TextField(max_length=4000)),
                (
                    "feedback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="others", to="take_part.feedback"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("feedback", "language"), name="feedback_once_per_language")
                ],
            },
        ),
    ]
