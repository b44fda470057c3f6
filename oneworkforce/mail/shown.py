"""Mail of the demonstration: nothing is sent there, so it is kept and can be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from oneworkforce.mail.composing import Mail
from oneworkforce.mail.envelopes import Envelope
from oneworkforce.mail.models import ShownMail

LONGEST_SUBJECT = 200


class ShownOffice:
    """Keeps mails instead of sending them. A mail is kept and noted as sent in one transaction: never twice."""

    place = "the demonstration’s outbox"
    answered_before = is_open = True

    def open(self) -> None:
        """Nothing to open."""

    def close(self) -> None:
        """Nothing to close."""

    @contextmanager
    def handing_over(self) -> Iterator[None]:
        """Around handing a mail over and noting that: here, one transaction."""
        with transaction.atomic():
            yield

    def send(self, envelope: Envelope, mail: Mail) -> None:
        """Keep a mail."""
        show(mail)


def show(mail: Mail) -> None:
    """Keep a mail to be looked at: in the demonstration alone, since it holds an address and a link."""
    if not settings.DEMO:
        raise RuntimeError("Mail is shown in the demonstration only.")
    ShownMail.objects.create(
        to=mail.to,
        subject=" ".join(mail.subject.split())[:LONGEST_SUBJECT],
        text=mail.text,
        html=mail.html,
        headers=dict(mail.headers),
        assessment=mail.assessment,
    )


def shown_mails(assessment: str) -> QuerySet[ShownMail]:
    """The demonstration's mails of an assessment (its key), newest first; none where mail is really sent."""
    return ShownMail.objects.filter(assessment=assessment) if settings.DEMO else ShownMail.objects.none()


def forget_shown(to: str) -> None:
    """Delete what was shown to an address."""
    ShownMail.objects.filter(to__iexact=to).delete()
