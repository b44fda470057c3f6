"""What is written down of letters: whom people ask, and a test of the very letter that was looked at."""

from __future__ import annotations

import pytest

from oneworkforce.accounts.models import Event
from oneworkforce.invitations.letters.actions import change_contact, send_test
from oneworkforce.invitations.models import Contact
from oneworkforce.mail.models import Message
from tests.factories import make_assessment, make_member

pytestmark = pytest.mark.django_db
ASK = {"name": "Robin Ash", "email": "robin@example.org", "telephone": "020 7946 0000"}


@pytest.mark.parametrize("field", ["name", "email", "telephone"])
def test_a_contact_is_changed_when_any_of_it_is_and_only_then(field: str) -> None:
    assessment = make_assessment()
    officer = make_member(assessment.partnership)
    for wanted in (ASK, ASK, {**ASK, field: "Someone else"}):
        change_contact(assessment=assessment, by=officer, **wanted)
        assert Contact.objects.values("name", "email", "telephone").get(assessment=assessment) == wanted
    told = Event.objects.filter(what="contact changed")
    assert [(event.by, event.assessment) for event in told] == [(officer, assessment.key)] * 2
    for _twice in range(2):
        change_contact(assessment=assessment, by=officer, name="", email="", telephone="")
    assert not Contact.objects.exists()
    assert told.all().count() == 3


def test_a_test_goes_once_in_the_kind_language_and_group_that_were_looked_at() -> None:
    assessment = make_assessment()
    officer = make_member(assessment.partnership)
    group = assessment.partnership.staff_groups.get(key="leaders")
    for language in ("cy", "cy", "en-gb"):
        send_test(assessment=assessment, kind="reminder", language=language, group=group, by=officer)
    abouts = set(Message.objects.values_list("about", flat=True))
    assert abouts == {f"{assessment.pk}:reminder:{language}:{group.pk}:{officer.pk}" for language in ("cy", "en-gb")}
    assert Message.objects.count() == 2
