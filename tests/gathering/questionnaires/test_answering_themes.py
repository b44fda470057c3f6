"""Answering theme by theme, without a script."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from markupsafe import escape

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.answering.asked import asked_themes
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.answering import Person, even

pytestmark = pytest.mark.django_db


def test_saves_sector_and_locality_and_neither_need_be_said() -> None:
    person = Person(make_assessment()).start()
    response = person.fill("/answer/about-you/", sector="health", locality="north")
    assert response.headers["Location"] == "/answer/theme/1/"
    assert (person.draft.sector, person.draft.locality) == ("health", "north")
    person.fill("/answer/about-you/", sector="", locality="nowhere")
    assert (person.draft.sector, person.draft.locality) == ("", "")


def test_where_people_work_is_asked_with_nothing_chosen_for_them() -> None:
    person = Person(make_assessment(k=12)).start()
    text = person.read("/answer/about-you/")
    assert text.count("I’d rather not say") == 3
    assert " checked" not in text
    assert person.client.post("/answer/about-you/", person.fields("/answer/about-you/")).status_code == 302
    assert (person.draft.sector, person.draft.locality) == ("", "")
    person.fill("/answer/about-you/", sector="health")
    assert person.fields("/answer/about-you/")["sector"] == "health"


def test_where_people_work_says_what_is_shown_by_sector_and_place() -> None:
    text = Person(make_assessment(k=12)).start().read("/answer/about-you/")
    assert "how many people answered is shown by sector and place" in text
    assert "What people answered is never shown by sector or place" in text
    assert "only where at least 12 people in your group share them" in text


def test_many_places_are_a_list_with_none_chosen() -> None:
    partnership = make_partnership()
    for number in range(10):
        partnership.localities.create(key=f"ward-{number}", name=f"Ward {number}")
    text = Person(make_assessment(partnership)).start().read("/answer/about-you/")
    assert '<option value="">Choose a place, if you like</option>' in text
    assert " selected" not in text


def test_asks_each_dimension_of_the_audience_with_both_ends_and_every_answer() -> None:
    person = Person(make_assessment()).start()
    themes = asked_themes(person.assessment.framework, "frontline")
    assert sum(len(theme.questions) for theme in themes) == 40
    for theme in themes:
        text = person.client.get(f"/answer/theme/{theme.number}/").content.decode()
        for question in theme.questions:
            for answer in "12345dn":
                assert f'name="{question.field}" id="{question.field}-{answer}" value="{answer}"' in text
            assert escape(question.name) in text


def test_saves_and_goes_on_to_the_next_theme_then_to_the_check() -> None:
    person = Person(make_assessment()).start()
    first = asked_themes(person.assessment.framework, "frontline")[0]
    response = person.fill("/answer/theme/1/", **{first.questions[0].field: "2", first.questions[1].field: "n"})
    assert response.headers["Location"] == "/answer/theme/2/"
    assert first.slice_of(person.draft.sheet)[:2] == "2n"
    assert person.fill("/answer/theme/8/").headers["Location"] == "/answer/check/"


def test_shows_again_what_was_saved() -> None:
    person = Person(make_assessment()).start()
    person.fill("/answer/theme/1/", q0="4", comment="  Two\r\nlines ")
    fields = person.fields("/answer/theme/1/")
    assert (fields["q0"], fields["comment"]) == ("4", "Two\nlines")


def test_a_page_left_open_never_undoes_a_newer_answer() -> None:
    person = Person(make_assessment()).start()
    stale = person.fields("/answer/theme/1/")
    person.fill("/answer/theme/1/", q0="5", comment="newer")
    person.client.post("/answer/theme/1/", {**stale, "q1": "2"})
    assert person.draft.sheet[:2] == "52"
    assert person.draft.comments.get().text == "newer"


def test_sending_the_page_twice_changes_nothing_more() -> None:
    person = Person(make_assessment()).start()
    page = {**person.fields("/answer/theme/1/"), "q0": "3", "comment": "once"}
    for _press in range(2):
        assert person.client.post("/answer/theme/1/", page).status_code == 302
    assert person.draft.sheet[0] == "3"
    assert person.draft.comments.count() == 1


def test_values_that_no_button_has_are_passed_over() -> None:
    person = Person(make_assessment()).start()
    before = person.draft.sheet
    person.fill("/answer/theme/1/", q0="9", q1="-", q2=".", q3="55")
    assert person.draft.sheet == before


def test_a_form_that_hides_nonsense_is_taken_as_one_that_showed_blanks() -> None:
    person = Person(make_assessment()).start()
    person.fill("/answer/theme/1/", shown="nonsense and more", q0="3")
    assert person.draft.sheet[0] == "3"


def test_a_comment_too_long_keeps_what_was_typed_and_the_answers() -> None:
    person = Person(make_assessment()).start()
    response = person.fill("/answer/theme/1/", q0="3", comment="x" * 2001)
    text = even(response)
    assert "<title>Error:" in text
    assert "it has 2,001 letters" in text
    assert "x" * 2001 in text
    assert person.draft.sheet[0] == "3"
    assert not person.draft.comments.exists()


def test_says_which_theme_and_how_long_it_still_takes() -> None:
    person = Person(make_assessment()).start()
    assert "Theme 1 of 8 · about 7 to 25 minutes left" in person.read("/answer/theme/1/")
    for theme in asked_themes(person.assessment.framework, "frontline"):
        person.fill(f"/answer/theme/{theme.number}/", **dict.fromkeys((q.field for q in theme.questions), "3"))
    assert "Theme 8 of 8 · every question answered" in person.read("/answer/theme/8/")


def test_comes_back_to_the_check_when_it_came_from_there() -> None:
    person = Person(make_assessment()).start()
    address = "/answer/theme/3/?from=check"
    assert person.fill(address, comment="changed").headers["Location"] == "/answer/check/"


def test_there_is_no_ninth_theme() -> None:
    person = Person(make_assessment()).start()
    assert person.client.get("/answer/theme/9/").status_code == 404
    assert person.client.get("/answer/theme/0/").status_code == 404


def test_a_page_of_another_questionnaire_is_not_mixed_in() -> None:
    person = Person(make_assessment()).start()
    old_page = person.fields("/answer/theme/1/")
    old = person.draft
    person.start()
    response = person.client.post("/answer/theme/1/", {**old_page, "q0": "5"})
    assert response.status_code == 409
    assert "Another questionnaire was started in this browser" in even(response)
    old.refresh_from_db()
    assert old.sheet[0] == person.draft.sheet[0] == "."


def test_a_questionnaire_that_closes_meanwhile_says_so_and_promises_nothing() -> None:
    person = Person(make_assessment()).start()
    page = person.fields("/answer/theme/1/")
    change_stage(assessment=person.assessment, to=Stage.CLOSED, by=None)
    response = person.client.post("/answer/theme/1/", {**page, "q0": "5"})
    assert response.status_code in {404, 410}
    assert "saved" not in even(response).partition("<main")[2].partition("</main>")[0]


def test_without_a_questionnaire_every_page_helps() -> None:
    from django.test import Client

    for page in ("about-you/", "theme/1/", "check/", "send/", "come-back/", "sent/"):
        response = Client().get(f"/answer/{page}")
        assert response.status_code == 404
        assert "Type a code" in even(response)


@pytest.mark.parametrize(
    ("page", "most"), [("about-you/", 3), ("theme/1/", 4), ("theme/2/", 3), ("check/", 5), ("come-back/", 1)]
)
def test_a_page_takes_few_queries(page: str, most: int) -> None:
    person = Person(make_assessment()).start()
    with CaptureQueriesContext(connection) as queries:
        assert person.client.get(f"/answer/{page}").status_code == 200
    assert len(queries) <= most, [query["sql"] for query in queries]
