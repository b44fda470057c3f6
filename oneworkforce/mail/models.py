"""The outbox. It holds no address, no text and no link.

A message is composed when it is sent (`composing.py`), so no personal link is ever in the database.
"""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _l

LOOK_IN = "mail: look in"
"""The turn that shows whether a worker is awake."""


def random_id() -> str:
    """128 random bits, in hexadecimal."""
    return secrets.token_hex(16)


class MessageState(models.TextChoices):
    WAITING = "waiting", _l("Waiting")
    SENT = "sent", _l("Sent")
    NOT_NEEDED = "not needed", _l("Not needed any more")
    FAILED = "failed", _l("Failed")
    CAME_BACK = "came back", _l("Came back")


class Mailing(models.Model):
    """Messages that are sent and paused together, such as a wave's invitations.

    `about` says what it is for; kind and `about` together are made once only.
    """

    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=120)
    partnership = models.SlugField(max_length=60, blank=True)
    assessment = models.SlugField(max_length=60, blank=True, db_index=True)
    paused = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "about"], name="one_mailing_for_each_purpose")
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.about})"


class Message(models.Model):
    """One message to one person. `about`: the id it is composed from; `fault`: what the mail server said.

    After `claimed_until`, another worker may take it: the one that claimed it is dead.
    """

    id = models.CharField(primary_key=True, max_length=32, default=random_id)
    mailing = models.ForeignKey(Mailing, null=True, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=120, db_index=True)
    state = models.CharField(max_length=12, choices=MessageState.choices, default=MessageState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField()
    claimed_by = models.CharField(max_length=60, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mailing", "about"], name="one_message_of_a_mailing_to_each")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "due"], name="messages_due")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"


class ShownMail(models.Model):
    """A mail of the demonstration, kept to be looked at because nothing is sent there."""

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    assessment = models.SlugField(max_length=60, blank=True, db_index=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return self.subject


class Trouble(models.Model):
    """Why nothing can be sent now: the server takes nothing, or mail comes back because of us.

    The server's row is there only while it takes nothing. The other stays, and says when mail last came back so.
    """

    SERVER, CAME_BACK = "mail server", "came back"

    what = models.CharField(primary_key=True, max_length=20)
    said = models.TextField(max_length=500, blank=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.what
