from __future__ import annotations

from django.db import models


class Turn(models.Model):
    """Whose turn it is with work that only one worker may do: whoever moves `next_at` on has it."""

    name = models.CharField(primary_key=True, max_length=60)
    next_at = models.DateTimeField()
    held_by = models.CharField(max_length=60, blank=True)

    class Meta:
        app_label = "mail"  # its table is older than this package

    def __str__(self) -> str:
        return self.name
