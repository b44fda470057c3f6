"""Letters to young people and parents: in their own words, whichever of their letters it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.letters.actions import write_words
from oneworkforce.invitations.letters.composing import compose_letters
from oneworkforce.invitations.letters.kinds import FAMILIES, LetterKind
from oneworkforce.invitations.letters.words import LetterWords, words_of
from oneworkforce.invitations.models import Wave
from oneworkforce.invitations.waves.preview import what_goes_out
from oneworkforce.mail.composing import COMPOSERS, Mail
from tests.factories import make_assessment, make_member
from tests.invitations.letters.given import deliver, invite, make_wave
from tests.invitations.letters.test_letter_pages import address, text

pytestmark = pytest.mark.django_db
OF_WORK = re.compile(r"colleague|where you work|manager|Thank you for what you do|staff", re.IGNORECASE)


@pytest.fixture
def wave(settings: Any) -> Wave:
    settings.ORIGIN = "https://workforce.example.org"
    assessment = make_assessment()
    partnership = assessment.partnership
    partnership.help_now = "School nurse: 01632 960 001"
    partnership.permission_route = "Your school sends a letter home."
    partnership.save()
    for audience, name in zip(FAMILIES, ("Young people", "Children", "Parents and carers"), strict=True):
        partnership.staff_groups.get_or_create(key=audience, defaults={"name": name, "audience": audience, "order": 9})
    return make_wave(assessment)


def somebody(wave: Wave, audience: str, **details: Any) -> Any:
    group = wave.assessment.partnership.staff_groups.filter(audience=audience).first()
    return invite(wave, staff_group=group, **details)


def letter(wave: Wave, audience: str, kind: str = "invitation", **details: Any) -> Mail:
    person = somebody(wave, audience, **details)
    return COMPOSERS[kind]([person.pk])[person.pk]


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("audience", FAMILIES)
@pytest.mark.parametrize("language", ["en-gb", "cy"])
@pytest.mark.parametrize("name", ["", "Sam Rowe"])
def test_no_letter_of_theirs_speaks_of_work(wave: Wave, kind: str, audience: str, language: str, name: str) -> None:
    wave.assessment.partnership.languages = "en-gb cy"
    mail = letter(wave, audience, kind, language=language, name=name)
    assert not OF_WORK.search(mail.subject + mail.text)
    assert not re.search("gydweithiwr|lle rydych chi’n gweithio|rheolwr", mail.subject + mail.text)
    assert "[" not in mail.subject + mail.text
    assert re.search(r"https://workforce.example.org/answer/[0-9A-Z]{12}/", mail.text)


def test_a_young_person_reads_who_says_yes_first_and_whom_to_call(wave: Wave) -> None:
    mail = letter(wave, "young-people")
    assert mail.text.startswith("Hello,\n\nTeachers, nurses, youth workers")
    age = wave.assessment.partnership.consent_age
    assert f"Are you younger than {age}? Then a parent, a carer or your school has to say yes first." in mail.text
    assert "Your school sends a letter home." in mail.text
    assert "call Childline on 0800 1111" in mail.text
    assert "School nurse: 01632 960 001" in mail.text
    assert "You get the same help if you say no." in mail.text
    assert "what 10 people or more said" in mail.text
    assert "asks you how it is for you." in mail.text.split("-- ")[1]


def test_welsh_says_ti_to_young_people_throughout_and_chi_to_their_parents(wave: Wave) -> None:
    chi = re.compile(r"\b(chi|eich|rydych|gallwch|cysylltwch|ewch|amdanoch)\b|i’ch\b", re.IGNORECASE)
    for kind in LetterKind:
        for audience, says_chi in (("young-people", False), ("parents", True)):
            mail = letter(wave, audience, kind, language="cy")
            # Their partnership's own words, and the name of whom to ask, are as they were written.
            assert bool(chi.search(mail.subject + mail.text)) == says_chi, (kind, audience)


def test_nobody_needs_a_yes_where_the_age_is_that_at_which_anybody_may_answer(wave: Wave) -> None:
    wave.assessment.partnership.consent_age = 11
    wave.assessment.partnership.save()
    assert "say yes first" not in letter(wave, "young-people").text


def test_a_parent_reads_of_their_family_and_whom_to_call(wave: Wave) -> None:
    mail = letter(wave, "parents")
    assert "how well do they work together for your family?" in mail.text
    assert "call the NSPCC helpline on 0808 800 5000" in mail.text
    assert "say yes first" not in mail.text
    assert "Childline" not in mail.text


def test_staff_read_what_they_read_before(wave: Wave) -> None:
    mail = letter(wave, "frontline", name="")
    assert mail.text.startswith("Dear colleague,")
    assert "0800 1111" not in mail.text


def test_own_words_to_staff_do_not_go_to_families(wave: Wave) -> None:
    def write(kind: str, body: str) -> None:
        shown = words_of(wave.assessment, kind, "en-gb").fingerprint
        words = LetterWords(kind, "en-gb", "Hello", body)
        write_words(assessment=wave.assessment, words=words, shown=shown, by=None)

    write("invitation", "Dear [name], to staff: [link]")
    assert letter(wave, "frontline", name="").text.startswith("Dear colleague, to staff:")
    assert letter(wave, "parents").text.startswith("Hello,")
    write("invitation-parents", "Dear [name], to parents: [link]")
    assert letter(wave, "parents", name="").text.startswith("Dear parent or carer, to parents:")
    assert letter(wave, "young-people").text.startswith("Hello,")
    write("invitation-young", "Dear [name]. [link]")
    assert letter(wave, "young-people", name="").text.startswith("Dear young person.")


def test_the_preview_shows_each_letter_that_goes_out(wave: Wave) -> None:
    for audience in ("frontline", "frontline", "parents", "young-people"):
        somebody(wave, audience, name="")
    found = what_goes_out(wave.assessment, wave)
    assert {(one.letter.whom, one.people, one.begins[0]) for one in found.languages} == {
        ("", 2, "Dear Sam Example,"), ("Parents and carers", 1, "Hello,"), ("Young people", 1, "Hello,"),
    }  # fmt: skip
    assert "2 people have no name in the list: their letter begins “Dear colleague”." in found.missing
    assert "Nobody signs the letter in English · Young people yet." in found.missing


def test_their_letters_are_read_changed_and_tried_out_on_pages_of_their_own(
    wave: Wave, signed_in: Callable[[User], Client], settings: Any
) -> None:
    settings.DEMO = True
    assessment: Assessment = wave.assessment
    officer = signed_in(make_member(assessment.partnership))
    where = {"partnership": assessment.partnership.key, "assessment": assessment.key}
    listed = text(officer.get(reverse("invite-letters", kwargs=where)))
    for kind in ("invitation", "invitation-young", "reminder-parents", "lost-link-young"):
        page = address("invite-letter", assessment, kind=kind)
        assert page in listed
        assert officer.get(page).status_code == 200
    page = text(officer.get(address("invite-letter", assessment, kind="invitation-young")))
    assert "Invitation (Young people)" in page
    assert "call Childline on 0800 1111" in page
    assert "colleague" not in page
    officer.post(address("invite-letter-test", assessment, kind="reminder-parents"), {"group": "parents"})
    [mail] = deliver("test-letter")
    assert mail.subject == "There is still time to tell us how it is for your family"
    assessment.partnership.staff_groups.filter(audience="parents").delete()
    assert officer.get(address("invite-letter", assessment, kind="invitation-parents")).status_code == 404
    assert "reminder-parents" not in text(officer.get(reverse("invite-letters", kwargs=where)))


def test_letters_to_three_audiences_cost_as_many_queries_as_to_one(wave: Wave) -> None:
    one = [somebody(wave, "frontline").pk]
    all_three = [somebody(wave, audience).pk for audience in ("frontline", "parents", "young-people")]
    counts = []
    for people in (one, all_three):
        with CaptureQueriesContext(connection) as queries:
            assert len(compose_letters(LetterKind.INVITATION, people)) == len(people)
        counts.append(len(queries))
    assert counts[0] == counts[1]
