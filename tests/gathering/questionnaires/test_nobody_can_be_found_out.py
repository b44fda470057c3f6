"""An adversary with the database, the logs, the files and a look at every response tries to say who answered what.

Fifty people answer through the site in a known order. Every bound on chance stands far beyond what happens once in a
million runs: see `BEYOND_CHANCE`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.models import (
    Comment,
    Draft,
    DraftComment,
    Entered,
    LeavingPlace,
    Sheet,
    Tally,
    ToolComment,
    WorkforceCount,
)
from oneworkforce.visitors.cookies import ANSWERS, SENT, fingerprint
from tests.gathering.questionnaires.adversary import Rows, correlation, digests, everything, in_tables
from tests.gathering.questionnaires.fifty import (
    PEOPLE,
    K,
    Respondent,
    everything_logged,
    let_fifty_answer,
    note_batches,
    number_of,
)
from tests.gathering.questionnaires.given import open_assessment
from tests.processes import output_of, start_python

OF_ANSWERS = (Draft, DraftComment, Sheet, Comment, ToolComment)
MAY_CHANGE = {model._meta.db_table for model in (*OF_ANSWERS, Tally, WorkforceCount)}
AT_CLOSE = {
    "accounts_event",
    "assessments_assessment",
    *(model._meta.db_table for model in (Entered, LeavingPlace)),  # numbers of people, and what places say
}
BEYOND_CHANCE = 0.8
"""Mean rank correlation within five batches of ten: its standard deviation is √(1/9/5) = 0.149, so this is 5.4 of them,
less than once in ten million runs; over all fifty it is 5.6. (Spearman's tails are lighter than the normal's.)"""
LOOKS_LIKE_A_TIME = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|^1[6-9]\d{8}\b")
LONG_AGO = 10**9


@dataclass(frozen=True, slots=True)
class Seen:
    """What the adversary has: the database before, when all have sent and after the close, and the log. And what the
    test alone knows: the people."""

    people: list[Respondent]
    batches: list[list[int]]
    at_first: Rows
    all_sent: Rows
    closed: Rows
    log: str


@pytest.fixture(scope="module")
def seen(committed: None) -> Seen:
    """Gathered once, with the site's own cache; every test here only looks."""
    assessment = open_assessment(k=K)
    at_first = everything()
    with everything_logged() as log:
        crowd = let_fifty_answer(assessment)
        all_sent = everything()
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
        note_batches(assessment, crowd, PEOPLE)
        for one in crowd.people[::7]:
            one.client.get(f"/answer/back/{one.code}/")
    return Seen(crowd.people, crowd.in_batches(), at_first, all_sent, everything(), log.getvalue())


def released(rows: Rows) -> dict[str, dict[int, tuple[int, str]]]:
    """By kind: person → (place in the table, id)."""
    found: dict[str, dict[int, tuple[int, str]]] = {}
    for model, whose in ((Sheet, lambda row: number_of(row["sheet"])), (Comment, said_by), (ToolComment, said_by)):
        held = rows[model._meta.db_table]
        found[model.__name__] = {whose(row): (place, row["id"]) for place, row in enumerate(held)}
        assert sorted(found[model.__name__]) == list(range(PEOPLE))
    return found


def said_by(row: dict[str, Any]) -> int:
    """Whose comment it is."""
    return int(row["text"].split()[-1])


def test_no_table_tells_who_answered_what(seen: Seen) -> None:
    codes = set().union(*(digests(one.code) | {fingerprint(one.code)} for one in seen.people))
    keys = {one.key for one in seen.people}
    tokens = {cookie.value for one in seen.people for cookie in one.client.cookies.values() if cookie.value}
    persons = {one.address for one in seen.people} | {one.browser for one in seen.people}
    persons |= set().union(*(digests(one.address) | digests(one.browser) for one in seen.people))
    # What waits is found, in both of its tables: so a leak would be found, too.
    assert len(in_tables(seen.all_sent, keys)) == 2 * 2 * K
    assert not in_tables(seen.all_sent, codes | tokens | persons)
    assert not in_tables(seen.closed, codes | tokens | persons | keys | {key[:32] for key in keys})

    changed = {table for table, held in seen.closed.items() if held != seen.at_first[table]}
    assert changed - {"cache"} <= MAY_CHANGE | AT_CLOSE
    assert not seen.closed["django_session"]
    assert not {len(seen.closed[model._meta.db_table]) for model in (Draft, DraftComment)} - {0}
    # Not those after the first ones: a table gives its rows in the order of places, and places are used again.
    events = [event for event in seen.closed["accounts_event"] if event not in seen.at_first["accounts_event"]]
    assert [(event["what"], event["details"]) for event in events] == [("assessment closed", "{}")]


def test_no_cell_holds_a_time(seen: Seen) -> None:
    for rows in (seen.all_sent, seen.closed):
        for table in MAY_CHANGE:
            for column, cell in (one for row in rows[table] for one in row.items()):
                assert not isinstance(cell, date | datetime | float), (table, column)
                assert not isinstance(cell, int) or cell < LONG_AGO, (table, column)
                assert not LOOKS_LIKE_A_TIME.search(cell if isinstance(cell, str) else ""), (table, column)
    with connection.cursor() as cursor:
        for model in OF_ANSWERS:
            for column in connection.introspection.get_table_description(cursor, model._meta.db_table):
                kind = connection.introspection.get_field_type(column.type_code, column)
                if column.name == "close":
                    continue  # the number of a close, which all that it counts share
                assert kind in {"CharField", "TextField", "BooleanField", "BigIntegerField", "ForeignKey"}, column
                is_key = column.name in {"assessment_id", "staff_group_id"}
                assert is_key or kind != "BigIntegerField", column


def test_a_sheet_holds_what_was_answered_and_nothing_else() -> None:
    columns = {field.name for field in Sheet._meta.get_fields()}
    assert columns == {"id", "assessment", "staff_group", "sector", "locality", "sheet", "close"}
    models = {model._meta.label for model in OF_ANSWERS}
    for model in OF_ANSWERS:
        led_to = {field.related_model._meta.label for field in model._meta.get_fields() if field.is_relation}
        assert led_to <= models | {"assessments.Assessment", "partnerships.StaffGroup"}, model


def test_no_order_is_the_order_of_arrival_and_no_two_tables_share_theirs(seen: Seen) -> None:
    batches = seen.batches
    assert sorted(len(batch) for batch in batches) == [K] * 5
    kinds = released(seen.closed)
    orders = {
        (kind, what): {person: position[what] for person, position in held.items()}
        for kind, held in kinds.items()
        for what in (0, 1)
    }
    orders["arrival", 0] = {person: person for person in range(PEOPLE)}
    orders["draft key", 0] = {one.number: one.key for one in seen.people}
    names = list(orders)
    for place, name in enumerate(names):
        for other in names[place + 1 :]:
            if name[0] == other[0] or {name[0], other[0]} == {"arrival", "draft key"}:
                continue
            told = sum(correlation(orders[name], orders[other], batch) * len(batch) for batch in batches) / PEOPLE
            assert abs(told) < BEYOND_CHANCE, (name, other)
    ids = [own_id for held in kinds.values() for _place, own_id in held.values()]
    assert len(set(ids)) == 3 * PEOPLE
    assert {len(own_id) for own_id in ids} == {32}
    # The only numbers in a row are the tallies' own: within a release they follow the alphabet, and nobody's arrival.
    tallies = sorted(seen.closed[Tally._meta.db_table], key=lambda row: row["id"])
    cells = [(row["staff_group_id"], row["sector"], row["locality"]) for row in tallies]
    falls = sum(one > other for one, other in pairwise(cells))
    assert falls <= len(batches) - 1


def test_no_transaction_number_and_no_row_number_names_a_person(seen: Seen) -> None:
    if connection.vendor != "postgresql":
        for model in OF_ANSWERS:
            with connection.cursor() as cursor, pytest.raises(Exception, match="no such column: rowid"):
                cursor.execute(f'SELECT rowid FROM "{model._meta.db_table}"')  # noqa: S608
        return
    written = {table: [row["xmin"] for row in rows] for table, rows in seen.closed.items()}
    for model in (Sheet, Comment):
        for transaction in set(written[model._meta.db_table]):
            assert written[model._meta.db_table].count(transaction) >= K, model
    of_sheets = set(written[Sheet._meta.db_table])
    shared = {table for table, numbers in written.items() if of_sheets & set(numbers)}
    assert shared <= MAY_CHANGE | AT_CLOSE


def test_no_log_line_and_no_header_holds_a_code_or_an_address(seen: Seen) -> None:
    assert "django.request: " in seen.log  # somebody's wrong page was logged: by name
    for one in seen.people:
        for secret in (one.code, one.code.lower(), one.key, one.address, one.browser):
            assert secret not in seen.log
        for path, headers in one.client.headers_seen:
            told = {name: value for name, value in headers.items() if name not in {"Location", "Set-Cookie"}}
            assert not any(secret in str(told) for secret in (one.code, one.key, one.address, one.browser))
            assert one.code not in headers.get("Location", "")
            assert not {"ETag", "Last-Modified", "Date", "Server-Timing", "X-Request-ID"} & set(headers), path
            assert "no-store" in headers["Cache-Control"]
    assert not re.search(r"/answer/\S*[0-9A-HJKMNP-TV-Z]{8}", seen.log, re.IGNORECASE)
    assert not re.search(r"\b203\.0\.113\.\d+", seen.log)


def test_a_browser_keeps_nothing_of_what_was_sent(seen: Seen) -> None:
    for one in seen.people:
        kept = {name: cookie.value for name, cookie in one.client.cookies.items() if cookie.value}
        assert ANSWERS not in kept
        assert SENT not in kept
        assert not any(secret in value for value in kept.values() for secret in (one.code, one.key))
        for cookie in one.client.cookies.values():
            assert cookie["path"] == "/answer/"
            assert cookie["samesite"] == "Lax"
    forms = [one.client.cookies["oneworkforce_form"] for one in seen.people]
    assert all(cookie["httponly"] for cookie in forms)


def test_tries_are_counted_without_addresses(seen: Seen) -> None:
    counted = seen.all_sent["cache"]
    assert len(counted) >= PEOPLE  # so there was something to look into
    assert not re.search(r"203\.0\.113|cb0071|Telephone", repr(counted))


FILES = """
import django; django.setup()
from django.conf import settings
from django.db import connection
settings.ALLOWED_HOSTS = ["testserver"]
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.drafts import draft_key
from tests.gathering.questionnaires.fifty import K, let_fifty_answer
from tests.gathering.questionnaires.given import open_assessment, start

def held(words):
    files = [path.read_bytes() for path in settings.DATA_DIR.glob("oneworkforce.sqlite3*")]
    return sum(any(word.encode() in file for file in files) for word in words)

assessment = open_assessment(k=K)
people = let_fifty_answer(assessment).people
with connection.cursor() as cursor:
    print(cursor.execute("PRAGMA secure_delete").fetchone()[0], end=" ")
unsent = draft_key(start(assessment))
keys, codes = [one.key for one in people] + [unsent], [one.code for one in people]
print(held(keys), held(codes), end=" ")
change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
persons = [one.address for one in people] + [one.browser for one in people]
print(held(keys), held(codes), held(persons), held(["theme 7"]))
"""


def test_the_files_forget_each_key_and_never_knew_a_code(data_folder: Path) -> None:
    """The bytes of the SQLite file and its write-ahead log, while the process that answered people goes on running."""
    secure, waiting, codes_waiting, keys, codes, persons, comments = map(
        int, output_of(start_python(data_folder, "-c", FILES)).split()
    )
    assert secure == 1
    assert comments == 1
    assert waiting >= 2 * K + 1  # so a key that stays would be found
    assert (codes_waiting, keys, codes, persons) == (0, 0, 0, 0)
