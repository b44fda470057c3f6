"""An analyst says what to concentrate on, and in which order."""

from __future__ import annotations

import pytest
from django.test import Client

from oneworkforce.accounts.models import Event
from oneworkforce.action_plans.actions import EARLIER, LATER, add_focus_area, move_focus_area
from oneworkforce.action_plans.queries import focus_areas
from oneworkforce.assessments.models import Assessment
from tests.action_plans.plans import address, form_id_of, text_of

SENTENCES = ["Families tell their story once.", "Share what we know.", "Keep every child safe."]


@pytest.fixture
def three(assessment: Assessment) -> list[int]:
    return [add_focus_area(assessment=assessment, sentence=sentence, by=None).pk for sentence in SENTENCES]


def sentences(assessment: Assessment) -> list[str]:
    return [area.sentence for area in focus_areas(assessment)]


def test_added_ones_stand_in_the_order_of_adding(analyst: Client, assessment: Assessment) -> None:
    for sentence in SENTENCES:
        analyst.post(address(assessment, "focus-add"), {"sentence": sentence})
    assert sentences(assessment) == SENTENCES


def test_the_button_pressed_twice_adds_one(analyst: Client, assessment: Assessment) -> None:
    page = address(assessment, "focus-add")
    form_id = form_id_of(analyst, page)
    for _twice in range(2):
        response = analyst.post(page, {"sentence": SENTENCES[0], "form_id": form_id})
        assert response.status_code == 302
    assert sentences(assessment) == SENTENCES[:1]
    assert Event.objects.filter(what="focus area added").count() == 1
    analyst.post(page, {"sentence": SENTENCES[0], "form_id": form_id_of(analyst, page)})
    assert sentences(assessment) == SENTENCES[:1] * 2, "another form may say the same again"


def test_an_empty_sentence_is_asked_for(analyst: Client, assessment: Assessment) -> None:
    response = analyst.post(address(assessment, "focus-add"), {"sentence": "  "})
    assert "Say in a sentence what you will concentrate on." in text_of(response)
    assert not sentences(assessment)


def test_a_sentence_can_be_worded_anew(analyst: Client, assessment: Assessment, three: list[int]) -> None:
    page = address(assessment, "focus-edit", pk=three[1])
    assert SENTENCES[1] in analyst.get(page).content.decode()
    analyst.post(page, {"sentence": "Share early."})
    assert sentences(assessment) == [SENTENCES[0], "Share early.", SENTENCES[2]]


def test_removing_asks_first_and_twice_does_no_harm(analyst: Client, assessment: Assessment, three: list[int]) -> None:
    page = address(assessment, "focus-remove", pk=three[1])
    assert SENTENCES[1] in text_of(analyst.get(page))
    assert len(sentences(assessment)) == 3
    for _twice in range(2):
        assert analyst.post(page).status_code == 302
    assert sentences(assessment) == [SENTENCES[0], SENTENCES[2]]
    assert Event.objects.get(what="focus area removed").details["text"] == SENTENCES[1]


def test_up_and_down_without_scripts(analyst: Client, assessment: Assessment, three: list[int]) -> None:
    analyst.post(address(assessment, "focus-move", pk=three[2]), {"step": "up", "place": "2"})
    assert sentences(assessment) == [SENTENCES[0], SENTENCES[2], SENTENCES[1]]
    analyst.post(address(assessment, "focus-move", pk=three[0]), {"step": "down", "place": "0"})
    assert sentences(assessment) == [SENTENCES[2], SENTENCES[0], SENTENCES[1]]


def test_up_pressed_twice_moves_one_place(analyst: Client, assessment: Assessment, three: list[int]) -> None:
    for _twice in range(2):
        analyst.post(address(assessment, "focus-move", pk=three[2]), {"step": "up", "place": "2"})
    assert sentences(assessment) == [SENTENCES[0], SENTENCES[2], SENTENCES[1]]


@pytest.mark.parametrize(
    "nonsense", [{}, {"step": "sideways", "place": "1"}, {"step": "up", "place": "first"}, {"step": "up", "place": "9"}]
)
def test_a_move_that_makes_no_sense_moves_nothing(
    analyst: Client, assessment: Assessment, three: list[int], nonsense: dict[str, str]
) -> None:
    assert analyst.post(address(assessment, "focus-move", pk=three[1]), nonsense).status_code == 302
    assert sentences(assessment) == SENTENCES


def test_the_ends_stay_at_the_ends(assessment: Assessment, three: list[int]) -> None:
    areas = focus_areas(assessment)
    assert not move_focus_area(focus_area=areas[0], step=EARLIER, place=0, by=None)
    assert not move_focus_area(focus_area=areas[2], step=LATER, place=2, by=None)
    assert sentences(assessment) == SENTENCES


def test_the_page_offers_up_and_down_where_there_is_room(
    analyst: Client, assessment: Assessment, three: list[int]
) -> None:
    text = text_of(analyst.get(address(assessment, "what-we-will-do")))
    assert text.count("Move up") == text.count("Move down") == 2
