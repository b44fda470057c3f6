"""Changing and erasing one invited person. No event names anybody."""

from __future__ import annotations

from django.db import transaction

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.invitations.lists.reading.person import PACKED_EMAIL
from oneworkforce.invitations.models import Invitation, UploadedList, Wave
from oneworkforce.invitations.people.do_not_write import never_write_to, not_to_be_written_to
from oneworkforce.mail.models import ShownMail
from oneworkforce.mail.outbox import forget
from oneworkforce.partnerships.models import Partnership, StaffGroup


class AddressTaken(Exception):
    """Somebody else is invited at this address, or its owner asked us not to write."""


@transaction.atomic
def change_invitation(
    *,
    invitation: Invitation,
    name: str,
    email: str,
    wave: Wave,
    staff_group: StaffGroup,
    language: str,
    by: User | None,
) -> bool:
    """Correct how somebody is invited; returns whether anything changed.

    Links already sent still work, and answers stay with the staff group they were given for.

    :param email: in lower case. :raises AddressTaken: it can't be used.
    """
    wanted = {"name": name, "email": email, "wave_id": wave.pk, "staff_group_id": staff_group.pk, "language": language}
    changed = {field: value for field, value in wanted.items() if getattr(invitation, field) != value}
    if not changed:
        return False
    assessment = invitation.assessment
    if "email" in changed:
        # In turn with lists that are taken in.
        hold(assessment, Purpose.PEOPLE)
        taken = assessment.invitations.filter(email=email).exclude(pk=invitation.pk).exists()
        if taken or not_to_be_written_to(assessment.partnership, [email]):
            raise AddressTaken
    for field, value in changed.items():
        setattr(invitation, field, value)
    # Not `save`: whatever somebody else changes at the same moment, such as *finished*, stays.
    Invitation.objects.filter(pk=invitation.pk).update(**changed)
    record(
        "invitation changed",
        by=by,
        partnership=assessment.partnership.key,
        assessment=assessment.key,
        fields=[field.removesuffix("_id") for field in changed],
    )
    return True


@transaction.atomic
def erase(invitation: Invitation, *, by: User | None, do_not_write: bool = True) -> int:
    """Erase somebody: the invitation, its links, its messages, and their line in any waiting list.

    :param by: None if the person does it.
    :param do_not_write: they asked for it: every invitation of this partnership to the address goes, and no later list
        brings it back. False takes back this invitation only.
    :returns: how many invitations are gone; 0 if somebody was quicker.
    """
    assessment, email = invitation.assessment, invitation.email
    partnership = assessment.partnership
    if do_not_write:
        never_write_to(partnership, email)
        wanted = Invitation.objects.filter(assessment__partnership=partnership, email=email)
    else:
        wanted = Invitation.objects.filter(pk=invitation.pk)
    # The lock waits for a letter that is being written at this moment, so that it keeps no link afterwards.
    found = dict(wanted.select_for_update(of=("self",)).values_list("pk", "assessment__key"))
    forget(found)
    Invitation.objects.filter(pk__in=list(found)).delete()
    ShownMail.objects.filter(to__iexact=email, assessment__in=set(found.values())).delete()
    if do_not_write:
        _take_off_waiting_lists(partnership, email)
    if found:
        record(
            "invitation erased",
            by=by,
            partnership=partnership.key,
            assessment=assessment.key,
            invitations=len(found),
            do_not_write=do_not_write,
        )
    return len(found)


def _take_off_waiting_lists(partnership: Partnership, email: str) -> None:
    for waiting in UploadedList.objects.select_for_update().filter(assessment__partnership=partnership):
        kept = [person for person in waiting.people if person[PACKED_EMAIL] != email]
        if len(kept) < len(waiting.people):
            waiting.people = kept
            waiting.save(update_fields=["people"])
