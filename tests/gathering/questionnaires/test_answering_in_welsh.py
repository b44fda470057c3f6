"""Answering in Welsh: whose wish counts, switching without losing anything, and no English left on any page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

import catalogues
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load_pin
from oneworkforce.invitations.letters.links import PREFERENCES
from oneworkforce.mail.models import Message
from oneworkforce.visitors import easy_read, language
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.answering import Person
from tests.gathering.questionnaires.families import AGREED, Family, make_family_assessment
from tests.gathering.questionnaires.invited import Invited, invite

pytestmark = pytest.mark.django_db

COOKIE = settings.LANGUAGE_COOKIE_NAME
NAME = "Partneriaeth Glan Afon"
ENGLISH_WORDS = {"the", "and", "you", "your", "with", "this", "that", "which", "what", "have", "not", "answers", "page"}
"""Words that no Welsh sentence has. What else is left in English is found by the texts of the catalogue."""
ALLOWED = ("One Workforce", "English", "NSPCC", "Childline")
SPEAKS_WELSH = Client(headers={"accept-language": "cy-GB,cy;q=0.9,en;q=0.5"})


def in_welsh() -> Client:
    """A browser whose owner has chosen Welsh."""
    client = Client()
    client.cookies[COOKIE] = "cy"
    return client


def lang(response: Any) -> str:
    """What a page says of its language."""
    found = re.search(r'<html lang="([^"]*)"', response.content.decode())
    assert found, response.content.decode()[:200]
    return found[1]


# ---------------------------------------------------------------------------------------------------------------------
# Which language counts.


@pytest.mark.parametrize(
    ("accepts", "speaks"),
    [("cy", "cy"), ("cy-GB,en;q=0.8", "cy"), ("en", "en-GB"), ("en-US,cy;q=0.1", "en-GB"), ("fr", "en-GB"),
     ("", "en-GB"), ("fr,cy;q=0.3", "cy"), (";;;", "en-GB")],
)  # fmt: skip
def test_a_browser_is_believed_until_somebody_chooses(accepts: str, speaks: str) -> None:
    client = Client(headers={"accept-language": accepts})
    assert lang(client.get("/answer/")) == speaks
    assert COOKIE not in client.cookies
    for chosen, then in (("cy", "cy"), ("en-gb", "en-GB")):
        client.post("/language/", {"language": chosen, "place": "/answer/"})
        assert lang(client.get("/answer/")) == then


@pytest.mark.parametrize("nonsense", ["fr", "", "cy; x", "../cy", "CY", "language-cy"])
def test_a_cookie_that_names_no_language_is_none(nonsense: str) -> None:
    client = Client()
    client.cookies[COOKIE] = nonsense
    assert lang(client.get("/answer/")) == "en-GB"


def test_a_choice_is_kept_for_a_year_and_says_nothing_else() -> None:
    client = Client()
    response = client.post("/language/", {"language": "cy", "place": "/answer/help-now/"})
    assert response.headers["Location"] == "/answer/help-now/"
    cookie = client.cookies[COOKIE]
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("cy", 365 * 24 * 60 * 60, "/")
    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)
    assert set(client.cookies) == {COOKIE}


@pytest.mark.parametrize("place", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "x"])
def test_the_switch_never_leads_elsewhere(place: str) -> None:
    assert Client().post("/language/", {"language": "cy", "place": place}).headers["Location"] == "/"


def test_looking_at_the_switch_changes_nothing() -> None:
    client = Client()
    assert client.get("/language/?language=cy").status_code == 302
    assert client.head("/language/?language=cy&place=/answer/").status_code == 302
    assert client.post("/language/", {"language": "xx", "place": "/answer/"}).status_code == 302
    assert not client.cookies


def test_a_wish_of_an_invitation_counts_until_its_person_chooses() -> None:
    assessment = make_assessment(make_partnership(NAME))
    person = Invited(invite(assessment, language="cy"))
    for _look in range(2):
        assert lang(person.client.get(person.address)) == "cy"
        assert COOKIE not in person.client.cookies, "looking writes nothing"
    person.start()
    assert person.client.cookies[COOKIE].value == "cy"
    assert lang(person.client.get("/answer/theme/1/")) == "cy"
    person.client.post("/language/", {"language": "en-gb", "place": person.address})
    assert lang(person.client.get(person.address)) == "en-GB"


def test_a_choice_in_the_browser_goes_before_the_wish_of_an_invitation() -> None:
    assessment = make_assessment()
    person = Invited(invite(assessment, language="cy"))
    person.client.cookies[COOKIE] = "en-gb"
    assert lang(person.client.get(person.address)) == "en-GB"
    person.start()
    assert person.client.cookies[COOKIE].value == "en-gb"


def test_a_wish_for_english_is_heard_in_a_browser_that_asks_for_welsh() -> None:
    person = Invited(invite(make_assessment(), language="en-gb"), client=Client(headers={"accept-language": "cy"}))
    assert lang(person.client.get(person.address)) == "en-GB"


def test_a_partnership_may_offer_english_alone() -> None:
    partnership = make_partnership(NAME, languages="en-gb")
    person = Person(make_assessment(partnership), client=in_welsh())
    first = person.client.get(f"/answer/{person.link.code}/")
    assert lang(first) == "en-GB"
    assert "Cymraeg" not in first.content.decode()
    person.start()
    page = person.client.get("/answer/theme/1/")
    assert lang(page) == "en-GB"
    assert "Shared identity and purpose" in page.content.decode()
    assert lang(person.client.get("/answer/check/")) == "en-GB"
    assert person.client.cookies[COOKIE].value == "cy", "what they chose is theirs, for other partnerships"


def test_a_framework_without_welsh_is_asked_in_its_own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    own = load_pin("one-childrens-workforce/1")
    monkeypatch.setattr(language, "load_pin", lambda pin, code=None: own)
    language._spoken.cache_clear()
    try:
        assert language.spoken_by(make_assessment()) == ("en-gb",)
    finally:
        language._spoken.cache_clear()


def test_staff_pages_are_in_english_whatever_the_browser_wants() -> None:
    for address in ("/", "/help/", "/how-answers-are-kept/", "/framework/"):
        page = SPEAKS_WELSH.get(address)
        assert lang(page) == "en-GB"
        assert "Neidio" not in page.content.decode()
    assert SPEAKS_WELSH.get("/answer/").content.decode().count("Neidio") == 1
    assert "Skip to main content" in SPEAKS_WELSH.get("/").content.decode(), "no language is left behind"


# ---------------------------------------------------------------------------------------------------------------------
# The switch.


def test_each_page_names_both_languages_in_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person(make_assessment()).start()
    for address in ("/answer/", "/answer/theme/2/", "/answer/check/", "/answer/come-back/", "/answer/how-kept/"):
        page = person.client.get(address).content.decode()
        assert re.search(r'<span[^>]*lang="en-GB"[^>]*aria-current="true">English</span>', page), address
        assert re.search(r'<button[^>]*lang="cy">Cymraeg</button>', page), address
    assert 'aria-label="Language"' in page


def test_the_switch_of_a_page_with_answers_saves_them_and_stays() -> None:
    person = Person(make_assessment()).start()
    address = "/answer/theme/2/?from=check"
    fields = person.fields(address)
    response = person.client.post(
        address, {**fields, "q5": "4", "q6": "d", "comment": "Good meetings.", "then": "language-cy"}
    )
    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert person.client.cookies[COOKIE].value == "cy"
    assert person.draft.sheet[5:7] == "4d"
    page = person.client.get(address)
    assert lang(page) == "cy"
    text = page.content.decode()
    assert "Gwerthoedd ac iaith gyffredin" in text
    assert "Good meetings." in text
    assert re.search(r'id="q5-4" value="4" checked', text)
    fields = person.fields(address)
    person.client.post(address, {**fields, "q7": "2", "then": "language-en-gb"})
    assert person.draft.sheet[5:8] == "4d2"
    assert lang(person.client.get(address)) == "en-GB"


def test_the_switch_of_the_first_questions_keeps_what_was_chosen() -> None:
    person = Person(make_assessment()).start()
    response = person.fill("/answer/about-you/", sector="health", locality="north", then="language-cy")
    assert response.headers["Location"] == "/answer/about-you/"
    assert (person.draft.sector, person.draft.locality) == ("health", "north")
    assert re.search(r'value="health" checked', person.read("/answer/about-you/"))


def test_a_fault_is_told_in_the_new_language_and_nothing_is_lost() -> None:
    person = Person(make_assessment()).start()
    response = person.fill("/answer/theme/1/", comment="x" * 2001, q0="5", then="language-cy")
    assert response.status_code == 200
    assert lang(response) == "cy"
    assert "Rhaid i’r sylw hwn fod yn fyrrach" in response.content.decode()
    assert "x" * 2001 in response.content.decode()
    assert person.client.cookies[COOKIE].value == "cy"
    assert person.draft.sheet[0] == "5"


def test_the_switch_of_a_screen_for_families_saves_and_stays() -> None:
    person = Family(make_family_assessment(), "young-people").start()
    response = person.fill("/answer/theme/1/", q0="2", then="language-cy")
    assert response.headers["Location"] == "/answer/theme/1/"
    assert person.draft.sheet[0] == "2"
    text = person.read("/answer/theme/1/")
    assert "Ydy gweithwyr yn dy ddeall di?" in text
    assert "Mwy fel yr un uchaf" in text


def test_an_unknown_language_is_not_switched_to() -> None:
    person = Person(make_assessment()).start()
    response = person.fill("/answer/theme/1/", q0="2", then="language-xx")
    assert response.headers["Location"] == "/answer/theme/2/"
    assert COOKIE not in person.client.cookies


def test_saving_says_what_is_wrong_in_welsh() -> None:
    person = Person(make_assessment(), client=in_welsh()).start()
    assert person.autosave(q0="3").json()["saved"]
    answer = person.autosave(draft="another", q0="4")
    assert answer.json()["why"].startswith("Dechreuwyd holiadur arall yn y porwr hwn")


def test_answers_are_the_same_in_either_language() -> None:
    assessment = make_assessment()
    given = {f"q{place}": str(1 + place % 5) for place in range(44)}
    sheets = set()
    for client in (Client(), in_welsh()):
        person = Person(assessment, client=client).start()
        for number in range(1, 9):
            person.fill(f"/answer/theme/{number}/", **given)
        sheets.add(person.draft.sheet)
    assert len(sheets) == 1


# ---------------------------------------------------------------------------------------------------------------------
# Nothing is left in English.


class Texts(HTMLParser):
    """What a reader or a screen reader meets on a page: texts, and the attributes that speak."""

    SPEAKS = ("aria-label", "alt", "title", "placeholder")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0
        self.english = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style"}
        # What scripts will say stands in data-… attributes; what has no space in it is no sentence.
        spoken = [
            text for name, text in attrs if text and (name in self.SPEAKS or name.startswith("data-")) and " " in text
        ]
        self.found += [text for text in spoken if not text.startswith(("{", "["))]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.found.append(" ".join(data.split()))


def english_texts() -> set[str]:
    """Every English text of the catalogue and of the framework, and the longer pieces between placeholders."""
    found: set[str] = set()
    for message in catalogues.extracted(Path(catalogues.__file__).parent):
        for text in [message.id] if isinstance(message.id, str) else message.id or []:
            found |= {piece.strip() for piece in re.split(r"%\(\w+\)s|\{\w+\}|<[^>]+>", text)}
    framework = load_pin("one-childrens-workforce/1")
    for theme in framework.themes:
        found |= {theme.name, theme.purpose}
        for dimension in theme.dimensions:
            found |= {dimension.name, dimension.guidance}
            for said in dimension.statements.values():
                found |= {said.fragmented, said.reformed}
    for sector in framework.sectors:
        found |= {sector.name, sector.examples}
    return {text for text in found if len(text) > 6} - {"Sector", *ALLOWED}


def expect_welsh(address: str, response: Any, english: set[str]) -> None:
    """Assert that a page is in Welsh and nothing else."""
    page = response.content.decode()
    assert lang(response) == "cy", address
    left = []
    for text in Texts(page).found:
        for allowed in ALLOWED:
            text = text.replace(allowed, "")
        words = set(re.findall(r"[a-z’]+", text.lower()))
        if text in english or words & ENGLISH_WORDS or any(len(one) > 12 and one in text for one in english):
            left.append(text)
    assert not left, f"{address}: {left}"


@pytest.fixture(scope="module")
def english() -> set[str]:
    return english_texts()


@pytest.fixture
def assessment() -> Assessment:
    assessment = make_family_assessment(NAME, own_word="partneriaeth")
    assessment.name = "Asesiad 2027"
    assessment.save()
    for key, name in (("young-people", "Pobl ifanc"), ("parents", "Rhieni a gofalwyr")):
        assessment.partnership.staff_groups.filter(key=key).update(name=name)
    return assessment


def pages_of(person: Person, themes: int) -> Iterator[tuple[str, Any]]:
    """Every page of a questionnaire, from its link to the thanks for a comment."""
    get = person.client.get
    first = f"/answer/{person.link.code}/"
    yield first, get(first)
    person.start()
    yield f"{first} again", get(first)
    addresses = ["/answer/", "/answer/about-you/", *(f"/answer/theme/{number}/" for number in range(1, themes + 1))]
    for address in [*addresses, "/answer/check/", "/answer/come-back/", "/answer/how-kept/", "/answer/help-now/"]:
        response = get(address)
        if response.status_code == 200:
            yield address, response
    yield "nothing answered", person.fill("/answer/check/", sending="x") and person.fill_send()
    field = next(name for name in person.fields("/answer/theme/1/") if name == "draft")
    person.client.post("/answer/theme/1/", {field: person.fields("/answer/theme/1/")[field], "q0": "3"})
    person.fill("/answer/theme/1/", comment="Ann Jones, 01632 960001, born 3/4/2011, M1 1AA, a@b.org")
    yield "/answer/check/ with warnings", get("/answer/check/")
    yield "too long", person.fill("/answer/theme/1/", comment="x" * 2001)
    yield "/answer/back/…", get(f"/answer/back/{person.code}/")
    yield "another", person.fill("/answer/theme/1/", draft="another")
    person.fill_send()
    yield "/answer/sent/", get("/answer/sent/")
    yield "an empty comment", person.client.post("/answer/sent/", {"text": ""})
    person.client.post("/answer/sent/", {"text": "Da iawn."})
    yield "/answer/sent/thank-you/", get("/answer/sent/thank-you/")
    yield "/answer/leave/", get("/answer/leave/")


class Welsh(Person):
    """Somebody who has chosen Welsh."""

    def __init__(self, assessment: Assessment, group: str = "frontline") -> None:
        super().__init__(assessment, group, in_welsh())

    def fill_send(self) -> Any:
        """Press the button that sends."""
        return self.client.post("/answer/send/", self.fields("/answer/check/") or {"draft": "x"})


class WelshFamily(Family, Welsh):
    """A young person or a parent who has chosen Welsh."""


@pytest.mark.parametrize("easy", ["", "easy"])
@pytest.mark.parametrize(("group", "themes"), [("frontline", 8), ("leaders", 8), ("young-people", 9), ("parents", 9)])
def test_no_page_has_english_left(
    assessment: Assessment, english: set[str], group: str, themes: int, easy: str
) -> None:
    family = group in {"young-people", "parents"}
    if easy and not family:
        return
    person = (WelshFamily if family else Welsh)(assessment, group)
    if easy:
        person.client.cookies[easy_read.COOKIE] = "1"
    if family:
        first = f"/answer/{person.link.code}/"
        for fields in ({"agrees": ""}, {"age": "too-young"} if group == "young-people" else {"agrees": "no"}):
            given = {**person.fields(f"{first}?step=taking-part"), **AGREED, **fields}
            expect_welsh(f"{first} {fields}", person.client.post(first, given), english)
        expect_welsh("consent", person.client.get(f"{first}?step=taking-part"), english)
    seen = 0
    for address, response in pages_of(person, themes):
        expect_welsh(address, response, english)
        seen += 1
    assert seen >= 20 + themes - 8


@pytest.mark.parametrize("stage", [Stage.PLANNING, Stage.CLOSED])
def test_what_cannot_be_answered_is_told_in_welsh(english: set[str], stage: Stage) -> None:
    assessment = make_assessment(make_partnership(NAME))
    person = Welsh(assessment)
    person.start()
    if stage == Stage.CLOSED:
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
        expect_welsh("closed", person.client.get(f"/answer/{person.link.code}/"), english)
    expect_welsh("unknown", person.client.get("/answer/ABCDEFGH/"), english)
    expect_welsh("unknown code", person.fill("/answer/", code="ABCDEFGH"), english)
    expect_welsh("no code", person.fill("/answer/", code=""), english)
    expect_welsh("nothing here", in_welsh().get("/answer/check/"), english)
    elsewhere = person.client.post("/answer/", {}, headers={"sec-fetch-site": "cross-site"})
    expect_welsh("elsewhere", elsewhere, english)


def test_lost_links_and_mail_preferences_are_in_welsh(english: set[str]) -> None:
    assessment = make_assessment(make_partnership(NAME), name="Asesiad")
    assessment.partnership.staff_groups.filter(key="frontline").update(name="Grŵp")
    invitation = invite(assessment, name="Ana", language="cy", email="ana@example.org", sector="", locality="")
    client = in_welsh()
    expect_welsh("lost link", client.get("/answer/lost-link/"), english)
    expect_welsh("no address", client.post("/answer/lost-link/", {"email": "x"}), english)
    expect_welsh("asked", client.get("/answer/lost-link/asked/"), english)
    base = f"/mail/{PREFERENCES.sign(invitation.pk)}/"
    for path in ("", "?done=stopped", "?done=again", "?done=language", "stop/", "erase/", "held/"):
        response = client.get(base + path)
        if response.status_code == 200:
            expect_welsh(base + path, response, english)
    expect_welsh("nobody", client.get("/mail/none/"), english)
    assert not Message.objects.exists()
