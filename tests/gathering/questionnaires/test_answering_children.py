"""Children of about 7 to 10 answer with a grown-up, without a browser: who says yes, three faces, nowhere to write."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin, rules
from oneworkforce.gathering.questionnaires.answering.asked import answers_of, asked_themes
from oneworkforce.gathering.questionnaires.answering.consent import TAKING_PART, consent_of
from oneworkforce.gathering.questionnaires.answering.progress import minutes_for
from oneworkforce.gathering.questionnaires.answering.versions import points_of, screens, template_of
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment
from oneworkforce.partnerships.models import Partnership
from tests.gathering.questionnaires.answering import even
from tests.gathering.questionnaires.families import BOTH_AGREED, WITH_CHILDREN, Child, Family, make_family_assessment

PIN = "one-childrens-workforce/1"
CHILDREN = "children"

# ---------------------------------------------------------------------------------------------------------------------
# What they are asked, without a database


def test_a_screen_asks_one_question_with_three_faces_and_takes_no_words() -> None:
    pages = screens(PIN, CHILDREN)
    assert [len(screen.questions) for screen in pages] == [1] * 6
    assert {screen.answers for screen in pages} == {answers_of(CHILDREN)} == {"135dn"}
    assert not any(screen.takes_comment for screen in pages)
    assert points_of(PIN, CHILDREN) == {"1": "Like the top one", "3": "In the middle", "5": "Like the bottom one"}
    assert all(screen.takes_comment for screen in asked_themes(PIN, "young-people"))
    assert answers_of("young-people") == answers_of("frontline") == "12345dn"


@pytest.mark.parametrize(("answer", "is_taken"), [("1", True), ("2", False), ("3", True), ("4", False), ("5", True),
                                                  ("d", True), ("n", True), (".", False)])  # fmt: skip
def test_what_no_face_says_is_passed_over(answer: str, is_taken: bool) -> None:
    screen = screens(PIN, CHILDREN)[0]
    assert screen.changes(".", {screen.questions[0].field: answer}) == (
        {screen.positions[0]: answer} if is_taken else {}
    )


def test_they_have_a_first_page_of_their_own_and_share_the_others() -> None:
    assert template_of(CHILDREN, "start") == "questionnaires/children/start.html"
    assert template_of(CHILDREN, "consent") == "questionnaires/children/consent.html"
    assert template_of(CHILDREN, "sent") == template_of("young-people", "sent") == "questionnaires/young/sent.html"


@pytest.mark.parametrize(
    ("left_out", "lacking"),
    [
        ((), []),
        (("permitted",), ["permitted"]),
        (("together",), ["together"]),
        (("agrees",), ["agrees"]),
        (("permitted", "together", "agrees"), ["permitted", "together", "agrees"]),
    ],
)
def test_the_grown_up_and_the_child_both_say_yes(left_out: tuple[str, ...], lacking: list[str]) -> None:
    given = {name: value for name, value in BOTH_AGREED.items() if name not in left_out}
    consent = consent_of(given, CHILDREN, Partnership())
    assert [place for place, _words in consent.faults] == lacking
    assert consent.given == (not lacking)
    assert not consent.asks_age
    assert not consent_of({"step": TAKING_PART, "agrees": "yes"}, "parents", Partnership()).faults


def test_it_takes_less_time_to_read_than_young_peoples() -> None:
    said = {audience: minutes_for(PIN, audience) for audience in (CHILDREN, "young-people")}
    assert (said[CHILDREN].least, said[CHILDREN].most) == (1, 8)
    assert said[CHILDREN].least <= said["young-people"].least


# ---------------------------------------------------------------------------------------------------------------------
# From the link to the thanks


@pytest.fixture
def assessment(db: None) -> Assessment:
    return make_family_assessment(
        groups=WITH_CHILDREN, help_now="Front door: 01632 960 001", permission_route="Ask the school office."
    )


@pytest.fixture
def child(assessment: Assessment) -> Child:
    return Child(assessment)


def test_the_first_page_speaks_to_the_child_and_then_to_the_grown_up(child: Child) -> None:
    text = child.read(f"/answer/{child.link.code}/")
    order = [
        *("Do this with a grown-up you trust", "You can stop at any time.", "For the grown-up", "6 questions"),
        *("not a worker whom the answers are about", "do not answer for the child", "Let the child press."),
        "You see what the child presses.",
        *("do not promise to keep it secret", "There is nowhere to write.", "at least 10 people"),
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert 'href="/answer/help-now/rivermouth/' in text


@pytest.mark.parametrize("left_out", ["permitted", "together", "agrees"])
def test_without_every_yes_nothing_is_started_and_nothing_kept(child: Child, left_out: str) -> None:
    address = f"/answer/{child.link.code}/"
    given = {name: value for name, value in BOTH_AGREED.items() if name != left_out}
    response = child.client.post(address, {**child.fields(f"{address}?step=taking-part"), **given})
    text = even(response)
    assert response.status_code == 200
    assert f'href="#{left_out}"' in text
    assert text.count(" checked") == 2
    assert "Ask the school office." in text
    assert not Draft.objects.exists()
    assert "oneworkforce_answers" not in response.cookies


def test_the_whole_way_without_scripts_fills_the_same_sheet_as_ever(child: Child) -> None:
    events = Event.objects.count()
    child.start()
    framework = load_pin(child.assessment.framework)
    for screen, answer in zip(screens(framework.pin, CHILDREN), "135dn5", strict=True):
        question = screen.questions[0]
        text = re.sub(r"<template.*?</template>", " ", child.read(f"/answer/theme/{screen.number}/"))
        assert f"Question {screen.number} of 6" in text
        assert question.words
        assert question.words.question in text
        assert text.count('class="scale__input"') == 5
        assert re.findall(rf'id="{question.field}-(.)"', text) == ["1", "3", "5", "d", "n"]
        assert text.count('class="pictured__words"') == 2
        assert "<textarea" not in text
        child.fill(f"/answer/theme/{screen.number}/", **{question.field: answer})
    draft = child.draft
    asked = framework.asked(CHILDREN)
    assert len(draft.sheet) == 44
    assert "".join(symbol for symbol, is_asked in zip(draft.sheet, asked, strict=True) if is_asked) == "135dn5"
    assert {symbol for symbol, is_asked in zip(draft.sheet, asked, strict=True) if not is_asked} == {"-"}
    assert (draft.sector, draft.locality) == ("", "")
    assert Event.objects.count() == events
    assert "You answered all 6 questions" in child.read("/answer/check/")
    child.client.post("/answer/send/", child.fields("/answer/check/"))
    text = child.read("/answer/sent/")
    assert "Thank you! Your answers are sent" in text
    assert "For the grown-up: tell us what you think" in text
    assert Draft.objects.get().sent


def test_no_words_come_in_by_any_way(child: Child) -> None:
    child.start()
    theme = screens(PIN, CHILDREN)[0].id
    child.fill("/answer/theme/1/", comment="My name is Sam.", comment_shown="")
    assert child.autosave(theme=theme, comment="My name is Sam.").status_code == 400
    assert not DraftComment.objects.exists()
    young = Family(child.assessment, "young-people").start()
    assert young.autosave(theme=theme, comment="They listen.").status_code == 200


def test_nothing_is_kept_of_who_sat_there_or_who_said_yes(child: Child) -> None:
    child.start()
    [draft] = Draft.objects.values()
    kept = {name: value for name, value in draft.items() if name not in {"token_hash", "assessment_id"}}
    assert not {"yes", "permitted", "together"} & set(str(kept).replace("'", "").split())
    for cookie in child.client.cookies.values():
        assert not any(word in cookie.value for word in ("permitted", "together", "yes"))


def test_on_a_shared_device_it_begins_alike_and_is_forgotten_after(child: Child) -> None:
    child.client.get(f"/answer/{child.link.code}/shared/")
    child.start()
    child.fill("/answer/theme/1/", q0="5")
    child.client.post("/answer/send/", child.fields("/answer/check/"))
    assert "Thank you!" in child.read("/answer/sent/")
    assert "oneworkforce_answers" not in child.client.cookies or not child.code


@pytest.mark.parametrize(
    "page", ["/answer/{code}/", "/answer/{code}/?step=taking-part", "/answer/theme/1/", "/answer/check/"]
)
def test_in_easy_read_every_pictured_sentence_is_short(child: Child, page: str) -> None:
    child.start()
    child.fill("/answer/theme/1/", q0="3")
    child.client.cookies["oneworkforce_easy"] = "1"
    text = child.read(page.format(code=child.link.code))
    sentences = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r'class="pictured__words">(.*?)</span>', text)]
    assert sentences
    assert not [sentence for sentence in sentences if rules.word_count(sentence) > 12]


def test_welsh_says_ti_to_the_child_and_chi_to_the_grown_up(child: Child) -> None:
    child.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    partnership = child.assessment.partnership
    text = child.read(f"/answer/{child.link.code}/")
    assert partnership.language_codes() == ("en-gb", "cy")
    assert "Ti sy’n dewis." in text
    assert "Darllenwch y geiriau fel y maen nhw." in text
    child.start()
    assert "Ydy gweithwyr yn dy adnabod di" in even(child.client.get("/answer/theme/1/"))


# ---------------------------------------------------------------------------------------------------------------------
# From the young people's questionnaire


def test_whoever_is_too_young_for_young_peoples_is_led_to_childrens(assessment: Assessment) -> None:
    young = Family(assessment, "young-people")
    given = {"step": TAKING_PART, "age": "too-young", "agrees": "yes"}
    text = even(young.client.post(f"/answer/{young.link.code}/", given))
    assert "answer them with a grown-up whom you trust" in text
    assert f'href="/answer/{assessment.group_links.get(staff_group__key="children").code}/"' in text
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_where_children_are_not_asked_no_link_is_promised() -> None:
    young = Family(make_family_assessment(), "young-people")
    given = {"step": TAKING_PART, "age": "too-young", "agrees": "yes"}
    text = even(Client().post(f"/answer/{young.link.code}/", given))
    assert "they can tell us what you think" in text
    assert "children’s questions" not in text
