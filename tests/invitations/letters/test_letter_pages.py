"""The officer's pages of letters: written in words, shown as they will be, approved word for word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.letters.words import words_of
from oneworkforce.invitations.models import Contact, Invitation, Letter, LetterApproval
from oneworkforce.invitations.people.do_not_write import never_write_to
from oneworkforce.invitations.waves.sending import send_wave
from oneworkforce.mail.models import Message, MessageState, ShownMail
from oneworkforce.mail.worker import run_once
from oneworkforce.partnerships.roles import Role
from tests.factories import make_assessment, make_member
from tests.invitations.letters.given import deliver, make_lost_letter, make_wave

pytestmark = pytest.mark.django_db
BODY = "Dear [name],\n\nPlease answer.\n\n[link]"


@pytest.fixture(autouse=True)
def _shown(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


@pytest.fixture
def officer(assessment: Assessment, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(make_member(assessment.partnership))


@pytest.fixture
def director(assessment: Assessment, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(make_member(assessment.partnership, Role.SIGNATORY))


def address(page: str, assessment: Assessment, **more: Any) -> str:
    if page.startswith("invite-letter") and page != "invite-letters":
        more = {"kind": "invitation", "language": "en-gb", **more}
    return reverse(page, kwargs={"partnership": assessment.partnership.key, "assessment": assessment.key, **more})


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def words(assessment: Assessment, **changes: str) -> dict[str, str]:
    now = words_of(assessment, "invitation", "en-gb")
    return {"subject": "Please answer", "body": BODY, "shown": now.fingerprint, **changes}


def test_an_officer_writes_a_letter_and_sees_how_it_reads(assessment: Assessment, officer: Client) -> None:
    page = officer.post(
        address("invite-letter-change", assessment),
        words(assessment, signed_name="Mary Example", signed_role="Director"),
        follow=True,
    )
    for said in ("Dear Sam Example,", "Mary Example", "Nobody has approved it with these words."):
        assert said in text(page)
    assert Letter.objects.get().body == BODY
    frame = officer.get(address("invite-letter-html", assessment))
    assert "Dear Sam Example," in frame.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body": "Dear [nmae], [link]"}, "There is no field [nmae]. Did you mean [name]?"),
        ({"body": "Dear [name],"}, "Put [link] where"),
        ({"subject": "[link]"}, "You can’t use [link] in the subject."),
        ({"subject": " "}, "Give the letter a subject."),
        ({"body": ""}, "Write the letter."),
        ({"body": "[link]" + "x" * 6000}, "6000"),
    ],
)
def test_what_is_wrong_with_a_letter_is_said_and_nothing_is_lost(
    assessment: Assessment, officer: Client, changes: dict[str, str], said: str
) -> None:
    page = officer.post(address("invite-letter-change", assessment), words(assessment, **changes))
    assert said in text(page)
    assert not Letter.objects.exists()


def test_the_second_of_two_is_told_and_has_both_before_them(assessment: Assessment, officer: Client) -> None:
    mine = words(assessment, body="Mine: [link]")
    officer.post(address("invite-letter-change", assessment), words(assessment, body="Theirs: [link]"))

    page = officer.post(address("invite-letter-change", assessment), mine)
    assert page.status_code == 409
    assert "Mine: [link]</textarea>" in text(page)
    assert "Theirs: [link]" in text(page)
    assert Letter.objects.get().body == "Theirs: [link]"

    shown = page.content.decode().split('name="shown" value="')[1].split('"')[0]
    assert officer.post(address("invite-letter-change", assessment), mine | {"shown": shown}).status_code == 302
    assert Letter.objects.get().body == "Mine: [link]"


def test_saving_the_same_twice_is_no_conflict(assessment: Assessment, officer: Client) -> None:
    form = words(assessment)
    for _press in range(2):
        assert officer.post(address("invite-letter-change", assessment), form).status_code == 302
    assert Event.objects.filter(what="letter written").count() == 1


def test_no_html_that_somebody_types_is_read(assessment: Assessment, officer: Client) -> None:
    evil = "[link] <script>alert(1)</script><img src=x onerror=alert(2)> <a href='https://evil.example'>x</a>"
    officer.post(address("invite-letter-change", assessment), words(assessment, body=evil))
    for page in ("invite-letter", "invite-letter-html", "invite-letter-change"):
        shown = officer.get(address(page, assessment)).content.decode()
        for unread in ("<script>alert", "<img src=x", "<a href='https://evil", '<a href="https://evil'):
            assert unread not in shown


def test_the_frame_may_do_nothing_and_stand_only_on_our_pages(assessment: Assessment, officer: Client) -> None:
    frame = officer.get(address("invite-letter-html", assessment))
    policy = frame["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script" not in policy.replace("'unsafe-inline'", "")
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert 'sandbox=""' in officer.get(address("invite-letter", assessment)).content.decode()


def test_approval_is_of_exact_words_and_lapses_with_them(
    assessment: Assessment, officer: Client, director: Client
) -> None:
    officer.post(address("invite-letter-change", assessment), words(assessment))
    shown = words_of(assessment, "invitation", "en-gb").fingerprint
    page = director.post(address("invite-letter-approve", assessment), {"shown": shown}, follow=True)
    director.post(address("invite-letter-approve", assessment), {"shown": shown})
    assert "word for word as it stands here" in text(page)
    assert Event.objects.filter(what="letter approved").count() == 1

    officer.post(address("invite-letter-change", assessment), words(assessment, body=f"{BODY}\n\nP.S."))
    assert "Nobody has approved it with these words." in text(officer.get(address("invite-letter", assessment)))
    officer.post(address("invite-letter-change", assessment), words(assessment, signed_name="Somebody else"))
    assert "Nobody has approved it with these words." in text(officer.get(address("invite-letter", assessment)))


def test_words_that_have_changed_since_they_were_read_are_not_approved(
    assessment: Assessment, officer: Client, director: Client
) -> None:
    read = words_of(assessment, "invitation", "en-gb").fingerprint
    officer.post(address("invite-letter-change", assessment), words(assessment))
    page = director.post(address("invite-letter-approve", assessment), {"shown": read}, follow=True)
    assert "The letter was changed meanwhile." in text(page)
    assert not LetterApproval.objects.exists()


def test_an_officer_cannot_approve(assessment: Assessment, officer: Client) -> None:
    shown = words_of(assessment, "invitation", "en-gb").fingerprint
    assert officer.post(address("invite-letter-approve", assessment), {"shown": shown}).status_code == 403


@pytest.mark.parametrize("kind", ["invitation", "reminder", "lost-link"])
def test_a_test_goes_to_its_reader_alone_and_its_links_lead_to_a_page_that_says_so(
    assessment: Assessment, officer: Client, client: Client, kind: str
) -> None:
    for _press in range(2):
        officer.post(address("invite-letter-test", assessment, kind=kind), {"group": "leaders"})
    assert run_once() == 1
    mail = ShownMail.objects.get()
    assert mail.to == User.objects.get().email
    assert "List-Unsubscribe" not in mail.headers
    assert "/answer/TEST" not in mail.text
    assert "/mail/test/" in mail.text
    assert "Nothing can be answered here" in client.get("/mail/test/").content.decode()
    assert not Invitation.objects.exists()


def test_whom_to_ask_is_kept_and_named_in_the_letter(assessment: Assessment, officer: Client) -> None:
    typed = {"name": "Asha Rahman", "email": "asha@example.org", "telephone": "01632 960001"}
    officer.post(address("invite-contact", assessment), typed)
    assert "Asha Rahman (asha@example.org, 01632 960001)" in text(officer.get(address("invite-letter", assessment)))
    assert "Say who answers" in text(officer.post(address("invite-contact", assessment), {"email": "a@example.org"}))
    officer.post(address("invite-contact", assessment), {"name": ""})
    assert not Contact.objects.exists()


@pytest.mark.parametrize(("kind", "language"), [("invitation", "fr"), ("nothing", "en-gb"), ("test-letter", "en-gb")])
def test_a_letter_that_there_is_not(assessment: Assessment, officer: Client, kind: str, language: str) -> None:
    assert officer.get(address("invite-letter", assessment, kind=kind, language=language)).status_code == 404


# --------------------------------------------------------------------------------------------- failures and the outbox


def test_what_did_not_arrive_is_listed_with_what_to_do_and_sent_again_once(
    assessment: Assessment, officer: Client
) -> None:
    wave = make_wave(assessment, people=3)
    send_wave(wave=wave, by=None)
    deliver()
    failed = list(Message.objects.all()[:2])
    for message in failed:
        message.state, message.fault = MessageState.FAILED, "550 5.1.1 no such user"
        message.save()
    page = text(officer.get(address("invite-failures", assessment)))
    assert "2 letters did not arrive." in page
    assert "There is no such address." in page
    assert Invitation.objects.get(pk=failed[0].about).email in page

    assert "1 letter is sent again." in text(
        officer.post(address("invite-failures", assessment), {"message": failed[0].pk}, follow=True)
    )
    assert "1 letter is sent again." in text(officer.post(address("invite-failures", assessment), follow=True))
    assert "There was nothing to send again." in text(officer.post(address("invite-failures", assessment), follow=True))
    assert {mail.to for mail in deliver()} == {Invitation.objects.get(pk=message.about).email for message in failed}


def test_an_address_is_corrected_and_the_letter_sent_to_it(assessment: Assessment, officer: Client) -> None:
    wave = make_wave(assessment, people=2)
    message = make_lost_letter(wave)
    person = Invitation.objects.get(pk=message.about)
    other = wave.invitations.exclude(pk=person.pk).get()
    where = address("invite-failure", assessment, message=message.pk)
    assert "is invited already" in text(officer.post(where, {"email": other.email.upper()}))
    never_write_to(assessment.partnership, "asked@example.org")
    assert "asked not to be written to" in text(officer.post(where, {"email": "asked@example.org"}))
    assert "such as asha@example.org" in text(officer.post(where, {"email": "nonsense"}))
    assert Message.objects.get(pk=message.pk).state == MessageState.CAME_BACK

    for _press in range(2):
        assert officer.post(where, {"email": "Right@Example.org"}).status_code == 302
    assert sorted(mail.to for mail in deliver()) == sorted(["right@example.org", other.email])
    assert not any("example.org" in str(event.details) for event in Event.objects.all())


def test_nobody_elses_failures_are_listed_or_sent(assessment: Assessment, officer: Client) -> None:
    other = make_wave(people=1)
    send_wave(wave=other, by=None)
    Message.objects.update(state=MessageState.FAILED)
    assert "There are none." in text(officer.get(address("invite-failures", assessment)))
    officer.post(address("invite-failures", assessment), {"message": Message.objects.get().pk})
    assert Message.objects.get().state == MessageState.FAILED


def test_names_and_addresses_are_for_those_who_run_it(
    assessment: Assessment, director: Client, signed_in: Callable[[User], Client]
) -> None:
    analyst = signed_in(make_member(assessment.partnership, Role.ANALYST))
    for page in ("invite-failures", "invite-outbox"):
        assert director.get(address(page, assessment)).status_code == 403
        assert analyst.get(address(page, assessment)).status_code == 403


def test_the_demonstrations_outbox_shows_letters_whose_links_work(
    assessment: Assessment, officer: Client, client: Client
) -> None:
    wave = make_wave(assessment, people=1)
    send_wave(wave=wave, by=None)
    assert run_once() == 1
    page = officer.get(address("invite-outbox", assessment)).content.decode()
    assert "Nothing left this machine" in page
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    (personal,) = [link for link in links if link.startswith("/answer/") and len(link) > 12]
    assert client.get(personal).status_code == 200


def test_elsewhere_nothing_is_kept_to_look_at(assessment: Assessment, officer: Client, settings: Any) -> None:
    ShownMail.objects.create(to="kim@example.org", subject="x", text="secret", assessment=assessment.key)
    settings.DEMO = False
    page = text(officer.get(address("invite-outbox", assessment)))
    assert "Nothing is kept to look at here" in page
    assert "secret" not in page
