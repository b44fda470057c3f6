"""Sending a wave: one letter to each, however often the button is pressed, and by whomever."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage, WrongStage
from oneworkforce.invitations.models import Wave
from oneworkforce.invitations.waves.actions import pause_wave, resume_wave, stop_wave
from oneworkforce.invitations.waves.sending import not_written_to, send_wave
from oneworkforce.mail.composing import COMPOSERS
from oneworkforce.mail.models import Mailing, Message, MessageState
from tests.factories import make_assessment
from tests.invitations.letters.given import deliver, invite, make_wave


@pytest.mark.django_db
def test_each_person_gets_one_letter_however_often_the_button_is_pressed() -> None:
    wave = make_wave(people=5)
    assert [send_wave(wave=wave, by=None) for _press in range(3)] == [5, 0, 0]
    assert len({mail.to for mail in deliver()}) == 5
    assert send_wave(wave=wave, by=None) == 0
    assert Mailing.objects.count() == 1


@pytest.mark.django_db
def test_who_comes_later_is_written_to_by_themselves() -> None:
    wave = make_wave(people=2)
    send_wave(wave=wave, by=None)
    deliver()
    late = invite(wave)
    assert list(not_written_to(wave.invitations.all())) == [late]
    assert send_wave(wave=wave, by=None) == 1
    assert [mail.to for mail in deliver()] == [late.email]


@pytest.mark.django_db
def test_who_was_written_to_in_another_wave_is_not_written_to_again() -> None:
    first = make_wave(people=1)
    second = make_wave(first.assessment)
    send_wave(wave=first, by=None)
    first.invitations.update(wave=second)
    assert send_wave(wave=second, by=None) == 0


@pytest.mark.django_db
def test_who_was_written_to_is_still_known_when_the_outbox_has_forgotten() -> None:
    wave = make_wave(people=1)
    send_wave(wave=wave, by=None)
    deliver()
    Message.objects.all().delete()
    assert send_wave(wave=wave, by=None) == 0


@pytest.mark.django_db
def test_a_wave_that_is_paused_or_stopped_is_sent_to_the_rest_later() -> None:
    wave = make_wave(people=3)
    send_wave(wave=wave, by=None)
    pause_wave(wave=wave, by=None)
    assert Mailing.objects.get().paused
    assert send_wave(wave=wave, by=None) == 0
    resume_wave(wave=wave, by=None)
    sent = Message.objects.first()
    sent.state = MessageState.SENT
    sent.save()
    # The worker has written this one, and it is given up before it is sent: a link exists, a letter does not.
    deliver_one_without_sending(wave)
    assert stop_wave(wave=wave, by=None) == 2
    wave.refresh_from_db()
    assert not wave.sends
    assert not_written_to(wave.invitations.all()).count() == 2
    assert send_wave(wave=wave, by=None) == 2
    assert len(deliver()) == 2


def deliver_one_without_sending(wave: Wave) -> None:
    COMPOSERS["invitation"]([Message.objects.filter(state=MessageState.WAITING).first().about])


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [Stage.PLANNING, Stage.CLOSED, Stage.ARCHIVED])
def test_nothing_is_sent_where_nobody_can_answer(stage: Stage) -> None:
    wave = make_wave(make_assessment(stage=stage), people=1)
    with pytest.raises(WrongStage):
        send_wave(wave=wave, by=None)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_letters_that_waited_for_a_close_are_not_sent_after_it() -> None:
    wave = make_wave(people=2)
    send_wave(wave=wave, by=None)
    change_stage(assessment=wave.assessment, to=Stage.CLOSED, by=None)
    assert deliver() == []
    change_stage(assessment=wave.assessment, to=Stage.OPEN, by=None)
    assert send_wave(wave=wave, by=None) == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_send_one_letter_to_each() -> None:
    wave = make_wave(people=30)
    start, sent, faults = threading.Barrier(4), [], []

    def press() -> None:
        try:
            start.wait()
            sent.append(send_wave(wave=wave, by=None))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _press in range(4)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert faults == []
    assert sorted(sent) == [0, 0, 0, 30]
    assert Message.objects.count() == 30
