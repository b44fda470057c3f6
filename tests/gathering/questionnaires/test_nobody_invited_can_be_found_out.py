"""The same attempt with invitations: fifty people on a list, letters, reminders, personal links, and who has finished.

The thief has every table with what the database notes of its rows, at four moments, the log, the site's key, and the
order in which people finished. The database alone must not say whose answers are whose.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import mean
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import override_settings

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.config.environment import SmtpServer
from oneworkforce.gathering.questionnaires.drafts import draft_key
from oneworkforce.gathering.questionnaires.models import (
    Comment,
    Draft,
    DraftComment,
    Entered,
    LeavingPlace,
    Sheet,
    Tally,
    ToolComment,
)
from oneworkforce.gathering.questionnaires.privacy.traces import leave_no_traces
from oneworkforce.invitations.keys import invitation_key
from oneworkforce.invitations.models import Invitation, InvitationKey
from oneworkforce.mail.models import Message
from tests.gathering.questionnaires.adversary import (
    HIDDEN,
    Row,
    Rows,
    correlation,
    digests,
    everything,
    in_tables,
    keyed,
    place_on_disk,
    rows_of,
    words_in,
)
from tests.gathering.questionnaires.fifty import PEOPLE, K, everything_logged, note_batches, number_of
from tests.gathering.questionnaires.fifty_invited import (
    Crowd,
    InvitedRespondent,
    begin_and_answer,
    invite_fifty,
    invited,
    keys_of,
    remind_half,
    send_one_by_one,
    write_to_all,
)
from tests.gathering.questionnaires.given import open_assessment
from tests.gathering.questionnaires.test_nobody_can_be_found_out import (
    BEYOND_CHANCE,
    LONG_AGO,
    LOOKS_LIKE_A_TIME,
    OF_ANSWERS,
    said_by,
)
from tests.mail.sink import Sink

ANSWER_TABLES = {model._meta.db_table for model in OF_ANSWERS}
SENT_WHEN_FEW = 7
"""Fewer than k, so fewer than 2k wait of either group."""
BEYOND_CHANCE_OF_MANY = 0.4
"""Mean rank correlation of waiting places on disk with the order of sending, over more than forty shuffles of five to
nineteen rows: its standard deviation is below √(1/4/40) = 0.08, so this is more than 5 of them."""


Note = tuple[str, tuple[int, ...]]
"""The transaction that wrote a row, and its place on disk."""


@dataclass(slots=True)
class Loot:
    """What the thief has. `waiting`: after each sending, table and number → its note, of the group's sent drafts."""

    crowd: Crowd
    at_first: Rows = field(default_factory=dict)
    begun: Rows = field(default_factory=dict)
    few: Rows = field(default_factory=dict)
    all_sent: Rows = field(default_factory=dict)
    closed: Rows = field(default_factory=dict)
    waiting: list[tuple[str, dict[int, Note]]] = field(default_factory=list)
    log: str = ""

    @property
    def people(self) -> list[InvitedRespondent]:
        return list(invited(self.crowd))

    @property
    def moments(self) -> list[Rows]:
        return [self.begun, self.few, self.all_sent, self.closed]


MAIL = {
    "MAIL_FROM": ("One Workforce", "workforce@example.org"),
    "MAIL_BOUNCES": "",
    "MAIL_PER_MINUTE": 0,
    "DEMO": False,
}


@pytest.fixture(scope="module")
def loot(committed: None) -> Loot:
    """Gathered once, with the site's own cache; every test here only looks."""
    assessment = open_assessment(k=K)
    crowd = invite_fifty(assessment)
    taken = Loot(crowd)
    with everything_logged() as log, Sink() as sink, override_settings(SMTP=to(sink), **MAIL):
        write_to_all(crowd, assessment, sink)
        remind_half(crowd, assessment, sink)
        taken.at_first = everything()
        begin_and_answer(crowd)
        taken.begun = everything()

        def watch(number: int) -> None:
            if number + 1 == SENT_WHEN_FEW:
                taken.few = everything()
            taken.waiting += list(_waiting(keys_of(crowd), crowd.people[number].group))

        send_one_by_one(crowd, assessment, watch)
        leave_no_traces()  # as the worker does once a minute
        taken.all_sent = everything()
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
        note_batches(assessment, crowd, PEOPLE)
        taken.closed = everything()
    taken.log = log.getvalue()
    return taken


def to(sink: Sink) -> SmtpServer:
    """The setting that sends mail to a server of ours."""
    return SmtpServer("127.0.0.1", sink.port, "", "", "none")


def _waiting(whose: dict[str, int], group: str) -> Iterator[tuple[str, dict[int, Note]]]:
    if connection.vendor == "postgresql":
        sent = set(Draft.objects.filter(sent=True, staff_group__key=group).values_list("pk", flat=True))
        for model, key in ((Draft, "token_hash"), (DraftComment, "draft_id")):
            rows = [row for row in rows_of(model._meta.db_table) if row[key] in sent]
            yield model.__name__, {whose[row[key]]: (row["xmin"], place_on_disk(row["ctid"])) for row in rows}


def test_the_test_would_see(loot: Loot) -> None:
    """Letters came, half of them twice; everyone answered by the newest; all is noted as finished."""
    assert Counter(len(one.letters) for one in loot.people) == {1: PEOPLE // 2, 2: PEOPLE // 2}
    assert len({code for one in loot.people for code in one.letters}) == PEOPLE * 3 // 2
    assert len(loot.begun[Draft._meta.db_table]) == PEOPLE
    assert len([row for row in loot.few[Draft._meta.db_table] if row["sent"]]) == SENT_WHEN_FEW
    assert all(row["finished"] for row in loot.all_sent[Invitation._meta.db_table])
    assert sum(row["finished"] for row in loot.few[Invitation._meta.db_table]) == SENT_WHEN_FEW
    assert sorted(number_of(row["sheet"]) for row in loot.closed[Sheet._meta.db_table]) == list(range(PEOPLE))
    assert len(in_tables(loot.begun, {one.key for one in loot.people})) == 2 * PEOPLE


def test_no_table_holds_a_code_and_none_holds_both_a_person_and_an_answer(loot: Loot) -> None:
    codes = set().union(*(digests(code) for one in loot.people for code in one.letters))
    persons = set().union(*(one.personal | {one.address, one.browser} for one in loot.people))
    for rows in loot.moments:
        assert not in_tables(rows, codes)
        of_answers = {table: rows[table] for table in ANSWER_TABLES | {Tally._meta.db_table, "django_session"}}
        assert not in_tables(of_answers, persons)
        ids = {row["id"] for model in (Sheet, Comment, ToolComment, DraftComment) for row in rows[model._meta.db_table]}
        ids |= {row["token_hash"] for row in rows[Draft._meta.db_table]}
        others = {table: held for table, held in rows.items() if table not in ANSWER_TABLES}
        assert not in_tables(others, ids | {given[:32] for given in ids})


def test_the_sites_key_makes_no_stored_word_into_a_stored_key(loot: Loot) -> None:
    """With the key stolen too: a keyed hash of whatever is written anywhere leads to no draft and to no invitation."""
    one = loot.people[0]
    assert {draft_key(one.code), invitation_key(one.code)} <= keyed(one.code)  # what it would find, were a code there
    for rows in loot.moments:
        wanted = {row["token_hash"] for row in rows[Draft._meta.db_table]}
        wanted |= {row["key_hash"] for row in rows[InvitationKey._meta.db_table]}
        made = set().union(*(keyed(word) for word in words_in(rows)))
        assert not made & wanted
        assert not {row["token_hash"] for row in rows[Draft._meta.db_table]} & {
            row["key_hash"] for row in rows[InvitationKey._meta.db_table]
        }


def test_nothing_but_finished_changes_beside_the_answers(loot: Loot) -> None:
    changed = {table for table, held in loot.all_sent.items() if plain(held) != plain(loot.at_first[table])}
    assert changed - {"cache"} <= ANSWER_TABLES | {Tally._meta.db_table, Invitation._meta.db_table}
    before = {row["id"]: row for row in plain(loot.at_first[Invitation._meta.db_table])}
    for row in plain(loot.all_sent[Invitation._meta.db_table]):
        assert row == {**before[row["id"]], "finished": row["finished"]}
    assert not loot.closed["django_session"]


def plain(held: list[Row]) -> list[Row]:
    """Rows without what the database notes of them, in an order that has nothing to do with places."""
    return sorted(({name: row[name] for name in row if name not in HIDDEN} for row in held), key=repr)


def test_no_cell_of_an_answer_holds_a_time(loot: Loot) -> None:
    for rows in loot.moments:
        for table in ANSWER_TABLES | {Tally._meta.db_table}:
            for row in rows[table]:
                for name, cell in row.items():
                    if name not in HIDDEN:
                        assert not hasattr(cell, "year"), (table, name)
                        assert not isinstance(cell, float | int) or cell < LONG_AGO, (table, name)
                        assert not LOOKS_LIKE_A_TIME.search(cell if isinstance(cell, str) else ""), (table, name)


def test_no_value_of_an_answer_is_a_value_of_few_people(loot: Loot) -> None:
    """Whatever an answer and a person have in common, they have in common with all of the group who finished."""
    for rows in loot.moments:
        finished = [row for row in rows[Invitation._meta.db_table] if row["finished"]]
        groups = Counter(row["staff_group_id"] for row in finished)
        about = persons_rows(rows)
        for model in OF_ANSWERS:
            for row in rows[model._meta.db_table]:
                group = row.get("staff_group_id")
                for name, cell in row.items():
                    if name not in HIDDEN and isinstance(cell, str) and len(cell) > 1:
                        meant = about.get(cell.casefold(), set())
                        assert not meant or len(meant) >= groups[group], (model, name, cell)
        for model in (Draft, Sheet):
            for row in rows[model._meta.db_table]:
                if model is Sheet or row["sent"]:
                    said = [row[name] for name in ("sector", "locality")]
                    like = [one for one in finished if one["staff_group_id"] == row["staff_group_id"]]
                    like = [one for one in like if not any(said) or [one["sector"], one["locality"]] == said]
                    assert len(like) >= groups[row["staff_group_id"]], said


def persons_rows(rows: Rows) -> dict[str, set[str]]:
    """Each text beside a person, in any table → the invitations that it stands beside."""
    whose = {row["id"]: row["id"] for row in rows[Invitation._meta.db_table]}
    whose |= {row["key_hash"]: row["invitation_id"] for row in rows[InvitationKey._meta.db_table]}
    whose |= {row["email"]: row["id"] for row in rows[Invitation._meta.db_table]}
    about: dict[str, set[str]] = defaultdict(set)
    for table, held in rows.items():
        if table in ANSWER_TABLES:
            continue
        for row in held:
            persons = {whose[cell] for cell in row.values() if isinstance(cell, str) and cell in whose}
            for cell in row.values():
                if isinstance(cell, str) and len(cell) > 1:
                    about[cell.casefold()] |= persons
    return about


def test_no_order_of_invitations_is_an_order_of_answers(loot: Loot) -> None:
    for rows, batches in ((loot.begun, [list(range(PEOPLE))]), (loot.closed, loot.crowd.in_batches())):
        assert sorted(len(batch) for batch in batches) in ([PEOPLE], [K] * 5)
        tried = 0
        for name, order in invitation_orders(loot, rows).items():
            for other, theirs in answer_orders(loot, rows).items():
                if len(order) == len(theirs) == PEOPLE:
                    told = sum(correlation(order, theirs, batch) * len(batch) for batch in batches) / PEOPLE
                    assert abs(told) < BEYOND_CHANCE, (name, other, told)
                    tried += 1
        assert tried >= 7 * 4


@pytest.mark.postgres
def test_no_transaction_wrote_a_person_and_an_answer_and_none_wrote_one_answer(loot: Loot) -> None:
    for rows in loot.moments:
        of_answers = {row["xmin"] for table in ANSWER_TABLES for row in rows[table]}
        at_close = {model._meta.db_table for model in (Tally, Entered, LeavingPlace)}  # numbers of people, and places
        others = set(rows) - ANSWER_TABLES - at_close - {"assessments_assessment", "accounts_event"}
        assert not of_answers & {row["xmin"] for table in others for row in rows[table]}
    for model in (Sheet, Comment, ToolComment):
        wrote = Counter(row["xmin"] for row in loot.closed[model._meta.db_table])
        assert min(wrote.values()) >= K, model


@pytest.mark.postgres
def test_what_waits_was_written_at_once_and_its_places_say_nothing(loot: Loot) -> None:
    for model in ("Draft", "DraftComment"):
        told, newest = [], []
        for _model, notes in (seen for seen in loot.waiting if seen[0] == model):
            assert len({transaction for transaction, _place in notes.values()}) == 1
            if len(notes) >= 5:
                places = {number: place for number, (_transaction, place) in notes.items()}
                told.append(correlation({number: number for number in places}, places, list(places)))
                newest.append(sorted(places.values()).index(places[max(places)]) / (len(places) - 1))
        assert len(told) >= 40
        assert abs(mean(told)) < BEYOND_CHANCE_OF_MANY
        assert abs(mean(newest) - 1 / 2) < BEYOND_CHANCE_OF_MANY / 2  # σ ≤ 0.3/√40


def test_the_log_names_nobody(loot: Loot) -> None:
    assert "django.request: " in loot.log  # somebody's wrong page was logged: by name
    for one in loot.people:
        secrets = {*one.letters, *(code.lower() for code in one.letters), *one.personal, one.key}
        for secret in secrets | {one.address, one.browser}:
            assert secret not in loot.log
        for path, headers in one.client.headers_seen:
            told = {name: value for name, value in headers.items() if name != "Set-Cookie"}
            assert not any(secret in str(told) for secret in secrets), path
    assert not re.search(r"/answer/\S*[0-9A-HJKMNP-TV-Z]{8}", loot.log, re.IGNORECASE)


def test_the_record_tells_of_no_person(loot: Loot) -> None:
    """What was recorded: that letters went out, and the close. Nothing while people answered."""
    during = [row for row in loot.all_sent["accounts_event"] if row not in loot.at_first["accounts_event"]]
    assert not during
    personal = set().union(*(one.personal | {one.key} for one in loot.people))
    assert not in_tables({"accounts_event": loot.closed["accounts_event"]}, personal)


def invitation_orders(loot: Loot, rows: Rows) -> dict[str, dict[int, Any]]:
    """Every order that the side of the invitations has of its people; and the one in which they finished."""
    number = {one.invitation: one.number for one in loot.people}
    by_key = {key: one.number for one in loot.people for key in one.keys}
    orders: dict[str, dict[int, Any]] = {"finishing": {one.number: one.number for one in loot.people}}
    for model, name, whose in (
        (Invitation, "id", number),
        (InvitationKey, "key_hash", by_key),
        (Message, "about", number),
    ):
        held = rows[model._meta.db_table]
        for place, row in enumerate(held):
            person = whose.get(row[name])
            if person is None:
                continue
            marks = {"place": place, "key": row[name], "rowid": row.get("rowid", place)}
            if "xmin" in row:
                marks |= {"xmin": (int(row["xmin"]), place), "ctid": place_on_disk(row["ctid"])}
            for what, value in marks.items():
                orders.setdefault(f"{model.__name__} {what}", {})[person] = value
    return orders


def answer_orders(loot: Loot, rows: Rows) -> dict[str, dict[int, Any]]:
    """Every order that the side of the answers has, had the thief known whose they are."""
    whose = keys_of(loot.crowd)
    orders: dict[str, dict[int, Any]] = {}
    readers: tuple[tuple[type[Model], Callable[[Row], int]], ...] = (
        (Draft, lambda row: whose[row["token_hash"]]),
        (DraftComment, said_by),
        (Sheet, lambda row: number_of(row["sheet"])),
        (Comment, said_by),
        (ToolComment, said_by),
    )
    for model, person in readers:
        for place, row in enumerate(rows[model._meta.db_table]):
            marks: dict[str, Any] = {"place": place, "key": row.get("id") or row.get("token_hash")}
            if "xmin" in row and model in (Draft, DraftComment):
                marks |= {"xmin": (int(row["xmin"]), place)}
            for what, value in marks.items():
                orders.setdefault(f"{model.__name__} {what}", {})[person(row)] = value
    return orders
