"""What the tests of letters stand on: an open assessment with a wave and people in it."""

from __future__ import annotations

from itertools import count
from typing import Any

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.models import Invitation, Wave
from oneworkforce.invitations.waves.sending import send_wave
from oneworkforce.mail.composing import COMPOSERS, Mail
from oneworkforce.mail.models import Message, MessageState
from tests.factories import make_assessment

numbers = count(1)


def make_wave(assessment: Assessment | None = None, people: int = 0, **details: Any) -> Wave:
    """A wave, with so many people invited to it."""
    assessment = assessment or make_assessment(stage=Stage.OPEN)
    wave: Wave = assessment.waves.create(name=details.pop("name", f"Wave {next(numbers)}"), **details)
    for _person in range(people):
        invite(wave)
    return wave


def invite(wave: Wave, **details: Any) -> Invitation:
    """One more person in a wave."""
    number = next(numbers)
    person: Invitation = wave.assessment.invitations.create(
        wave=wave,
        email=details.pop("email", f"person{number}@example.org"),
        name=details.pop("name", f"Person {number}"),
        staff_group=details.pop("staff_group", None) or wave.assessment.partnership.staff_groups.get(key="frontline"),
        **details,
    )
    return person


def deliver(kind: str | None = None) -> list[Mail]:
    """Do for the outbox what its worker does, without a mail server: compose what waits, and note it as sent."""
    mails: list[Mail] = []
    waiting = Message.objects.filter(state=MessageState.WAITING)
    for message in waiting.filter(kind=kind) if kind else waiting:
        composed = COMPOSERS[message.kind]([message.about])
        mails += composed.values()
        message.state = MessageState.SENT if composed else MessageState.NOT_NEEDED
        message.save()
    return mails


def make_lost_letter(wave: Wave) -> Message:
    """The letter to somebody of a wave, which came back."""
    send_wave(wave=wave, by=None)
    message = Message.objects.filter(about__in=wave.invitations.values("pk")).order_by("pk")[0]
    message.state, message.fault = MessageState.CAME_BACK, "550 5.1.1 no such user"
    message.save()
    return message
