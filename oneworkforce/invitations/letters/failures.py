"""Letters that did not arrive: whose, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.letters.kinds import TO_INVITED_PEOPLE
from oneworkforce.invitations.models import Invitation
from oneworkforce.invitations.people.do_not_write import not_to_be_written_to
from oneworkforce.mail.faults import advice
from oneworkforce.mail.models import Mailing, Message, MessageState
from oneworkforce.mail.outbox import retry

A_PAGE = 50
LOST = (MessageState.FAILED, MessageState.CAME_BACK)


class AddressRefused(Exception):
    """This address can't be used; the message says why, for the screen."""


@dataclass(frozen=True, slots=True)
class NotArrived:
    """One letter that did not arrive. `person`: None if they were erased since."""

    message: Message
    person: Invitation | None

    @property
    def kind(self) -> str:
        """Which letter it was, in words."""
        return str(TO_INVITED_PEOPLE[self.message.kind])

    @property
    def state(self) -> str:
        """Failed, or came back."""
        return str(MessageState(self.message.state).label)

    @property
    def advice(self) -> str:
        return advice(self.message.fault)


def letters_not_arrived(assessment: Assessment, page: str | None) -> tuple[Page[Message], list[NotArrived]]:
    """One page of them, in three queries."""
    shown = Paginator(_lost(assessment).order_by("fault", "pk"), A_PAGE).get_page(page)
    messages = list(shown.object_list)
    people = assessment.invitations.in_bulk([message.about for message in messages])
    return shown, [NotArrived(message, people.get(message.about)) for message in messages]


@transaction.atomic
def send_again(*, assessment: Assessment, by: User | None, message: str = "") -> int:
    """Send again what did not arrive; returns how many. Pressed twice, nobody gets two.

    :param message: the id of one message; "" for all.
    """
    lost = _lost(assessment)
    if message:
        lost = lost.filter(pk=message)
    again = 0
    for mailing in Mailing.objects.filter(pk__in=lost.values("mailing")):
        abouts = list(lost.filter(mailing=mailing).values_list("about", flat=True))
        again += retry(mailing, by=by, abouts=abouts)
    return again


def one_not_arrived(assessment: Assessment, message: str) -> NotArrived | None:
    """One of them, with its person; None if it arrived or they were erased."""
    found = _lost(assessment).filter(pk=message).first()
    person = assessment.invitations.filter(pk=found.about).first() if found else None
    return NotArrived(found, person) if found and person else None


@transaction.atomic
def correct_address(*, assessment: Assessment, person: Invitation, email: str, by: User | None) -> None:
    """Give somebody another address, and send again what did not arrive. The event names nobody and no address.

    :raises AddressRefused: somebody else has it, or its owner asked us not to write.
    """
    email = email.strip().lower()
    if assessment.invitations.filter(email=email).exclude(pk=person.pk).exists():
        raise AddressRefused(_("Somebody with this address is invited already."))
    if not_to_be_written_to(assessment.partnership, [email]):
        raise AddressRefused(_("The owner of this address asked not to be written to."))
    if assessment.invitations.filter(pk=person.pk).exclude(email=email).update(email=email):
        record("address corrected", by=by, partnership=assessment.partnership.key, assessment=assessment.key)
    for mailing in Mailing.objects.filter(pk__in=_lost(assessment).filter(about=person.pk).values("mailing")):
        retry(mailing, by=by, abouts=[person.pk])


def _lost(assessment: Assessment) -> QuerySet[Message]:
    return Message.objects.filter(mailing__assessment=assessment.key, state__in=LOST, kind__in=list(TO_INVITED_PEOPLE))
