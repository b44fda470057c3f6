"""A mail on the wire: readable anywhere, always the same Message-ID, no header slipped in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from oneworkforce.mail import outbox
from oneworkforce.mail.composing import COMPOSERS, Mail
from oneworkforce.mail.envelopes import MailRefused, envelope, name_on_the_wire
from oneworkforce.mail.models import Message, MessageState
from oneworkforce.mail.worker import run_once
from tests.mail.kinds import a_mail
from tests.mail.sink import Sink, Taken

MAIL = a_mail("1")


@pytest.fixture(autouse=True)
def _from(settings: Any) -> None:
    settings.MAIL_FROM, settings.MAIL_BOUNCES = ("Partneriaeth Gŵyl", "workforce@example.org"), ""


def on_the_wire(mail: Mail, message: str = "0" * 32) -> bytes:
    return envelope(mail, message).data


def test_text_and_html_arrive_as_they_were_written() -> None:
    data = on_the_wire(MAIL)
    assert data.isascii(), "every mail server takes it"
    assert max(map(len, data.splitlines())) < 250
    read = Taken("", "", data).read()
    text, html = read.iter_parts()
    assert read.get_content_type() == "multipart/alternative"
    assert text.get_content().replace("\r\n", "\n").strip() == MAIL.text.strip()
    assert html.get_content().strip() == MAIL.html
    assert read["Subject"] == MAIL.subject
    assert read["From"].addresses[0].display_name == "Partneriaeth Gŵyl"
    assert read["To"] == "person1@example.org"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Date"]
    assert read["List-Unsubscribe"].strip() == MAIL.headers["List-Unsubscribe"]


def test_a_welsh_subject_keeps_the_spaces_between_its_words() -> None:
    subject = "ni’n “plant” rydyn Sut rydyn Ynys Sir Gâr ŵyn a Sir ŷd “plant” Tŷ rydyn Gŵyl"  # EmailMessage: "YnysSir"
    assert Taken("", "", on_the_wire(replace(MAIL, subject=subject))).read()["Subject"] == subject


def test_without_html_it_is_plain_text() -> None:
    assert Taken("", "", on_the_wire(replace(MAIL, html=""))).read().get_content_type() == "text/plain"


def test_nothing_tracks_and_nothing_tells_of_the_software() -> None:
    read = Taken("", "", on_the_wire(MAIL)).read()
    assert "<img" not in MAIL.html
    assert {key.lower() for key in read} == {
        *("content-type", "mime-version", "subject", "from", "to", "date", "message-id", "auto-submitted"),
        "list-unsubscribe",
    }


def test_the_message_id_is_the_same_each_time_and_names_nothing_of_ours() -> None:
    first, again, other = (Taken("", "", on_the_wire(MAIL, id_)).message_id for id_ in ("a" * 32, "a" * 32, "b" * 32))
    assert first == again != other
    assert re.fullmatch(r"[0-9a-f]{32}@example\.org", first)
    assert "a" * 32 not in first
    assert first.startswith(name_on_the_wire("a" * 32))


@pytest.mark.parametrize(
    "to", ["", "robin", "a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org", "a b@c.org"]
)
def test_it_goes_to_one_address_and_no_other(to: str) -> None:
    with pytest.raises(MailRefused):
        on_the_wire(replace(MAIL, to=to))


def test_a_domain_may_have_letters_of_any_language() -> None:
    assert envelope(replace(MAIL, to="robin@bücher.example"), "x").to == "robin@xn--bcher-kva.example"


def test_a_subject_cannot_begin_a_header() -> None:
    read = Taken("", "", on_the_wire(replace(MAIL, subject="Hello\r\nBcc: everyone@example.org\n\nBody"))).read()
    assert read["Bcc"] is None
    assert read["Subject"] == "Hello Bcc: everyone@example.org Body"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("X-Note", "one\r\nBcc: everyone@example.org"),
        ("X-Note", "one\u2028two"),
        ("X-Note\r\nBcc", "everyone@example.org"),
        ("Bcc", "everyone@example.org"),
        ("message-id", "<mine@example.org>"),
        ("X Note", "one"),
        ("X-Note", "x" * 2000),
    ],
)
def test_a_header_that_would_change_the_mail_is_refused(key: str, value: str) -> None:
    with pytest.raises(MailRefused):
        on_the_wire(replace(MAIL, headers={key: value}))


def test_what_does_not_arrive_comes_back_to_a_box_of_its_own(settings: Any) -> None:
    assert envelope(MAIL, "x").sender == "workforce@example.org"
    settings.MAIL_BOUNCES = "bounces@example.org"
    sealed = envelope(MAIL, "x")
    assert sealed.sender == "bounces@example.org"
    assert "bounces" not in sealed.data.decode()


@pytest.mark.django_db
def test_a_mail_that_comes_back_brings_its_name_and_not_its_link(sink: Sink) -> None:
    sink.offers.append("DSN")
    outbox.enqueue(kind="test", abouts=["1"])
    run_once()
    name = name_on_the_wire(Message.objects.get().pk)
    assert sink.mails[0].sender == f"<workforce@example.org> ENVID={name} RET=HDRS"


@pytest.mark.django_db
def test_lines_that_begin_with_a_dot_arrive(sink: Sink) -> None:
    outbox.enqueue(kind="test", abouts=["1"])
    run_once()
    text = next(iter(sink.mails[0].read().iter_parts()))
    assert "\n.Take part – it’s yours" in text.get_content().replace("\r\n", "\n")


@pytest.mark.django_db
def test_one_that_cannot_be_written_does_not_stop_the_others(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    def compose(abouts: Any) -> dict[str, Mail]:
        if "broken" in abouts:
            raise KeyError("robin@example.org")
        return {
            about: replace(a_mail(about), to="nowhere" if about == "nobody" else "a@example.org") for about in abouts
        }

    monkeypatch.setitem(COMPOSERS, "test", compose)
    outbox.enqueue(kind="test", abouts=["1", "broken", "2", "nobody"])
    outbox.enqueue(kind="nobody composes it", abouts=["orphan"])
    run_once()
    kept = {about: (state, tries, fault) for about, state, tries, fault in _rows()}
    assert kept["1"] == kept["2"] == (MessageState.SENT, 0, "")
    assert kept["broken"] == (MessageState.WAITING, 1, "not written: KeyError")
    assert kept["orphan"][1:] == (1, "not written: KeyError")
    assert kept["nobody"] == (MessageState.FAILED, 0, "not written: no usable address")


def _rows() -> Any:
    return Message.objects.values_list("about", "state", "tries", "fault")
