"""Somebody marks a letter as junk: it is as if they had asked not to be written to."""

from __future__ import annotations

from typing import Any

import pytest

from oneworkforce.invitations.models import Invitation
from oneworkforce.invitations.people.do_not_write import not_to_be_written_to
from oneworkforce.mail import outbox
from oneworkforce.mail.bounces import BouncesNoted, note_bounces
from oneworkforce.mail.envelopes import name_on_the_wire
from oneworkforce.mail.models import Message, MessageState
from tests.invitations.lists.people import make_invitation
from tests.mail.test_reports import complaint

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["invitation", "reminder", "feedback"])
def test_who_marks_a_letter_as_junk_is_not_written_to_again(settings: Any, kind: str) -> None:
    settings.MAIL_FROM = ("One Workforce", "workforce@example.org")
    ines, ola = make_invitation(email="ines@example.org"), make_invitation(email="ola@example.org")
    outbox.enqueue(kind=kind, abouts=[ines.pk, ola.pk])
    Message.objects.update(state=MessageState.SENT)
    name = name_on_the_wire(Message.objects.get(about=ines.pk).pk)
    mail = complaint(enclosed=f"Content-Type: message/rfc822\n\nMessage-ID: <{name}@example.org>\n\nDear Ines\n")
    assert note_bounces(mail) == BouncesNoted(complaints=1)
    assert list(Invitation.objects.filter(no_more_mail=True)) == [ines]
    for invitation, is_known in ((ines, True), (ola, False)):
        partnership = invitation.assessment.partnership
        assert bool(not_to_be_written_to(partnership, [invitation.email])) is is_known
    # It did arrive, so no letter is said to have come back.
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.SENT}
