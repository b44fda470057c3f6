"""Mail scanners, previews and prefetching browsers follow every link many times: nothing is spent or written."""

from __future__ import annotations

import email
import email.policy
import re
from typing import Any

import pytest
from django.test import Client

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.config.environment import SmtpServer
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.invitations.waves.sending import send_wave
from oneworkforce.mail.worker import run_once
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.adversary import everything
from tests.gathering.questionnaires.invited import Invited, invite
from tests.mail.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)

AGAIN = 5
WAYS: list[tuple[str, dict[str, str]]] = [
    ("get", {}),
    ("head", {}),
    ("get", {"User-Agent": "Mozilla/5.0 (compatible; SafeLinks scanner)"}),
    ("get", {"Purpose": "prefetch"}),
    ("get", {"Sec-Purpose": "prefetch;prerender"}),
    ("get", {"X-Moz": "prefetch"}),
]
HARMLESS = {"oneworkforce_form", "oneworkforce_csrf"}
"""Cookies that prove that a form comes from a page of ours; they name nobody and open nothing."""
PLACE = re.compile(r"https?://[^/\s\"<>]+(/[^\s\"<>]*)")


@pytest.fixture
def assessment(settings: Any) -> Assessment:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    return make_assessment(make_partnership("Rivermouth Partnership"))


def links_in_letter(assessment: Assessment, settings: Any) -> tuple[str, list[str]]:
    """The personal code in a letter that the worker sent, and every address in that letter, headers too."""
    with Sink() as sink:
        settings.SMTP = SmtpServer("127.0.0.1", sink.port, "", "", "none")
        settings.MAIL_FROM = ("One Workforce", "workforce@example.org")
        settings.MAIL_BOUNCES, settings.MAIL_PER_MINUTE, settings.DEMO = "", 0, False
        send_wave(wave=assessment.waves.get(), by=None)
        run_once()
        [taken] = sink.mails
    mail = email.message_from_bytes(taken.data, policy=email.policy.default)
    parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    texts = [*parts, *(str(value) for value in mail.values())]
    found = sorted({place.rstrip(".,>") for text in texts for place in PLACE.findall(text)})
    [code] = {match[1] for place in found if (match := re.fullmatch(r"/answer/(\w{12})/", place))}
    return code, found


def scan(places: list[str]) -> None:
    """Follow each place in every way, again and again, each time as somebody new."""
    for _time in range(AGAIN):
        for place in places:
            for method, headers in WAYS:
                response = getattr(Client(), method)(place, headers=headers)
                assert response.status_code in {200, 404, 410}, (place, response.status_code)
                assert set(response.cookies) <= HARMLESS, (place, response.cookies)


def test_scanning_every_link_of_a_letter_changes_nothing(assessment: Assessment, settings: Any) -> None:
    person = invite(assessment, name="Ines Okafor")
    code, places = links_in_letter(assessment, settings)
    assert any(place.startswith("/mail/") for place in places)
    assert len(places) >= 3
    group = assessment.group_links.get(staff_group__key="frontline").code
    places += [f"/answer/{group}/", f"/answer/back/{code}/", "/answer/", "/answer/lost-link/", "/answer/leave/"]
    places += ["/answer/how-answers-are-kept/", "/answer/theme/1/", "/answer/check/", "/answer/send/"]
    before = everything()
    scan(places)
    assert everything() == before
    # And its reader can still begin, answer and send.
    reader = Invited(person, code).start().answer()
    assert reader.send().headers["Location"] == "/answer/sent/"
    assert reader.finished


@pytest.mark.parametrize("state", ["begun", "finished", "closed", "not open yet"])
def test_scanning_a_link_changes_nothing_whatever_became_of_it(assessment: Assessment, state: str) -> None:
    if state == "not open yet":
        assessment = make_assessment(stage=Stage.PLANNING)
    person = Invited(invite(assessment))
    if state in {"begun", "finished"}:
        person.start().answer()
    if state == "finished":
        person.send()
    if state == "closed":
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    before = everything()
    scan([person.address, f"/answer/back/{person.code}/"])
    assert everything() == before
    if state == "begun":
        assert person.send().headers["Location"] == "/answer/sent/"
        assert Draft.objects.get().sent
