"""Mail in the demonstration: kept to be looked at, never sent."""

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
    """Keeps mails instead of sending them."""

    place = "the demonstration’s outbox"
    answered_before = is_open = True

    def open(self) -> None:
        """Nothing to open."""

    def close(self) -> None:
        """Nothing to close."""

    @contextmanager
    def handing_over(self) -> Iterator[None]:
        """Wraps keeping and noting in one transaction, so that no mail is shown twice."""
        with transaction.atomic():
            yield

    def send(self, envelope: Envelope, mail: Mail) -> None:
        show(mail)


def show(mail: Mail) -> None:
    """Keep a mail to be looked at. It holds an address and a link, so only in the demonstration."""
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
    """An assessment's mails, newest first; none outside the demonstration."""
    return ShownMail.objects.filter(assessment=assessment) if settings.DEMO else ShownMail.objects.none()


def forget_shown(to: str) -> None:
    ShownMail.objects.filter(to__iexact=to).delete()
