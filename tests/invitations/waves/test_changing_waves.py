"""A wave's name and days: what is written down of a change; and links of letters that lead nowhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from oneworkforce.accounts.models import Event
from oneworkforce.invitations.waves.actions import change_wave
from tests.factories import make_member
from tests.invitations.letters.given import make_wave

pytestmark = pytest.mark.django_db


def test_a_change_is_written_down_once_and_without_a_day_it_goes_out_no_more() -> None:
    wave = make_wave(sends=True, invites_on=date(2031, 3, 1))
    officer = make_member(wave.assessment.partnership)
    days = [date(2031, 3, 8)]
    for _twice in range(2):
        change_wave(wave=wave, name="Spring", invites_on=date(2031, 3, 2), reminders_on=days, by=officer)
    wave.refresh_from_db()
    assert (wave.name, wave.invites_on, wave.reminders_on, wave.sends) == (
        "Spring",
        date(2031, 3, 2),
        ["2031-03-08"],
        True,
    )
    event = Event.objects.get(what="wave changed")
    assert (event.by, event.assessment) == (officer, wave.assessment.key)
    change_wave(wave=wave, name="Spring", invites_on=None, reminders_on=days, by=officer)
    wave.refresh_from_db()
    assert (wave.invites_on, wave.sends) == (None, False)


def test_an_unknown_link_gets_a_calm_page_that_tells_nobody_where_somebody_came_from(client: Client) -> None:
    for name in ("mail-preferences", "mail-held", "mail-erase"):
        answered = client.get(reverse(name, args=["nothing-like-a-token"]))
        assert answered.status_code == 404
        assert answered["Referrer-Policy"] == "no-referrer"
        assert "<h1" in answered.content.decode()
