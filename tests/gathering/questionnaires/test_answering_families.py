"""What young people and parents meet, without a browser: consent, one question a page, easy words, help."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin, rules
from oneworkforce.gathering.questionnaires.answering.consent import Age
from oneworkforce.gathering.questionnaires.answering.progress import minutes_for
from oneworkforce.gathering.questionnaires.answering.versions import screens
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.visitors import help_lines
from tests.gathering.questionnaires.answering import Person, even
from tests.gathering.questionnaires.families import AGREED, GROUPS, Family, make_family_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_family_assessment(
        help_now="Front door, at any hour: 01632 960 001", permission_route="Ask your form tutor."
    )


@pytest.fixture
def young(assessment: Assessment) -> Family:
    return Family(assessment, "young-people")


def first_page(person: Person, query: str = "") -> str:
    return person.read(f"/answer/{person.link.code}/{query}")


# ---------------------------------------------------------------------------------------------------------------------
# Saying yes


def test_the_first_page_says_in_plain_words_what_is_kept(young: Family) -> None:
    text = first_page(young)
    for words in ("9 questions", "mixed together", "at least 10 people", "Leave out any", "Somebody helps me"):
        assert words in text
    assert "Which sector" not in text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"age": "old-enough"}, "Tick the box if you want to take part"),
        ({"agrees": "yes"}, "Say how old you are"),
        ({"age": "needs-permission", "agrees": "yes"}, "Tick that somebody has said yes"),
        ({"age": "too-young", "agrees": "yes"}, "Ask a grown-up whom you trust"),
    ],
)
def test_without_a_yes_nothing_is_started(young: Family, given: dict[str, str], words: str) -> None:
    response = young.client.post(f"/answer/{young.link.code}/", {"step": "taking-part", **given})
    assert response.status_code == 200
    assert words in even(response)
    assert not Draft.objects.exists()
    assert "oneworkforce_answers" not in response.cookies


def test_the_permission_route_is_that_of_the_partnership(young: Family) -> None:
    assert "Ask your form tutor." in first_page(young, "?step=taking-part")
    parent = Family(young.assessment, "parents")
    assert "Ask your form tutor." not in first_page(parent, "?step=taking-part")
    assert "Are you 13 or older?" not in first_page(parent, "?step=taking-part")


@pytest.mark.parametrize("consent_age", [11, 16])
def test_the_age_is_a_setting(young: Family, consent_age: int) -> None:
    young.assessment.partnership.consent_age = consent_age
    young.assessment.partnership.save()
    assert f"Are you {consent_age} or older?" in first_page(young, "?step=taking-part")


@pytest.mark.parametrize("age", ["old-enough", "needs-permission"])
def test_nothing_about_age_or_permission_is_kept(young: Family, age: str, caplog: pytest.LogCaptureFixture) -> None:
    events = Event.objects.count()
    young.start(age=age, permitted="yes")
    [draft] = Draft.objects.values()
    kept = {name: value for name, value in draft.items() if name not in {"token_hash", "assessment_id"}}
    assert set(str(kept).replace("'", "").split()) & {age, "yes", "13", "permitted"} == set()
    assert draft["sector"] == draft["locality"] == ""
    for cookie in young.client.cookies.values():
        assert not any(word in cookie.value for word in (*Age, "permitted", "yes"))
    assert age not in caplog.text
    assert Event.objects.count() == events


def test_starting_leads_to_the_first_question_and_never_to_where_somebody_works(young: Family) -> None:
    young.start()
    assert young.client.get("/answer/about-you/").headers["Location"] == "/answer/theme/1/"
    young.client.post("/answer/about-you/", {**young.fields("/answer/theme/1/"), "sector": "health"})
    assert young.draft.sector == ""


# ---------------------------------------------------------------------------------------------------------------------
# The questions


@pytest.mark.parametrize("group", GROUPS)
def test_each_page_asks_one_question_of_the_childs_perspective(assessment: Assessment, group: str) -> None:
    person = Family(assessment, group).start()
    framework = load_pin(assessment.framework)
    wanted = [one for one in framework.dimensions if group in one.statements]
    pages = screens(assessment.framework, group)
    assert [screen.positions for screen in pages] == [(framework.index[one.id],) for one in wanted]
    for number, dimension in enumerate(wanted, start=1):
        text = person.read(f"/answer/theme/{number}/")
        assert dimension.families[group].question in text
        assert dimension.statements[group].fragmented.replace("'", "&#39;") in text
        assert dimension.statements[group].reformed.replace("'", "&#39;") in text
        assert f"Question {number} of 9" in text
        assert text.count('class="scale__input"') == 7
    assert person.client.get("/answer/theme/10/").status_code == 404


def test_answers_and_words_are_saved_and_the_sheet_is_the_same_as_ever(young: Family) -> None:
    young.start()
    for screen, answer in zip(screens(young.assessment.framework, "young-people"), "12345dn14", strict=True):
        given = {screen.questions[0].field: answer}
        if screen.takes_comment:
            given["comment"] = f"Words {screen.number}"
        young.fill(f"/answer/theme/{screen.number}/", **given)
    framework = load_pin(young.assessment.framework)
    asked = framework.asked("young-people")
    assert "".join(symbol for symbol, is_asked in zip(young.draft.sheet, asked, strict=True) if is_asked) == "12345dn14"
    assert young.draft.comments.count() == len(framework.themes)
    response = young.fill("/answer/check/")
    assert response.status_code == 200
    assert "You answered all 9 questions" in young.read("/answer/check/")


def test_a_theme_with_two_questions_has_room_for_words_once_and_does_not_lose_them(young: Family) -> None:
    pages = screens(young.assessment.framework, "young-people")
    first, second = (one for one in pages if one.id == "capacity-to-deliver-and-keep-children-safe")
    assert (first.takes_comment, second.takes_comment) == (False, True)
    young.start()
    young.fill(f"/answer/theme/{second.number}/", comment="They listen.")
    young.fill(f"/answer/theme/{first.number}/", **{first.questions[0].field: "4"})
    assert young.draft.comments.get().text == "They listen."


def test_the_warning_stands_right_before_the_box_for_words(young: Family) -> None:
    text = re.sub(r"<template.*?</template>", " ", young.start().read("/answer/theme/1/"))
    warning, box = text.index("Please do not write names."), text.index("<textarea")
    assert warning < box
    assert text.count("<textarea") == 1
    between = re.sub(r"<[^>]+>", " ", text[warning:box])
    assert "go to Get help now" in even_spaces(between)
    assert len(between.split()) < 25


def even_spaces(text: str) -> str:
    return " ".join(text.split())


def test_the_check_warns_of_what_identifies_and_reads_out_no_table(young: Family) -> None:
    young.start()
    young.fill("/answer/theme/8/", comment="Ring me on 07700 900123.")
    young.fill("/answer/theme/1/", q0="3")
    text = young.read("/answer/check/")
    assert text.count("It looks like you wrote a phone number.") == 1
    assert "<dl" not in text
    assert "<table" not in text


@pytest.mark.parametrize(("group", "words"), [("young-people", "Thank you!"), ("parents", "Thank you!"),
                                              ("frontline", "Thank you. Your")])  # fmt: skip
def test_thanks_are_in_the_words_of_whoever_sent_and_twice_the_same(
    assessment: Assessment, group: str, words: str
) -> None:
    person = (Family if group in GROUPS else Person)(assessment, group).start()
    person.fill("/answer/theme/1/", q0="3")
    form = person.fields("/answer/check/")
    for _press in range(2):
        assert person.client.post("/answer/send/", form).headers["Location"] == "/answer/sent/"
        assert words in person.read("/answer/sent/")


# ---------------------------------------------------------------------------------------------------------------------
# Easy read


def test_easy_read_switches_in_the_middle_and_keeps_place_and_answers(young: Family) -> None:
    young.start()
    words = load_pin(young.assessment.framework).dimension("complementary-roles.tell-it-once").families["young-people"]
    address = "/answer/theme/6/"
    field = screens(young.assessment.framework, "young-people")[5].questions[0].field
    assert words.fragmented[0].words not in young.read(address)
    response = young.fill(address, **{field: "2", "comment": "Twice.", "then": "easy-read-on"})
    assert response.headers["Location"] == address
    text = young.read(address)
    assert all(one.words in text for one in (*words.fragmented, *words.reformed))
    assert re.search(rf'id="{field}-2"[^>]* checked', text)
    assert young.draft.comments.get().text == "Twice."
    assert young.fill(address, then="easy-read-off").headers["Location"] == address
    assert words.fragmented[0].words not in young.read(address)
    assert re.search(rf'id="{field}-2"[^>]* checked', young.read(address))


def test_easy_read_on_a_page_without_answers_leads_back_and_nowhere_else(young: Family) -> None:
    address = f"/answer/{young.link.code}/?step=taking-part"
    response = young.client.post("/easy-read/", {"place": address, "then": "easy-read-on"})
    assert response.headers["Location"] == address
    assert response.cookies["oneworkforce_easy"].value == "1"
    for place in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""):
        assert Client().post("/easy-read/", {"place": place, "then": "easy-read-on"}).headers["Location"] == "/"
    assert not Client().get("/easy-read/?then=easy-read-on").cookies
    assert not Client().post("/easy-read/", {"place": "/", "then": "anything"}).cookies


EASY_PAGES = [
    "/answer/{code}/", "/answer/{code}/?step=taking-part", "/answer/theme/1/", "/answer/check/", "/answer/come-back/",
    "/answer/help-now/rivermouth/", "/answer/no-thank-you/", "/answer/how-answers-are-kept/",
]  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("page", EASY_PAGES)
def test_in_easy_read_every_pictured_sentence_is_short_and_alone(assessment: Assessment, group: str, page: str) -> None:
    person = Family(assessment, group).start()
    person.fill("/answer/theme/1/", q0="3")
    person.client.cookies["oneworkforce_easy"] = "1"
    text = person.read(page.format(code=person.link.code))
    sentences = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r'class="pictured__words">(.*?)</span>', text)]
    assert sentences
    for sentence in sentences:
        assert rules.word_count(sentence) <= 12, sentence


def test_the_cookie_for_easy_words_says_nothing_else(young: Family) -> None:
    young.start()
    young.fill("/answer/theme/1/", then="easy-read-on")
    assert young.client.cookies["oneworkforce_easy"].value == "1"
    assert Person(young.assessment, "frontline").start().draft.sheet.count("-") == 4


# ---------------------------------------------------------------------------------------------------------------------
# Help


def test_help_is_one_link_away_from_every_page(young: Family) -> None:
    link = 'href="/answer/help-now/rivermouth/'
    before = [f"/answer/{young.link.code}/", f"/answer/{young.link.code}/?step=taking-part"]
    for address in before:
        assert link in young.read(address), address
    young.start()
    young.fill("/answer/theme/1/", q0="3")
    for address in ("/answer/theme/1/", "/answer/theme/9/", "/answer/check/", "/answer/come-back/"):
        assert link in young.read(address), address
    assert link in young.read(f"/answer/{young.code}/")
    young.client.post("/answer/send/", young.fields("/answer/check/"))
    assert link in young.read("/answer/sent/")
    assert "/answer/help-now/" in young.read("/answer/no-thank-you/")


def test_help_gives_every_number_and_the_partnerships_own(assessment: Assessment) -> None:
    text = even(Client().get("/answer/help-now/rivermouth/"))
    for call in ("999", "08001111", "08088005000", "01632960001"):
        assert f'href="tel:{call}"' in text
    assert "Front door, at any hour:" in text
    assert "Nobody reads your answers straight away" in text
    assert help_lines.NEUTRAL_PAGE in text
    general = even(Client().get("/answer/help-now/"))
    assert "tel:08001111" in general
    assert "01632960001" not in general
    assert Client().get("/answer/help-now/nowhere/").status_code == 200


def test_help_notes_nobody_and_knows_nobody(young: Family, django_assert_num_queries) -> None:
    young.start()
    before = young.draft.sheet, Event.objects.count()
    with django_assert_num_queries(1):  # the partnership's own lines, and nothing of the person
        response = young.client.get("/answer/help-now/rivermouth/?question=3")
    assert 'href="/answer/theme/3/"' in even(response)
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert (young.draft.sheet, Event.objects.count()) == before
    for odd in ("x", "-1", "99999999999", "../../"):
        assert "Back to the questions" not in even(young.client.get(f"/answer/help-now/?question={odd}"))


def test_help_lines_are_looked_at_every_year() -> None:
    assert [line.call for line in help_lines.LINES] == ["08001111", "08088005000"]
    assert all(line.number.replace(" ", "") == line.call for line in (*help_lines.LINES, help_lines.EMERGENCY))


# ---------------------------------------------------------------------------------------------------------------------
# Time


WORDS_A_MINUTE = {"usual": 120, "easy": 100}
"""Of slow readers of 11 to 13, silently: most read 150 to 200. Those who read slowest have easy read."""
SECONDS_A_SCREEN = 9
"""To think, to choose, to press twice, and to see at a glance what stood on the screen before as well."""
UNREAD = (
    r"<details.*?</details>",  # folded away
    r"<template.*?</template>",
    r"<svg.*?</svg>",
    r'<section class="consent__permission.*?</section>',  # for younger people only
    r'<div class="young-bar".*?</div>',
    r"<button[^>]* hidden>.*?</button>",
)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("easy", [False, True])
def test_the_whole_takes_less_than_eight_minutes(assessment: Assessment, group: str, easy: bool) -> None:
    person = Family(assessment, group)
    if easy:
        person.client.cookies["oneworkforce_easy"] = "1"
    seen: set[str] = set()
    before = [first_page(person), first_page(person, "?step=taking-part")]
    person.start()
    questions = [person.read(f"/answer/theme/{number}/") for number in range(1, 10)]
    person.fill("/answer/theme/1/", q0="3")
    pace = WORDS_A_MINUTE["easy" if easy else "usual"]
    seconds_before = sum(seconds_on(page, seen, pace) for page in before)
    seconds_asked = sum(seconds_on(page, seen, pace) for page in questions)
    seconds_after = seconds_on(person.read("/answer/check/"), seen, pace)
    assert seconds_before + seconds_asked + seconds_after < 8 * 60, (seconds_before, seconds_asked, seconds_after)
    # What the pages say of the questions themselves is neither hope nor fear.
    said = minutes_for(assessment.framework, group)
    assert said.least - 1 <= seconds_asked / 60 <= said.most + 1, (said, seconds_asked)


def seconds_on(page: str, seen: set[str], pace: int) -> float:
    """What a screen takes somebody who reads everything on it that they have not read before."""
    main = page[page.index("<main") : page.index("</main>")]
    for unread in UNREAD:
        main = re.sub(unread, " ", main)
    blocks = {text for block in re.split(r"<[^>]+>", main) if (text := block.strip())}
    words = sum(len(text.split()) for text in blocks - seen)
    seen |= blocks
    return words / pace * 60 + SECONDS_A_SCREEN


def test_agreed_is_what_the_form_sends(young: Family) -> None:
    assert set(AGREED) <= set(re.findall(r'name="(\w+)"', first_page(young, "?step=taking-part")))
