"""People with personal links, for tests: invited as a list would, with a code as a letter would carry it."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.test import Client

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.drafts import draft_key
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.invitations.keys import keep_keys
from oneworkforce.invitations.models import Invitation
from oneworkforce.visitors.codes import new_code
from oneworkforce.visitors.cookies import ANSWERS
from tests.gathering.questionnaires.answering import Fields
from tests.gathering.questionnaires.given import group_of

numbers = count(1)


def invite(assessment: Assessment, group: str = "frontline", **details: Any) -> Invitation:
    """Somebody on the list."""
    wave, _made = assessment.waves.get_or_create(name="First")
    details.setdefault("email", f"somebody{next(numbers)}@example.org")
    return Invitation.objects.create(
        assessment=assessment, wave=wave, staff_group=group_of(assessment, group), **details
    )


def letter_to(invitation: Invitation) -> str:
    """A new code of somebody's, as each letter has one."""
    code = new_code(12)
    keep_keys([(invitation.pk, code)])
    return code


class Invited:
    """Somebody with a letter, and a browser."""

    def __init__(self, invitation: Invitation, code: str | None = None, client: Client | None = None) -> None:
        self.invitation = invitation
        self.code = code or letter_to(invitation)
        self.client = client or Client()

    @property
    def address(self) -> str:
        """Where the letter's link leads."""
        return f"/answer/{self.code}/"

    def start(self, **fields: str) -> Invited:
        """Press the button behind the link."""
        response = self.press(**fields)
        assert response.status_code == 302, response.content.decode()
        assert self.client.cookies[ANSWERS].value == self.code
        return self

    def press(self, **fields: str) -> Any:
        """Open the link and press its button, whatever comes."""
        page = Fields(self.client.get(self.address).content.decode()).found
        return self.client.post(self.address, {**page, **fields})

    def answer(self, **answers: str) -> Invited:
        """Answer the first theme."""
        page = Fields(self.client.get("/answer/theme/1/").content.decode()).found
        response = self.client.post("/answer/theme/1/", {**page, **(answers or {"q0": "3"})})
        assert response.status_code == 302, response.content.decode()
        return self

    def send(self) -> Any:
        """Press Send on the page that lists all answers."""
        page = Fields(self.client.get("/answer/check/").content.decode()).found
        return self.client.post("/answer/send/", page)

    @property
    def drafts(self) -> list[Draft]:
        """The draft of this code, if there is one."""
        return list(Draft.objects.filter(pk=draft_key(self.code)))

    @property
    def finished(self) -> bool:
        """What the list says."""
        return Invitation.objects.get(pk=self.invitation.pk).finished
