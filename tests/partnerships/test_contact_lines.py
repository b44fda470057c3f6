"""Contact lines: numbers of any common writing can be pressed, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from oneworkforce.partnerships.contact_lines import ContactPiece, lines_of, pieces
from oneworkforce.partnerships.forms import PartnershipForm
from tests.factories import make_partnership

NUMBERS = {
    "01632 960 001": "01632960001",
    "+44 1632 960001": "+441632960001",
    "0800 1111": "08001111",
    "0808-800-5000": "08088005000",
    "07700 900123": "07700900123",
    "999": "999",
    "1999": "",
    "9am": "",
    "2026": "",
    "A0123456789": "",
}


@pytest.mark.parametrize(("written", "dialled"), list(NUMBERS.items()))
def test_what_is_a_number_and_what_is_dialled(written: str, dialled: str) -> None:
    found = [piece for piece in pieces(f"Call {written} now") if piece.call]
    assert [(piece.words, piece.call) for piece in found] == ([(written, dialled)] if dialled else [])


def test_words_stay_as_they_were_written() -> None:
    text = "Front door: 01632 960 001, 9am to 5pm\n\n  At night 01632 960002  \nNo number here"
    assert lines_of(text) == [
        [ContactPiece("Front door: "), ContactPiece("01632 960 001", "01632960001"), ContactPiece(", 9am to 5pm")],
        [ContactPiece("At night "), ContactPiece("01632 960002", "01632960002")],
        [ContactPiece("No number here")],
    ]
    assert lines_of(" \n") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, None),
        ({"help_now": "Come to the library."}, "help_now"),
        ({"help_now": "The library: 01632 960 001"}, None),
        ({"help_now": "0800 1111 " + "x" * 1000}, "help_now"),
        ({"consent_age": "10"}, "consent_age"),
        ({"consent_age": "11"}, None),
        ({"consent_age": "18"}, None),
        ({"consent_age": "19"}, "consent_age"),
        ({"consent_age": ""}, "consent_age"),
        ({"permission_route": "x" * 601}, "permission_route"),
    ],
)
def test_what_an_officer_may_say(changes: dict[str, str], field: str | None) -> None:
    partnership = make_partnership("Rivermouth")
    given = {
        "name": "Rivermouth",
        "own_word": "partnership",
        "time_zone": "Europe/London",
        "k": "10",
        "languages": "en-gb",
    }
    form = PartnershipForm(
        {**given, "consent_age": "13", "keep_invitations_months": "6", **changes}, instance=partnership
    )
    assert list(form.errors) == ([field] if field else []), form.errors
