"""The pages of paper, as an officer without JavaScript meets them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment
from oneworkforce.gathering.questionnaires.paper.models import FIRST, SECOND, Pile, PileState, ReturnNote, Typing
from oneworkforce.gathering.questionnaires.paper.typed import UNTYPED
from tests.factories import make_assessment, make_member
from tests.gathering.questionnaires.answering import Fields, even
from tests.gathering.questionnaires.given import waiting
from tests.gathering.questionnaires.paper.piles import filled, make_pile, type_sheet, type_twice

pytestmark = pytest.mark.django_db


@pytest.fixture
def pile() -> Pile:
    return make_pile(sheets=2)


@pytest.fixture
def officer(pile: Pile) -> User:
    return make_member(pile.assessment.partnership)


@pytest.fixture
def client(officer: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(officer)


def paper(assessment: Assessment, rest: str = "") -> str:
    return f"/p/{assessment.partnership.key}/a/{assessment.key}/paper/{rest}"


def at(pile: Pile, rest: str = "") -> str:
    return paper(pile.assessment, f"piles/{pile.pk}/{rest}")


def text_of(response: Any) -> str:
    words = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return " ".join(words.split())


def themes_of(pile: Pile, answer: str = "3") -> dict[str, str]:
    """A form in which every question has an answer; how many there are is read from the page's own numbers."""
    from oneworkforce.gathering.questionnaires.paper.entering import form_of

    return {part.field: " ".join(answer * len(part.lines)) for part in form_of(pile).parts}


def send(client: Client, address: str, **given: str) -> Any:
    """Open a page, fill in some fields, press its first button."""
    return client.post(address, {**Fields(client.get(address).content.decode()).found, **given})


def test_every_group_has_its_papers_to_print(client: Client, pile: Pile) -> None:
    page = client.get(paper(pile.assessment))
    assert text_of(page).count("A4, large print, Cymraeg (PDF)") == 2
    link = re.search(r'href="([^"]+frontline\.pdf\?size=large[^"]+cy)"', page.content.decode())
    assert link
    got = client.get(html.unescape(link[1]))
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Disposition"] == f'inline; filename="{pile.assessment.key}-frontline-large-cy.pdf"'
    assert got.content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("asked", ["nobody.pdf", "frontline.pdf?size=huge", "frontline.pdf?language=fr"])
def test_a_paper_that_there_is_not_is_not_found(client: Client, pile: Pile, asked: str) -> None:
    assert client.get(paper(pile.assessment, asked)).status_code == 404


def test_looking_at_a_paper_makes_no_link(client: Client, pile: Pile) -> None:
    links = pile.assessment.group_links.all()
    links.filter(staff_group__key="leaders").delete()
    assert client.get(paper(pile.assessment, "leaders.pdf")).status_code == 200
    assert not links.filter(staff_group__key="leaders").exists()


def test_where_paper_comes_back_to_is_kept_and_not_after_the_close(client: Client, pile: Pile) -> None:
    pile.assessment.closes_on = pile.assessment.created_at.date().replace(year=2090)
    pile.assessment.save()
    day = {"return_by_0": "3", "return_by_1": "july", "return_by_2": "2091"}
    refused = client.post(paper(pile.assessment), {"return_to": "The box", **day})
    assert refused.status_code == 422
    assert "closes before this day" in text_of(refused)
    assert not ReturnNote.objects.exists()
    client.post(paper(pile.assessment), {"return_to": "The box", **day, "return_by_2": "2089"})
    assert (ReturnNote.objects.get().return_to, ReturnNote.objects.get().return_by.year) == ("The box", 2089)


def test_a_pile_is_started_typed_checked_and_finished_without_scripts(
    client: Client, officer: User, signed_in: Callable[[User], Client]
) -> None:
    assessment = make_assessment(officer.memberships.get().partnership)
    group = assessment.partnership.staff_groups.get(key="frontline")
    started = client.post(
        paper(assessment, "piles/start/"),
        {"staff_group": group.pk, "name": "Northfield school, box 2", "sheets": 1, "checking": "every", "one_in": 10},
    )
    pile = Pile.objects.get(assessment=assessment)
    assert started.headers["Location"] == at(pile)

    first = client.post(at(pile, "next/"), {"turn": "1"})
    assert first.headers["Location"] == at(pile, "sheets/1/")
    done = send(client, at(pile, "sheets/1/"), sector="health", locality="north", **themes_of(pile))
    assert done.headers["Location"] == at(pile)

    other = signed_in(make_member(assessment.partnership))
    again = other.post(at(pile, "next/"), {"turn": "2"})
    assert again.headers["Location"] == at(pile, "sheets/1/again/")
    page = other.get(again.headers["Location"])
    assert "Health" in text_of(page)
    assert not re.search(r'type="text"[^>]*value="[^"]+"', page.content.decode()), "the first typing is not seen"
    assert 'value="health" selected' not in page.content.decode()
    different = {**themes_of(pile), "theme-1": "3 4 3 3"}
    assert send(other, at(pile, "sheets/1/again/"), sector="health", locality="north", **different).status_code == 302

    shown = text_of(client.get(at(pile)))
    assert "Sheet 1: 1 difference" in shown
    assert "Of 40 answers typed twice, 1 differed: 2.5%." in shown
    page = client.get(at(pile, "sheets/1/differences/"))
    field = re.search(r'id="(q\d+)"', page.content.decode())
    assert field
    assert send(client, at(pile, "sheets/1/differences/")).status_code == 422
    assert send(client, at(pile, "sheets/1/differences/"), **{field[1]: "4"}).status_code == 302

    assert "Of 40 answers" in text_of(client.get(at(pile, "finish/")))
    finished = client.post(at(pile, "finish/"), follow=True)
    assert "The answers of 1 sheet are sent. Now destroy the paper." in text_of(finished)
    draft = Draft.objects.get()
    assert draft.sheet.count("4") == 1
    assert (draft.sector, draft.locality) == ("health", "north")
    assert not Typing.objects.exists()


def test_faults_name_theme_and_place_and_what_was_typed_stays(client: Client, pile: Pile) -> None:
    given = {**themes_of(pile), "theme-2": "3 9 3", "comment-1": "We meet."}
    refused = send(client, at(pile, "sheets/1/"), **given)
    assert refused.status_code == 422
    said = text_of(refused)
    assert "Common values and language, question 2 (Values lived daily): “9” is no answer." in said
    assert "Common values and language has 5 questions, and 3 are typed." in said
    assert 'value="3 9 3"' in refused.content.decode()
    assert "We meet." in said
    assert said.startswith("Error:")
    kept = Typing.objects.get(number=1)
    assert (kept.complete, kept.sheet.count(UNTYPED)) == (False, 3)
    assert kept.comments == {"shared-identity-and-purpose": "We meet."}


def test_a_sheet_is_left_half_typed_and_found_again(client: Client, pile: Pile) -> None:
    stopped = send(client, at(pile, "sheets/1/"), **{"theme-1": "34"}, then="stop")
    assert stopped.headers["Location"] == at(pile)
    assert 'value="34"' in client.get(at(pile, "sheets/1/")).content.decode()
    assert "Begun" in text_of(client.get(at(pile)))


def test_what_another_tab_saved_is_never_overwritten_without_a_word(client: Client, pile: Pile) -> None:
    old_page = Fields(client.get(at(pile, "sheets/1/")).content.decode()).found
    send(client, at(pile, "sheets/1/"), **themes_of(pile, "4"))
    refused = client.post(at(pile, "sheets/1/"), {**old_page, **themes_of(pile, "5")})
    assert refused.status_code == 422
    assert "was saved from another page meanwhile" in text_of(refused)
    assert "Shared identity and purpose: 4444" in text_of(refused)
    assert Typing.objects.get(number=1).sheet == filled(pile, "4")
    # Pressed once more, knowing that: now it is meant.
    found = {**Fields(refused.content.decode()).found, **themes_of(pile, "5")}
    assert client.post(at(pile, "sheets/1/"), found).status_code == 302
    assert Typing.objects.get(number=1).sheet == filled(pile, "5")


def test_the_script_saves_and_is_told_when_it_may_not(client: Client, pile: Pile) -> None:
    page = Fields(client.get(at(pile, "sheets/1/")).content.decode()).found
    saved = client.post(at(pile, "sheets/1/save/"), {**page, "theme-1": "34"})
    assert saved.json() == {"saved": True, "saves": 1}
    refused = client.post(at(pile, "sheets/1/save/"), {**page, "theme-1": "55"})
    assert (refused.status_code, refused.json()["saved"]) == (409, False)
    assert "another page" in refused.json()["why"]
    assert Typing.objects.get(number=1).sheet.startswith("34" + UNTYPED)
    assert client.post(at(pile, "sheets/2/save/"), page).status_code == 404


def test_the_key_pressed_as_the_page_is_left_is_kept(client: Client, pile: Pile) -> None:
    page = Fields(client.get(at(pile, "sheets/1/")).content.decode()).found
    saved = client.post(at(pile, "sheets/1/save/"), {**page, "theme-1": "34", "number": "987654321"})
    assert saved.json() == {"saved": True, "saves": 987654321}
    last = client.post(at(pile, "sheets/1/save/"), {**page, "theme-1": "345", "under-way": "987654321"})
    assert last.json()["saved"]
    assert Typing.objects.get(number=1).sheet.startswith("345" + UNTYPED)


def test_comments_that_could_identify_somebody_are_pointed_out_once(client: Client, pile: Pile) -> None:
    given = {**themes_of(pile), "comment-1": "Ring me on 01632 960123."}
    warned = send(client, at(pile, "sheets/1/"), **given)
    assert "this looks like it contains a phone number" in text_of(warned)
    assert not Typing.objects.get(number=1).complete
    found = {**Fields(warned.content.decode()).found, **given}
    assert client.post(at(pile, "sheets/1/"), found).status_code == 302
    assert Typing.objects.get(number=1).complete


def test_young_peoples_sheets_have_one_field_and_no_place_of_work(officer: User, client: Client, pile: Pile) -> None:
    partnership = pile.assessment.partnership
    partnership.staff_groups.create(key="young", name="Young people", audience="young-people", order=5)
    young = make_pile(pile.assessment, sheets=1, group="young", checking="none", by=officer)
    page = client.get(at(young, "sheets/1/")).content.decode()
    assert page.count("data-asked=") == 1
    assert 'data-asked="9"' in page
    assert 'name="sector"' not in page
    assert "Do workers understand you?" in page
    send(client, at(young, "sheets/1/"), **{"theme-1": "12345dn.5", "comment-2": "Thank you", "sector": "health"})
    client.post(at(young, "finish/"))
    draft = Draft.objects.get()
    assert (draft.sheet.replace("-", ""), draft.sector) == ("12345dn.5", "")
    assert DraftComment.objects.get().theme == "common-values-and-language"


def test_childrens_sheets_take_three_points_and_no_words(officer: User, client: Client, pile: Pile) -> None:
    partnership = pile.assessment.partnership
    partnership.staff_groups.create(key="children", name="Children", audience="children", order=5)
    theirs = make_pile(pile.assessment, sheets=1, group="children", checking="none", by=officer)
    page = client.get(at(theirs, "sheets/1/")).content.decode()
    assert 'data-asked="6" ' in page
    assert 'data-keys="135dn."' in page
    assert "3 for the face in the middle" in page
    assert "<textarea" not in page
    refused = text_of(send(client, at(theirs, "sheets/1/"), **{"theme-1": "1352n."}))
    assert "“2” is no answer. There are three faces: type 1, 3 or 5" in refused
    send(client, at(theirs, "sheets/1/"), **{"theme-1": "135dn.", "comment-1": "My name is Sam."})
    client.post(at(theirs, "finish/"))
    draft = Draft.objects.get()
    assert (len(draft.sheet), draft.sheet.replace("-", "")) == (44, "135dn.")
    assert not DraftComment.objects.exists()
    assert 'data-keys="12345dn."' in client.get(at(pile, "sheets/1/")).content.decode()


def test_the_totals_are_said_and_a_reason_is_asked_for(client: Client, pile: Pile) -> None:
    type_sheet(pile, 1, filled(pile))
    page = client.get(at(pile, "finish/"))
    assert "Sheet 2 is not typed to its end." in text_of(page)
    assert "Sheets 1 and 2 are not typed a second time." in text_of(page)
    refused = client.post(at(pile, "finish/"))
    assert refused.status_code == 422
    assert "The totals do not agree." in text_of(refused)
    assert waiting(pile.assessment) == 0
    client.post(at(pile, "finish/"), {"explanation": "The second sheet is lost."})
    assert waiting(pile.assessment) == 1
    assert "The second sheet is lost." in text_of(client.get(at(pile)))


def test_symbols_are_counted_for_a_count_by_hand_and_forgotten_at_the_end(client: Client, pile: Pile) -> None:
    type_twice(pile, [filled(pile, "3"), filled(pile, "d", p0="5")])
    said = text_of(client.get(at(pile)))
    assert "3 40 4 0 5 1 d: I don’t know 39" in said
    client.post(at(pile, "finish/"))
    assert "I don’t know 39" not in text_of(client.get(at(pile)))


def test_a_finished_pile_leads_to_its_page_from_everywhere(client: Client, pile: Pile) -> None:
    type_twice(pile, [filled(pile)] * 2)
    client.post(at(pile, "finish/"))
    for rest in ("change/", "remove/", "sheets/1/", "sheets/1/again/", "finish/"):
        assert client.get(at(pile, rest)).headers.get("Location") == at(pile), rest
    assert client.post(at(pile, "next/")).headers["Location"] == at(pile)
    assert client.post(at(pile, "finish/")).status_code == 302
    assert waiting(pile.assessment) == 2


def test_after_the_close_nothing_is_typed_and_it_is_said(client: Client, pile: Pile) -> None:
    type_sheet(pile, 1, filled(pile))
    change_stage(assessment=pile.assessment, to=Stage.CLOSED, by=None)
    assert "what was typed of it is erased" in text_of(client.get(at(pile)))
    assert client.get(at(pile, "sheets/1/")).status_code == 302
    assert client.post(at(pile, "sheets/1/save/")).status_code == 404
    assert client.get(paper(pile.assessment, "piles/start/")).status_code == 302
    assert client.post(at(pile, "remove/")).headers["Location"] == paper(pile.assessment)


def test_a_pile_of_another_assessment_is_not_found(client: Client, pile: Pile) -> None:
    elsewhere = make_assessment(pile.assessment.partnership)
    assert client.get(paper(elsewhere, f"piles/{pile.pk}/")).status_code == 404
    assert client.get(at(pile, "sheets/3/")).status_code == 404
    assert client.get(at(pile, "sheets/1/again/")).status_code == 404


def test_names_of_piles_are_their_own(client: Client, pile: Pile) -> None:
    group = pile.staff_group
    form = {"staff_group": group.pk, "name": pile.name, "sheets": 5, "checking": "every", "one_in": 10}
    refused = client.post(paper(pile.assessment, "piles/start/"), form)
    assert refused.status_code == 422
    assert "Another pile has this name" in text_of(refused)
    changed = {**form, "sheets": 0}
    assert client.post(at(pile, "change/"), changed).status_code == 422
    assert client.post(at(pile, "change/"), {**form, "sheets": 9}).status_code == 302
    assert Pile.objects.get().sheets == 9


def test_pages_cost_as_many_queries_for_one_sheet_as_for_many(
    client: Client, officer: User, django_assert_max_num_queries: Any
) -> None:
    costs = []
    for sheets in (1, 8):
        pile = make_pile(officer.memberships.get().partnership.assessments.first(), sheets=sheets, by=officer)
        type_twice(pile, [filled(pile)] * sheets, by=officer)
        with django_assert_max_num_queries(20) as counted:
            client.get(at(pile))
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_the_way_to_paper_is_on_the_page_for_taking_part(client: Client, pile: Pile) -> None:
    page = client.get(f"/p/{pile.assessment.partnership.key}/a/{pile.assessment.key}/take-part/")
    assert f'href="{paper(pile.assessment)}"' in page.content.decode()
    assert even(page)


def test_who_typed_first_is_said(client: Client, pile: Pile, officer: User) -> None:
    type_sheet(pile, 1, filled(pile), by=officer)
    assert officer.name in text_of(client.get(at(pile)))
    assert pile.typings.get(turn=FIRST).by == officer
    assert not pile.typings.filter(turn=SECOND).exists()
    assert pile.state == PileState.OPEN


def test_a_close_says_first_which_paper_it_would_erase(client: Client, pile: Pile) -> None:
    type_sheet(pile, 1, filled(pile))
    assessment = pile.assessment
    page = text_of(client.get(f"/p/{assessment.partnership.key}/a/{assessment.key}/stage/closed/"))
    assert "Unfinished paper" in page
    assert "Pile 1 : 1 of 2 sheets is typed" in page
    type_twice(make_pile(assessment, sheets=1, name="Done"), [filled(pile)])
    client.post(at(Pile.objects.get(name="Done"), "finish/"))
    assert "Done" not in text_of(client.get(f"/p/{assessment.partnership.key}/a/{assessment.key}/stage/closed/"))
