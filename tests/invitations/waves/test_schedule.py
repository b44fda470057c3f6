"""What goes out by itself: on its day, from eight by the partnership's clock, and once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.keys import keep_keys
from oneworkforce.invitations.models import Invitation, Wave
from oneworkforce.invitations.waves.actions import pause_wave
from oneworkforce.invitations.waves.schedule import forget_who_was_reminded, reminder_due, send_what_is_due
from oneworkforce.invitations.waves.sending import send_wave
from oneworkforce.mail.models import Mailing, Message, MessageState
from tests.factories import make_assessment, make_partnership
from tests.invitations.letters.given import deliver, invite, make_wave

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def at(day: date, hour: int, minute: int = 0, zone: str = "Europe/London") -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "day", "utc_hour"),
    [
        ("Europe/London", date(2027, 3, 27), 8),
        ("Europe/London", date(2027, 3, 28), 7),  # the clocks went forward in the night
        ("Europe/London", date(2027, 3, 29), 7),
        ("Europe/London", date(2027, 10, 30), 7),
        ("Europe/London", date(2027, 10, 31), 8),  # and back again
        ("Europe/London", date(2027, 11, 1), 8),
        ("America/New_York", date(2027, 3, 14), 12),
        ("Pacific/Auckland", date(2027, 4, 5), 20),  # eight in the morning of the 5th is still the 4th in UTC
    ],
)
def test_letters_go_out_from_eight_by_the_partnerships_clock(zone: str, day: date, utc_hour: int) -> None:
    assessment = make_assessment(make_partnership(time_zone=zone))
    make_wave(assessment, people=2, invites_on=day, sends=True)
    eight = at(day, 8, zone=zone)
    assert eight.astimezone(UTC).hour == utc_hour

    send_what_is_due(eight - timedelta(minutes=1))
    assert not Message.objects.exists()
    send_what_is_due(eight)
    assert Message.objects.count() == 2
    send_what_is_due(eight + timedelta(minutes=1))
    assert Message.objects.count() == 2


@pytest.mark.parametrize("why", ["not said", "no day", "planning", "closed", "already by button"])
def test_what_is_not_to_go_out_does_not(why: str) -> None:
    stage = {"planning": Stage.PLANNING, "closed": Stage.CLOSED}.get(why, Stage.OPEN)
    day = None if why == "no day" else date(2027, 3, 1)
    wave = make_wave(make_assessment(stage=stage), people=2, invites_on=day, sends=why != "not said")
    if why == "already by button":
        send_wave(wave=wave, by=None)
        invite(wave)
    before = Message.objects.count()
    send_what_is_due(at(date(2027, 3, 1), 12))
    assert Message.objects.count() == before


def test_letters_wait_for_an_assessment_that_opens_by_its_date() -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    Assessment.objects.filter(pk=assessment.pk).update(opens_on=date(2027, 3, 3))
    make_wave(assessment, people=1, invites_on=date(2027, 3, 2), sends=True)
    send_what_is_due(at(date(2027, 3, 2), 9))
    assert not Message.objects.exists()
    send_what_is_due(at(date(2027, 3, 3), 9))
    assert Message.objects.count() == 1


@pytest.mark.parametrize("days_before", [1, 2, 30])
def test_letters_wait_for_their_waves_day(days_before: int) -> None:
    day = date(2027, 3, 20)
    make_wave(people=2, invites_on=day, sends=True)
    send_what_is_due(at(day - timedelta(days=days_before), 12))
    assert not Message.objects.exists()
    send_what_is_due(at(day, 8))
    assert Message.objects.count() == 2


def test_each_wave_waits_for_its_own_day() -> None:
    assessment = make_assessment()
    first = make_wave(assessment, people=1, invites_on=date(2027, 3, 1), sends=True)
    second = make_wave(assessment, people=1, invites_on=date(2027, 3, 8), sends=True)
    send_what_is_due(at(date(2027, 3, 1), 9))
    assert set(Message.objects.values_list("about", flat=True)) == {first.invitations.get().pk}
    send_what_is_due(at(date(2027, 3, 8), 9))
    assert second.invitations.get().pk in Message.objects.values_list("about", flat=True)


def test_letters_whose_day_was_missed_go_out_later() -> None:
    make_wave(people=1, invites_on=date(2027, 3, 1), sends=True)
    send_what_is_due(at(date(2027, 3, 5), 9))
    assert Message.objects.count() == 1


def test_one_wave_that_cannot_be_sent_does_not_keep_the_next_from_going_out() -> None:
    broken = make_wave(people=1, invites_on=date(2027, 3, 1), sends=True, reminders_on=["not a day"])
    make_wave(people=1, invites_on=date(2027, 3, 1), sends=True)
    send_what_is_due(at(date(2027, 3, 1), 9))
    assert Message.objects.exclude(about__in=broken.invitations.values("pk")).count() == 1


DAYS = ["2027-03-08", "2027-03-10", "2027-03-20"]


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2027, 3, 7), None),
        (date(2027, 3, 8), date(2027, 3, 8)),
        (date(2027, 3, 9), date(2027, 3, 8)),  # made up for
        (date(2027, 3, 10), date(2027, 3, 10)),
        (date(2027, 3, 11), date(2027, 3, 10)),
        (date(2027, 3, 12), None),  # too late
        (date(2027, 3, 20), date(2027, 3, 20)),
        (date(2027, 3, 22), None),
    ],
)
def test_which_reminder_is_due(today: date, due: date | None) -> None:
    assert reminder_due(DAYS, today) == due
    assert reminder_due([], today) is None


# ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def written(settings: Any) -> Wave:
    """A wave of three whose letters arrived on the 1st."""
    wave = make_wave(people=3, invites_on=date(2027, 3, 1), reminders_on=DAYS, sends=True)
    send_what_is_due(at(date(2027, 3, 1), 8))
    deliver()
    Mailing.objects.update(created_at=at(date(2027, 3, 1), 8))
    return wave


def reminded(day: date, hour: int = 9) -> set[str]:
    """Who is reminded at a moment; the reminders are sent, and their mailing is of that moment."""
    before = set(Mailing.objects.values_list("pk", flat=True))
    send_what_is_due(at(day, hour))
    Mailing.objects.exclude(pk__in=before).update(created_at=at(day, hour))
    return {mail.to for mail in deliver("reminder")}


def emails(*people: Invitation) -> set[str]:
    return {person.email for person in people}


def test_reminders_go_only_to_those_who_have_not_finished_and_want_them(written: Wave) -> None:
    finished, opted_out, other = written.invitations.order_by("email")
    Invitation.objects.filter(pk=finished.pk).update(finished=True)
    Invitation.objects.filter(pk=opted_out.pk).update(no_more_mail=True)
    assert reminded(date(2027, 3, 8), hour=7) == set()
    assert reminded(date(2027, 3, 8)) == emails(other)
    assert reminded(date(2027, 3, 8), hour=10) == set()
    assert reminded(date(2027, 3, 9)) == set()


def test_who_finishes_while_a_reminder_waits_does_not_get_it(written: Wave) -> None:
    send_what_is_due(at(date(2027, 3, 8), 9))
    written.invitations.update(finished=True)
    assert deliver("reminder") == []


def test_a_missed_reminder_is_made_up_for_on_the_next_day_alone(written: Wave) -> None:
    assert len(reminded(date(2027, 3, 9))) == 3
    assert len(reminded(date(2027, 3, 10))) == 3
    assert reminded(date(2027, 3, 12)) == set()
    assert reminded(date(2027, 3, 22)) == set()


def test_two_missed_reminders_are_one(written: Wave) -> None:
    assert len(reminded(date(2027, 3, 11))) == 3
    assert Mailing.objects.filter(kind="reminder").count() == 1


def test_who_is_written_to_today_is_not_reminded_today(written: Wave) -> None:
    late = invite(written)
    send_wave(wave=written, by=None)
    Mailing.objects.filter(about__endswith="sending 2").update(created_at=at(date(2027, 3, 8), 7))
    deliver()
    assert late.email not in reminded(date(2027, 3, 8))
    assert late.email in reminded(date(2027, 3, 10))


def test_who_was_never_written_to_is_not_reminded(written: Wave) -> None:
    late = invite(written)
    assert late.email not in reminded(date(2027, 3, 8))


def test_who_moves_to_a_wave_that_is_reminded_on_the_same_day_is_reminded_once(written: Wave) -> None:
    person = written.invitations.first()
    assert person.email in reminded(date(2027, 3, 8))
    other = make_wave(
        written.assessment, people=1, invites_on=date(2027, 3, 1), reminders_on=["2027-03-08"], sends=True
    )
    keep_keys([(other.invitations.get().pk, "ABCDEFGHJKM1")])
    Mailing.objects.create(kind="invitation", about=f"wave {other.pk} sending 1", assessment=other.assessment.key)
    Mailing.objects.filter(kind="invitation").update(created_at=at(date(2027, 3, 1), 8))
    Invitation.objects.filter(pk=person.pk).update(wave=other)
    assert reminded(date(2027, 3, 8), hour=10) == emails(other.invitations.exclude(pk=person.pk).get())


@pytest.mark.parametrize("state", [MessageState.WAITING, MessageState.FAILED, MessageState.CAME_BACK])
def test_whose_letter_has_not_arrived_is_not_reminded(written: Wave, state: MessageState) -> None:
    person = written.invitations.first()
    Message.objects.filter(about=person.pk).update(state=state)
    assert person.email not in reminded(date(2027, 3, 8))


def test_a_paused_or_stopped_wave_reminds_nobody(written: Wave) -> None:
    late = invite(written)
    send_wave(wave=written, by=None)
    pause_wave(wave=written, by=None)
    send_what_is_due(at(date(2027, 3, 8), 9))
    assert not Mailing.objects.filter(kind="reminder").exists()
    Message.objects.filter(about=late.pk).update(state=MessageState.SENT)
    Wave.objects.update(sends=False)
    send_what_is_due(at(date(2027, 3, 8), 10))
    assert not Mailing.objects.filter(kind="reminder").exists()


def test_who_was_reminded_is_forgotten_after_a_day_and_nobody_is_reminded_again_for_it(written: Wave) -> None:
    assert len(reminded(date(2027, 3, 8))) == 3
    lost = Message.objects.filter(kind="reminder")[0]
    Message.objects.filter(pk=lost.pk).update(state=MessageState.CAME_BACK)
    assert forget_who_was_reminded(at(date(2027, 3, 8), 23)) == 0
    assert forget_who_was_reminded(at(date(2027, 3, 9), 10)) == 2
    assert list(Message.objects.filter(kind="reminder")) == [Message.objects.get(pk=lost.pk)]
    assert Message.objects.filter(kind="invitation").count() == 3
    assert reminded(date(2027, 3, 9), hour=11) == set()
    assert len(reminded(date(2027, 3, 10))) == 2
