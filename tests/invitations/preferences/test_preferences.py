"""What somebody decides about their mail, by the link in their letter: no account, no cookie, no token of a form."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from oneworkforce.accounts.models import Event
from oneworkforce.invitations.letters.links import PREFERENCES, invitation_in
from oneworkforce.invitations.models import Invitation, InvitationKey
from oneworkforce.mail.composing import COMPOSERS
from oneworkforce.mail.models import Message
from tests.invitations.letters.given import invite, make_wave

pytestmark = pytest.mark.django_db
PAGES = ("mail-preferences", "mail-stop", "mail-held", "mail-held-file", "mail-erase")
FORMS = ("mail-stop", "mail-again", "mail-language", "mail-erase")


@pytest.fixture
def person() -> Invitation:
    return invite(make_wave(), email="kim@example.org", name="Kim Rowe")


@pytest.fixture
def visitor() -> Client:
    """A browser, or a mail program, that holds no cookie; every form is checked as in earnest."""
    return Client(enforce_csrf_checks=True)


def token(person: Invitation) -> str:
    return PREFERENCES.sign(person.pk)


def address(page: str, person: Invitation) -> str:
    return reverse(page, args=[token(person)])


def test_a_mail_programs_own_button_stops_reminders(person: Invitation, visitor: Client) -> None:
    headers = COMPOSERS["invitation"]([person.pk])[person.pk].headers
    path = re.sub(r"^<https?://[^/]+(/.*)>$", r"\1", headers["List-Unsubscribe"])
    body = headers["List-Unsubscribe-Post"]
    answer = visitor.post(path, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.no_more_mail
    assert not Event.objects.filter(what__contains="remind").exists()
    assert COMPOSERS["reminder"]([person.pk]) == {}


def test_reminders_are_stopped_and_wanted_again_by_button(person: Invitation, visitor: Client) -> None:
    page = visitor.post(address("mail-stop", person), follow=True)
    assert "Done: you will get no more reminders." in page.content.decode()
    page = visitor.post(address("mail-again", person), follow=True)
    assert "Done: you will get reminders again." in page.content.decode()
    person.refresh_from_db()
    assert not person.no_more_mail


def test_the_language_of_letters_is_kept(person: Invitation, visitor: Client) -> None:
    visitor.post(address("mail-language", person), {"language": "cy"})
    person.refresh_from_db()
    assert person.language == "cy"
    visitor.post(address("mail-language", person), {"language": "xx"})
    person.refresh_from_db()
    assert person.language == "cy"
    assert 'lang="cy"' in visitor.get(address("mail-preferences", person)).content.decode()


def test_what_is_held_is_shown_and_can_be_taken_along(person: Invitation, visitor: Client) -> None:
    page = visitor.get(address("mail-held", person)).content.decode()
    for words in ("Kim Rowe", "kim@example.org", "Front-line staff and their managers"):
        assert words in page
    file = visitor.get(address("mail-held-file", person))
    assert json.loads(file.content)["email"] == "kim@example.org"
    assert "attachment" in file["Content-Disposition"]


def test_erasing_takes_everything_and_the_page_is_calm_afterwards(person: Invitation, visitor: Client) -> None:
    COMPOSERS["invitation"]([person.pk])
    where = address("mail-preferences", person)
    assert "erased" in visitor.post(address("mail-erase", person)).content.decode()
    assert not Invitation.objects.exists()
    assert not InvitationKey.objects.exists()
    after = visitor.get(where)
    assert after.status_code == 404
    assert "There is nothing here about you" in after.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_looking_changes_nothing_however_often(person: Invitation, visitor: Client, page: str) -> None:
    before = Invitation.objects.values().get()
    for _scan in range(5):
        assert visitor.get(address(page, person)).status_code == 200
        assert visitor.head(address(page, person)).status_code == 200
        assert visitor.get(address(page, person), headers={"Purpose": "prefetch"}).status_code == 200
    assert Invitation.objects.values().get() == before
    assert not Session.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("page", sorted({*PAGES, *FORMS}))
@pytest.mark.parametrize("wrong", ["nobody", "tampered", "other salt", "empty"])
def test_an_address_that_we_did_not_make_leads_to_the_same_calm_page(
    person: Invitation, visitor: Client, page: str, wrong: str
) -> None:
    given = {
        "nobody": PREFERENCES.sign("0" * 32),
        "tampered": token(person)[:-1] + ("A" if token(person)[-1] != "A" else "B"),
        "other salt": f"{person.pk}.{'x' * 43}",
        "empty": person.pk,
    }[wrong]
    for method in (visitor.get, visitor.post):
        answer = method(reverse(page, args=[given]))
        assert answer.status_code in {404, 405}
        if answer.status_code == 404:
            assert "There is nothing here about you" in answer.content.decode()
    person.refresh_from_db()
    assert not person.no_more_mail


@pytest.mark.parametrize("page", [*PAGES, "mail-test"])
def test_no_page_sets_a_cookie_or_says_where_it_was(person: Invitation, visitor: Client, page: str) -> None:
    where = reverse(page) if page == "mail-test" else address(page, person)
    answer = visitor.get(where)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_the_address_opens_nothing_but_preferences(person: Invitation, visitor: Client) -> None:
    assert invitation_in(token(person)) == person.pk
    assert visitor.get(reverse("answer-start", args=[token(person)])).status_code == 404
