"""What the worker is given to send: to whom, in which language, with a new link each, and to whom nothing any more."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.keys import invitation_of
from oneworkforce.invitations.letters.actions import change_contact, write_words
from oneworkforce.invitations.letters.composing import compose_letters
from oneworkforce.invitations.letters.kinds import LetterKind
from oneworkforce.invitations.letters.words import LetterWords, words_of
from oneworkforce.invitations.models import InvitationKey, Wave
from oneworkforce.mail.composing import COMPOSERS, Mail
from oneworkforce.mail.envelopes import envelope
from oneworkforce.mail.models import Message
from tests.factories import make_assessment, make_partnership
from tests.invitations.letters.given import invite, make_wave

pytestmark = pytest.mark.django_db
ORIGIN = "https://workforce.example.org"


@pytest.fixture(autouse=True)
def _origin(settings: Any) -> None:
    settings.ORIGIN = ORIGIN


@pytest.fixture
def wave() -> Wave:
    partnership = make_partnership("Fernvale Partnership")
    return make_wave(make_assessment(partnership, purpose="To agree what to change first."))


def write(wave: Wave, body: str, kind: str = "invitation", language: str = "en-gb", **more: str) -> None:
    words = LetterWords(kind, language, more.pop("subject", "Hello [name]"), body, **more)
    shown = words_of(wave.assessment, kind, language).fingerprint
    write_words(assessment=wave.assessment, words=words, shown=shown, by=None)


def letter(person: Any, kind: str = "invitation") -> Mail:
    return COMPOSERS[kind]([person.pk])[person.pk]


def codes_in(mail: Mail) -> list[str]:
    return re.findall(rf"{ORIGIN}/answer/([0-9A-Z]{{12}})/", mail.text)


def test_a_letter_says_what_why_for_whom_how_long_and_who_sees_it(wave: Wave) -> None:
    wave.assessment.closes_on = date(2099, 3, 12)
    wave.assessment.save()
    change_contact(assessment=wave.assessment, name="Asha Rahman", email="asha@example.org", telephone="", by=None)
    mail = letter(invite(wave, name="Kim Rowe", email="kim@example.org"))

    assert mail.to == "kim@example.org"
    assert mail.assessment == wave.assessment.key
    for words in (
        "Dear Kim Rowe,",
        "Fernvale Partnership",
        "To agree what to change first.",
        "healthy and safe, enjoy learning",
        "as often as you like until the end of 12 March 2099",
        "Nobody can see who said what",
        "at least 10 people",
        "Ask Asha Rahman (asha@example.org).",
        "Front-line staff and their managers",
        "About 7 to 25 minutes",
        f"{ORIGIN}/mail/",
    ):
        assert words in mail.text, words
    assert "[" not in mail.text + mail.subject
    assert mail.headers["Reply-To"] == "asha@example.org"


def test_its_link_is_new_each_time_and_each_of_them_works(wave: Wave) -> None:
    person = invite(wave)
    codes = [codes_in(letter(person, kind)) for kind in LetterKind]
    assert all(len(found) == 1 for found in codes)
    assert len({found[0] for found in codes}) == 3
    assert {invitation_of(found[0]) for found in codes} == {person}


def test_no_code_and_no_address_is_kept_anywhere(wave: Wave) -> None:
    person = invite(wave)
    (code,) = codes_in(letter(person))
    assert InvitationKey.objects.get().key_hash != code
    dump = "\n".join(str(row) for model in (InvitationKey, Message, Event) for row in model.objects.values_list())
    assert code not in dump
    assert person.email not in dump


def test_the_html_is_the_same_words_in_their_language_with_no_picture_table_or_way_to_follow_anybody(
    wave: Wave,
) -> None:
    write(wave, "Dear [name],\n\n<b>Not bold</b>\nsecond line\n\n[link]", language="cy")
    mail = letter(invite(wave, name="<script>alert(1)</script>", language="cy"))
    assert 'lang="cy"' in mail.html
    assert "&lt;b&gt;Not bold&lt;/b&gt;<br>" in mail.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in mail.html
    for unwanted in ("<img", "<table", "<script", "<b>", "url(", "background", "color:#"):
        assert unwanted not in mail.html
    (code,) = codes_in(mail)
    assert mail.html.count(f'href="{ORIGIN}/answer/{code}/"') == 2
    assert set(re.findall(r'href="([^"]*)"', mail.html)) == set(re.findall(r"https://\S+", mail.text))
    assert mail.headers["Content-Language"] == "cy"


def test_a_letter_without_a_way_to_stop_reminders_gets_it_in_its_foot(wave: Wave) -> None:
    write(wave, "[link]")
    assert letter(invite(wave)).text.count(f"{ORIGIN}/mail/") == 1
    write(wave, "[link]\n\nStop: [stop reminders]")
    assert letter(invite(wave)).text.count(f"{ORIGIN}/mail/") == 1


def test_a_mail_program_can_stop_reminders_with_one_click(wave: Wave) -> None:
    mail = letter(invite(wave))
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(rf"<{ORIGIN}/mail/[^/]+/stop/>", mail.headers["List-Unsubscribe"])


def test_it_can_go_over_the_wire_whatever_a_name_holds(wave: Wave) -> None:
    write(wave, "[link]", subject="For [name]")
    person = invite(wave, name="Ŵyn\r\nBcc: everybody@example.org")
    data = envelope(letter(person), "0" * 32).data
    assert b"\nBcc:" not in data


def test_who_has_no_name_is_a_colleague_and_signs_stand_below(wave: Wave) -> None:
    write(wave, "Dear [name],\n\n[link]", signed_name="Mary Example", signed_role="Director of Children’s Services")
    mail = letter(invite(wave, name=""))
    assert mail.text.startswith("Dear colleague,")
    assert "\n\nMary Example\nDirector of Children’s Services\n\n-- \n" in mail.text


def test_each_person_is_written_to_in_their_language_where_the_partnership_offers_it(wave: Wave) -> None:
    write(wave, "English [link]")
    write(wave, "Cymraeg [link]", language="cy")
    people = {language: invite(wave, language=language) for language in ("", "en-gb", "cy", "fr")}
    mails = compose_letters(LetterKind.INVITATION, [person.pk for person in people.values()])
    begins = {language: mails[person.pk].text.split()[0] for language, person in people.items()}
    assert begins == {"": "English", "en-gb": "English", "cy": "Cymraeg", "fr": "English"}
    wave.assessment.partnership.languages = "en-gb"
    wave.assessment.partnership.save()
    assert letter(people["cy"]).text.startswith("English")


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("why", ["finished", "erased", "closed", "no more mail"])
def test_whoever_needs_no_letter_any_more_is_left_out(wave: Wave, kind: str, why: str) -> None:
    person, other = invite(wave), invite(wave)
    pk = person.pk
    if why == "finished":
        person.finished = True
    if why == "no more mail":
        person.no_more_mail = True
    person.save()
    if why == "erased":
        person.delete()
    if why == "closed":
        change_stage(assessment=wave.assessment, to=Stage.CLOSED, by=None)
    composed = set(COMPOSERS[kind]([pk, other.pk]))
    expected = {
        "finished": {other.pk},
        "erased": {other.pk},
        "closed": set(),
        "no more mail": {other.pk} if kind == LetterKind.REMINDER else {pk, other.pk},
    }[why]
    assert composed == expected
    assert InvitationKey.objects.filter(invitation=pk).exists() == (pk in expected)


def test_an_assessment_whose_last_day_has_passed_is_closed_though_nobody_has_looked(wave: Wave) -> None:
    person = invite(wave)
    wave.assessment.closes_on = date(2020, 1, 1)
    wave.assessment.save()
    assert compose_letters(LetterKind.INVITATION, [person.pk]) == {}


def test_a_hundred_letters_cost_as_many_queries_as_one(wave: Wave) -> None:
    write(wave, "Dear [name],\n\n[link]")
    groups = list(wave.assessment.partnership.staff_groups.all())
    people = [
        invite(wave, staff_group=groups[number % 2], language=("en-gb", "cy", "")[number % 3]).pk
        for number in range(100)
    ]
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(connection) as queries:
            assert len(compose_letters(LetterKind.REMINDER, some)) == len(some)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_reminder_leads_back_to_answers_under_way(wave: Wave) -> None:
    text = letter(invite(wave), "reminder").text
    assert "If you have begun, the link in our first letter, or the code you noted, takes you back" in text
