"""Fifty invited people with personal links, from the letter to the close, with everything that a thief could take.

Each has a name, an address, an organisation and a place of their own on the list. Letters go out through the worker to
a mail server; half of them are reminded. They begin in one order, and send in another: neither is the list's.
"""

from __future__ import annotations

import email
import email.policy
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.drafts import draft_key
from oneworkforce.invitations.keys import invitation_key
from oneworkforce.invitations.models import Invitation, Wave
from oneworkforce.invitations.waves.sending import remind_wave, send_wave
from oneworkforce.mail.worker import run_once
from tests.gathering.questionnaires.answering import Fields
from tests.gathering.questionnaires.fifty import PEOPLE, Crowd, Respondent, WatchedClient, note_batches
from tests.gathering.questionnaires.given import group_of
from tests.mail.sink import Sink

LINK = re.compile(r"/answer/([0-9A-HJKMNP-TV-Z]{12})/")


@dataclass(slots=True)
class InvitedRespondent(Respondent):
    """What the test knows of one of them; `number` is the order of sending."""

    invitation: str = ""
    email: str = ""
    name: str = ""
    organisation: str = ""
    letters: list[str] = field(default_factory=list)

    @property
    def keys(self) -> set[str]:
        """What is kept of their links, on the invitations' side."""
        return {invitation_key(code) for code in self.letters}

    @property
    def personal(self) -> set[str]:
        """Whatever points at them."""
        return {self.invitation, self.email, self.name, self.organisation, *self.keys}


def invite_fifty(assessment: Assessment) -> Crowd:
    """Put fifty people on the list, in an order of its own; every second one in the wave that is reminded."""
    chance = random.Random("the list")
    sectors = [sector.id for sector in load_pin(assessment.framework).sectors]
    waves = [assessment.waves.create(name=name) for name in ("First", "Second")]
    people = []
    for number in range(PEOPLE):
        address, browser = f"203.0.113.{number + 101}", f"Telephone/{number}.{number * 7 + 3} (of one person)"
        client = WatchedClient(REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
        one = InvitedRespondent(number, "frontline" if number % 5 < 3 else "leaders", address, browser, client)
        one.name, one.organisation = f"Guest Mc{number:03}", f"Organisation No{number:03}"
        one.email = f"guest.mc{number:03}@example.org"
        people.append(one)
    for one in chance.sample(people, PEOPLE):
        one.invitation = Invitation.objects.create(
            assessment=assessment,
            wave=waves[one.number % 2],
            staff_group=group_of(assessment, one.group),
            name=one.name,
            email=one.email,
            organisation=one.organisation,
            sector=sectors[one.number % len(sectors)],
            locality=("", "north", "south")[one.number % 3],
            language=("", "cy")[one.number % 7 == 0],
        ).pk
    return Crowd(list(people))


def write_to_all(crowd: Crowd, assessment: Assessment, sink: Sink) -> None:
    """Send the letters through the worker, and give each person the link in theirs."""
    for wave in assessment.waves.order_by("pk"):
        send_wave(wave=wave, by=None)
    _deliver(crowd, sink)


def remind_half(crowd: Crowd, assessment: Assessment, sink: Sink) -> None:
    """Remind the second wave, a day later by the clock."""
    wave: Wave = assessment.waves.get(name="Second")
    tomorrow = timezone.now() + timedelta(days=1)
    assert remind_wave(wave=wave, day=tomorrow.date(), now=tomorrow) == PEOPLE // 2
    _deliver(crowd, sink)


def _deliver(crowd: Crowd, sink: Sink) -> None:
    before = len(sink.mails)
    run_once()
    by_address = {one.email: one for one in invited(crowd)}
    assert len(sink.mails) > before
    for taken in sink.mails[before:]:
        mail = email.message_from_bytes(taken.data, policy=email.policy.default)
        text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        by_address[str(mail["To"]).lower()].letters.append(LINK.search(text)[1])  # type: ignore[index]


def invited(crowd: Crowd) -> Sequence[InvitedRespondent]:
    """The crowd, as invited people."""
    return [one for one in crowd.people if isinstance(one, InvitedRespondent)]


def begin_and_answer(crowd: Crowd) -> None:
    """Everyone opens the link of their last letter and answers, in an order of its own; some come back elsewhere."""
    chance = random.Random("who begins when")
    for one in chance.sample(list(invited(crowd)), PEOPLE):
        # The code that is not tried here is the one of the first letter, where there were two.
        one.code = one.letters[-1]
        address = f"/answer/{one.code}/"
        one.client.get(address)
        response = one.client.post(address, _fields(one, address))
        assert response.headers["Location"] == "/answer/about-you/", response.content.decode()
        page = _fields(one, "/answer/theme/1/")
        one.client.post("/answer/theme/1/", {**page, "comment": f"theme {one.number}", **one.answers})
        one.client.post("/answer/save/", {"draft": page["draft"], "q3": "d"})
        if one.number % 3 == 0:
            one.client = WatchedClient(REMOTE_ADDR=one.address, HTTP_USER_AGENT=one.browser)
            one.client.post(address, _fields(one, address))
        one.client.get("/answer/come-back/")


def send_one_by_one(crowd: Crowd, assessment: Assessment, after: Callable[[int], None]) -> None:
    """Everyone sends, in the order of their numbers, and says something of the questionnaire itself.

    :param after: called with the number of whoever has just sent, and again when they have said that.
    """
    for one in invited(crowd):
        sent = one.client.post("/answer/send/", _fields(one, "/answer/check/"))
        assert sent.headers["Location"] == "/answer/sent/", sent.content.decode()
        note_batches(assessment, crowd, one.number)
        after(one.number)
        one.client.post("/answer/sent/", {"text": f"tool {one.number}"})
        one.client.get(f"/answer/{one.code}/")
        one.client.get(f"/answer/theme/99/?code={one.code}")
        after(one.number)


def _fields(one: Respondent, address: str) -> dict[str, str]:
    return Fields(one.client.get(address).content.decode()).found


def keys_of(crowd: Crowd) -> dict[str, int]:
    """Draft key → whose it is."""
    return {draft_key(code): one.number for one in invited(crowd) for code in one.letters}
