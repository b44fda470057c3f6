"""The officer's pages of waves: what they say, what they refuse, and what a second press or a second tab does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.models import Wave
from oneworkforce.invitations.waves.sending import remind_wave, send_wave
from oneworkforce.mail.models import Mailing, Message, MessageState
from oneworkforce.partnerships.roles import Role
from tests.factories import make_assessment, make_member
from tests.invitations.letters.given import deliver, invite, make_wave

pytestmark = pytest.mark.django_db
TODAY = date.today()
LATER = TODAY + timedelta(days=20)


@pytest.fixture(autouse=True)
def _shown(settings: Any) -> None:
    """Mail is shown, as in the demonstration."""
    settings.DEMO = True


@pytest.fixture
def wave() -> Wave:
    return make_wave(name="First wave")


@pytest.fixture
def officer(wave: Wave, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(make_member(wave.assessment.partnership))


def address(page: str, assessment: Assessment, **more: Any) -> str:
    return reverse(page, kwargs={"partnership": assessment.partnership.key, "assessment": assessment.key, **more})


def of(wave: Wave, page: str = "invite-wave") -> str:
    return address(page, wave.assessment, wave=wave.pk)


def typed(name: str = "Second wave", **days: date) -> dict[str, str]:
    found = {"name": name}
    for field, day in days.items():
        found |= {f"{field}_0": str(day.day), f"{field}_1": str(day.month), f"{field}_2": str(day.year)}
    return found


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


# ------------------------------------------------------------------------------------------------------------ waves


def test_an_empty_page_teaches(signed_in: Callable[[User], Client]) -> None:
    assessment = make_assessment()
    officer = signed_in(make_member(assessment.partnership))
    page = text(officer.get(address("invite", assessment)))
    assert "Begin with a wave" in page
    assert "Add the first wave" in page


def test_an_officer_adds_a_wave_with_its_days(wave: Wave, officer: Client) -> None:
    reminder = LATER + timedelta(days=7)
    officer.post(address("invite-wave-add", wave.assessment), typed(invites_on=LATER, reminder_2=reminder))
    made = Wave.objects.get(name="Second wave")
    assert (made.invites_on, made.reminders_on, made.sends) == (LATER, [reminder.isoformat()], False)
    assert made.order == wave.order + 1
    assert "Being prepared" in text(officer.get(of(made)))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"invites_on": TODAY - timedelta(days=1)}, "has passed"),
        ({"reminder_1": TODAY - timedelta(days=1)}, "has passed"),
        ({"invites_on": LATER + timedelta(days=100)}, "The assessment closes on"),
        ({"reminder_1": LATER + timedelta(days=100)}, "The assessment closes on"),
        ({"invites_on": LATER, "reminder_1": LATER}, "too soon after the letters"),
        ({"invites_on": LATER, "reminder_1": LATER - timedelta(days=3)}, "too soon after the letters"),
        (
            {"reminder_1": LATER + timedelta(days=5), "reminder_2": LATER + timedelta(days=4)},
            "too soon after the reminder",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(wave: Wave, officer: Client, days: dict[str, date], said: str) -> None:
    wave.assessment.closes_on = LATER + timedelta(days=50)
    wave.assessment.save()
    page = officer.post(address("invite-wave-add", wave.assessment), typed(**days))
    assert said in text(page)
    assert Wave.objects.count() == 1


def test_letters_before_the_opening_day_are_refused(signed_in: Callable[[User], Client]) -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    assessment.opens_on = LATER
    assessment.save()
    officer = signed_in(make_member(assessment.partnership))
    page = officer.post(address("invite-wave-add", assessment), typed(invites_on=LATER - timedelta(days=1)))
    assert "The assessment opens on" in text(page)


def test_a_day_that_has_passed_may_stay(wave: Wave, officer: Client) -> None:
    past = TODAY - timedelta(days=30)
    Wave.objects.update(invites_on=past, reminders_on=[(past + timedelta(days=7)).isoformat()])
    form = typed("Renamed", invites_on=past, reminder_1=past + timedelta(days=7))
    form["shown"] = shown_in(officer.get(of(wave, "invite-wave-change")))
    assert officer.post(of(wave, "invite-wave-change"), form).status_code == 302
    assert Wave.objects.get().name == "Renamed"


def shown_in(page: Any) -> str:
    return str(page.content.decode().split('name="shown" value="')[1].split('"')[0])


def test_a_name_is_used_once(wave: Wave, officer: Client) -> None:
    assert "There is a wave of this name" in text(
        officer.post(address("invite-wave-add", wave.assessment), typed(" first  WAVE "))
    )


def test_the_second_of_two_who_change_a_wave_is_told_and_loses_nothing(wave: Wave, officer: Client) -> None:
    shown = shown_in(officer.get(of(wave, "invite-wave-change")))
    assert officer.post(of(wave, "invite-wave-change"), typed("Theirs") | {"shown": shown}).status_code == 302

    page = officer.post(of(wave, "invite-wave-change"), typed("Mine", invites_on=LATER) | {"shown": shown})
    assert page.status_code == 409
    assert "Somebody else has changed this wave meanwhile. It is now: Theirs" in text(page)
    assert 'value="Mine"' in text(page)
    assert Wave.objects.get().name == "Theirs"

    again = officer.post(of(wave, "invite-wave-change"), typed("Mine", invites_on=LATER) | {"shown": shown_in(page)})
    assert again.status_code == 302
    assert Wave.objects.get().name == "Mine"


def test_only_an_empty_wave_is_removed(wave: Wave, officer: Client) -> None:
    invite(wave)
    page = officer.post(of(wave, "invite-wave-remove"), follow=True)
    assert "There are people in this wave." in text(page)
    wave.invitations.all().delete()
    for _press in range(2):
        assert "The wave is removed." in text(officer.post(of(wave, "invite-wave-remove"), follow=True))
    assert not Wave.objects.exists()


# ---------------------------------------------------------------------------------------------------------- sending


def test_the_page_before_sending_says_who_gets_what_and_what_is_missing(wave: Wave, officer: Client) -> None:
    for language in ("cy", "", "en-gb"):
        invite(wave, language=language, name="" if not language else "Kim")
    page = text(officer.get(of(wave, "invite-wave-send")))
    for words in (
        "3 people get this letter, each with a link of their own:",
        "In English: 2 people",
        "1 person",
        "Dear Sam Example,",
        "with these words. You can still send it.",
        "Nobody signs the letter in English yet.",
        "It is not said whom people ask",
        "1 person has no name in the list",
    ):
        assert words in page, words
    assert not Message.objects.exists()


def test_pressing_twice_in_two_tabs_sends_once(wave: Wave, officer: Client) -> None:
    invite(wave)
    first = officer.post(of(wave, "invite-wave-send"), {"when": "now"}, follow=True)
    second = officer.post(of(wave, "invite-wave-send"), {"when": "now"}, follow=True)
    assert "1 letter is on its way." in text(first)
    assert "Everybody in this wave has a letter, or one is on its way." in text(second)
    assert len(deliver()) == 1
    assert "Sent" in text(officer.get(of(wave)))


def test_a_wave_waits_for_its_day_and_can_be_held_back(wave: Wave, officer: Client) -> None:
    invite(wave)
    Wave.objects.update(invites_on=LATER)
    assert "The letters go out on" in text(
        officer.post(of(wave, "invite-wave-send"), {"when": "on its date"}, follow=True)
    )
    wave.refresh_from_db()
    assert wave.sends
    assert not Message.objects.exists()
    assert "Goes out on" in text(officer.get(address("invite", wave.assessment)))
    officer.post(of(wave, "invite-wave-stop"))
    wave.refresh_from_db()
    assert not wave.sends


def test_without_a_day_there_is_nothing_to_wait_for(wave: Wave, officer: Client) -> None:
    page = officer.post(of(wave, "invite-wave-send"), {"when": "on its date"}, follow=True)
    assert "Give the wave a day that is still to come" in text(page)
    assert not Wave.objects.get().sends


def test_pause_resume_and_stop(wave: Wave, officer: Client) -> None:
    for _person in range(3):
        invite(wave)
    send_wave(wave=wave, by=None)
    Message.objects.filter(pk=Message.objects.first().pk).update(state=MessageState.SENT)
    assert "Going out: 1 of 3" in text(officer.get(of(wave)))
    assert "Paused: 1 of 3 sent" in text(officer.post(of(wave, "invite-wave-pause"), follow=True))
    assert "Going out: 1 of 3" in text(officer.post(of(wave, "invite-wave-resume"), follow=True))
    page = text(officer.post(of(wave, "invite-wave-stop"), follow=True))
    assert "It is stopped: 2 letters are not sent." in page
    assert "2 people of this wave have not been written to yet." in page


def test_how_many_were_reminded_is_said_of_a_wave_that_is_large_enough(wave: Wave, officer: Client) -> None:
    """Of two people, one reminded would be one who has finished."""
    invite(wave)
    invite(wave)
    send_wave(wave=wave, by=None)
    deliver()
    Mailing.objects.update(created_at=timezone.now() - timedelta(days=7))
    wave.invitations.filter(pk=wave.invitations.first().pk).update(finished=True)
    remind_wave(wave=wave, day=TODAY, now=timezone.now())
    page = text(officer.get(of(wave)))
    assert "Reminders are going out<" in page
    assert "How many were reminded is not said of a wave of fewer than 10 people" in page
    assert ">Reminders</th>" not in page
    assert "Paused<" in text(officer.post(of(wave, "invite-wave-pause"), follow=True))
    Assessment.objects.update(k=2)
    page = text(officer.post(of(wave, "invite-wave-resume"), follow=True))
    assert "Reminders are going out: 0 of 1" in page
    assert ">Reminders</th>" in page
    assert "How many were reminded is not said" not in page


def test_a_stopped_wave_can_be_reminded_after_all(wave: Wave, officer: Client) -> None:
    invite(wave)
    Wave.objects.update(reminders_on=[LATER.isoformat()])
    send_wave(wave=wave, by=None)
    deliver()
    officer.post(of(wave, "invite-wave-stop"))
    page = text(officer.get(of(wave)))
    assert "Stopped" in page
    assert "Send its reminders again" in page
    officer.post(of(wave, "invite-wave-resume"))
    wave.refresh_from_db()
    assert wave.sends
    assert not Message.objects.filter(state=MessageState.WAITING).exists()


def test_who_comes_later_is_offered_a_letter(wave: Wave, officer: Client) -> None:
    invite(wave)
    send_wave(wave=wave, by=None)
    deliver()
    invite(wave)
    assert "1 person of this wave has not been written to yet." in text(officer.get(of(wave)))
    officer.post(of(wave, "invite-wave-send"), {"when": "now"})
    assert len(deliver()) == 1


def test_without_a_mail_server_the_page_says_what_to_set_and_sends_nothing(
    wave: Wave, officer: Client, settings: Any
) -> None:
    settings.DEMO, settings.SMTP = False, None
    invite(wave)
    assert "ONEWORKFORCE_SMTP_URL" in text(officer.get(address("invite", wave.assessment)))
    page = officer.post(of(wave, "invite-wave-send"), {"when": "now"}, follow=True)
    assert "ONEWORKFORCE_SMTP_URL" in text(page)
    assert not Message.objects.exists()


@pytest.mark.parametrize("stage", [Stage.PLANNING, Stage.CLOSED])
def test_nothing_goes_out_where_nobody_can_answer(stage: Stage, signed_in: Callable[[User], Client]) -> None:
    wave = make_wave(make_assessment(stage=stage), people=1)
    officer = signed_in(make_member(wave.assessment.partnership))
    page = officer.post(of(wave, "invite-wave-send"), {"when": "now"}, follow=True)
    assert "so you can’t" in text(page)
    assert not Message.objects.exists()


@pytest.mark.parametrize("page", ["invite", "invite-wave", "invite-wave-send"])
def test_looking_changes_nothing(wave: Wave, officer: Client, page: str) -> None:
    invite(wave)
    where = address(page, wave.assessment) if page == "invite" else of(wave, page)
    for _look in range(5):
        assert officer.get(where).status_code == 200
        assert officer.head(where).status_code == 200
    assert not Mailing.objects.exists()
    assert not Wave.objects.get().sends


def test_those_who_only_read_see_counts_and_no_names(wave: Wave, signed_in: Callable[[User], Client]) -> None:
    person = invite(wave, name="Kim Rowe", email="kim@example.org")
    viewer = signed_in(make_member(wave.assessment.partnership, Role.VIEWER))
    for where in (address("invite", wave.assessment), of(wave)):
        page = text(viewer.get(where))
        assert "Kim Rowe" not in page
        assert person.email not in page
    for page in ("invite-wave-send", "invite-wave-change"):
        assert viewer.get(of(wave, page)).status_code == 403


def test_somebody_elses_wave_is_not_there(wave: Wave, officer: Client) -> None:
    other = make_wave(make_assessment(wave.assessment.partnership))
    assert officer.get(address("invite-wave", wave.assessment, wave=other.pk)).status_code == 404


def test_twenty_waves_cost_as_many_queries_as_one(wave: Wave, officer: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            officer.get(address("invite", wave.assessment))
        return len(queries)

    invite(wave)
    send_wave(wave=wave, by=None)
    one = count()
    for _more in range(19):
        another = make_wave(wave.assessment, people=2)
        send_wave(wave=another, by=None)
    assert count() == one
