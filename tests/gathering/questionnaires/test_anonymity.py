"""Somebody with the whole database in their hands tries to say who gave which answers, after fifty have answered."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.drafts import (
    comment_on_tool,
    draft_key,
    save_answers,
    save_comment,
    send_draft,
)
from oneworkforce.gathering.questionnaires.models import Comment, Draft, DraftComment, Sheet, ToolComment
from tests.gathering.questionnaires.given import open_assessment, start
from tests.gathering.questionnaires.test_release_at_once import output_of, start_python

PEOPLE, K = 50, 10
UNORDERED = (Draft, DraftComment, Sheet, Comment, ToolComment)
NOBODY_IS_TOLD_BY_CHANCE = 0.65
"""A rank correlation of fifty that chance alone exceeds about once in a million runs (standard deviation 1/7)."""


def changes_of(person: int) -> dict[int, str]:
    """Answers that nobody else gives: the number of the person in base 5."""
    return {0: str(person % 5 + 1), 1: str(person // 5 % 5 + 1), 2: str(person // 25 % 5 + 1)}


def person_of(sheet: str) -> int:
    """The number that `changes_of` wrote."""
    return (int(sheet[0]) - 1) + (int(sheet[1]) - 1) * 5 + (int(sheet[2]) - 1) * 25


def let_fifty_answer(assessment: Assessment) -> list[str]:
    """Each answers, comments on a theme and on the tool, and sends; returns their codes in order of arrival."""
    codes = []
    for person in range(PEOPLE):
        code = start(assessment)
        key = draft_key(code)
        assert save_answers(key=key, changes=changes_of(person))
        assert save_comment(key=key, theme="complementary-roles", text=f"theme {person}")
        send_draft(key=key, assessment=assessment)
        comment_on_tool(key=key, assessment=assessment, text=f"tool {person}")
        codes.append(code)
    return codes


def rank_correlation(first: list[int], second: list[int]) -> float:
    """Spearman's, of two lists without ties; 0 where there are too few to say."""
    if len(first) < 2:
        return 0.0
    ranks = [{value: rank for rank, value in enumerate(sorted(values))} for values in (first, second)]
    differences = sum((ranks[0][a] - ranks[1][b]) ** 2 for a, b in zip(first, second, strict=True))
    return 1 - 6 * differences / (len(first) * (len(first) ** 2 - 1))


def rows_as_stored(model: type[models.Model], *columns: str) -> list[tuple[Any, ...]]:
    """Rows in the order in which the database holds them, each after the transaction that wrote it, where known."""
    table = model._meta.db_table
    postgres = connection.vendor == "postgresql"
    wanted = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        transaction_id, order = ("xmin::text", "ORDER BY ctid") if postgres else ("0", "")
        cursor.execute(f'SELECT {transaction_id}, {wanted} FROM "{table}" {order}')  # noqa: S608
        return list(cursor.fetchall())


def within_batches(rows: list[tuple[Any, ...]], people: list[int]) -> float:
    """Mean correlation of the order on disk with the order of arrival, within what one transaction wrote."""
    batches: dict[Any, list[int]] = {}
    for row, person in zip(rows, people, strict=True):
        batches.setdefault(row[0], []).append(person)
    return sum(rank_correlation(list(range(len(batch))), batch) * len(batch) for batch in batches.values()) / len(rows)


def everything() -> dict[str, str]:
    """Every table, in full, as text."""
    contents = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            contents[table] = repr(
                [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
            )
    return contents


@pytest.mark.django_db(transaction=True)
def test_fifty_people_cannot_be_joined_to_their_answers() -> None:
    assessment = open_assessment(k=K)
    events = Event.objects.count()
    codes = let_fifty_answer(assessment)
    keys = [draft_key(code) for code in codes]
    assert Event.objects.count() == events
    before = everything()
    assert sum(key in before[Draft._meta.db_table] for key in keys) == K  # those that wait; so a leak would be seen

    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    for table, contents in everything().items():
        assert not any(secret in contents for secret in (*keys, *codes)), table

    sheets = rows_as_stored(Sheet, "id", "sheet")
    comments = rows_as_stored(Comment, "id", "text")
    tool = rows_as_stored(ToolComment, "id", "text")
    arrivals = {
        "sheets": (sheets, [person_of(sheet) for _xmin, _id, sheet in sheets]),
        "comments": (comments, [int(text.split()[1]) for _xmin, _id, text in comments]),
        "tool": (tool, [int(text.split()[1]) for _xmin, _id, text in tool]),
    }
    for rows in (sheets, comments):
        assert min(Counter(row[0] for row in rows).values()) >= K
    for what, (rows, people) in arrivals.items():
        assert sorted(people) == list(range(PEOPLE)), what
        assert abs(within_batches(rows, people)) < NOBODY_IS_TOLD_BY_CHANCE, what
        assert abs(rank_correlation([int(row[1], 16) for row in rows], people)) < NOBODY_IS_TOLD_BY_CHANCE or (
            connection.vendor == "postgresql"
        ), what
    places = {
        what: {person: place for place, person in enumerate(people)} for what, (_rows, people) in arrivals.items()
    }
    for other in ("comments", "tool"):
        # Within a batch: how far the place among sheets tells the place among comments.
        batch_of = {person: row[0] for row, person in zip(*arrivals["sheets"], strict=True)}
        total = 0.0
        for batch in set(batch_of.values()):
            people = [person for person in batch_of if batch_of[person] == batch]
            total += len(people) * rank_correlation(
                [places["sheets"][person] for person in people], [places[other][person] for person in people]
            )
        assert abs(total / PEOPLE) < NOBODY_IS_TOLD_BY_CHANCE, other
    ids = [row[1] for rows, _people in arrivals.values() for row in rows]
    assert len(set(ids)) == 3 * PEOPLE


@pytest.mark.django_db
def test_no_table_of_answers_has_a_time_a_sequence_or_a_person() -> None:
    for model in UNORDERED:
        for field in model._meta.get_fields():
            assert not isinstance(field, models.DateField | models.TimeField | models.AutoField), field
        related = {
            field.related_model for field in model._meta.get_fields() if field.is_relation and not field.auto_created
        }
        assert related <= {apps.get_model("assessments.Assessment"), apps.get_model("partnerships.StaffGroup"), Draft}
    assert not {field.name for field in Sheet._meta.get_fields()} - {
        "id",
        "assessment",
        "staff_group",
        "sector",
        "locality",
        "sheet",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("model", UNORDERED, ids=lambda model: model.__name__)
def test_no_table_of_answers_numbers_its_rows(model: type[models.Model]) -> None:
    """On SQLite a row's number would be its place in the order of arrival; PostgreSQL has no such column at all."""
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'SELECT rowid FROM "{model._meta.db_table}"')  # noqa: S608


ANSWER_ON_A_FILE = """
import django; django.setup()
from oneworkforce.config.database import bring_up_to_date
bring_up_to_date()
from django.conf import settings
from django.db import connection
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.drafts import draft_key
from tests.gathering.questionnaires.given import open_assessment, start
from tests.gathering.questionnaires.test_anonymity import K, let_fifty_answer

def held(words):
    files = [path.read_bytes() for path in settings.DATA_DIR.glob("oneworkforce.sqlite3*")]
    return sum(any(word.encode() in file for file in files) for word in words)

assessment = open_assessment(k=K)
codes = let_fifty_answer(assessment) + [start(assessment)]
keys = [draft_key(code) for code in codes]
with connection.cursor() as cursor:
    secure = cursor.execute("PRAGMA secure_delete").fetchone()[0]
print(secure, held(keys), held(codes), end=" ")
change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
print(held(keys), held(codes), held(["theme 7"]))
"""


def test_the_files_themselves_forget(tmp_path: Path) -> None:
    """No key is left in the bytes of the SQLite file or of its write-ahead log, while the server goes on running."""
    secure, keys_before, codes_before, keys_after, codes_after, comments = map(
        int, output_of(start_python(tmp_path, "-c", ANSWER_ON_A_FILE)).split()
    )
    assert secure == 1
    assert keys_before >= K + 1  # so a key that stays would be found
    assert comments == 1
    assert (codes_before, keys_after, codes_after) == (0, 0, 0)
