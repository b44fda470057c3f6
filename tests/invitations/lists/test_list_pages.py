"""An officer takes in a list: uploads it, looks at what it would do, says yes once."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.lists.reading.names import names_of
from oneworkforce.invitations.lists.reading.people import read_people
from oneworkforce.invitations.lists.reading.person import Defaults
from oneworkforce.invitations.models import Invitation, UploadedList
from oneworkforce.invitations.people.actions import erase
from tests.factories import make_assessment, make_member
from tests.invitations.lists.files import HEADING, INES, OLA
from tests.invitations.lists.people import make_invitation
from tests.tables.files import csv_of, hiding_a_row, xlsx_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


@pytest.fixture
def officer(assessment: Assessment, signed_in: Any) -> Client:
    return signed_in(make_member(assessment.partnership))


def address(page: str, assessment: Assessment, **more: str) -> str:
    where = {"partnership": assessment.partnership.key, "assessment": assessment.key}
    return reverse(page, kwargs=where | more)


def send(officer: Client, assessment: Assessment, data: bytes, name: str = "people.csv", **typed: str) -> Any:
    given = {"file": SimpleUploadedFile(name, data), "staff_group": "", "wave": "", **typed}
    return officer.post(address("invite-list", assessment), given)


def preview(officer: Client, assessment: Assessment, data: bytes, **typed: str) -> tuple[str, str]:
    """Upload a list; the preview's address and text."""
    answer = send(officer, assessment, data, **typed)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"], text_of(officer.get(answer["Location"]))


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize(
    "data", [csv_of(HEADING, INES, OLA, delimiter=";", encoding="utf-16"), xlsx_of(HEADING, INES, OLA)]
)
def test_a_list_is_looked_at_and_then_its_people_are_invited(
    officer: Client, assessment: Assessment, data: bytes
) -> None:
    where, page = preview(officer, assessment, data)
    assert "2 new people would be invited" in page
    assert "There is no wave “First wave” yet: it would be made." in page
    assert "Invite these 2 people" in page
    assert "Ines Moth" in page
    assert not Invitation.objects.exists()

    answer = officer.post(where, follow=True)

    assert "2 people are added. This sent no letters." in text_of(answer)
    assert answer.redirect_chain[-1][0] == address("invite-people", assessment)
    assert Invitation.objects.count() == 2
    assert not UploadedList.objects.exists()


def test_somebody_says_which_of_two_columns_to_write_to(officer: Client, assessment: Assessment) -> None:
    data = csv_of((*HEADING, "E-mail address"), (*INES, "moth@work.example"), (*OLA, "reed@work.example"))
    where, page = preview(officer, assessment, data)
    assert "Which column has each person’s own work address?" in page
    assert "E-mail address: moth@work.example, reed@work.example …" in page

    # Nothing is done by a yes to a list of which this is not said, nor without a choice.
    answer = officer.post(where)
    assert "Choose the column to write to." in text_of(answer)
    assert not Invitation.objects.exists()

    answer = officer.post(where, {"column": "1"}, follow=True)
    assert "2 new people would be invited" in text_of(answer)
    assert "Columns that were not read: E-mail." in text_of(answer)
    # The same form sent again, from another tab, is no yes either way of reading it: the choice stays.
    officer.post(where)
    assert {one.email for one in Invitation.objects.all()} == {"moth@work.example", "reed@work.example"}
    assert not UploadedList.objects.exists()


def test_a_column_with_a_fault_is_named_and_cannot_be_chosen(officer: Client, assessment: Assessment) -> None:
    data = csv_of((*HEADING, "E-mail address"), (*INES, "no address"), (*OLA, "reed@work.example"))
    where, page = preview(officer, assessment, data)
    assert "Not to choose from, because not every line has a right address there: E-mail address." in page
    assert "Select a valid choice." in text_of(officer.post(where, {"column": "1"}))
    assert not Invitation.objects.exists()
    assert "2 new people would be invited" in text_of(officer.post(where, {"column": "0"}, follow=True))


def test_a_column_of_people_who_want_no_mail_is_not_called_faulty(officer: Client, assessment: Assessment) -> None:
    data = csv_of((*HEADING, "E-mail address", "Unsubscribed"), (*INES, "moth@work.example", "yes"))
    where, page = preview(officer, assessment, data)
    assert "Not to choose from" not in page
    said = text_of(officer.post(where, {"column": "1"}, follow=True))
    assert "Nobody is left to invite" in said
    assert "is left out: moth@work.example" in said


def test_what_a_workbook_hides_is_taken_in_by_choice(officer: Client, assessment: Assessment) -> None:
    data = hiding_a_row(HEADING, INES, OLA)
    _where, page = preview(officer, assessment, data)
    assert "1 new person would be invited" in page
    assert "1 row that the sheet hides or filters out was left out: line 3." in page
    _where, page = preview(officer, assessment, data, with_hidden="on")
    assert "2 new people would be invited" in page


def test_a_list_of_which_nobody_is_left_says_so(officer: Client, assessment: Assessment) -> None:
    _where, page = preview(officer, assessment, csv_of((*HEADING, "Unsubscribed"), (*INES, "yes")))
    assert "Nobody is left to invite: how the list was read says why." in page
    assert "is left out: ines@example.org" in page
    assert "Everybody on this list is invited already" not in page


def test_a_yes_pressed_twice_or_in_two_tabs_or_after_the_back_button(officer: Client, assessment: Assessment) -> None:
    where, _page = preview(officer, assessment, csv_of(HEADING, INES))
    officer.post(where)
    for again in (officer.post(where, follow=True), officer.get(where, follow=True)):
        assert "Nothing was done again" in text_of(again)
    assert Invitation.objects.count() == 1
    assert Event.objects.filter(what="people invited").count() == 1


def test_two_previews_of_one_list_invite_everybody_once(officer: Client, assessment: Assessment) -> None:
    first, _page = preview(officer, assessment, csv_of(HEADING, INES, OLA))
    second, _page = preview(officer, assessment, csv_of(HEADING, INES, OLA))
    officer.post(first)
    assert "There is nothing to do" in text_of(officer.get(second))
    officer.post(second)
    assert Invitation.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (csv_of(INES, OLA), "The columns have no names"),
        (
            csv_of(("Email", "E-mail address"), ("i@example.org", "j@example.org")),
            "There are 2 columns of e-mail addresses",
        ),
        (csv_of(HEADING, INES, encoding="utf-16")[:-1], "says that it is saved as UTF-16, but it breaks off"),
        (csv_of(HEADING) + csv_of(INES, delimiter=";"), "has another mark between its cells"),
        (
            csv_of(HEADING, *((f"G {n}", f"g{n}@example.org", "leaders") for n in range(50_000))),
            "50,000 people in the list; at most 20,000",
        ),
        (csv_of(HEADING, ("=1+1", "i@example.org", "leaders")), "is a formula"),
        (csv_of(HEADING, INES, INES), "is on line 2 already"),
        (csv_of(HEADING, ("I", "i@example.org", "Nurses")), "“Nurses” is not a staff group of this partnership"),
    ],
)
def test_a_list_with_a_fault_writes_nothing(officer: Client, assessment: Assessment, data: bytes, says: str) -> None:
    events = Event.objects.count()
    answer = send(officer, assessment, data)
    assert answer.status_code == 422
    page = text_of(answer)
    assert says in page
    assert "What to put right in people.csv" in page
    assert page.startswith("Error:")
    assert not UploadedList.objects.exists()
    assert not Invitation.objects.exists()
    assert not assessment.waves.exists()
    assert Event.objects.count() == events


def test_a_hundred_faults_are_shown_and_the_others_counted(officer: Client, assessment: Assessment) -> None:
    answer = send(officer, assessment, csv_of(HEADING, *(("", f"no address {n}", "leaders") for n in range(140))))
    assert answer.content.decode().count("is not an e-mail address") == 100
    assert "the list has 140 faults" in text_of(answer)
    assert "There are 40 more." in text_of(answer)


def test_a_file_larger_than_any_list_is_not_read(officer: Client, assessment: Assessment) -> None:
    answer = send(officer, assessment, b"x" * (20 * 2**20 + 1))
    assert "The file has 21 MB; a list may have 20 MB" in text_of(answer)


def test_nothing_chosen(officer: Client, assessment: Assessment) -> None:
    assert "Choose a file." in text_of(officer.post(address("invite-list", assessment)))


def test_what_holds_for_lines_that_do_not_say_it(officer: Client, assessment: Assessment) -> None:
    where, page = preview(
        officer, assessment, csv_of(("Email",), ("i@example.org",)), staff_group="leaders", wave="Pilot"
    )
    assert "There is no wave “Pilot” yet" in page
    officer.post(where)
    person = Invitation.objects.get()
    assert (person.staff_group.key, person.wave.name) == ("leaders", "Pilot")


def test_the_preview_tells_changes_from_what_stays(officer: Client, assessment: Assessment) -> None:
    make_invitation(assessment, email="ines@example.org", name="Ines Moth")
    make_invitation(assessment, email="ola@example.org", name="Ola Reed", group="leaders")
    rows = ((*HEADING, "Wave"), (*INES, "Frist wave"), (*OLA, "First wave"), ("Pat", "pat@example.org", "leaders", ""))
    _where, page = preview(officer, assessment, csv_of(*rows))
    assert "1 new person would be invited" in page
    assert "1 person is invited already, and would be changed. 1 of them goes to another wave." in page
    assert "1 person is invited already, and stays as they are." in page
    assert "Wave: from First wave to Frist wave" in page
    assert "Or is “First wave” meant?" in page


def test_who_asked_to_be_erased_is_counted_and_not_named(officer: Client, assessment: Assessment) -> None:
    erase(make_invitation(assessment, email="ola@example.org"), by=None)
    where, page = preview(officer, assessment, csv_of(HEADING, INES, OLA))
    assert "1 person on the list asked not to be written to, and is left out." in page
    assert "ola@example.org" not in page.casefold()
    officer.post(where)
    assert Invitation.objects.get().email == "ines@example.org"


def test_words_of_a_list_are_never_markup(officer: Client, assessment: Assessment) -> None:
    answer = send(officer, assessment, csv_of(HEADING, ("<b>x</b>", "i@example.org", "<script>alert(1)</script>")))
    assert "<script>alert" not in answer.content.decode()
    where = send(officer, assessment, csv_of(HEADING, ("<b>x</b>", "i@example.org", "leaders")), name="<i>.csv")[
        "Location"
    ]
    assert "<b>x</b>" not in officer.get(where).content.decode()


def test_a_sample_is_drawn(officer: Client, assessment: Assessment) -> None:
    rows = [(f"G {n}", f"g{n}@example.org", "leaders" if n < 10 else "frontline") for n in range(40)]
    where, page = preview(officer, assessment, csv_of(HEADING, *rows))
    assert "drawn at random" in page
    answer = text_of(officer.post(where, {"people": "8", "by": "staff_group"}, follow=True))
    assert "8 people are added. They were drawn at random:" in answer
    assert "Leaders and managers 2 of 10" in answer
    assert Invitation.objects.filter(staff_group__key="leaders").count() == 2
    assert Invitation.objects.count() == 8


@pytest.mark.parametrize(
    ("people", "says"),
    [
        ("", "Say how many people."),
        ("0", "greater than or equal to 1"),
        ("40", "There are only 40 new people in this list"),
        ("x", "whole number"),
    ],
)
def test_a_sample_that_is_none(officer: Client, assessment: Assessment, people: str, says: str) -> None:
    rows = [(f"G {n}", f"g{n}@example.org", "leaders") for n in range(40)]
    where, _page = preview(officer, assessment, csv_of(HEADING, *rows))
    answer = officer.post(where, {"people": people, "by": "sector"})
    assert says in text_of(answer)
    assert not Invitation.objects.exists()


def test_a_list_is_thrown_away(officer: Client, assessment: Assessment) -> None:
    where, _page = preview(officer, assessment, csv_of(HEADING, INES))
    assert officer.get(f"{where}throw-away/").status_code == 405
    answer = officer.post(f"{where}throw-away/", follow=True)
    assert "Nobody was invited" in text_of(answer)
    assert not UploadedList.objects.exists()


def test_a_list_of_another_assessment_cannot_be_used_here(officer: Client, assessment: Assessment) -> None:
    where, _page = preview(officer, assessment, csv_of(HEADING, INES))
    other = make_assessment(assessment.partnership)
    elsewhere = where.replace(f"/{assessment.key}/", f"/{other.key}/")
    officer.post(elsewhere)
    officer.post(f"{elsewhere}throw-away/")
    assert not Invitation.objects.exists()
    assert UploadedList.objects.exists()


def test_after_the_close_nobody_is_taken_in(signed_in: Any) -> None:
    closed = make_assessment(stage=Stage.CLOSED)
    officer = signed_in(make_member(closed.partnership))
    for page in ("invite-list", "invite-add"):
        answer = officer.get(address(page, closed), follow=True)
        assert "so you can’t invite people" in text_of(answer)
    assert "Take in a list" not in text_of(officer.get(address("invite-people", closed)))


def test_people_are_typed(officer: Client, assessment: Assessment) -> None:
    typed = {
        "people": "Ines Moth <ines@example.org>\nola@example.org",
        "staff_group": "leaders",
        "wave": "Pilot",
        "sector": "health",
        "workforce": "wider",
        "locality": "north",
    }
    answer = officer.post(address("invite-add", assessment), typed)
    assert not Invitation.objects.exists()
    officer.post(answer["Location"])
    ines = Invitation.objects.get(name="Ines Moth")
    assert (ines.staff_group.key, ines.wave.name, ines.sector) == ("leaders", "Pilot", "health")
    assert (ines.locality, ines.workforce) == ("north", "wider")
    assert Invitation.objects.count() == 2


def test_typed_words_that_are_no_addresses(officer: Client, assessment: Assessment) -> None:
    answer = officer.post(address("invite-add", assessment), {"people": "Ines", "staff_group": "leaders"})
    assert answer.status_code == 422
    assert "There is no e-mail address in “Ines”" in text_of(answer)
    assert "\nInes</textarea>" in answer.content.decode()
    nothing = text_of(officer.post(address("invite-add", assessment), {"people": ""}))
    assert "Write at least one e-mail address." in nothing
    assert "Choose a staff group: it says what people are asked." in nothing
    signs = {"people": "i@example.org", "staff_group": "leaders", "wave": "=1"}
    assert "Begin the name of the wave" in text_of(officer.post(address("invite-add", assessment), signs))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_empty_list_can_be_filled_in(officer: Client, assessment: Assessment, kind: str) -> None:
    answer = officer.get(address("invite-template", assessment, kind=kind))
    assert answer["Content-Disposition"].endswith(f'-people.{kind}"')
    row = ("Ines Moth", "ines@example.org", "frontline", "Play", "Health", "North", "Pilot", "English", "core")
    if kind == "csv":
        data = answer.content + csv_of(row)
    else:
        book = load_workbook(io.BytesIO(answer.content))
        book.worksheets[0].append(row)
        file = io.BytesIO()
        book.save(file)
        data = file.getvalue()
    person = read_people(io.BytesIO(data), names_of(assessment), Defaults(wave="First wave")).people[0]
    assert person.packed()[1:] == [
        "ines@example.org",
        "frontline",
        "Pilot",
        "Ines Moth",
        "Play",
        "health",
        "north",
        "core",
        "en-gb",
    ]


def test_names_in_the_empty_list_are_words_and_no_formulas(officer: Client, assessment: Assessment) -> None:
    assessment.partnership.localities.create(key="odd", name="=1+1")
    answer = officer.get(address("invite-template", assessment, kind="xlsx"))
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[1]
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in found] == ["s"]
    raw = [str(name) for (name,) in [(sheet.title,)]]
    assert raw == ["Names to use"]


def test_the_preview_costs_the_same_for_one_and_for_many(
    officer: Client, assessment: Assessment, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    one, _page = preview(officer, assessment, csv_of(HEADING, INES))
    rows = [(f"G {n}", f"g{n}@example.org", "leaders") for n in range(300)]
    many, _page = preview(officer, assessment, csv_of(HEADING, *rows))
    with django_assert_max_num_queries(25) as first:
        officer.get(one)
    with django_assert_num_queries(len(first)):
        officer.get(many)
