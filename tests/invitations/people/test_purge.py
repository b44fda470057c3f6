"""So many months after the close, everything that names people is erased; what is due when, and what stays."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.keys import keep_keys
from oneworkforce.invitations.models import Invitation, InvitationKey, UploadedList
from oneworkforce.invitations.people.actions import erase
from oneworkforce.invitations.people.do_not_write import not_to_be_written_to
from oneworkforce.invitations.people.purging import Purged, erased_on, months_later, purge
from oneworkforce.jobs.daily import EVERY_DAY, do_what_is_due
from oneworkforce.mail.models import Mailing, Message, ShownMail
from oneworkforce.mail.outbox import enqueue, start_mailing
from tests.factories import make_assessment, make_member, make_partnership
from tests.invitations.lists.people import make_invitation

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")


def closed(at: datetime, *, months: int = 6, zone: str = "Europe/London") -> Assessment:
    """An assessment with one person invited, closed at a moment."""
    partnership = make_partnership(time_zone=zone, keep_invitations_months=months)
    assessment = make_assessment(partnership, stage=Stage.OPEN)
    invitation = make_invitation(assessment)
    keep_keys([(invitation.pk, f"{invitation.pk[:12]}".upper())])
    start_mailing(
        kind="invitation",
        about=f"wave {invitation.wave_id} sending 1",
        partnership=partnership.key,
        assessment=assessment.key,
        abouts=[invitation.pk],
        by=None,
    )
    enqueue(kind="lost-link", abouts=[invitation.pk])
    ShownMail.objects.create(to=invitation.email, subject="…", text="…", assessment=assessment.key)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assessment.closed_at = at
    assessment.save(update_fields=["closed_at"])
    return assessment


@pytest.mark.django_db
def test_everything_that_names_people_goes_and_what_names_nobody_stays() -> None:
    over = closed(datetime(2026, 11, 3, 10, tzinfo=LONDON))
    over.uploaded_lists.create(by=make_member(over.partnership), file_name="people.csv", people=[["…"]])
    running = make_invitation()
    enqueue(kind="lost-link", abouts=[running.pk])

    done = purge(datetime(2027, 5, 3, 0, 1, tzinfo=LONDON))

    assert done == [Purged(over.key, invitations=1, messages=1)]
    assert list(Invitation.objects.all()) == [running]
    assert not InvitationKey.objects.exists()
    assert [message.about for message in Message.objects.all()] == [running.pk]
    assert not Mailing.objects.exists()
    assert not ShownMail.objects.exists()
    assert not UploadedList.objects.filter(assessment=over).exists()
    assert over.waves.count() == 1
    event = Event.objects.get(what="invitations erased")
    assert (event.by, event.assessment, event.partnership) == (None, over.key, over.partnership.key)
    assert event.details == {"invitations": 1, "messages": 1, "months": 6}


@pytest.mark.django_db
def test_it_is_done_once_and_said_once() -> None:
    closed(datetime(2026, 11, 3, 10, tzinfo=LONDON))
    later = datetime(2027, 6, 1, tzinfo=LONDON)
    assert len(purge(later)) == 1
    assert purge(later) == []
    assert Event.objects.filter(what="invitations erased").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closed_at", "months", "due"),
    [
        (datetime(2026, 11, 3, 10, tzinfo=LONDON), 6, date(2027, 5, 3)),
        (datetime(2026, 8, 31, 12, tzinfo=LONDON), 6, date(2027, 2, 28)),
        (datetime(2027, 8, 31, 12, tzinfo=LONDON), 6, date(2028, 2, 29)),
        (datetime(2026, 12, 31, 12, tzinfo=LONDON), 1, date(2027, 1, 31)),
        (datetime(2026, 1, 15, 12, tzinfo=LONDON), 24, date(2028, 1, 15)),
        # In summer, half past eleven by London's clock is the next day's eve, and half past ten at Greenwich.
        (datetime(2026, 6, 30, 22, 30, tzinfo=ZoneInfo("UTC")), 6, date(2026, 12, 30)),
        (datetime(2026, 6, 30, 23, 30, tzinfo=ZoneInfo("UTC")), 6, date(2027, 1, 1)),
    ],
)
def test_the_day_is_that_of_the_partnerships_clock(closed_at: datetime, months: int, due: date) -> None:
    assessment = closed(closed_at, months=months)
    assert erased_on(assessment) == due
    begins = datetime(due.year, due.month, due.day, tzinfo=LONDON)
    assert purge(begins - timedelta(seconds=1)) == []
    assert len(purge(begins)) == 1


@pytest.mark.django_db
def test_the_day_begins_earlier_at_the_other_end_of_the_world() -> None:
    assessment = closed(datetime(2026, 4, 4, 12, tzinfo=AUCKLAND), zone="Pacific/Auckland")
    assert erased_on(assessment) == date(2026, 10, 4)
    # Clocks go forward there in the night before; the day begins at midnight all the same.
    assert purge(datetime(2026, 10, 3, 23, 59, tzinfo=AUCKLAND)) == []
    assert len(purge(datetime(2026, 10, 4, 0, 0, tzinfo=AUCKLAND))) == 1


@pytest.mark.django_db
def test_what_is_open_again_is_kept_until_its_next_close() -> None:
    assessment = closed(datetime(2026, 11, 3, 10, tzinfo=LONDON))
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    late = timezone.now() + timedelta(days=3000)
    assert purge(late) == []
    assert erased_on(assessment) is None
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert erased_on(assessment) == months_later(timezone.now().astimezone(LONDON).date(), 6)
    assert len(purge(late)) == 1


@pytest.mark.django_db
def test_what_is_archived_is_erased_too_and_a_changed_setting_holds_at_once() -> None:
    assessment = closed(datetime(2026, 11, 3, 10, tzinfo=LONDON))
    change_stage(assessment=assessment, to=Stage.ARCHIVED, by=None)
    month_after = datetime(2026, 12, 4, tzinfo=LONDON)
    assert purge(month_after) == []
    assessment.partnership.keep_invitations_months = 1
    assessment.partnership.save()
    assert len(purge(month_after)) == 1


@pytest.mark.django_db
def test_before_the_close_the_planned_day_tells_when() -> None:
    assessment = make_assessment(stage=Stage.OPEN)
    assert erased_on(assessment) is None
    assessment.closes_on = date(2026, 11, 2)
    assert erased_on(assessment) == date(2027, 5, 3)


@pytest.mark.django_db
def test_an_assessment_whose_last_day_is_over_is_closed_although_nobody_looks() -> None:
    assessment = make_assessment(stage=Stage.OPEN)
    make_invitation(assessment)
    assessment.closes_on = date(2020, 1, 1)
    assessment.save(update_fields=["closes_on"])
    assert purge() == []
    assessment.refresh_from_db()
    assert assessment.stage == Stage.CLOSED
    assert Invitation.objects.exists()


@pytest.mark.django_db
def test_who_asked_to_be_left_alone_stays_left_alone_after_a_purge() -> None:
    assessment = closed(datetime(2026, 11, 3, 10, tzinfo=LONDON))
    erase(make_invitation(assessment, email="ola@example.org"), by=None)
    purge(datetime(2027, 6, 1, tzinfo=LONDON))
    assert not_to_be_written_to(assessment.partnership, ["ola@example.org"]) == {"ola@example.org"}


@pytest.mark.django_db
def test_the_worker_does_it_every_day() -> None:
    assert "invitations: purge" in EVERY_DAY
    closed(timezone.now() - timedelta(days=400))
    assert "invitations: purge" in do_what_is_due()
    assert not Invitation.objects.exists()
    assert "guest" not in json.dumps(list(Event.objects.values("what", "details")))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_postgresql_keeps_no_earlier_version_of_an_erased_row() -> None:
    """A file of the table is read as it lies on disk: the name is in it before, and no longer after."""
    invitation = make_invitation(name="Ines Unmistakable Moth")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_filepath('invitations_invitation')")
        path = cursor.fetchone()[0]

        def on_disk() -> bool:
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT pg_read_binary_file(%s)", [path])
            return b"Unmistakable" in bytes(cursor.fetchone()[0])

        assert on_disk()
        erase(invitation, by=None)
        assert on_disk()
        purge()
        assert not on_disk()


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_months_later_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
