"""An analyst says in words what the partnership found about a theme."""

from __future__ import annotations

from django.test import Client

from oneworkforce.accounts.models import Event
from oneworkforce.action_plans.actions import write_note
from oneworkforce.action_plans.queries import notes_by_theme
from oneworkforce.assessments.models import Assessment
from tests.action_plans.plans import address, text_of, theme

WORDS = {
    "strengths": "Joint training, every term.\r\nPeople know each other.",
    "to_develop": "Handovers.",
    "support_needed": "A shared record.",
    "support_from": "The region’s network",
}


def test_the_words_stand_on_the_page(analyst: Client, viewer: Client, assessment: Assessment) -> None:
    one = theme(assessment)
    page = address(assessment, "theme-note", theme=one.id)
    response = analyst.post(page, WORDS)
    assert response["Location"] == f"{address(assessment, 'what-we-will-do')}#themes-{one.id}"
    note = notes_by_theme(assessment)[one.id]
    assert note.strengths == "Joint training, every term.\nPeople know each other."
    text = text_of(viewer.get(address(assessment, "what-we-will-do")))
    assert "Strengths Joint training, every term. People know each other. Areas to develop Handovers." in text
    assert "Support from whom The region’s network" in text
    assert "A shared record." in analyst.get(page).content.decode()
    assert Event.objects.get(what="theme described").details["theme"] == one.id


def test_sent_twice_it_is_written_once(analyst: Client, assessment: Assessment) -> None:
    for _twice in range(2):
        analyst.post(address(assessment, "theme-note", theme=theme(assessment).id), WORDS)
    assert assessment.theme_notes.count() == 1
    assert Event.objects.filter(what="theme described").count() == 1


def test_too_long_a_text_says_so_and_is_kept(analyst: Client, assessment: Assessment) -> None:
    page = address(assessment, "theme-note", theme=theme(assessment).id)
    response = analyst.post(page, WORDS | {"strengths": "x" * 5001})
    assert "“Strengths” can have at most 5,000 characters. Make it shorter." in text_of(response)
    assert "x" * 5001 in response.content.decode()
    assert not notes_by_theme(assessment)


def test_the_end_of_a_line_counts_as_one_character(analyst: Client, assessment: Assessment) -> None:
    one = theme(assessment).id
    analyst.post(address(assessment, "theme-note", theme=one), {"strengths": "a\r\n" * 2499 + "ab"})
    assert len(notes_by_theme(assessment)[one].strengths) == 5000


def test_emptied_words_are_no_note(assessment: Assessment) -> None:
    one = theme(assessment).id
    write_note(assessment=assessment, theme=one, strengths="Something", by=None)
    write_note(assessment=assessment, theme=one, by=None)
    assert notes_by_theme(assessment) == {}


def test_an_unknown_theme_is_no_page(analyst: Client, assessment: Assessment) -> None:
    assert analyst.get(address(assessment, "theme-note", theme="no-such-theme")).status_code == 404
