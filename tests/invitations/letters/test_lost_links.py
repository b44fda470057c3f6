"""Somebody has lost their link and gives an address: nobody learns from what happens whether it is known."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.keys import invitation_of, keep_keys
from oneworkforce.invitations.models import InvitationKey
from oneworkforce.invitations.waves.sending import ask_for_lost_links
from oneworkforce.mail.models import Message
from tests.invitations.letters.given import deliver, invite, make_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    person = invite(make_wave(), email="kim@example.org", name="Kim Rowe")
    keep_keys([(person.pk, "ABCDEFGHJKM1")])
    return person


def test_a_known_address_gets_a_new_link_that_works(person) -> None:
    ask_for_lost_links("  Kim@Example.org ")

    (mail,) = deliver()
    assert mail.to == "kim@example.org"
    code = mail.text.split("/answer/")[1].split("/")[0]
    assert len(code) == 12
    assert invitation_of(code) == person
    assert invitation_of("ABCDEFGHJKM1") == person


def test_the_outbox_holds_no_address_and_the_same_whether_it_is_known_or_not(person) -> None:
    ask_for_lost_links("kim@example.org")
    ask_for_lost_links("nobody@example.org")

    messages = Message.objects.values_list("kind", "mailing", "state", "fault")
    assert len(messages) == 2
    assert len(set(messages)) == 1
    assert all(len(about) == 32 and "@" not in about for about in Message.objects.values_list("about", flat=True))
    assert len(deliver()) == 1


def test_the_same_work_is_done_whether_it_is_known_or_not(person) -> None:
    asked = []
    for address in ("kim@example.org", "nobody@example.org"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask_for_lost_links(address)
        asked.append([query["sql"].split()[0] for query in queries])
    assert asked[0] == asked[1]


def test_only_one_link_goes_out_in_an_hour(person) -> None:
    for _again in range(5):
        ask_for_lost_links("kim@example.org")

    assert len(deliver()) == 1
    assert Message.objects.count() == 5


@pytest.mark.parametrize("why", ["finished", "closed", "never written to", "erased"])
def test_who_has_nothing_to_answer_gets_nothing(person, why: str) -> None:
    if why == "finished":
        person.finished = True
        person.save()
    elif why == "closed":
        change_stage(assessment=person.assessment, to=Stage.CLOSED, by=None)
    elif why == "never written to":
        InvitationKey.objects.all().delete()
    else:
        person.delete()

    ask_for_lost_links("kim@example.org")

    assert Message.objects.count() == 1
    assert deliver() == []


def test_each_open_assessment_gets_its_own(person) -> None:
    other = invite(make_wave(), email="kim@example.org")
    keep_keys([(other.pk, "ABCDEFGHJKM2")])

    ask_for_lost_links("kim@example.org")

    assert {mail.assessment for mail in deliver()} == {person.assessment.key, other.assessment.key}
