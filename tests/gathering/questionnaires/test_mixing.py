"""Sent drafts that wait are written anew together, so that the database's own notes say nothing of who came when."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Model

from oneworkforce.gathering.questionnaires.drafts import comment_on_tool, draft_key, send_draft
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment, ToolComment
from oneworkforce.gathering.questionnaires.saving.saves import save_answers, save_comment
from tests.gathering.questionnaires.given import open_assessment, send, send_many, start, waiting

pytestmark = pytest.mark.django_db(transaction=True)


def written(model: type[Model], column: str = "xmin::text") -> list[str]:
    """What PostgreSQL notes of each sent draft's row, or of rows that belong to one."""
    sent = "WHERE sent" if model is Draft else ""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {column} FROM "{model._meta.db_table}" {sent} ORDER BY ctid')  # noqa: S608
        return [row[0] for row in cursor]


def test_sending_keeps_every_other_draft_as_it_was() -> None:
    assessment = open_assessment()
    keys = []
    for place in range(4):
        code = start(assessment)
        key = draft_key(code)
        assert save_comment(key=key, theme="complementary-roles", text=f"comment {place}")
        Draft.objects.filter(pk=key).update(sector="health", locality="north", sheet=f"{place + 1}" + "." * 43)
        send_draft(key=key)
        keys.append(key)
    comment_on_tool(key=keys[1], assessment=assessment, text="clear")
    for place, key in enumerate(keys):
        draft = Draft.objects.get(pk=key)
        assert (draft.sent, draft.sector, draft.locality, draft.sheet[0]) == (True, "health", "north", f"{place + 1}")
        assert draft.comments.get().text == f"comment {place}"
        assert draft.tool_comment == ("clear" if place == 1 else "")


def test_what_was_written_of_the_questionnaire_later_stays_too() -> None:
    assessment = open_assessment()
    for place in range(130):
        comment_on_tool(key=None, assessment=assessment, text=f"tool {place}")
    assert sorted(ToolComment.objects.values_list("text", flat=True)) == sorted(f"tool {n}" for n in range(130))


@pytest.mark.postgres
def test_all_that_wait_were_written_by_one_transaction() -> None:
    assessment = open_assessment()
    for _person in range(4):
        code = start(assessment)
        save_answers(key=draft_key(code), changes={0: "3"})
        save_comment(key=draft_key(code), theme="complementary-roles", text="x")
        start(assessment)  # somebody who never sends
        send_draft(key=draft_key(code))
        assert len(set(written(Draft))) == len(set(written(DraftComment))) == 1
    before = written(Draft)
    comment_on_tool(key=draft_key(code), assessment=assessment, text="clear")
    assert len(set(written(Draft))) == 1
    assert before != written(Draft)
    for place in range(7):
        comment_on_tool(key=None, assessment=assessment, text=f"tool {place}")
        assert len(set(written(ToolComment))) == 1


@pytest.mark.postgres
def test_places_on_disk_do_not_tell_the_order_of_sending() -> None:
    """The last sender is the last on disk one time in eight: never twenty times of twenty (8⁻²⁰)."""
    last = 0
    for _round in range(20):
        assessment = open_assessment()
        for _person in range(7):
            send(assessment)
        key = send(assessment)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT token_hash FROM questionnaires_draft WHERE assessment_id = %s ORDER BY ctid DESC LIMIT 1",
                [assessment.pk],
            )
            last += cursor.fetchone()[0] == key
    assert last < 20


def test_a_group_of_many_is_mixed_in_few_statements(django_assert_max_num_queries: object) -> None:
    assessment = open_assessment(k=30)
    send_many(assessment, 40)
    key = draft_key(start(assessment))
    Draft.objects.filter(pk=key).update(sheet="3" + "." * 43)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        send_draft(key=key)
    assert waiting(assessment) == 41
