"""Lists as other programs export them: whose address is taken, whose never is, and whom another tool holds back."""

from __future__ import annotations

import io

import pytest

from oneworkforce.invitations.lists.reading.headings import AddressKind, address_of, says_opted_out
from oneworkforce.invitations.lists.reading.people import PeopleRead, WhichAddress, read_people
from oneworkforce.invitations.lists.reading.person import Defaults
from oneworkforce.tables.faults import TableRefused
from tests.invitations.lists.files import names
from tests.tables.files import csv_of

ALL_FRONT_LINE = Defaults(staff_group="frontline", wave="First wave")

# Of what: {heading: what stands under it}. The right address is always ines@work.example.org, the name Ines Moth.
OWN = "ines@work.example.org"
OTHER = "somebody@home.example"
EXPORTS: dict[str, dict[str, str]] = {
    "Entra ID, users": {
        "userPrincipalName": "imoth@tenant.example", "displayName": "MOTH Ines (Westerby)", "surname": "Moth",
        "mail": OWN, "givenName": "Ines", "userType": "Member", "department": "Children",
        "alternateEmailAddress": OTHER, "companyName": "Westerby Council", "state": "Cheshire",
    },
    "Entra ID, members of a group": {
        "id": "7", "userPrincipalName": OWN, "displayName": "Ines Moth", "objectType": "User", "isUser": "TRUE",
    },
    "Active Directory, csvde": {
        "DN": "CN=Ines Moth", "objectClass": "user", "cn": "Ines Moth", "sn": "Moth", "givenName": "Ines",
        "manager": "CN=Head", "mail": OWN, "proxyAddresses": f"smtp:{OTHER}",
    },
    "Exchange, mailboxes": {
        "DisplayName": "Ines Moth", "PrimarySmtpAddress": OWN, "EmailAddresses": f"smtp:{OTHER}",
        "ForwardingSmtpAddress": OTHER, "RecipientTypeDetails": "UserMailbox",
    },
    "Google Workspace, users": {
        "First Name [Required]": "Ines", "Last Name [Required]": "Moth", "Email Address [Required]": OWN,
        "Org Unit Path [Required]": "/Staff", "New Primary Email [UPLOAD ONLY]": OTHER,
        "Status [READ ONLY]": "Active", "Recovery Email": OTHER, "Home Secondary Email": OTHER,
        "Work Secondary Email": OTHER, "Work Address": "1 High Street", "Manager Email": "head@work.example.org",
    },
    "Google contacts": {
        "First Name": "Ines", "Last Name": "Moth", "E-mail 1 - Label": "Work", "E-mail 1 - Value": OWN,
        "E-mail 2 - Label": "Home", "E-mail 2 - Value": OTHER, "Phone 1 - Value": "01632 960123",
    },
    "Outlook contacts": {
        "First Name": "Ines", "Last Name": "Moth", "Company": "Westerby", "E-mail Address": OWN,
        "E-mail Type": "SMTP", "E-mail Display Name": "Ines Moth", "E-mail 2 Address": OTHER,
        "E-mail 3 Address": OTHER, "Home City": "Crewe", "Spouse": "Al",
    },
    "a payroll with next of kin": {
        "Forename": "Ines", "Surname": "Moth", "Work Email Addr": OWN, "Emergency contact email": OTHER,
    },
    "a staff record of the health service": {
        "Employee Number": "2009", "Last Name": "Moth", "First Name": "Ines", "Organisation": "Mere NHS Trust",
        "Position Title": "Health visitor", "Email Address": OWN, "Home Email Address": OTHER,
        "Supervisor Email Address": "boss@work.example.org",
    },
    "a staff record with numbered headings": {
        "1. Forename": "Ines", "2. Surname": "Moth", "3. Work email address": OWN, "4. Personal email address": OTHER,
    },
    "a school's staff": {
        "Title": "Ms", "Legal surname": "Moth", "Name": "Ines Moth", "Work Email": OWN, "Home Email": OTHER,
        "Job": "Teaching assistant",
    },
    "a school's staff, from another system": {
        "Known As": "Ines", "Surname": "Moth", "Primary Email": OWN, "Next of Kin Email": OTHER,
        "Line Manager Email": "head@work.example.org",
    },
    "schools and their heads": {
        "School": "Brine Primary", "Phase": "Primary", "Contact": "Ines Moth", "Email": OWN, "Town": "north",
    },
    "a contact that is a telephone": {
        "First name": "Ines", "Surname": "Moth", "Email": OWN, "Contact": "07700 900101",
    },
    "LimeSurvey, participants": {
        "tid": "1", "firstname": "Ines", "lastname": "Moth", "email": OWN, "emailstatus": "OK", "token": "abc",
        "language": "en", "validfrom": "", "invited": "N", "completed": "N",
    },
    "Microsoft Forms": {
        "Id": "1", "Start time": "2026-11-01", "Completion time": "2026-11-01", "Email": OWN, "Name": "Ines Moth",
        "What is your line manager's email address?": "head@work.example.org",
    },
    "Google Forms": {
        "Timestamp": "2026-11-01", "Email Address": OWN, "Your name": "", "First name": "Ines", "Last name": "Moth",
    },
    "SurveyMonkey": {
        "respondent_id": "9", "email_address": OWN, "first_name": "Ines", "last_name": "Moth", "custom_1": "",
    },
    "Mailchimp": {
        "Email Address": OWN, "First Name": "Ines", "Last Name": "Moth", "MEMBER_RATING": "2", "OPTIN_TIME": "",
    },
    "Qualtrics": {
        "FirstName": "Ines", "LastName": "Moth", "Email": OWN, "ExternalDataReference": "x", "Unsubscribed": "false",
    },
    "Salesforce": {
        "FirstName": "Ines", "LastName": "Moth", "Email": OWN, "HasOptedOutOfEmail": "0", "OtherEmail": OTHER,
    },
    "Dynamics": {
        "Full Name": "Ines Moth", "Email": OWN, "Email Address 2": OTHER, "Company Name": "Westerby",
        "Do not allow Emails": "Allow",
    },
    "HubSpot": {
        "First Name": "Ines", "Last Name": "Moth", "Email": OWN, "Unsubscribed from all email": "No",
        "Contact owner email": "owner@work.example.org",
    },
    "Moodle": {
        "username": "imoth", "firstname": "Ines", "lastname": "Moth", "email": OWN, "city": "Crewe", "country": "GB",
    },
    "a meeting's attendance": {
        "Name": "Ines Moth", "First Join": "09:00", "In-Meeting Duration": "1h", "Email": OWN,
        "Participant ID (UPN)": "imoth@tenant.example", "Role": "Presenter",
    },
    "tickets of an event": {
        "Order no.": "1", "First Name": "Ines", "Last Name": "Moth", "Email": OWN, "Buyer Email Sent": "Yes",
    },
    "Okta": {
        "login": "imoth", "firstName": "Ines", "lastName": "Moth", "email": OWN, "secondEmail": OTHER,
        "managerEmail": "head@work.example.org",
    },
    "a directory in Welsh": {
        "Enw cyntaf": "Ines", "Cyfenw": "Moth", "Cyfeiriad e-bost gwaith": OWN, "E-bost personal": OTHER,
    },
}  # fmt: skip


def read(*rows: tuple[str, ...], address: str = "") -> PeopleRead:
    return read_people(io.BytesIO(csv_of(*rows)), names(), ALL_FRONT_LINE, address)


@pytest.mark.parametrize("export", EXPORTS, ids=str)
def test_the_right_person_is_written_to_at_work_by_their_name(export: str) -> None:
    columns = EXPORTS[export]
    found = read(tuple(columns), tuple(columns.values()))
    assert [(one.email, one.name, one.wave) for one in found.people] == [(OWN, "Ines Moth", "First wave")]


@pytest.mark.parametrize(
    "heading",
    [
        "Recovery Email", "Private e-mail", "Personal Email Address", "Manager Email", "managerEmail",
        "Line manager’s email", "Emergency contact email",
        "Next of kin e-mail", "Mother's email", "Secondary email", "Alternate email",
        "E-mail 2 Address", "Previous email", "Parent/Carer email", "GP e-mail",
    ],
)  # fmt: skip
def test_an_address_of_somebody_else_or_to_fall_back_on_is_never_taken_alone(heading: str) -> None:
    with pytest.raises(TableRefused) as refusal:
        read(("Name", heading), ("Ines", "mum@home.example"))
    message = refusal.value.faults[0].message
    assert message.startswith(f"The only columns of addresses are these: “{heading}”.")
    assert "“Work e-mail”" in message


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Work email", AddressKind.AT_WORK),
        ("Business Email", AddressKind.AT_WORK),
        ("E-mail", AddressKind.PLAIN),
        ("EmailAddress", AddressKind.PLAIN),
        ("Westerby email", AddressKind.BY_OTHER_WORDS),
        ("userPrincipalName", AddressKind.SIGN_IN),
        ("Home email", AddressKind.NOT_THEIRS),
        ("emailstatus", None),
        ("Email sent on", None),
        ("Home Address", None),
        ("Mailing address", None),
    ],
)
def test_how_sure_a_heading_is(heading: str, kind: AddressKind | None) -> None:
    assert address_of(heading) is kind


def test_a_surer_heading_wins_and_the_others_are_named_as_not_read() -> None:
    found = read(("Name", "Email", "Work email"), ("Ines", "ines@home.example", OWN))
    assert found.people[0].email == OWN
    assert "Columns that were not read: Email." in found.notes


def test_a_street_is_no_work_address_and_an_address_under_that_heading_is() -> None:
    assert read(("Name", "Email", "Work address"), ("Ines", OWN, "1 High Street")).people[0].email == OWN
    assert read(("Name", "Work address", "Private email"), ("Ines", OWN, OTHER)).people[0].email == OWN


def test_where_two_columns_are_as_likely_somebody_is_asked_with_rows_of_each() -> None:
    rows = [(f"Person {n}", f"p{n}@one.example", f"p{n}@two.example") for n in range(5)]
    with pytest.raises(WhichAddress) as question:
        read(("Name", "Email", "E-mail address"), *rows)
    one, two = question.value.candidates
    assert (one.heading, list(one.samples)) == ("Email", [f"p{n}@one.example" for n in range(3)])
    assert (two.heading, list(two.samples)) == ("E-mail address", [f"p{n}@two.example" for n in range(3)])
    assert two.read
    assert [person.email for person in two.read.people] == [f"p{n}@two.example" for n in range(5)]
    assert "There are 2 columns of e-mail addresses: “Email” and “E-mail address”." in str(question.value)
    chosen = read(("Name", "Email", "E-mail address"), *rows, address="e-mail ADDRESS")
    assert chosen.people == two.read.people


def test_two_columns_that_say_the_same_are_no_question() -> None:
    assert read(("Email", "E-mail address"), (OWN, OWN)).people[0].email == OWN


def test_a_column_that_is_chosen_has_to_be_there_once() -> None:
    with pytest.raises(TableRefused, match="No column is named “Mail” alone"):
        read(("Name", "Email"), ("Ines", OWN), address="Mail")


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        (("Display name", "First name", "Surname"), ("MOTH Ines", "Ines", "Moth"), "Ines Moth"),
        (("Display name", "First name", "Surname"), ("Ines Moth", "Ines", ""), "Ines Moth"),
        (("Name", "Surname"), ("Ines Moth", "Moth"), "Ines Moth"),
        (("First name", "Surname", "Contact"), ("", "", "Ines Moth"), "Ines Moth"),
        (("First name", "Surname", "Contact"), ("", "", "07700 900101"), ""),
    ],
)
def test_a_name_is_chosen_cell_by_cell(headings: tuple[str, ...], cells: tuple[str, ...], name: str) -> None:
    found = read(("Email", *headings), (OWN, *cells))
    assert found.people[0].name == name
    assert not [note for note in found.notes if "half a name" in note]


def test_half_a_name_is_said() -> None:
    found = read(("Email", "First name", "Surname"), (OWN, "Ines", ""), ("ola@work.example.org", "Ola", "Reed"))
    assert [person.name for person in found.people] == ["Ines", "Ola Reed"]
    assert "1 person has half a name in the list: only a first name, or only a last." in found.notes


@pytest.mark.parametrize(("phase", "wave"), [("Primary", "First wave"), ("Phase 2", "Phase 2"), ("2", "2")])
def test_a_phase_is_a_wave_only_where_it_reads_like_one(phase: str, wave: str) -> None:
    found = read(("Email", "Phase"), (OWN, phase))
    assert found.people[0].wave == wave
    assert ("Columns that were not read: Phase." in found.notes) is (phase == "Primary")


@pytest.mark.parametrize(
    ("heading", "marked", "unmarked"),
    [
        ("emailstatus", "OptOut", "OK"),
        ("Status", "Unsubscribed", "Active"),
        ("Unsubscribed", "TRUE", "FALSE"),
        ("blacklisted", "Y", "N"),
        ("Blocklisted", "yes", ""),
        ("HasOptedOutOfEmail", "1", "0"),
        ("Email Opt Out", "x", "-"),
        ("Unsubscribed from all email", "2026-03-01", ""),
        ("Do not allow Emails", "Do Not Allow", "Allow"),
        ("Do not contact", "Yes", "No"),
    ],
)
def test_whom_another_tool_holds_back_is_left_out_and_named(heading: str, marked: str, unmarked: str) -> None:
    found = read(("Email", heading), (OWN, unmarked), ("ola@work.example.org", marked))
    assert [person.email for person in found.people] == [OWN]
    said = "1 person is marked in the list as wanting no mail, and is left out: ola@work.example.org."
    assert said in found.notes


def test_a_heading_that_marks_nobody_says_nothing_of_anybody() -> None:
    assert not says_opted_out("Notes", "Unsubscribed")
    assert not says_opted_out("Status", "Left")


def test_who_is_held_back_on_any_line_is_held_back_on_all() -> None:
    found = read(("Email", "Unsubscribed"), (OWN.upper(), "no"), (OWN, "yes"), ("ola@work.example.org", "no"))
    assert [person.email for person in found.people] == ["ola@work.example.org"]


def test_cells_beyond_the_last_heading_are_read_over_and_said() -> None:
    found = read(("Email", "Name"), (OWN, "Ines", "2024-01-01"), ("ola@work.example.org", "Ola"))
    assert [person.name for person in found.people] == ["Ines", "Ola"]
    assert any(note.startswith("1 line has more cells than there are names of columns") for note in found.notes)


def test_a_comma_that_moves_the_address_to_another_column_is_a_fault() -> None:
    with pytest.raises(TableRefused, match="A cell with a comma in it stands in quotation marks"):
        read(("Name", "Email", "Place"), ("Moth", " Ines", OWN, "north"))


@pytest.mark.parametrize("mark", ["\u202a", "\u200e", "\u180e", "\u200b", "\ufeff", "\u2066"])
def test_what_cannot_be_seen_is_taken_off_an_address_and_named_within_it(mark: str) -> None:
    found = read(("Email", "Name"), (f"{mark}{OWN}{mark}", "Ines"))
    assert found.people[0].email == OWN
    with pytest.raises(TableRefused) as refusal:
        read(("Email", "Name"), (f"ines@{mark}work.example.org", "Ines"))
    message = refusal.value.faults[0].message
    assert f"“ines@?work.example.org” has a character that cannot be seen (U+{ord(mark):04X}) at place 6." in message
