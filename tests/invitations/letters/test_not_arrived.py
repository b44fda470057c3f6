"""Letters that did not arrive: one of them, and another address for its person."""

from __future__ import annotations

import pytest

from oneworkforce.accounts.models import Event
from oneworkforce.invitations.letters.failures import AddressRefused, correct_address, one_not_arrived, send_again
from oneworkforce.invitations.waves.sending import send_wave
from oneworkforce.mail.models import Message, MessageState
from tests.factories import make_member
from tests.invitations.letters.given import deliver, make_wave

pytestmark = pytest.mark.django_db


def test_one_that_did_not_arrive_has_its_person_until_they_are_erased() -> None:
    wave = make_wave(people=2)
    send_wave(wave=wave, by=None)
    deliver()
    first, second = Message.objects.order_by("pk")
    Message.objects.filter(pk=first.pk).update(state=MessageState.FAILED)
    found = one_not_arrived(wave.assessment, first.pk)
    assert found is not None
    assert (found.message, found.person) == (first, wave.invitations.get(pk=first.about))
    assert one_not_arrived(wave.assessment, second.pk) is None, "it arrived"
    wave.invitations.filter(pk=first.about).delete()
    assert one_not_arrived(wave.assessment, first.pk) is None


def test_one_is_sent_again_and_the_others_are_not() -> None:
    wave = make_wave(people=3)
    send_wave(wave=wave, by=None)
    deliver()
    Message.objects.update(state=MessageState.CAME_BACK)
    first = Message.objects.order_by("pk").first()
    assert send_again(assessment=wave.assessment, by=None, message=str(first.pk)) == 1
    waiting = Message.objects.filter(state=MessageState.WAITING)
    assert [message.about for message in waiting] == [first.about]
    assert send_again(assessment=wave.assessment, by=None) == 2
    assert send_again(assessment=wave.assessment, by=None) == 0


def test_a_corrected_address_is_nobody_else_s_and_its_letter_goes_again() -> None:
    wave = make_wave(people=2)
    send_wave(wave=wave, by=None)
    deliver()
    Message.objects.update(state=MessageState.FAILED)
    officer = make_member(wave.assessment.partnership)
    one, other = wave.invitations.order_by("pk")
    with pytest.raises(AddressRefused, match="is invited already"):
        correct_address(assessment=wave.assessment, person=one, email=f" {other.email.upper()} ", by=officer)
    assert not Event.objects.filter(what="address corrected").exists()
    correct_address(assessment=wave.assessment, person=one, email=" New@Example.org", by=officer)
    one.refresh_from_db()
    assert one.email == "new@example.org"
    assert [mail.to for mail in deliver()] == ["new@example.org"]
    event = Event.objects.get(what="address corrected")
    assert (event.by, event.assessment, event.details) == (officer, wave.assessment.key, {})
