"""Whoever takes part is told that they will hear what came of it: the officer publishes it, and sends it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage, WrongStage
from oneworkforce.gathering.take_part.feedback import NotPublished, feedback_letters, send_feedback, write_feedback
from oneworkforce.gathering.take_part.feedback_letter import compose_feedback
from oneworkforce.gathering.take_part.models import Feedback
from oneworkforce.invitations.letters.kinds import FEEDBACK_LETTER
from oneworkforce.invitations.people.held import export_of
from oneworkforce.invitations.people.purging import KINDS
from oneworkforce.mail.models import Message
from tests.factories import make_assessment, make_member
from tests.gathering.take_part.test_take_part_page import page_of, read
from tests.gathering.take_part.test_web_page import shown
from tests.invitations.lists.people import make_invitation

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HEARD = "Families tell their story too often.\n\n<b>New workers</b> read no notes."
WILL_DO = "From May, one record goes with the family.\nThe board looks at it [again] in autumn."
TYPED = {"heard": HEARD, "will_do": WILL_DO}


@pytest.fixture(autouse=True)
def _mail(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(stage=Stage.CLOSED)


@pytest.fixture
def officer(assessment: Assessment, signed_in: SignIn) -> Client:
    return signed_in(make_member(assessment.partnership))


def published(assessment: Assessment) -> None:
    write_feedback(assessment=assessment, heard=HEARD, will_do=WILL_DO, published=True, by=None)


def test_the_officer_publishes_it_and_takes_it_off_again(
    assessment: Assessment, officer: Client, client: Client
) -> None:
    page, public = page_of(assessment, "what-came-of-it/"), f"/take-part/{assessment.key}/"
    assert officer.post(page, TYPED).status_code == 302
    assert client.get(public).status_code == 404
    for _press in range(2):
        assert officer.post(page, {**TYPED, "published": "on"}).status_code == 302
    assert Event.objects.filter(what="what came of it is published").count() == 1
    text = read(client.get(public))
    assert "Families tell their story too often.</p>" in text
    assert "&lt;b&gt;New workers&lt;/b&gt;" in text
    assert "one record goes with the family." in text
    assert "What comes of it" not in text
    officer.post(page, TYPED)
    assert client.get(public).status_code == 404


def test_until_then_the_public_page_says_what_comes_of_it(assessment: Assessment, client: Client) -> None:
    address = shown(assessment)
    text = read(client.get(address))
    assert "What comes of it" in text
    assert "What came of it" not in text
    published(assessment)
    text = read(client.get(address))
    assert "What came of it" in text
    assert "What comes of it" not in text
    assert "We ask because families told us to." in text


def test_it_stays_public_in_the_archive_and_is_not_shown_while_people_answer_again(
    assessment: Assessment, client: Client
) -> None:
    published(assessment)
    change_stage(assessment=assessment, to=Stage.ARCHIVED, by=None)
    assert "What came of it" in read(client.get(f"/take-part/{assessment.key}/"))
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    assert client.get(f"/take-part/{assessment.key}/").status_code == 404


@pytest.mark.parametrize(
    ("stage", "says"),
    [(Stage.PLANNING, "when the assessment has closed"), (Stage.OPEN, "when the assessment has closed"),
     (Stage.ARCHIVED, "This assessment is archived"), (Stage.CLOSED, "")],
)  # fmt: skip
def test_it_is_told_after_the_close(signed_in: SignIn, stage: Stage, says: str) -> None:
    assessment = make_assessment(stage=stage)
    officer = signed_in(make_member(assessment.partnership))
    text = read(officer.get(page_of(assessment, "what-came-of-it/")))
    assert ("<textarea" in text) == (stage == Stage.CLOSED)
    assert says in text
    if says:
        with pytest.raises(WrongStage):
            published(assessment)
        assert not Feedback.objects.exists()


@pytest.mark.parametrize("missing", ["heard", "will_do"])
def test_half_of_it_is_refused_and_the_rest_stays_on_the_screen(
    assessment: Assessment, officer: Client, missing: str
) -> None:
    text = read(officer.post(page_of(assessment, "what-came-of-it/"), {**TYPED, missing: " ", "published": "on"}))
    assert ("Say what you heard." if missing == "heard" else "Say what you will do.") in text
    assert ("one record goes" if missing == "heard" else "Families tell") in text
    assert not Feedback.objects.exists()


def test_a_letter_goes_once_to_everybody_invited_who_wants_mail(assessment: Assessment, officer: Client) -> None:
    people = [make_invitation(assessment, finished=bool(number % 2)) for number in range(4)]
    make_invitation(assessment, no_more_mail=True)
    make_invitation(make_assessment(assessment.partnership))
    published(assessment)
    page = page_of(assessment, "what-came-of-it/")
    assert "4 people who are invited by name have no letter about this yet" in read(officer.get(page))
    for _press in range(2):
        assert officer.post(page + "letter/").status_code == 302
    sent = Message.objects.filter(kind=FEEDBACK_LETTER)
    assert set(sent.values_list("about", flat=True)) == {person.pk for person in people}
    assert sent.count() == 4
    assert "Sent: 0 of 4 letters." in read(officer.get(page))
    assert "Everybody who wants mail has the letter already." in read(officer.get(page))
    late = make_invitation(assessment)
    assert feedback_letters(assessment).to_write == 1
    officer.post(page + "letter/")
    assert sent.filter(about=late.pk).count() == 1
    assert sent.count() == 5


def test_nothing_is_sent_before_it_is_public(assessment: Assessment, officer: Client) -> None:
    make_invitation(assessment)
    with pytest.raises(NotPublished):
        send_feedback(assessment=assessment, by=make_member(assessment.partnership))
    write_feedback(assessment=assessment, heard=HEARD, will_do=WILL_DO, published=False, by=None)
    officer.post(page_of(assessment, "what-came-of-it/letter/"))
    assert not Message.objects.filter(kind=FEEDBACK_LETTER).exists()
    assert "Send the letter" not in read(officer.get(page_of(assessment, "what-came-of-it/")))


def test_the_letter_has_the_words_and_no_link_of_anybodys_own(assessment: Assessment) -> None:
    named, unnamed = make_invitation(assessment, name="Ana Reed"), make_invitation(assessment, name="")
    published(assessment)
    mails = compose_feedback([named.pk, unnamed.pk])
    text = mails[named.pk].text
    assert text.startswith("Dear Ana Reed,")
    assert mails[unnamed.pk].text.startswith("Hello,")
    assert HEARD in text
    assert WILL_DO in text
    assert f"/take-part/{assessment.key}/" in text
    assert f'<a href="http://127.0.0.1:8000/take-part/{assessment.key}/">' in mails[named.pk].html
    assert "&lt;b&gt;New workers&lt;/b&gt;" in mails[named.pk].html
    assert "/answer/" not in text.replace("/answer/mail", "")
    assert not named.keys.exists()
    assert mails[named.pk].headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_letter_is_left_out_where_it_is_not_wanted_or_not_true_any_more(assessment: Assessment) -> None:
    stays, stops, gone = (make_invitation(assessment) for _person in range(3))
    published(assessment)
    stops.no_more_mail = True
    stops.save()
    pk = gone.pk
    gone.delete()
    assert set(compose_feedback([stays.pk, stops.pk, pk])) == {stays.pk}
    write_feedback(assessment=assessment, heard=HEARD, will_do=WILL_DO, published=False, by=None)
    assert compose_feedback([stays.pk]) == {}


def test_the_letter_is_in_the_persons_language(assessment: Assessment) -> None:
    person = make_invitation(assessment, language="cy")
    published(assessment)
    mail = compose_feedback([person.pk])[person.pk]
    assert mail.headers["Content-Language"] == "cy"
    assert "Beth glywson ni" in mail.text


WELSH = {"heard_cy": "Mae teuluoedd yn dweud eu stori’n rhy aml.", "will_do_cy": "O fis Mai, un cofnod."}
ENGLISH_ONLY = "Yn Saesneg yn unig yr ysgrifennwyd yr hyn sy’n dilyn."


def test_it_is_told_in_each_language_of_the_partnership(assessment: Assessment, officer: Client) -> None:
    page, public = page_of(assessment, "what-came-of-it/"), f"/take-part/{assessment.key}/"
    assert "What did you hear? (Cymraeg)" in read(officer.get(page))
    assert officer.post(page, {**TYPED, **WELSH, "published": "on"}).status_code == 302
    for _press in range(2):
        text = read(officer.get(page))
        assert WELSH["heard_cy"] in text
        assert '<textarea class="govuk-textarea" id="id_heard_cy" name="heard_cy"' in text
    in_welsh = read(Client(headers={"accept-language": "cy"}).get(public))
    assert WELSH["heard_cy"] in in_welsh
    assert WELSH["will_do_cy"] in in_welsh
    assert "one record goes with the family" not in in_welsh
    assert ENGLISH_ONLY not in in_welsh
    in_english = read(Client(headers={"accept-language": "en"}).get(public))
    assert "one record goes with the family" in in_english
    assert WELSH["heard_cy"] not in in_english
    person = make_invitation(assessment, language="cy")
    mail = compose_feedback([person.pk])[person.pk]
    assert WELSH["will_do_cy"] in mail.text
    assert HEARD not in mail.text
    assert 'lang="en-GB"' not in mail.html
    # Taken away again, with the rest as it is.
    officer.post(page, {**TYPED, "published": "on"})
    assert WELSH["heard_cy"] not in read(Client(headers={"accept-language": "cy"}).get(public))
    assert Event.objects.filter(what="what came of it is published").count() == 2


def test_where_it_is_in_english_alone_that_is_said_and_marked(assessment: Assessment) -> None:
    published(assessment)
    public = f"/take-part/{assessment.key}/"
    in_welsh = read(Client(headers={"accept-language": "cy"}).get(public))
    assert ENGLISH_ONLY in in_welsh
    assert in_welsh.index(ENGLISH_ONLY) < in_welsh.index("Families tell their story")
    assert '<p class="govuk-body report-words" lang="en-GB">Families tell their story too often.</p>' in in_welsh
    in_english = read(Client(headers={"accept-language": "en"}).get(public))
    assert "in English only" not in in_english
    assert '<p class="govuk-body report-words">Families tell their story too often.</p>' in in_english
    person = make_invitation(assessment, language="cy")
    mail = compose_feedback([person.pk])[person.pk]
    assert ENGLISH_ONLY in mail.text
    assert '<span lang="en-GB">Families tell their story too often.' in mail.html
    english = make_invitation(assessment, language="en-gb")
    assert "in English only" not in compose_feedback([english.pk])[english.pk].text


@pytest.mark.parametrize("missing", WELSH)
def test_half_of_it_in_a_language_is_refused(assessment: Assessment, officer: Client, missing: str) -> None:
    typed = {**TYPED, **WELSH, missing: "", "published": "on"}
    text = read(officer.post(page_of(assessment, "what-came-of-it/"), typed))
    assert "Write both in Cymraeg, or leave both out." in text
    assert next(words for name, words in WELSH.items() if name != missing) in text
    assert not Feedback.objects.exists()


def test_a_partnership_of_one_language_is_asked_for_one(assessment: Assessment, officer: Client) -> None:
    assessment.partnership.languages = "en-gb"
    assessment.partnership.save()
    assert "Cymraeg)" not in read(officer.get(page_of(assessment, "what-came-of-it/")))


def test_letters_cost_as_many_queries_for_three_people_as_for_one(assessment: Assessment, officer: Client) -> None:
    officer.post(page_of(assessment, "what-came-of-it/"), {**TYPED, **WELSH, "published": "on"})
    people = [make_invitation(assessment, language=language).pk for language in ("cy", "en-gb", "cy")]
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(connection) as queries:
            assert len(compose_feedback(some)) == len(some)
        counts.append(len(queries))
    assert counts == [4, 4]


def test_it_is_named_to_its_person_and_purged_with_their_invitation(assessment: Assessment) -> None:
    person = make_invitation(assessment)
    published(assessment)
    send_feedback(assessment=assessment, by=make_member(assessment.partnership))
    assert "What came of it" in str(export_of(person))
    assert FEEDBACK_LETTER in KINDS
