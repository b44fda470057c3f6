"""Somebody asks what is held about them, and to be erased."""

from __future__ import annotations

import json

import pytest

from oneworkforce.accounts.models import Event
from oneworkforce.invitations.keys import keep_keys
from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.invitations.models import DoNotWrite, Invitation, InvitationKey
from oneworkforce.invitations.people.actions import change_invitation, erase
from oneworkforce.invitations.people.do_not_write import address_hash, not_to_be_written_to
from oneworkforce.invitations.people.held import export_of, held_in_words
from oneworkforce.mail.models import Message, ShownMail
from oneworkforce.mail.outbox import enqueue, start_mailing
from tests.factories import make_assessment, make_member, make_partnership
from tests.invitations.lists.people import make_invitation

pytestmark = pytest.mark.django_db


def with_letters(invitation: Invitation) -> Invitation:
    """Give somebody two links, a letter in a mailing and one by itself."""
    keep_keys([(invitation.pk, "AAAABBBBCCCC"), (invitation.pk, "DDDDEEEEFFFF")])
    start_mailing(
        kind="invitation",
        about="wave 1",
        partnership=invitation.assessment.partnership.key,
        assessment=invitation.assessment.key,
        abouts=[invitation.pk],
        by=None,
    )
    enqueue(kind="lost-link", abouts=[invitation.pk])
    return invitation


def waiting_list(invitation: Invitation, *emails: str) -> object:
    people = [Person(line, email, "frontline", "First wave").packed() for line, email in enumerate(emails, 2)]
    officer = make_member(invitation.assessment.partnership)
    return invitation.assessment.uploaded_lists.create(by=officer, file_name="people.csv", people=people)


def test_nothing_of_an_erased_person_is_left_but_a_hash() -> None:
    gone = with_letters(make_invitation(name="Ines Moth", email="ines.moth@example.org"))
    stays = make_invitation(gone.assessment)
    keep_keys([(stays.pk, "GGGGHHHHJJJJ")])
    enqueue(kind="lost-link", abouts=[stays.pk])
    for address in ("Ines.Moth@example.org", stays.email):
        ShownMail.objects.create(to=address, subject="Your link", text="…", assessment=gone.assessment.key)

    assert erase(gone, by=None) == 1

    assert list(Invitation.objects.all()) == [stays]
    assert [key.invitation for key in InvitationKey.objects.all()] == [stays]
    assert [message.about for message in Message.objects.all()] == [stays.pk]
    assert [mail.to for mail in ShownMail.objects.all()] == [stays.email]
    hashes = {row.address_hash for row in DoNotWrite.objects.all()}
    assert hashes == {address_hash(gone.assessment.partnership, "ines.moth@example.org")}
    event = Event.objects.get(what="invitation erased")
    assert event.details == {"invitations": 1, "do_not_write": True}
    everything = json.dumps(list(Event.objects.values("what", "partnership", "assessment", "details")))
    assert "ines" not in everything.casefold()
    assert gone.pk not in everything


def test_who_asks_to_be_erased_is_erased_everywhere_in_the_partnership_and_nowhere_else() -> None:
    first = make_invitation(email="ola@example.org")
    make_invitation(make_assessment(first.assessment.partnership), email="ola@example.org")
    elsewhere = make_invitation(email="ola@example.org")
    assert erase(first, by=None) == 2
    assert list(Invitation.objects.all()) == [elsewhere]
    assert not_to_be_written_to(elsewhere.assessment.partnership, ["ola@example.org"]) == set()


def test_taking_back_one_invitation_leaves_the_others_and_no_mark() -> None:
    first = make_invitation(email="ola@example.org")
    other = make_invitation(make_assessment(first.assessment.partnership), email="ola@example.org")
    officer = make_member(first.assessment.partnership)
    assert erase(first, by=officer, do_not_write=False) == 1
    assert list(Invitation.objects.all()) == [other]
    assert not DoNotWrite.objects.exists()
    assert Event.objects.get(what="invitation erased").by == officer


def test_erasing_twice_does_no_harm() -> None:
    gone = make_invitation()
    assert (erase(gone, by=None), erase(gone, by=None)) == (1, 0)
    assert DoNotWrite.objects.count() == 1
    assert Event.objects.filter(what="invitation erased").count() == 1


def test_a_list_that_waits_for_a_yes_forgets_them_too() -> None:
    gone = make_invitation(email="ola@example.org")
    waiting = waiting_list(gone, "ola@example.org", "pat@example.org")
    erase(gone, by=None)
    waiting.refresh_from_db()
    assert [person[1] for person in waiting.people] == ["pat@example.org"]


def test_a_hash_is_of_one_partnership_and_does_not_mind_capitals() -> None:
    here, there = make_partnership(), make_partnership()
    assert address_hash(here, " Ola@Example.org ") == address_hash(here, "ola@example.org")
    assert address_hash(here, "ola@example.org") != address_hash(there, "ola@example.org")


def test_everything_held_is_exported_and_no_time_with_it() -> None:
    person = with_letters(
        make_invitation(
            name="Ines Moth",
            email="ines@example.org",
            sector="health",
            locality="north",
            workforce="wider",
            group="leaders",
        )
    )
    Invitation.objects.filter(pk=person.pk).update(finished=True)
    person.refresh_from_db()
    later = make_invitation(make_assessment(person.assessment.partnership, name="Next year"), email="ines@example.org")
    held = export_of(person)
    assert held["name"] == "Ines Moth"
    assert held["email"] == "ines@example.org"
    assert held["staff_group"] == "Leaders and managers"
    assert held["sector"] == "Health"
    assert held["locality"] == "North"
    assert held["core_or_wider_workforce"].startswith("Wider")
    assert held["finished"] is True
    assert held["links"] == 2
    assert [(letter["kind"], letter["state"]) for letter in held["letters"]] == [
        ("Invitation", "Waiting"),
        ("Lost link", "Waiting"),
    ]
    assert held["also_invited_to"] == [later.assessment.name]
    text = json.dumps(held)
    assert "20" + str(Message.objects.first().due.year)[2:] + "-" not in text
    words = dict(held_in_words(held))
    assert words["Has finished the questionnaire"] == "Yes"
    assert words["Organisation"] == "–"


def test_every_field_of_an_invitation_is_in_the_export() -> None:
    """A field that is added later has to be told of too."""
    told = {
        "id": "also the id by which messages know it; it says nothing",
        "assessment": "assessment",
        "wave": "wave",
        "name": "name",
        "email": "email",
        "staff_group": "staff_group",
        "organisation": "organisation",
        "sector": "sector",
        "locality": "locality",
        "workforce": "core_or_wider_workforce",
        "language": "language",
        "finished": "finished",
        "no_more_mail": "no_more_reminders",
    }
    assert {field.name for field in Invitation._meta.concrete_fields} == set(told)
    assert set(told.values()) - {told["id"]} <= set(export_of(make_invitation()))


def test_a_change_is_written_down_without_a_name() -> None:
    person = make_invitation()
    partnership = person.assessment.partnership
    second = person.assessment.waves.create(name="Second wave")
    leaders = partnership.staff_groups.get(key="leaders")
    # Somebody finishes while the officer looks at the form.
    Invitation.objects.filter(pk=person.pk).update(finished=True)
    officer = make_member(partnership)
    wanted = {"name": person.name, "email": person.email, "wave": second, "staff_group": leaders, "language": ""}
    assert change_invitation(invitation=person, by=officer, **wanted)
    person.refresh_from_db()
    assert (person.wave, person.staff_group, person.finished) == (second, leaders, True)
    assert Event.objects.get(what="invitation changed").details == {"fields": ["wave", "staff_group"]}
    assert not change_invitation(invitation=person, by=officer, **wanted)
    assert Event.objects.filter(what="invitation changed").count() == 1
